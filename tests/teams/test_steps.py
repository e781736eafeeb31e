"""A step towards a supplier: only under mandates that permit it on that day, journalled for each member, done once."""

from datetime import timedelta
from typing import Any

import pytest

from aktsom.contracts.actions import end_contract
from aktsom.core.errors import NotVisible, Refused
from aktsom.core.models import JournalEntry
from aktsom.teams.actions.answering import withdraw_mandates
from aktsom.teams.actions.steps import record_step
from aktsom.teams.models import CategoryTeam, StepContract, TeamParty, TeamStep
from aktsom.teams.problems import AlreadyDone, NotCovered, Wrong
from aktsom.teams.queries.own_mandates import done_in_our_name
from aktsom.teams.queries.steps import steps_of_contract
from aktsom.teams.states import TeamState
from tests.cast import NOON, PEOPLE, SUPPLIERS_PEOPLE, actor, member
from tests.factories.mandates import LATER, MEET, TODAY, at_oslo, granted, mandate_of, pick, placed, team
from tests.risk.purchases import gloves

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]


def step(a_team: CategoryTeam, *contracts: Any, by: str = "bjarne", **said: Any) -> TeamStep:
    usual: dict[str, Any] = {
        "at": LATER, "supplier_id": contracts[0].supplier.public_id, "act": int(MEET), "done_on": TODAY,
        "what": "Møte om arbeidstid ved fabrikken.", "contracts": [one.public_id for one in contracts],
    }  # fmt: skip
    return record_step(by=actor(by), team_id=a_team.public_id, **{**usual, **said})


def test_a_step_is_done_by_x_of_a_on_behalf_of_b_and_b_sees_it() -> None:
    a_team, one, two = team(), gloves("oslo"), gloves("stavanger")
    granted(a_team, one), granted(a_team, two)
    done = step(a_team, one, two)
    entries = list(JournalEntry.objects.filter(verb="step_done").order_by("number"))
    assert [(e.subject, e.body_id, e.member_id, e.on_behalf_of_id) for e in entries] == [
        (done.public_id, member("bergen").pk, member(name).pk, member(name).pk) for name in ("oslo", "stavanger")
    ]
    assert entries[0].changes["mandate"] == mandate_of(one).public_id
    assert "Møte" not in str(entries[0].changes)
    for viewer, name in (("olga", "Oslo kommune"), ("stina", "Stavanger kommune"), ("rita", "Oslo kommune")):
        (row,) = done_in_our_name(actor(viewer), TODAY, TODAY).rows
        assert (row.person, row.body, row.member, row.act) == ("Bjarne", "Bergen kommune", name, MEET)
        assert row.what == "Møte om arbeidstid ved fabrikken."
    assert done_in_our_name(actor("berit"), TODAY, TODAY).rows == []
    assert done_in_our_name(actor("olga"), TODAY + timedelta(days=1), TODAY + timedelta(days=2)).rows == []
    assert set(StepContract.objects.values_list("contract_id", "member_id")) == {
        (one.pk, one.member_id), (two.pk, two.member_id),
    }  # fmt: skip


def test_what_was_done_is_told_in_full_to_the_member_and_the_team_and_in_kind_to_others() -> None:
    a_team, one = team(), gloves("stavanger")
    granted(a_team, one)
    step(a_team, one)
    seen = {name: steps_of_contract(actor(name), one)[0].what for name in ("stina", "bjarne", "berit", "sekka")}
    assert seen == {"stina": "Møte om arbeidstid ved fabrikken.", "bjarne": "Møte om arbeidstid ved fabrikken.",
                    "berit": "", "sekka": ""}  # fmt: skip


def why(error: pytest.ExceptionInfo[NotCovered]) -> list[str]:
    return [left.reason for left in error.value.contracts]


@pytest.mark.parametrize(
    ("state", "said", "reason"),
    [
        ("asked", {}, "ikke gitt"),
        ("refused", {}, "ikke gitt"),
        ("granted", {"acts": 1}, "omfatter ikke"),
        ("granted", {"starts_on": TODAY + timedelta(days=1)}, "gjaldt ikke ennå"),
        ("granted", {"starts_on": TODAY - timedelta(days=9), "ends_on": TODAY - timedelta(days=1)}, "gått ut"),
        ("withdrawn", {"acts": 63, "withdrawn_at": NOON}, "trukket"),
    ],
)
def test_a_contract_whose_mandate_does_not_permit_it_stops_the_whole_step(
    state: str, said: dict[str, Any], reason: str
) -> None:
    a_team, fine, bare = team(), gloves("oslo"), gloves("stavanger")
    granted(a_team, fine)
    placed(a_team, bare, state, **said)
    with pytest.raises(NotCovered) as error:
        step(a_team, fine, bare)
    assert [left.public_id for left in error.value.contracts] == [bare.public_id]
    assert reason in why(error)[0]
    assert not TeamStep.objects.exists()


def test_a_contract_never_asked_for_and_another_teams_mandate_permit_nothing() -> None:
    a_team, one = team(), gloves("oslo")
    granted(a_team, gloves("oslo"))
    placed(team("textile", lead="stina", deputy="dag"), one)
    with pytest.raises(NotCovered):
        step(a_team, one)


