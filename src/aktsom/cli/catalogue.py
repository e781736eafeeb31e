"""The high-risk list from the command line: what it holds, what a new edition would change, taking it in."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from aktsom.categories.catalogue import read_catalogue
from aktsom.categories.versions import Difference
from aktsom.cli.django_setup import start_django
from aktsom.cli.files import ReadFile, ReadFolder

OWN = Path(__file__).resolve().parents[1] / "categories" / "reference"
FOLDER = click.argument("folder", type=ReadFolder(), default=OWN)


def lines_of(found: Difference) -> Iterator[str]:
    """The difference a line each, as a person reads it."""
    yield from (f"+ {product}" for product in found.added)
    yield from (f"- {product}" for product in found.removed)
    yield from (f"{c.product_id}, {c.stage.value}: {c.old.value} -> {c.new.value}" for c in found.levels)
    for kind, places in (("words", (*found.keywords, found.context_words)), ("CPV", found.cpv)):
        for place in places:
            signed = [f"+{value}" for value in place.gained] + [f"-{value}" for value in place.lost]
            if signed:
                yield f"{place.id or 'context'}, {kind}: {' '.join(signed)}"


@click.group()
def catalogue() -> None:
    """See and take in versions of the high-risk list, the terms and the CPV names."""


@catalogue.command()
@FOLDER
def show(folder: Path) -> None:
    """What the list in FOLDER (default: the one that comes with the program) holds. Needs no database."""
    listed = read_catalogue(folder)
    click.echo(f"{listed.version}, as of {listed.as_of}. Source: {listed.source.en}")
    for group in listed.groups:
        products = [product for product in listed.products if product.group_id == group.id]
        click.echo(f"  {group.id:20} {len(products):3d} products")


@catalogue.command()
@FOLDER
def diff(folder: Path) -> None:
    """What taking in the list in FOLDER would change. Writes nothing."""
    start_django()
    from aktsom.categories.actions import propose_version
    from aktsom.core.actor import PLATFORM

    proposal = propose_version(by=PLATFORM, at=datetime.now(UTC), folder=folder)
    click.echo(f"{proposal.label}" + (" is taken in already" if proposal.taken_in else ""))
    for line in lines_of(proposal.difference):
        click.echo(f"  {line}")


@catalogue.command()
@FOLDER
@click.option("--yes", is_flag=True, help="Take it in without asking.")
def load(folder: Path, yes: bool) -> None:
    """Show the difference, then take in the list in FOLDER, and the terms and first questionnaires that come with the
    program."""
    start_django()
    from aktsom.categories.actions import propose_version, take_in_version
    from aktsom.core.actor import PLATFORM
    from aktsom.follow_up.actions.questionnaires import load_questionnaires
    from aktsom.terms.actions import load_terms

    now = datetime.now(UTC)
    proposal = propose_version(by=PLATFORM, at=now, folder=folder)
    if proposal.taken_in:
        click.echo(f"{proposal.label} is taken in already.")
    else:
        for line in lines_of(proposal.difference):
            click.echo(f"  {line}")
        if not yes:
            click.confirm(f"Take in {proposal.label}?", abort=True)
        take_in_version(by=PLATFORM, at=now, folder=folder, expected_checksum=proposal.checksum)
        click.echo(f"{proposal.label} is taken in. Contracts are screened again by `aktsom work`.")
    load_terms(by=PLATFORM, at=now)
    load_questionnaires(by=PLATFORM, at=now)


@catalogue.command()
@click.argument("file", type=ReadFile())
def cpv(file: Path) -> None:
    """Load the official CPV 2008 list from FILE: CSV in UTF-8 with code, name_nb, name_en."""
    start_django()
    from aktsom.categories.actions import load_cpv_list
    from aktsom.core.actor import PLATFORM

    count = load_cpv_list(by=PLATFORM, at=datetime.now(UTC), path=file)
    click.echo(f"{count} CPV codes.")
