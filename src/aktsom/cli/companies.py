"""`aktsom companies`: what the company register knows of the suppliers here, from its files or its open interface."""

from datetime import UTC, datetime
from pathlib import Path

import click

from aktsom.cli.django_setup import start_django
from aktsom.cli.files import ReadFile


@click.group()
def companies() -> None:
    """Take in the company register's files, or ask it about a supplier."""


@companies.command(name="import")
@click.argument("file", type=ReadFile())
def import_(file: Path) -> None:
    """Update the suppliers known here from FILE: the register's whole list of entities or of sub-units, CSV or JSON,
    plain or packed (.gz). Bankruptcies, new names and the like become events, each once."""
    start_django()
    from aktsom.core.actor import PLATFORM
    from aktsom.interop.company_register.taking_in import take_in_file

    done = take_in_file(by=PLATFORM, at=datetime.now(UTC), path=file)
    click.echo(f"{done.rows} rows read, {done.suppliers} suppliers updated, {done.events} events.")
    if done.not_understood:
        click.echo(f"{done.not_understood} rows about suppliers here could not be understood and were passed over.")


@companies.command(name="look-up")
@click.argument("number")
def look_up(number: str) -> None:
    """Ask the register (AKTSOM_COMPANY_REGISTER) about NUMBER, and update the supplier if it is known here."""
    start_django()
    from aktsom.core.actor import PLATFORM
    from aktsom.interop.company_register.client import CompanyRegister
    from aktsom.interop.company_register.taking_in import SOURCE
    from aktsom.suppliers.actions.registered import take_in_facts
    from aktsom.suppliers.rules.numbers import cleaned
    from aktsom.suppliers.states import Scheme

    with CompanyRegister.of_settings() as register:
        found = register.look_up(cleaned(Scheme.NO_ORG, number))
    if found is None:
        raise click.ClickException("the company register knows no such number.")
    click.echo(f"{found.number}  {found.name}  {found.legal_form}  {found.state}  {found.visiting or ''}")
    done = take_in_facts(by=PLATFORM, at=datetime.now(UTC), facts=[found], source=SOURCE)
    click.echo(f"{done.suppliers} suppliers updated, {done.events} events.")


@companies.command()
@click.argument("name")
@click.option("--most", default=20, show_default=True)
def search(name: str, most: int) -> None:
    """Entities of the register that are called something like NAME. Nothing is stored."""
    start_django()
    from aktsom.interop.company_register.client import CompanyRegister

    with CompanyRegister.of_settings() as register:
        for found in register.search(name, most):
            click.echo(f"{found.number}  {found.name}  {found.legal_form}  {found.state}  {found.visiting or ''}")
