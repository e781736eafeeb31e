"""Starting Django from the command line, once, only for the commands that need the database."""

import os

import click


def start_django(env: str | None = None) -> None:
    if env:
        os.environ.setdefault("AKTSOM_ENV", env)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aktsom.settings")
    import django

    django.setup()


def stop_unless_fit() -> None:
    """What production lacks is told before anybody is served; what is only unwise is told and passed over."""
    from django.core.checks import run_checks

    from aktsom.core.start_checks import TAG

    found = run_checks(tags=[TAG])
    if lacking := [f"{one.msg} {one.hint}" for one in found if one.is_serious()]:
        raise click.ClickException("\n".join(lacking))
    for one in found:
        click.echo(f"Warning: {one.msg} {one.hint}", err=True)
