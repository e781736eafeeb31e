"""`aktsom concerns`: lists of concern taken in and held up against suppliers and sites."""

from datetime import UTC, datetime
from pathlib import Path

import click

from aktsom.cli.django_setup import start_django
from aktsom.cli.files import ReadFile


@click.group()
def concerns() -> None:
    """Load lists of concern (forced labour, exclusions). A likeness is a question for a person, never a finding."""


@concerns.command()
@click.argument("file", type=ReadFile())
@click.option("--name", required=True, help="What the list is called; a newer file of the same name takes its place.")
@click.option("--publisher", required=True, help="Who gives it out.")
@click.option("--edition", required=True, help="As the publisher names it, or the day.")
def load(file: Path, name: str, publisher: str, edition: str) -> None:
    """Take in FILE, a CSV with a heading for the name or entities in FollowTheMoney's form, a JSON object a line;
    either may be packed (.gz). All of it or nothing."""
    start_django()
    from aktsom.core.actor import PLATFORM
    from aktsom.interop.concerns.reading import Counted, checksum_of, read_entries
    from aktsom.supply_chain.actions.concerns import load_concern_list

    counted = Counted()
    made = load_concern_list(
        by=PLATFORM,
        at=datetime.now(UTC),
        name=name,
        publisher=publisher,
        edition=edition,
        checksum=checksum_of(file),
        entries=read_entries(file, counted),
    )
    click.echo(f"{made.name}, {made.edition}: {made.entries_count} entries.")
    if counted.people or counted.others:
        click.echo(f"Left out: {counted.people} people, {counted.others} entities of other kinds.")
    click.echo("The worker looks for likenesses; `aktsom concerns match` does it now.")


@concerns.command()
def match() -> None:
    """Look for likenesses to the newest edition of each list now."""
    start_django()
    from aktsom.core.actor import PLATFORM
    from aktsom.supply_chain.actions.concerns import match_concern_list
    from aktsom.supply_chain.queries.concerns import newest_lists

    for found in newest_lists():
        new = match_concern_list(by=PLATFORM, at=datetime.now(UTC), public_id=found.public_id)
        click.echo(f"{found.name}, {found.edition}: {new} new likenesses for a person to look at.")
