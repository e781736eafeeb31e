from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from aktsom.categories.levels import Level, Stage
from aktsom.contracts.actions import strike_contract
from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.risk.queries import categories, category, overlap, portfolio
from aktsom.risk.queries.network import NetworkCounts, network_counts
from aktsom.risk.queries.priorities import first_contracts
from aktsom.risk.queries.search import FoundContract, contracts_among
from aktsom.risk.queries.steps import StepKind
from aktsom.risk.queries.supplier import supplier_view
from aktsom.sharing.rules import SeenTotal, Withheld, value_bands
from tests.cast import NOON, actor, member
from tests.risk.counting import queries
from tests.risk.purchases import bought, gloves, unlisted, unsaid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]

FJELL: dict[str, Any] = {"supplier_name": "Fjell AS", "supplier_number": ""}
TODAY = date(2026, 11, 23)
STRANGER = Actor(person_id=1, name="Nobody")


# --- portfolio


def test_portfolio_shows_levels_unknowns_contracts_and_value_by_group() -> None:
    gloves(value=Decimal(100))
    bought(title="Munnbind", value=Decimal(50))
    bought(title="Engangshansker og arbeidstøy", value=None)
    unsaid(value=Decimal(7))
    unlisted(value=Decimal(3), currency="EUR")
    gloves("bergen")

    seen = portfolio(actor("mons"), TODAY)

    textile, medical = seen.heat
    assert (textile.group.id, textile.contracts, textile.value, textile.unvalued) == ("textile", 1, Decimal(0), 1)
    assert (medical.group.id, medical.contracts, medical.value, medical.unvalued) == ("medical", 4, Decimal(157), 1)
    assert {stage: (cell.level, cell.unknown) for stage, cell in medical.cells.items()} == {
        Stage.RAW: (Level.VERY_HIGH, 1),
        Stage.COMPONENT: (Level.HIGH, 3),  # unknown for both of gloves, and where no product is named
        Stage.FINAL: (Level.HIGH, 1),
    }
    assert [(share.verdict, share.contracts, share.value, share.unvalued) for share in seen.verdicts] == [
        ("high_risk", 3, Decimal(150), 1),
        ("insufficient_information", 1, Decimal(7), 0),
        ("not_on_list", 1, Decimal(0), 1),
    ]
    assert (seen.contracts, seen.value) == (5, Decimal(157))
    assert [(share.term_set, share.contracts) for share in seen.terms] == [(None, 3)]
    assert [(step.kind, step.contracts) for step in seen.steps] == [
        (StepKind.CONFIRM, 3),
        (StepKind.NAME_PRODUCTS, 1),
        (StepKind.WITHOUT_TERMS, 3),
    ]


def test_portfolio_of_who_sees_no_values_has_none() -> None:
    gloves()

    seen = portfolio(actor("sekka"), TODAY)

    assert (seen.contracts, seen.value, seen.heat) == (0, None, [])
    assert {share.value for share in seen.verdicts} == {None}


def test_portfolio_asks_as_often_for_three_contracts_as_for_one() -> None:
    mons = actor("mons")
    gloves()
    one = queries(lambda: portfolio(mons, TODAY))
    unsaid()
    unlisted()

    assert queries(lambda: portfolio(mons, TODAY)) == one


# --- categories


def test_categories_count_own_and_all_contracts_and_members() -> None:
    gloves()
    gloves("bergen")
    unsaid("bergen")

    rows = categories(actor("mons"), TODAY)

    assert [(row.group.id, row.products, row.own_contracts, row.contracts, row.members) for row in rows] == [
        ("textile", 1, 0, 0, 0),
        ("medical", 3, 1, 3, 2),
    ]
    assert rows[1].levels == {Stage.RAW: Level.VERY_HIGH, Stage.COMPONENT: Level.HIGH, Stage.FINAL: Level.HIGH}