def test_a_withdrawn_mandate_permits_nothing_from_that_second_but_what_was_done_the_day_before() -> None:
    a_team, one = team(), gloves("oslo")
    placed(a_team, one, starts_on=TODAY, answered_at=at_oslo(TODAY, 8))
    tomorrow = TODAY + timedelta(days=1)
    withdraw_mandates(by=actor("olga"), at=at_oslo(tomorrow, 10), chosen=[pick(one)], reason="Vi tar dette selv nå.")
    with pytest.raises(NotCovered):
        step(a_team, one, at=at_oslo(tomorrow, 10), done_on=tomorrow)
    with pytest.raises(NotCovered):
        step(a_team, one, at=at_oslo(tomorrow, 15), done_on=tomorrow)
    assert step(a_team, one, at=at_oslo(tomorrow, 15), done_on=TODAY).done_on == TODAY


def test_a_mandate_ends_with_its_contract() -> None:
    a_team, one = team(), gloves("oslo")
    granted(a_team, one)
    end_contract(by=actor("olga"), at=NOON, public_id=one.public_id, revision=1, reason="Levert og ferdig.")
    with pytest.raises(NotCovered) as error:
        step(a_team, one)
    assert why(error) == ["Avtalen løper ikke, eller gruppen er avsluttet."]


def test_a_closed_team_does_nothing_and_a_bilateral_one_only_for_its_parties() -> None:
    a_team, party, other = team(), gloves("bergen"), gloves("oslo")
    granted(a_team, party), granted(a_team, other)
    CategoryTeam.objects.update(state=TeamState.BILATERAL)
    TeamParty.objects.create(team=a_team, member=member("bergen"))
    with pytest.raises(NotCovered):
        step(a_team, other)
    step(a_team, party)
    CategoryTeam.objects.update(state=TeamState.CLOSED)
    with pytest.raises(Refused, match="avsluttet"):
        step(a_team, party)


def test_a_step_done_not_long_ago_needs_a_reason_to_be_done_again() -> None:
    a_team, one = team(), gloves("oslo")
    granted(a_team, one)
    first = step(a_team, one)
    with pytest.raises(AlreadyDone) as error:
        step(a_team, one)
    assert [(s.public_id, s.same_team, s.done_on) for s in error.value.steps] == [(first.public_id, True, TODAY)]
    with pytest.raises(Wrong) as wrong:
        step(a_team, one, again_reason="jo")
    assert wrong.value.field == "again_reason"
    again = step(a_team, one, again_reason="Ny ledelse hos leverandøren.")
    assert again.again_reason == "Ny ledelse hos leverandøren."
    assert step(a_team, one, act=1).again_reason == ""  # another act is another step


def test_the_next_team_meets_what_an_earlier_team_did() -> None:
    earlier, one = team(), gloves("oslo")
    granted(earlier, one)
    step(earlier, one)
    CategoryTeam.objects.update(state=TeamState.CLOSED)
    new = team(lead="mons", deputy="bjarne")
    placed(new, one)
    with pytest.raises(AlreadyDone) as error:
        step(new, one, by="mons")
    assert [(s.same_team, s.group_id) for s in error.value.steps] == [(False, "medical")]


def test_long_ago_is_no_hindrance() -> None:
    a_team, one = team(), gloves("oslo")
    placed(a_team, one)
    TeamStep.objects.create(
        team=a_team, supplier=one.supplier, act=int(MEET), what="x", done_on=TODAY - timedelta(days=61),
        recorded_at=NOON,
    )  # fmt: skip
    step(a_team, one)


@pytest.mark.parametrize("name", [*PEOPLE, *SUPPLIERS_PEOPLE])
def test_only_those_who_sit_in_the_team_record_steps(name: str) -> None:
    a_team, one = team(others=("stina",)), gloves("oslo")
    granted(a_team, one)
    if name in ("bjarne", "mons", "stina"):
        assert step(a_team, one, by=name).person_id == actor(name).person_id
        return
    sees = name not in (*SUPPLIERS_PEOPLE, "revi")
    with pytest.raises(Refused if sees else NotVisible):
        step(a_team, one, by=name)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"act": 0}, "act"), ({"act": 3}, "act"), ({"act": 64}, "act"), ({"act": -1}, "act"),
        ({"what": "  "}, "what"), ({"what": "x" * 301}, "what"),
        ({"done_on": TODAY + timedelta(days=1)}, "done_on"), ({"contracts": []}, "contracts"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(said: dict[str, Any], field: str) -> None:
    a_team, one = team(), gloves("oslo")
    granted(a_team, one)
    with pytest.raises(Wrong) as wrong:
        step(a_team, one, **said)
    assert wrong.value.field == field


def test_another_suppliers_contract_is_not_among_them() -> None:
    a_team, one = team(), gloves("oslo")
    other = gloves("oslo", supplier_name="Andre Varer AS", supplier_number="")
    granted(a_team, one), granted(a_team, other)
    with pytest.raises(NotVisible):
        step(a_team, one, other)
    with pytest.raises(NotVisible):
        step(a_team, one, supplier_id="sup-none")
