"""Django's own commands under our name."""

import sys

import click

from aktsom.cli.django_setup import start_django


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Django's own commands, such as `aktsom manage migrate`."""
    start_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line([sys.argv[0], *arguments])