def test_category_shows_products_countries_rights_and_buyers() -> None:
    gloves()
    bought("bergen", title="Engangshansker og munnbind")
    unsaid()

    seen = category(actor("mons"), "medical", TODAY)

    assert [(row.product.id, row.own_contracts, row.contracts, row.members) for row in seen.products] == [
        ("gloves", 1, 2, 2),
        ("masks", 0, 1, 1),
        ("syringes", 0, 0, 0),
    ]
    assert (seen.own_contracts, seen.product_unsaid) == (2, 1)
    assert [(buyer.name, buyer.own, buyer.contracts) for buyer in seen.buyers] == [
        ("Oslo kommune", True, 2),
        ("Bergen kommune", False, 1),
    ]
    assert [(row.code, row.level) for row in seen.countries] == [
        ("MY", Level.VERY_HIGH),
        ("TH", Level.VERY_HIGH),
        ("CN", Level.HIGH),
    ]
    assert [(row.right.code, [each.id for each in row.products]) for row in seen.rights] == [
        ("FL", ["gloves", "masks"]),
        ("CL", ["gloves"]),
    ]


@pytest.mark.parametrize(
    ("owners", "total"),
    [
        (("oslo",), SeenTotal(Decimal(200))),
        (("oslo", "bergen"), SeenTotal(Decimal(200), withheld=Withheld.TOO_FEW)),
        (("oslo", "bergen", "stavanger"), SeenTotal(Decimal(200), band=value_bands()[0])),
        (("bergen", "stavanger", "uio"), SeenTotal(Decimal(0), rounded=Decimal(600))),
    ],
)
def test_category_total_is_masked_and_counts_each_contract_once(owners: tuple[str, ...], total: SeenTotal) -> None:
    for owner in owners:
        bought(owner, title="Engangshansker og munnbind", value=Decimal(200))

    assert category(actor("mons"), "medical", TODAY).total == total


def test_secretariat_sees_buyers_but_no_total() -> None:
    for owner in ("oslo", "bergen", "stavanger"):
        gloves(owner)

    seen = category(actor("sekka"), "medical", TODAY)

    assert (len(seen.buyers), seen.total) == (3, SeenTotal(Decimal(0), withheld=Withheld.NO_VALUES))


def test_a_group_that_is_not_on_the_list_is_not_found() -> None:
    with pytest.raises(NotVisible):
        category(actor("mons"), "unheard-of", TODAY)


def test_category_asks_as_often_for_three_contracts_as_for_one() -> None:
    mons = actor("mons")
    gloves()
    gloves("bergen")
    one = queries(lambda: category(mons, "medical", TODAY))
    gloves("stavanger", **FJELL)
    bought("bergen", title="Munnbind", **FJELL)

    assert queries(lambda: category(mons, "medical", TODAY)) == one


# --- overlap


def test_suppliers_shared_by_most_members_come_first() -> None:
    for owner in ("oslo", "bergen"):
        gloves(owner)
    for owner in ("bergen", "stavanger", "uio"):
        bought(owner, title="Munnbind", **FJELL)
    gloves("stavanger", supplier_name="Alene AS", supplier_number="")

    found = overlap(actor("mons"), today=TODAY)

    assert [(row.name, row.contracts, row.own_contracts, row.groups) for row in found.suppliers] == [
        ("Fjell AS", 3, 0, {"medical"}),
        ("Nordhav Medisinsk AS", 2, 1, {"medical"}),
    ]
    assert [share.name for share in found.suppliers[1].members] == ["Oslo kommune", "Bergen kommune"]
    assert found.shared == 2


def test_overlap_masks_what_others_buy_for() -> None:
    gloves(value=Decimal(1000))
    gloves("bergen", value=Decimal(2000))

    assert overlap(actor("mons"), today=TODAY).suppliers[0].total == SeenTotal(Decimal(1000), withheld=Withheld.TOO_FEW)
    assert overlap(actor("sekka"), today=TODAY).suppliers[0].total == SeenTotal(Decimal(0), withheld=Withheld.NO_VALUES)


def test_overlap_leaves_out_what_is_off_the_list_unless_asked() -> None:
    unlisted()
    unlisted("bergen")

    assert overlap(actor("mons"), today=TODAY).suppliers == []
    assert overlap(actor("mons"), today=TODAY, all_verdicts=True).shared == 1


