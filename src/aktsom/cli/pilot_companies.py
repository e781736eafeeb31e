"""What the demo knows of the pilot's suppliers: facts as the company register tells them, a bankruptcy, contacts, what
a supplier proposes, and a list of concern with likenesses to judge. All made up, as the registers in `examples` are."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone

if TYPE_CHECKING:
    from aktsom.members.models import Person
    from aktsom.suppliers.rules.register import RegisterFacts

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
SOURCE = "Enhetsregisteret"
NORDHAV, MOTHER, STORE = "351784520", "351784547", "351784555"
BANKRUPT, WOUND_UP, RENAMED, MOVED = "368215198", "394654345", "323696659", "344076413"


class Row(NamedTuple):
    number: str
    name: str
    form: str
    employees: int
    lines: str
    postcode: str
    town: str


ROWS = (
    Row(MOTHER, "NORDHAV GRUPPEN AS", "AS", 9, "Lagerveien 4", "0579", "OSLO"),
    Row(NORDHAV, "NORDHAV MEDISINSK AS", "AS", 84, "Lagerveien 4", "0579", "OSLO"),
    Row("363640478", "PLEIEKOMPASSET AS", "AS", 31, "Industrigata 19", "7040", "TRONDHEIM"),
    Row(BANKRUPT, "STERILVARDEN AS", "AS", 22, "Renseriveien 2", "1396", "BILLINGSTAD"),
    Row("352222437", "NETTHOLMEN SYSTEMER AS", "AS", 210, "Kaiterrassen 7", "5003", "BERGEN"),
    Row("324132988", "DATAHAUGEN AS", "AS", 145, "Serverbakken 12", "0484", "OSLO"),
    Row("391225788", "AKKULUND BATTERIER AS", "AS", 18, "Ladestien 3", "4033", "STAVANGER"),
    Row("380004976", "ALMESKOG KONTORMØBLER AS", "AS", 64, "Møbelgata 41", "6230", "SYKKYLVEN"),
    Row("331536636", "TØMMERHOGGET BYGGEVARE AS", "AS", 120, "Sagbruksveien 8", "2322", "RIDABU"),
    Row("335840054", "LIVBØYEN FORSIKRING ASA", "ASA", 640, "Strandkaien 1", "5013", "BERGEN"),
    Row("321328156", "NORDHEI ARBEIDSKLÆR AS", "AS", 44, "Vernegata 6", "3043", "DRAMMEN"),
    Row(MOVED, "TINDHOLT TEKSTIL AS", "AS", 27, "Spinneriet 2", "1534", "MOSS"),
    Row(RENAMED, "LOMSETH PROFIL AS", "AS", 15, "Trykkeriveien 9", "7037", "TRONDHEIM"),
    Row(WOUND_UP, "KODEHAGEN AS", "AS", 7, "Nettverksgata 5", "5055", "BERGEN"),
    Row("322634447", "DROGÅS ANLEGG AS", "AS", 95, "Pukkverkveien 30", "1850", "MYSEN"),
)


def load_companies() -> None:
    """Asked twice, a year apart, so that what happened in between stands as events."""
    from aktsom.core.actor import PLATFORM
    from aktsom.suppliers.actions import recognise_suppliers
    from aktsom.suppliers.actions.registered import take_in_facts
    from aktsom.suppliers.rules import SupplierWords

    now = timezone.localtime()
    words = [SupplierWords("Nordhav Gruppen AS", MOTHER), SupplierWords("Nordhav Medisinsk avd. lager", STORE)]
    recognise_suppliers(by=PLATFORM, at=now - timedelta(days=365), names=words)
    for at, facts in ((now - timedelta(days=365), _before()), (now - timedelta(days=1), _now(now.date()))):
        take_in_facts(by=PLATFORM, at=at, facts=facts, source=SOURCE)
    _nordhav(now)
    _contacts(now)
    _concerns(now)


def _before() -> "list[RegisterFacts]":
    from dataclasses import replace

    from aktsom.suppliers.rules.register import Place

    told = {row.number: _facts(row) for row in ROWS}
    told[MOVED] = replace(told[MOVED], visiting=Place("Vevgata 14", "1767", "HALDEN"))
    told[RENAMED] = replace(told[RENAMED], name="LOMSETH PROFILKLÆR AS")
    told[STORE] = _store()
    return list(told.values())


def _now(today: date) -> "list[RegisterFacts]":
    from dataclasses import replace

    from aktsom.suppliers.states import CompanyState

    told = {row.number: _facts(row) for row in ROWS}
    since = today - timedelta(days=12)
    told[BANKRUPT] = replace(told[BANKRUPT], state=CompanyState.BANKRUPT, state_since=since)
    since = today - timedelta(days=70)
    told[WOUND_UP] = replace(told[WOUND_UP], state=CompanyState.WINDING_UP, state_since=since)
    told[STORE] = _store()
    return list(told.values())


def _facts(row: Row) -> "RegisterFacts":
    from aktsom.suppliers.rules.register import Place, RegisterFacts

    return RegisterFacts(
        row.number,
        row.name,
        row.form,
        employees=row.employees,
        visiting=Place(row.lines, row.postcode, row.town),
        above=MOTHER if row.number == NORDHAV else "",
    )


def _store() -> "RegisterFacts":
    from aktsom.suppliers.rules.register import Place, RegisterFacts

    name, place = "NORDHAV MEDISINSK AS AVD LAGER", Place("Terminalen 9", "2000", "LILLESTRØM")
    return RegisterFacts(STORE, name, "BEDR", is_unit=True, above=NORDHAV, employees=12, visiting=place)


def _nordhav(now: datetime) -> None:
    """Figures and a number by a contract owner; a contact and the account by the supplier's own people."""
    from aktsom.suppliers.actions import contacts, facts
    from aktsom.suppliers.models import Supplier
    from aktsom.suppliers.states import Scheme
    from aktsom.teams.queries import actor_of

    ingrid, nora = actor_of(_person("ingrid@oslo.example")), actor_of(_person("nora@nordhav.example"))
    nordhav = Supplier.objects.get(organisation_number=NORDHAV).public_id
    facts.set_figures(
        by=ingrid,
        at=now,
        supplier=nordhav,
        legal_form="AS",
        employees=84,
        turnover=412_000_000,
        balance_sum=167_000_000,
        source="Årsregnskapet for 2025",
    )
    number = "NO351784520MVA"
    facts.add_number(by=ingrid, at=now, supplier=nordhav, scheme=Scheme.VAT, text=number, source="Faktura")
    account = "https://nordhav.example/apenhetsloven"
    proposed = contacts.propose_account(by=nora, at=now, supplier=nordhav, address=account)
    contacts.take_proposed_account(by=ingrid, at=now, proposal=proposed.public_id)
    contacts.propose_contact(
        by=nora,
        at=now,
        supplier=nordhav,
        name="Aksel Nordli",
        part="Ansvarlig for bærekraft",
        email="aksel@nordhav.example",
        phone="22 00 00 04",
    )


