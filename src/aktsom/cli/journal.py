"""Checking that the journal is whole."""

import sys

import click

from aktsom.cli.django_setup import start_django


@click.group()
def journal() -> None:
    """Check the journal."""


@journal.command()
def verify() -> None:
    """Compute every hash of the journal anew. Exit code 1 when an entry was changed or is missing."""
    start_django()
    from aktsom.core.journal import verify as verify_journal

    verdict = verify_journal()
    if verdict.broken_at is None:
        click.echo(f"The journal is whole: {verdict.entries} entries.")
        return
    click.echo(f"The journal is broken at entry {verdict.broken_at}; {verdict.entries} entries before it are whole.")
    sys.exit(1)
