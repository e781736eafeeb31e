"""`aktsom demo`: the whole platform on one machine, with the pilot's members and example registers."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from aktsom.cli.catalogue import OWN
from aktsom.cli.django_setup import start_django
from aktsom.cli.pilot import PEOPLE, REGISTERS, SUPPLIERS_PEOPLE, WAITING
from aktsom.cli.pilot_chain import load_chains
from aktsom.cli.pilot_companies import load_companies
from aktsom.cli.pilot_competence import load_competence
from aktsom.cli.pilot_concluded import load_concluded
from aktsom.cli.pilot_examples import load_examples
from aktsom.cli.pilot_figures import load_figures
from aktsom.cli.pilot_follow_up import load_follow_ups
from aktsom.cli.pilot_knowledge import load_knowledge
from aktsom.cli.pilot_network import load_access, load_teams
from aktsom.cli.pilot_public import load_public_face
from aktsom.cli.pilot_reports import load_reports
from aktsom.cli.pilot_signals import load_signals
from aktsom.cli.pilot_suppliers import load_contracts_by_hand
from aktsom.cli.serve import run, stop_unless_free

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
PASSWORD = "aktsom-demo-2026"  # noqa: S105  written on the screen: the demo listens on this machine only


def load_people() -> None:
    from aktsom.core.actor import PLATFORM
    from aktsom.members.actions import give_role, load_pilot_members, make_person
    from aktsom.members.models import Member

    now = datetime.now(UTC)
    load_pilot_members(by=PLATFORM, at=now)
    for persona in PEOPLE:
        member = Member.objects.get(slug=persona.member)
        person = make_person(
            by=PLATFORM,
            at=now,
            email=persona.email,
            name=persona.name,
            home=member,
            password=PASSWORD,
            language=persona.language,
        )
        for role in persona.roles:
            since = now if persona.used_days_ago is None else now - timedelta(days=300)
            give_role(by=PLATFORM, at=since, person=person, member=member, role=role)


def load_suppliers_people() -> None:
    """After the registers, which bring the suppliers."""
    from aktsom.core.actor import PLATFORM
    from aktsom.members.actions import make_person
    from aktsom.suppliers.actions import give_supplier_role
    from aktsom.suppliers.models import Supplier

    now = datetime.now(UTC)
    for persona in SUPPLIERS_PEOPLE:
        person = make_person(by=PLATFORM, at=now, email=persona.email, name=persona.name, home=None, password=PASSWORD)
        supplier = Supplier.objects.get(name=persona.supplier)
        give_supplier_role(by=PLATFORM, at=now, person=person, supplier=supplier, role=persona.role)


def load_reference() -> None:
    from aktsom.categories.actions import propose_version, take_in_version
    from aktsom.core.actor import PLATFORM
    from aktsom.core.outbox import deliver_due
    from aktsom.follow_up.actions.questionnaires import load_questionnaires
    from aktsom.terms.actions import load_terms

    now = datetime.now(UTC)
    load_terms(by=PLATFORM, at=now)
    load_questionnaires(by=PLATFORM, at=now)
    proposal = propose_version(by=PLATFORM, at=now, folder=OWN)
    take_in_version(by=PLATFORM, at=now, folder=OWN, expected_checksum=proposal.checksum)
    deliver_due(datetime.now(UTC))


def load_register(email: str, slug: str, file: Path, *, confirm: bool) -> str:
    """Bring in a register the way a person does: upload, leave out the rows that need somebody, confirm.

    Returns what came of it, a line.
    """
    from aktsom.contracts import actions
    from aktsom.contracts.models import RegisterImport
    from aktsom.contracts.states import RowOutcome
    from aktsom.core.outbox import deliver_due
    from aktsom.members.models import Member, Person
    from aktsom.members.queries import actor_for

    actor = actor_for(Person.objects.get(email=email))
    member = Member.objects.get(slug=slug)
    received = actions.receive_register(
        by=actor, at=datetime.now(UTC), member=member, file_name=file.name, content=file.read_bytes()
    )
    deliver_due(datetime.now(UTC))
    if confirm:
        for row in received.rows.filter(outcome=RowOutcome.BLOCKED):
            actions.leave_out_row(by=actor, at=datetime.now(UTC), import_id=received.public_id, number=row.number)
        actions.confirm_import(by=actor, at=datetime.now(UTC), public_id=received.public_id)
        deliver_due(datetime.now(UTC))
    standing = RegisterImport.objects.get(pk=received.pk)
    return f"{file.name}: {standing.rows.count()} rows, {standing.state}"


def is_loaded() -> bool:
    from aktsom.members.models import Person

    return Person.objects.exists()


def load() -> None:
    """Everything the pilot needs, each step told in a line. All or nothing: interrupted, it is done anew next time."""
    from django.db import transaction

    with transaction.atomic():
        click.echo("  members, log-ins and roles")
        load_people()
        load_access()
        click.echo("  the high-risk list and the contract terms")
        load_reference()
        for slug, name, email in REGISTERS:
            click.echo("  " + load_register(email, slug, EXAMPLES / name, confirm=slug != WAITING))
        click.echo("  people who answer for suppliers")
        load_suppliers_people()
        click.echo("  what is known of suppliers, and a list of concern")
        load_companies()
        click.echo("  category teams, mandates and what the teams have done")
        load_teams()
        click.echo("  contracts kept by hand, and suppliers that are written in several ways")
        load_contracts_by_hand()
        click.echo("  what suppliers have told of their chains")
        load_chains()
        click.echo("  a self-report that a supplier has begun to answer")
        load_follow_ups()
        click.echo("  answers with the score agreed on, for those who read")
        load_examples()
        click.echo("  a follow-up that is concluded")
        load_concluded()
        load_signals()
        click.echo("  targets and figures")
        load_figures()
        click.echo("  reports")
        load_reports()
        click.echo("  what everybody may read")
        load_public_face()
        click.echo("  guidance, questions and what was learnt")
        load_knowledge()
        click.echo("  who can assess what, and requirements for a tender")
        load_competence()


def collect_static() -> None:
    """Static files, only when one of them is newer than the last collection."""
    from django.conf import settings
    from django.core.management import call_command

    source = Path(settings.STATICFILES_DIRS[0])
    newest = max(path.stat().st_mtime for path in source.rglob("*") if path.is_file())
    stamp = Path(settings.STATIC_ROOT) / "collected"
    if not stamp.exists() or stamp.stat().st_mtime < newest:
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.touch()


def address(host: str, port: int) -> str:
    """Where this machine's own browser finds the demo; links in its letters lead there."""
    return f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"  # noqa: S104  compared, not listened on


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--load-only", is_flag=True, help="Load the pilot and stop.")
def demo(host: str, port: int, load_only: bool) -> None:
    """Start the platform with the pilot loaded, on SQLite under var/demo. What you do there is kept."""
    os.environ["AKTSOM_ENV"] = "demo"
    os.environ.setdefault("AKTSOM_VAR", "var/demo")
    os.environ.setdefault("AKTSOM_SITE", address(host, port))
    os.environ.setdefault("AKTSOM_RUN_BY", "Sekretariatet i demoen")
    os.environ.setdefault("AKTSOM_CONTACT", "personvern@sekretariatet.example")
    if not load_only:
        stop_unless_free(host, port)
    start_django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    if not is_loaded():
        click.echo("Loading the pilot; this is done once")
        load()
    if load_only:
        return
    collect_static()
    click.echo(f"\nAktsom is running on {address(host, port)}/  (stop with Ctrl-C)\n")
    click.echo(f"Log-ins, all with the password {PASSWORD}:")
    for persona in (*PEOPLE, *SUPPLIERS_PEOPLE):
        click.echo(f"  {persona.email:28} {persona.shows}")
    run(host, port)
