"""Who takes part: eight buyers with an owner of contracts and a manager each, the secretariat, an auditor, and one
person at each supplier that is followed up."""

from dataclasses import dataclass

from aktsom.core.actor import PLATFORM, Actor
from aktsom.members.actions import give_role, load_pilot_members, make_person
from aktsom.members.models import Member, Person
from aktsom.suppliers.actions import give_supplier_role
from aktsom.suppliers.models import Supplier
from aktsom.teams.queries import actor_of
from tests.effects.pilot_year.clock import now


@dataclass(frozen=True)
class Buyer:
    """`terms` are those of all its contracts; `file` is how its register comes."""

    name: str
    slug: str
    owner: str
    manager: str
    terms: str
    file: str


# Every second supplier has no contract with one of them, in this order: see `registers.sold_to`.
BUYERS = (
    Buyer("oslo", "oslo-kommune", "olga", "mons", "T4", "xlsx"),
    Buyer("bergen", "bergen-kommune", "berit", "bjarne", "T1", "csv"),
    Buyer("stavanger", "stavanger-kommune", "stina", "sture", "T3", "csv"),
    Buyer("sykehus", "sykehusinnkjop", "guri", "marte", "T4-H", "xlsx"),
    Buyer("statsbygg", "statsbygg", "siv", "eli", "T4", "csv"),
    Buyer("uib", "uib", "tora", "trond", "T1", "ods"),
    Buyer("akershus", "akershus-fylkeskommune", "aud", "arne", "T3", "xlsx"),
    Buyer("flo", "flo", "frode", "frida", "T2", "csv"),
)
BUYER = {buyer.name: buyer for buyer in BUYERS}


def member(name: str) -> Member:
    return Member.objects.get(slug=BUYER[name].slug)


def person(name: str) -> Person:
    return Person.objects.get(email=f"{name}@aaret.example")


def actor(name: str) -> Actor:
    """As it stands now: whom it sits for and answers for changes in the year."""
    return actor_of(person(name))


def owner_of(buyer: str) -> Actor:
    return actor(BUYER[buyer].owner)


def let_in() -> None:
    load_pilot_members(by=PLATFORM, at=now())
    for buyer in BUYERS:
        _made(buyer.owner, buyer.slug, "contract_owner")
        _made(buyer.manager, buyer.slug, "contract_manager")
    _made("sekka", "etisk-handel-norge", "secretariat")
    _made("revi", BUYER["sykehus"].slug, "auditor")


def answers_for(supplier: Supplier, name: str) -> None:
    """Fills in and approves."""
    made = make_person(by=PLATFORM, at=now(), email=f"{name}@aaret.example", name=name.capitalize(), home=None)
    for role in ("supplier_respondent", "supplier_approver"):
        give_supplier_role(by=PLATFORM, at=now(), person=made, supplier=supplier, role=role)


def _made(name: str, slug: str, role: str) -> None:
    home = Member.objects.get(slug=slug)
    made = make_person(by=PLATFORM, at=now(), email=f"{name}@aaret.example", name=name.capitalize(), home=home)
    give_role(by=PLATFORM, at=now(), person=made, member=home, role=role)
