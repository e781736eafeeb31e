"""The snapshot of the supply chains by which reach is told."""

import click

from aktsom.cli.django_setup import start_django


@click.group()
def reach() -> None:
    """Who is touched: the snapshot of the supply chains."""


@reach.command()
def build() -> None:
    """Build the snapshot anew from the tables. Needed after the database was restored from a copy; else the worker
    does it once a day. Pages see each change at once, also while it is built."""
    start_django()
    from django.utils import timezone

    from aktsom.supply_chain.reach import BeingWritten
    from aktsom.supply_chain.reach_jobs import build as build_now

    try:
        built = build_now(at=timezone.now())
    except BeingWritten:
        raise click.ClickException("another process is building it") from None
    click.echo(f"Snapshot {built.generation}: {built.nodes} nodes, {built.links} links.")