def test_overlap_can_be_narrowed_to_a_group_a_product_and_own_suppliers() -> None:
    for owner in ("bergen", "stavanger"):
        gloves(owner)
        bought(owner, title="Arbeidstøy", **FJELL)
    bought(title="Arbeidstøy", **FJELL)
    mons = actor("mons")

    def names(**said: Any) -> list[str]:
        return [row.name for row in overlap(mons, today=TODAY, **said).suppliers]

    assert names(group="textile") == names(only_own=True) == names(product="workwear") == ["Fjell AS"]
    assert names(product="gloves") == ["Nordhav Medisinsk AS"]


def test_overlap_says_how_many_there_are_beyond_those_shown() -> None:
    for owner in ("oslo", "bergen"):
        gloves(owner)
        gloves(owner, **FJELL)

    found = overlap(actor("mons"), today=TODAY, limit=1)

    assert (len(found.suppliers), found.shared) == (1, 2)


def test_struck_contracts_of_others_are_nowhere() -> None:
    gloves()
    struck = gloves("bergen")
    strike_contract(by=actor("berit"), at=NOON, public_id=struck.public_id, revision=1, reason="Ført opp ved en feil.")

    mons = actor("mons")
    assert overlap(mons, today=TODAY).suppliers == []
    assert [buyer.name for buyer in category(mons, "medical", TODAY).buyers] == ["Oslo kommune"]
    assert [found.member for found in found(mons)] == ["Oslo kommune"]


def test_overlap_asks_as_often_for_three_suppliers_as_for_one() -> None:
    mons = actor("mons")
    for owner in ("oslo", "bergen"):
        gloves(owner)
    one = queries(lambda: overlap(mons, today=TODAY))
    for owner in ("oslo", "bergen", "stavanger"):
        gloves(owner, **FJELL)
        bought(owner, title="Munnbind", supplier_name="Ås AS", supplier_number="")

    assert queries(lambda: overlap(mons, today=TODAY)) == one


# --- what a search may come upon


def found(viewer: Actor) -> list[FoundContract]:
    every = Contract.objects.values_list("public_id", flat=True)
    return [one for one, _at, _by in contracts_among(viewer, list(every), TODAY)]


def test_who_holds_no_role_sees_nothing_of_the_network() -> None:
    gloves()
    gloves("bergen")

    assert overlap(STRANGER, today=TODAY).suppliers == []
    assert found(STRANGER) == []
    assert category(STRANGER, "medical", TODAY).buyers == []


def test_search_asks_as_often_for_three_contracts_as_for_one() -> None:
    mons = actor("mons")
    gloves()
    one = queries(lambda: found(mons))
    gloves()
    gloves("bergen", starts_on=date(2025, 1, 1))

    assert queries(lambda: found(mons)) == one
    assert member("oslo").pk in mons.member_ids


# --- over by date


def _over_at(owner: str, **said: Any) -> None:
    gloves(owner, starts_on=date(2020, 1, 1), ends_on=date(2026, 11, 22), **said)


def test_contracts_gone_by_their_last_day_are_counted_nowhere() -> None:
    mons = actor("mons")
    _over_at("oslo")
    _over_at("bergen")

    assert (portfolio(mons, TODAY).contracts, portfolio(mons, TODAY).steps) == (0, [])
    assert sum(row.contracts for row in categories(mons, TODAY)) == 0
    seen = category(mons, "medical", TODAY)
    assert (seen.buyers, [row.contracts for row in seen.products if row.contracts]) == ([], [])
    assert overlap(mons, today=TODAY).shared == 0
    assert network_counts(mons, TODAY) == NetworkCounts(0, 0, 0, 0, 0)
    assert first_contracts(mons, today=TODAY) == []
    assert [row.own for row in found(mons)] == [True]


def test_a_contract_of_another_whose_option_runs_on_is_still_shared() -> None:
    gloves()
    _over_at("bergen", option_until=date(2028, 12, 31))

    found = overlap(actor("mons"), today=TODAY).suppliers

    assert [(row.contracts, len(row.members)) for row in found] == [(2, 2)]
    supplier = found[0].public_id
    assert supplier_view(actor("mons"), supplier, TODAY).total == 2
    assert supplier_view(actor("mons"), supplier, date(2029, 1, 1)).total == 0
