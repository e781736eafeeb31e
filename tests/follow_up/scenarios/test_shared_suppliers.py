"""Real cases with their figures: what the overlap shows that may be asked once for many buyers."""

import pytest

from aktsom.core.actor import PLATFORM
from aktsom.follow_up.rules.reliance import duplicates_avoided
from aktsom.members.actions import give_role
from aktsom.members.models import Member
from aktsom.risk.actions import register_and_screen
from aktsom.risk.queries import Overlap, overlap
from tests.cast import NOON, actor, person
from tests.factories.contracts import facts

pytestmark = pytest.mark.django_db
MUNICIPALITIES, REGIONS = 37, 5
SUPPLIERS = tuple(f"Kaffehus {letter} AS" for letter in "ABCD")


def buyers() -> list[Member]:
    """Owned by one person, so that each contract is registered as people do."""
    kinds = ["municipality"] * MUNICIPALITIES + ["region"] * REGIONS
    made = [Member.objects.create(name=f"Kjøper {n}", slug=f"kjoper-{n}", kind=kind) for n, kind in enumerate(kinds)]
    for each in made:
        give_role(by=PLATFORM, at=NOON, person=person("olga"), member=each, role="contract_owner")
    return made


def buy(member: Member, supplier: str) -> None:
    said = facts(title="Kaffe og te", products=(), cpv=(), supplier_name=supplier, supplier_number="")
    register_and_screen(by=actor("olga"), at=NOON, member=member, facts=said)


def shown() -> Overlap:
    return overlap(actor("sekka"), today=NOON.date(), all_verdicts=True)


def test_four_inquiries_in_place_of_one_per_buyer_and_supplier(small_list: object) -> None:
    """Coffee 2012-16: all 42 buy of the first, the regions of all four, and a supplier of one buyer is not shared."""
    everyone = buyers()
    for each in everyone:
        buy(each, SUPPLIERS[0])
    for region in everyone[MUNICIPALITIES:]:
        for supplier in SUPPLIERS[1:]:
            buy(region, supplier)
    buy(everyone[0], "Alene Kaffe AS")

    found = shown()

    assert found.suppliers[0].name == SUPPLIERS[0]
    assert {row.name for row in found.suppliers} == set(SUPPLIERS)
    assert found.shared == len(SUPPLIERS)  # inquiries, asked once each
    asked_apart = sum(len(row.members) for row in found.suppliers)
    assert asked_apart == (MUNICIPALITIES + REGIONS) + REGIONS * 3  # one per buyer and supplier
    assert [len(row.members) for row in found.suppliers] == [42, 5, 5, 5]
    assert duplicates_avoided(found.suppliers[0].contracts) == 41
    assert sum(duplicates_avoided(row.contracts) for row in found.suppliers) == asked_apart - found.shared
