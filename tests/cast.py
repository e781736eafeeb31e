"""The standing cast: the members and people that tests speak of by first name.

Oslo has Olga (contract owner), Mons (contract manager) and Rita (reader); Bergen has Berit (contract owner) and
Bjarne (contract manager); Stavanger has Stina (contract owner). Sekka is the secretariat, Uma acts for BOTT, the
cooperation that UiO belongs to. Dag keeps Oslo's register and may only read Bergen's. Ada administrates Oslo and Anne
Bergen. Nora answers for the supplier Nordhav and Aksel approves there; Odd answers for another supplier. Revi is an
auditor engaged by Oslo. Teams are made by the tests that need them (`factories.memos.team`).
"""

from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

from aktsom.core.actor import PLATFORM, Actor
from aktsom.members.actions import give_role, load_pilot_members, make_person
from aktsom.members.models import Member, Person
from aktsom.suppliers.actions import give_supplier_role, recognise_suppliers
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.rules import SupplierWords
from aktsom.teams.queries import actor_of

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
PASSWORD = "a-long-password-for-tests"

MEMBERS = {
    "oslo": "oslo-kommune",
    "bergen": "bergen-kommune",
    "stavanger": "stavanger-kommune",
    "bott": "bott",
    "uio": "uio",
    "secretariat": "etisk-handel-norge",
}
PEOPLE = {
    "olga": (("oslo", "contract_owner"),),
    "mons": (("oslo", "contract_manager"),),
    "rita": (("oslo", "reader"),),
    "berit": (("bergen", "contract_owner"),),
    "bjarne": (("bergen", "contract_manager"),),
    "stina": (("stavanger", "contract_owner"),),
    "sekka": (("secretariat", "secretariat"),),
    "uma": (("bott", "contract_manager"),),
    "dag": (("oslo", "contract_manager"), ("bergen", "reader")),
    "ada": (("oslo", "member_administrator"),),
    "anne": (("bergen", "member_administrator"),),
    "revi": (("oslo", "auditor"),),
}
# supplier's name and number, role
SUPPLIERS_PEOPLE = {
    "nora": ("Nordhav Medisinsk AS", "923609016", "supplier_respondent"),
    "aksel": ("Nordhav Medisinsk AS", "923609016", "supplier_approver"),
    "odd": ("Andre Varer AS", "", "supplier_respondent"),
}


def member(name: str) -> Member:
    """The member by its short name; the pilot's members are loaded the first time."""
    slug = MEMBERS[name]
    if not Member.objects.filter(slug=slug).exists():
        load_pilot_members(by=PLATFORM, at=NOON)
    return Member.objects.get(slug=slug)


def person(name: str) -> Person:
    """The person by first name, made with roles the first time. Without a password: hashing one is slow."""
    email = f"{name}@example.org"
    known = Person.objects.filter(email=email).first()
    if known is not None:
        return known
    if name in SUPPLIERS_PEOPLE:
        return _answers_for_supplier(name, email)
    roles = PEOPLE[name]
    made = make_person(by=PLATFORM, at=NOON, email=email, name=name.capitalize(), home=member(roles[0][0]))
    for short, role in roles:
        give_role(by=PLATFORM, at=NOON, person=made, member=member(short), role=role)
    return made


def _answers_for_supplier(name: str, email: str) -> Person:
    said, number, role = SUPPLIERS_PEOPLE[name]
    made = make_person(by=PLATFORM, at=NOON, email=email, name=name.capitalize(), home=None)
    give_supplier_role(by=PLATFORM, at=NOON, person=made, supplier=supplier(said, number), role=role)
    return made


def supplier(name: str = "Nordhav Medisinsk AS", number: str = "923609016") -> Supplier:
    words = SupplierWords(name, number, "NO")
    return recognise_suppliers(by=PLATFORM, at=NOON, names=[words])[words]


def actor(name: str) -> Actor:
    return actor_of(person(name))


def now() -> datetime:
    return timezone.now()


def days_ago(days: int) -> datetime:
    """Noon of that day, so that so many days lie between at whatever hour a test is run, and when clocks are put back
    in between."""
    day = timezone.localdate() - timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(12)))
