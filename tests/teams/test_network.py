"""The network at a glance, as each of the cast meets it."""

from datetime import date, timedelta

import pytest

from aktsom.contracts.models import Contract
from aktsom.core.errors import NotVisible
from aktsom.teams.acts import MandateAct
from aktsom.teams.models import CategoryTeam, Mandate
from aktsom.teams.queries.network import CategoryNode, Network, network
from aktsom.teams.states import MandateState, TeamState
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member
from tests.factories.teams import team
from tests.risk.counting import queries
from tests.risk.purchases import gloves

TODAY = date(2026, 11, 2)
YEAR = timedelta(days=365)


@beginning(after=commons.small_list, autouse=True)
def _list() -> None:
    pass


def mandate(of: CategoryTeam, contract: Contract, **said: object) -> Mandate:
    given = {"state": MandateState.GRANTED, "acts": MandateAct.ASK, "asked_acts": MandateAct.ASK, "asked_at": NOON}
    days = {"starts_on": TODAY, "ends_on": TODAY + YEAR}
    return Mandate.objects.create(team=of, contract=contract, member=contract.member, **{**given, **days, **said})


def medical(found: Network) -> CategoryNode:
    return next(node for node in found.categories if node.group.id == "medical")


def test_what_is_bought_without_a_team_is_orphaned() -> None:
    gloves(), gloves("bergen")
    found = network(actor("sekka"), TODAY)
    assert [node.group.id for node in found.orphaned] == ["medical"]
    assert medical(found).contracts == 2
    assert found.covered == []


def test_a_team_shows_its_seats_lead_first_and_what_it_has_mandates_for() -> None:
    made = team(lead="berit", deputy="olga", members=("stina",), fallback="stavanger")
    mandate(made, gloves())
    gloves(), gloves("bergen")
    node = medical(network(actor("olga"), TODAY))
    assert node.state is TeamState.ACTIVE
    assert (node.lead, node.fallback) == ("Bergen kommune", "Stavanger kommune")
    assert node.seats[0].member_id == member("bergen").pk
    assert (node.contracts, node.contracts_covered, dict(node.covered)) == (3, 1, {member("oslo").pk: 1})


@pytest.mark.parametrize(
    "said",
    [
        {"state": MandateState.ASKED, "acts": 0},
        {"state": MandateState.WITHDRAWN, "withdrawn_at": NOON},
        {"starts_on": TODAY + timedelta(days=1)},
        {"starts_on": TODAY - YEAR, "ends_on": TODAY - timedelta(days=1)},
    ],
)
def test_only_a_mandate_that_is_valid_today_covers(said: dict[str, object]) -> None:
    mandate(team(), gloves(), **said)
    assert medical(network(actor("olga"), TODAY)).contracts_covered == 0


def test_a_closed_team_leaves_its_category_orphaned() -> None:
    team(state=TeamState.CLOSED)
    gloves()
    assert medical(network(actor("olga"), TODAY)).is_orphaned


def test_members_of_a_cooperation_stand_below_it() -> None:
    member("uio")
    found = [node for node in network(actor("sekka"), TODAY).members if "BOTT" in (node.name + node.parent)]
    assert [node.parent for node in found] == ["", *["BOTT-samarbeidet"] * 4]


@pytest.mark.parametrize("who", ["nora", "revi"])
def test_who_takes_no_part_in_the_cooperation_sees_none_of_it(who: str) -> None:
    with pytest.raises(NotVisible):
        network(actor(who), TODAY)


def test_the_network_asks_the_database_as_often_for_three_as_for_one() -> None:
    viewer = actor("olga")
    mandate(team(), gloves())
    once = queries(lambda: network(viewer, TODAY))
    for owner in ("oslo", "bergen", "stavanger"):
        mandate(CategoryTeam.objects.get(), gloves(owner))
    assert queries(lambda: network(viewer, TODAY)) == once
