"""Reads about mandates: where each stands, who sees what, and that lists cost the same however long."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.utils import timezone

from aktsom.contracts.actions import end_contract
from aktsom.core.errors import NotVisible
from aktsom.teams.actions.answering import refuse_mandates
from aktsom.teams.acts import EVERY_ACT, MandateAct
from aktsom.teams.models import CategoryTeam, Mandate, TeamParty
from aktsom.teams.queries import facts
from aktsom.teams.queries.candidates import members_to_ask
from aktsom.teams.queries.coverage import coverage
from aktsom.teams.queries.matrix import Matrix, every_row, mandates_of_team
from aktsom.teams.queries.own_mandates import lapsing, mandate_of, mandates_of_member, own_mandate
from aktsom.teams.queries.requests import request_to_answer, requests_of_team, requests_waiting
from aktsom.teams.queries.standings import ORDER, by_contract
from aktsom.teams.queries.teams_shown import contracts_for_step, suppliers_of_team, teams_shown
from aktsom.teams.rules.mandates import Standing
from aktsom.teams.states import TeamState
from tests.cast import NOON, PEOPLE, actor, member
from tests.factories.mandates import ASK, ENDS, LATER, MEET, TODAY, asked, grant, granted, pick, placed, team
from tests.factories.mandates import mandate_of as newest
from tests.risk.counting import queries
from tests.risk.purchases import gloves

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]

DAY = timedelta(days=1)
SHAPES: dict[str, dict[str, Any]] = {
    "asked": {"state": "asked"},
    "unanswered": {"state": "asked", "starts_on": TODAY - 9 * DAY, "ends_on": TODAY - DAY},
    "given": {"state": "granted"},
    "soon": {"state": "granted", "ends_on": TODAY + 60 * DAY},
    "later": {"state": "granted", "starts_on": TODAY + DAY},
    "over": {"state": "granted", "starts_on": TODAY - 9 * DAY, "ends_on": TODAY - DAY},
    "no": {"state": "refused"},
    "gone": {"state": "withdrawn"},
}


def matrix(viewer: str, a_team: CategoryTeam, **said: Any) -> Matrix:
    return mandates_of_team(actor(viewer), a_team, today=TODAY, **said)


@pytest.mark.parametrize(("first", "second"), list(product(["", *SHAPES], SHAPES)))
def test_the_database_and_the_rule_say_the_same_of_every_pair(first: str, second: str) -> None:
    if {first, second} <= {"asked", "unanswered"}:
        return  # one question at a time, as the table holds
    a_team, one = team(), gloves("oslo")
    for shape in filter(None, (first, second)):
        said = dict(SHAPES[shape])
        placed(a_team, one, said.pop("state"), **said)
    best = ORDER[by_contract(Mandate.objects.all(), TODAY).get()["best"]]
    (row,) = matrix("olga", a_team).rows
    assert row.standing is best
    assert matrix("olga", a_team).counts[best] == 1
    for each in Standing:
        assert len(matrix("olga", a_team, only=each).rows) == (each is best)


@pytest.mark.parametrize("why", ["contract", "team", "party"])
def test_what_is_out_of_force_has_lapsed_for_the_database_too(why: str) -> None:
    a_team, one = team(), gloves("oslo")
    placed(a_team, one)
    if why == "contract":
        end_contract(by=actor("olga"), at=NOON, public_id=one.public_id, revision=1, reason="Levert og ferdig.")
    if why == "team":
        CategoryTeam.objects.update(state=TeamState.CLOSED)
    if why == "party":
        CategoryTeam.objects.update(state=TeamState.BILATERAL)
        TeamParty.objects.create(team=a_team, member=member("bergen"))
    a_team.refresh_from_db()
    found = matrix("olga", a_team)
    assert [row.standing for row in found.rows] == [Standing.LAPSED]
    assert found.counts[Standing.LAPSED] == 1
    assert mandates_of_member(actor("olga"), today=TODAY).counts[Standing.LAPSED] == 1
    assert mandate_of(actor("olga"), one, TODAY)[0].row.standing is Standing.LAPSED


def test_the_matrix_has_a_cell_for_each_act_that_was_asked_for() -> None:
    a_team, one, two = team(), gloves("oslo"), gloves("bergen")
    asked(a_team, one, two, acts=3)
    grant(one, acts=1, reservations="Si fra først.")
    bergen, oslo = matrix("bjarne", a_team).rows
    assert (bergen.member, oslo.member) == ("Bergen kommune", "Oslo kommune")
    assert dict(bergen.cells) == {ASK: Standing.ASKED, MEET: Standing.ASKED}
    assert dict(oslo.cells) == {ASK: Standing.COVERED, MEET: Standing.REFUSED}
    assert (oslo.until, bergen.until) == (ENDS, None)
    assert (oslo.own, bergen.own) == (False, True)


def test_contracts_of_the_category_that_nobody_asked_about_are_counted() -> None:
    a_team, one = team(), gloves("oslo")
    gloves("bergen"), gloves("stavanger")
    asked(a_team, one)
    assert matrix("bjarne", a_team).unasked == 2


def test_reservations_and_reasons_are_for_the_member_and_the_team() -> None:
    a_team, one, two = team(), gloves("stavanger"), gloves("stavanger")
    asked(a_team, one, two)
    grant(one, reservations="Si fra først.")
    refuse_mandates(by=actor("stina"), at=LATER, chosen=[pick(two)], reason="Vi gjør det selv i år.")
    for name in ("stina", "bjarne", "mons", "berit", "rita", "sekka", "uma"):
        words = {text for row in matrix(name, a_team).rows for m in row.mandates for text in (m.reservations, m.reason)}
        sees = name in ("stina", "bjarne", "mons")
        assert words == ({"Si fra først.", "Vi gjør det selv i år.", ""} if sees else {""}), name
        (held,) = mandate_of(actor(name), one, TODAY)
        assert held.row.reservations == ("Si fra først." if sees else "")
        assert [row.standing for row in every_row(actor(name), a_team, today=TODAY)] == [
            Standing.COVERED, Standing.REFUSED,
        ]  # fmt: skip


@pytest.mark.parametrize("name", PEOPLE)
def test_teams_are_seen_by_who_takes_part_in_the_cooperation(name: str) -> None:
    a_team = team()
    if name == "revi":
        with pytest.raises(NotVisible):
            facts.team(actor(name), a_team.public_id)
    else:
        assert facts.team(actor(name), a_team.public_id) == a_team


@pytest.mark.parametrize("name", ["nora", "aksel", "odd"])
def test_suppliers_see_no_team_and_no_mandate(name: str) -> None:
    a_team = team()
    granted(a_team, gloves("oslo"))
    with pytest.raises(NotVisible):
        facts.team(actor(name), a_team.public_id)
    assert teams_shown(actor(name), TODAY) == []
    assert coverage(actor(name), TODAY) == []
    assert mandates_of_member(actor(name), today=TODAY).rows == []
    assert requests_waiting(actor(name), TODAY) == []


def test_pages_follow_each_other_and_hold_every_row_once() -> None:
    a_team = team()
    contracts = [gloves(name) for name in ("oslo", "bergen", "stavanger", "oslo", "bergen")]
    asked(a_team, *contracts)
    seen, after = [], None
    while True:
        found = matrix("bjarne", a_team, after=after, limit=2)
        seen += [row.contract_id for row in found.rows]
        after = found.next
        if after is None:
            break
    assert sorted(seen) == sorted(one.public_id for one in contracts)
    back = matrix("bjarne", a_team, after=found.previous, limit=2)
    assert [row.contract_id for row in back.rows] == seen[2:4]


def test_own_mandates_page_by_last_day() -> None:
    a_team = team()
    contracts = [gloves("oslo") for _ in range(3)]
    for days, one in zip((30, 10, 20), contracts, strict=True):
        placed(a_team, one, ends_on=TODAY + days * DAY)
    placed(a_team, gloves("bergen"))
    first = mandates_of_member(actor("rita"), today=TODAY, limit=2)
    then = mandates_of_member(actor("rita"), today=TODAY, limit=2, after=first.next)
    ids = [row.contract_id for row in (*first.rows, *then.rows)]
    assert ids == [contracts[at].public_id for at in (1, 2, 0)]
    assert first.counts[Standing.LAPSING] == 3


def test_what_waits_is_grouped_by_request_and_member_and_says_who_can_answer() -> None:
    a_team, one, two = team(), gloves("oslo"), gloves("oslo")
    done = asked(a_team, one, two, gloves("bergen"), answer_by=ENDS)
    (waiting,) = requests_waiting(actor("olga"), TODAY)
    assert (waiting.public_id, waiting.contracts, waiting.member, waiting.refusal) == (
        done.request.public_id, 2, "Oslo kommune", None,
    )  # fmt: skip
    assert requests_waiting(actor("mons"), TODAY)[0].refusal is not None
    assert requests_waiting(actor("stina"), TODAY) == []
    grant(one), grant(two)
    assert requests_waiting(actor("olga"), TODAY) == []


def test_a_request_shows_each_member_its_own_part() -> None:
    a_team, one, two = team(), gloves("oslo"), gloves("bergen")
    request = asked(a_team, one, two, message="Fordi.").request.public_id
    found = request_to_answer(actor("olga"), request, TODAY)
    assert [each.contract_id for each in found.waiting] == [one.public_id]
    assert (found.message, found.asked_by, found.refusal) == ("Fordi.", "Bjarne", None)
    assert [(face.name, face.part) for face in found.people] == [("Bjarne", "lead"), ("Mons", "deputy")]
    manager = request_to_answer(actor("mons"), request, TODAY)
    assert manager.refusal is not None
    assert manager.owners == ("Olga",)
    for name in ("stina", "sekka", "uma", "nora", "revi"):
        with pytest.raises(NotVisible):
            request_to_answer(actor(name), request, TODAY)
    with pytest.raises(NotVisible):
        request_to_answer(actor("olga"), "mrq-none", TODAY)


def test_one_own_mandate_says_what_may_be_done_with_it() -> None:
    a_team, one = team(), gloves("oslo")
    granted(a_team, one)
    public_id = newest(one).public_id
    owner, manager = (own_mandate(actor(name), public_id, TODAY) for name in ("olga", "mons"))
    assert (owner.limit_refusal, owner.withdraw_refusal, owner.answered_by) == (None, None, "Olga")
    assert manager.withdraw_refusal is not None
    for name in ("berit", "bjarne", "sekka", "nora"):
        with pytest.raises(NotVisible):
            own_mandate(actor(name), public_id, TODAY)


def test_coverage_counts_contracts_by_category_and_member() -> None:
    a_team = team()
    covered, soon, refused, _bare = (gloves("oslo") for _ in range(4))
    granted(a_team, covered)
    placed(a_team, soon, ends_on=TODAY + 9 * DAY)
    placed(a_team, refused, "refused")
    placed(a_team, gloves("bergen"), "asked")
    rows = {row.member: row for row in coverage(actor("sekka"), TODAY)}
    oslo, bergen = rows["Oslo kommune"], rows["Bergen kommune"]
    assert (oslo.group_id, oslo.contracts, oslo.covered, oslo.lapsing, oslo.refused) == ("medical", 4, 2, 1, 1)
    assert (bergen.contracts, bergen.covered, bergen.asked) == (1, 0, 1)


def test_what_ends_soon_concerns_the_owner_and_the_lead_until_it_is_renewed() -> None:
    a_team, one = team(), gloves("oslo")
    placed(a_team, one, ends_on=TODAY + 9 * DAY)
    (own,), (lead,) = lapsing(actor("olga"), TODAY), lapsing(actor("bjarne"), TODAY)
    assert (own.contracts, own.ends_on, own.leads) == (1, TODAY + 9 * DAY, False)
    assert (lead.member, lead.leads) == ("Oslo kommune", True)
    assert lapsing(actor("rita"), TODAY) == lapsing(actor("berit"), TODAY) == []
    placed(a_team, one, starts_on=TODAY + 10 * DAY)
    assert lapsing(actor("olga"), TODAY) == []


def test_steps_can_be_done_for_what_is_permitted_now() -> None:
    today = timezone.localdate()
    a_team, one, two = team(), gloves("oslo", ends_on=today + 99 * DAY), gloves("bergen", ends_on=today + 99 * DAY)
    given = {"starts_on": today - DAY, "ends_on": today + DAY}
    placed(a_team, one, acts=3, **given)
    placed(a_team, two, acts=1, starts_on=today + DAY, ends_on=today + 2 * DAY)
    (choice,) = contracts_for_step(actor("bjarne"), a_team, one.supplier.public_id)  # type: ignore[union-attr]
    assert (choice.public_id, choice.acts) == (one.public_id, MandateAct(3))
    assert [supplier.contracts for supplier in suppliers_of_team(actor("bjarne"), a_team)] == [2]
    assert suppliers_of_team(actor("olga"), a_team) == []
    assert contracts_for_step(actor("olga"), a_team, one.supplier.public_id) == []  # type: ignore[union-attr]


def test_teams_are_listed_for_those_who_sit_in_them_and_for_the_secretariat() -> None:
    a_team = team()
    granted(a_team, gloves("oslo"))
    for name in ("bjarne", "sekka"):
        (row,) = teams_shown(actor(name), TODAY)
        assert (row.public_id, row.counts[Standing.COVERED]) == (a_team.public_id, 1)
    assert teams_shown(actor("olga"), TODAY) == []


def test_what_a_team_asked_for_is_listed_for_the_team() -> None:
    a_team, one = team(), gloves("oslo")
    asked(a_team, one, gloves("bergen"))
    grant(one)
    (sent,) = requests_of_team(actor("mons"), a_team)
    assert (sent.contracts, sent.waiting, sent.acts) == (2, 1, EVERY_ACT)
    assert requests_of_team(actor("olga"), a_team) == []


def _lists(a_team: CategoryTeam, one: Any) -> dict[str, Any]:
    bjarne, olga, sekka = (actor(name) for name in ("bjarne", "olga", "sekka"))
    return {
        "matrix": lambda: mandates_of_team(bjarne, a_team, today=TODAY),
        "rows": lambda: list(every_row(bjarne, a_team, today=TODAY)),
        "own": lambda: mandates_of_member(olga, today=TODAY),
        "waiting": lambda: requests_waiting(olga, TODAY),
        "coverage": lambda: coverage(sekka, TODAY),
        "lapsing": lambda: lapsing(bjarne, TODAY),
        "teams": lambda: teams_shown(sekka, TODAY),
        "members": lambda: members_to_ask(bjarne, a_team, TODAY),
        "of contract": lambda: mandate_of(olga, one, TODAY),
        "suppliers": lambda: suppliers_of_team(bjarne, a_team),
        "steps": lambda: contracts_for_step(bjarne, a_team, one.supplier.public_id),
    }


@pytest.mark.parametrize("name", [
    "matrix", "rows", "own", "waiting", "coverage", "lapsing", "teams", "members", "of contract", "suppliers", "steps",
])  # fmt: skip
def test_lists_cost_the_same_for_one_and_for_three(name: str) -> None:
    a_team, one = team(), gloves("oslo")
    asked(a_team, gloves("oslo"))
    placed(a_team, one, ends_on=TODAY + 9 * DAY)
    before = queries(_lists(a_team, one)[name])
    asked(a_team, gloves("oslo"), gloves("bergen"))
    placed(a_team, gloves("oslo"), ends_on=TODAY + 9 * DAY)
    placed(a_team, gloves("stavanger"), ends_on=TODAY + 9 * DAY)
    assert queries(_lists(a_team, one)[name]) == before