def _contacts(now: datetime) -> None:
    from aktsom.members.models import Member
    from aktsom.suppliers.actions.contacts import add_contact
    from aktsom.suppliers.models import Supplier
    from aktsom.teams.queries import actor_of

    for email, member, number, name, part in (
        ("ingrid@oslo.example", "oslo-kommune", NORDHAV, "Nora Vik", "Kundeansvarlig"),
        ("marte@sykehus.example", "sykehusinnkjop", NORDHAV, "Nora Vik", "Kontaktperson for avtalen"),
        ("ingrid@oslo.example", "oslo-kommune", BANKRUPT, "Bo Steen", "Bobestyrer"),
    ):
        add_contact(
            by=actor_of(_person(email)),
            at=now,
            supplier=Supplier.objects.get(organisation_number=number).public_id,
            member=Member.objects.get(slug=member).public_id,
            name=name,
            part=part,
            email="nora@nordhav.example" if number == NORDHAV else "bo.steen@advokat.example",
            phone="22 00 00 01" if number == NORDHAV else "",
        )


def _concerns(now: datetime) -> None:
    from aktsom.core.actor import PLATFORM
    from aktsom.interop.concerns.reading import Counted, checksum_of, read_entries
    from aktsom.supply_chain.actions.concerns import load_concern_list, match_concern_list

    path = EXAMPLES / "liste-over-bekymring.csv"
    made = load_concern_list(
        by=PLATFORM,
        at=now,
        name="Eksempelliste over tvangsarbeid",
        publisher="Oppdiktet for demonstrasjonen",
        edition="2026-10",
        checksum=checksum_of(path),
        entries=read_entries(path, Counted()),
    )
    match_concern_list(by=PLATFORM, at=now, public_id=made.public_id)


def _person(email: str) -> "Person":
    from aktsom.members.models import Person

    return Person.objects.get(email=email)
