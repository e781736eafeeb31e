"""Production places: public lists of them in, and out again as Open Supply Hub has them."""

import sys
from pathlib import Path

import click

from aktsom.cli.django_setup import start_django
from aktsom.cli.files import ReadFile, WriteFile

SHOWN = 20  # rows that could not be used, named one by one


@click.group()
def sites() -> None:
    """Take in and write lists of production places."""


@sites.command(name="import")
@click.argument("file", type=ReadFile())
@click.option("--source", default="Open Supply Hub", show_default=True, help="The public list that the file is of.")
@click.option("--compare/--no-compare", default=True, show_default=True, help="Look for places that are one.")
def take_in(file: Path, source: str, compare: bool) -> None:
    """Every place of FILE once, however often it is taken in; everybody may see them. Columns as Open Supply Hub has
    them: country, name, address, sector, os_id, lat, lng and more. Exit code 1 when rows could not be used."""
    start_django()
    from django.utils import timezone

    from aktsom.core.actor import PLATFORM
    from aktsom.interop.chains.site_lists import read_site_list
    from aktsom.interop.spreadsheets.problems import FileProblem
    from aktsom.supply_chain.actions.site_lists import take_in_sites
    from aktsom.supply_chain.analysis import compare_sites

    try:
        read = read_site_list(file)
    except FileProblem as problem:
        raise click.ClickException(str(problem)) from None
    done = take_in_sites(by=PLATFORM, at=timezone.now(), source=source, sites=read.sites)
    for wrong in read.wrong[:SHOWN]:
        click.echo(f"line {wrong.number} {wrong.name}: {wrong.told}", err=True)
    click.echo(f"{done.new} new, {done.changed} changed, {done.same} as before, {len(read.wrong)} could not be used.")
    if compare and done.ids:
        found = compare_sites(at=timezone.now(), about=done.ids)
        click.echo(f"{found.joined} pairs are one place; {found.unsure} pairs should be looked at.")
    if read.wrong:
        sys.exit(1)


@sites.command()
@click.argument("file", type=WriteFile())
@click.option("--all", "everything", is_flag=True, help="Also places that only suppliers tell of.")
def export(file: Path, everything: bool) -> None:
    """Write places to FILE (CSV): those that stand in public lists."""
    start_django()
    from aktsom.interop.chains.site_lists import write_site_list
    from aktsom.supply_chain.models import Site

    rows = Site.objects.order_by("id") if everything else Site.objects.exclude(public_source="").order_by("id")
    with file.open("w", encoding="utf-8-sig", newline="") as target:
        count = write_site_list(target, rows)
    click.echo(f"{count} places written to {file}.")
