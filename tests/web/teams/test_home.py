"""What of the teams stands on the page Home."""

import pytest
from django.utils import timezone

from aktsom.categories.models import CatalogueVersion
from aktsom.teams.actions.handing_over import offer_handover
from aktsom.teams.models import CategoryTeam, Handover
from aktsom.teams.queries.waiting import waiting
from aktsom.teams.states import TeamState
from aktsom.web.teams import home
from tests.cast import actor, days_ago, person
from tests.factories.teams import leave, promise, team
from tests.risk.counting import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]


def offered(of: CategoryTeam, to: str, by: str = "olga") -> Handover:
    receiver = person(to)
    how = {"by": actor(by), "at": timezone.now(), "public_id": of.public_id, "revision": 1}
    return offer_handover(**how, receiver=receiver, member=receiver.home)


def rows(name: str) -> list[str]:
    return [row.title for row in home.rows(waiting(actor(name), timezone.localdate()))]


def waits(name: str) -> list[str]:
    return [row.text for row in home.waits(waiting(actor(name), timezone.localdate()))]


def test_nothing_waits() -> None:
    team(at=timezone.now())
    assert rows("olga") == []
    assert waits("olga") == []


def test_handover_waits_for_one_and_the_other_waits(small_list: CatalogueVersion) -> None:
    of = team(at=timezone.now())
    promise(of)
    given = offered(of, "bjarne")
    (row,) = home.rows(waiting(actor("bjarne"), timezone.localdate()))
    assert row.title == "Ta over gruppen for Medisinsk forbruksmateriell"
    assert row.text == "Olga vil levere over gruppen til deg. 1 løfte følger med."
    assert given.public_id in row.href
    assert rows("olga") == []
    assert waits("olga") == ["Bjarne skal si ja eller nei til å ta over."]
    assert waits("sekka") == waits("olga")
    assert waits("bjarne") == waits("mons") == waits("nora") == []


def test_lead_and_deputy_learn_that_the_team_is_flagged() -> None:
    team(at=days_ago(40))
    for name in ("olga", "berit"):
        (row,) = home.rows(waiting(actor(name), timezone.localdate()))
        assert "40 dager" in row.text
    assert rows("stina") == []


def test_fallback_owner_is_told_of_a_dormant_team() -> None:
    of = team(lead="berit", deputy=None, state=TeamState.DORMANT)
    promise(of)
    (row,) = home.rows(waiting(actor("mons"), timezone.localdate()))
    assert row.title == "Gruppen for Medisinsk forbruksmateriell er i dvale"
    assert "1 løfte" in row.text
    assert rows("bjarne") == []


def test_the_secretariat_is_told_of_teams_only_it_can_help() -> None:
    unled = team(at=timezone.now())
    leave(unled, "olga")
    team(group="textile", state=TeamState.DORMANT)  # its fallback owner acts
    alone = team(group="food", state=TeamState.DORMANT, fallback=None)
    found = [row.href for row in home.rows(waiting(actor("sekka"), timezone.localdate()))]
    assert [unled.public_id in found[0], alone.public_id in found[1], len(found)] == [True, True, 2]
    offered(unled, "berit", "sekka")
    assert len(rows("sekka")) == 1
    assert len(waits("sekka")) == 1


def test_as_many_questions_for_three_as_for_one() -> None:
    old = days_ago(40)
    team(at=old)
    olga, today = actor("olga"), timezone.localdate()
    one = queries(lambda: home.rows(waiting(olga, today)))
    team(group="textile", at=old)
    team(group="food", at=old)
    olga = actor("olga")
    assert len(home.rows(waiting(olga, today))) == 3
    assert queries(lambda: home.rows(waiting(olga, today))) == one
