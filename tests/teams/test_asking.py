"""A team asks: whom, for what, who is left out, and who is written to."""

from datetime import timedelta

import pytest

from aktsom.contracts.actions import end_contract
from aktsom.core.errors import DomainError, NotVisible, Refused
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.teams.actions.asking import ASKED_MAIL, ask_for_mandates, take_back
from aktsom.teams.acts import HIGHEST, MandateAct
from aktsom.teams.models import CategoryTeam, Mandate, TeamParty
from aktsom.teams.problems import Wrong
from aktsom.teams.states import TeamState
from tests.cast import NOON, PEOPLE, SUPPLIERS_PEOPLE, actor, member, person
from tests.factories.mandates import (
    ENDS,
    LATER,
    STARTS,
    TODAY,
    asked,
    grant,
    granted,
    mandate_of,
    pick,
    placed,
    team,
)
from tests.risk.counting import queries
from tests.risk.purchases import gloves, unlisted, unsaid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]


def test_one_request_asks_many_members_and_each_contract_gets_a_mandate() -> None:
    one, two, three = gloves("oslo"), gloves("bergen"), gloves("stavanger")
    done = asked(team(), one, two, three, acts=3, message="  Vi begynner i januar.  ", answer_by=ENDS)
    assert (done.mandates, done.members, done.left) == (3, 3, ())
    assert done.request.message == "Vi begynner i januar."
    for contract in (one, two, three):
        mandate = mandate_of(contract)
        assert (mandate.state, mandate.asked_acts, mandate.acts) == ("asked", 3, 0)
        assert (mandate.starts_on, mandate.ends_on, mandate.request_id) == (STARTS, ENDS, done.request.pk)
        assert mandate.member_id == contract.member_id


def test_the_journal_tells_what_was_asked_of_each_member() -> None:
    one = gloves("oslo")
    a_team = team()
    asked(a_team, one, acts=3)
    whole = JournalEntry.objects.get(verb="mandates_requested")
    assert whole.changes["team"] == a_team.public_id
    entry = JournalEntry.objects.get(verb="mandate_asked")
    assert (entry.subject, entry.member_id) == (mandate_of(one).public_id, member("oslo").pk)
    assert entry.on_behalf_of_id is None
    assert (entry.changes["contract"], entry.changes["acts"]) == (one.public_id, 3)


def test_whole_members_and_the_whole_category_are_expanded_to_running_contracts_in_it() -> None:
    inside, also, other = gloves("oslo"), unsaid("oslo"), gloves("bergen")
    unlisted("oslo")
    gloves("oslo", title="Arbeidstøy", starts_on=None, ends_on=None)
    over = gloves("oslo", ends_on=TODAY - timedelta(days=1))
    a_team = team()
    asked(a_team, members=[member("oslo").public_id])
    assert set(Mandate.objects.values_list("contract_id", flat=True)) == {inside.pk, also.pk}
    done = asked(a_team, whole_category=True)
    assert (done.mandates, {one.public_id for one in done.left}) == (1, {inside.public_id, also.public_id})
    assert mandate_of(other).state == "asked"
    assert not Mandate.objects.filter(contract=over).exists()


def test_a_contract_that_is_over_or_in_another_category_is_left_out_with_the_reason() -> None:
    fine, strange = gloves("oslo"), unlisted("oslo")
    ended = gloves("oslo")
    end_contract(by=actor("olga"), at=NOON, public_id=ended.public_id, revision=1, reason="Levert og ferdig.")
    done = asked(team(), fine, strange, ended)
    assert {one.public_id: one.reason for one in done.left} == {
        strange.public_id: "Avtalen er ikke i gruppens kategori.",
        ended.public_id: "Avtalen løper ikke.",
    }


def test_those_covered_or_asked_are_left_out_and_told_of() -> None:
    a_team, covered, waiting, new = team(), gloves("oslo"), gloves("bergen"), gloves("stavanger")
    granted(a_team, covered)
    asked(a_team, waiting)
    done = asked(a_team, covered, waiting, new)
    assert done.mandates == 1
    assert {one.public_id: one.reason for one in done.left} == {
        covered.public_id: "Har fullmakt fra før.",
        waiting.public_id: "Er spurt, og har ikke svart ennå.",
    }


def test_a_second_press_asks_nobody_twice() -> None:
    a_team, one = team(), gloves("oslo")
    asked(a_team, one)
    with pytest.raises(DomainError, match="er spurt eller har gitt fullmakt"):
        asked(a_team, one)
    assert Mandate.objects.count() == 1


def test_only_missing_acts_are_asked_for_anew() -> None:
    a_team, one = team(), gloves("oslo")
    granted(a_team, one, acts=3)
    asked(a_team, one, acts=7)
    assert mandate_of(one).asked_acts == MandateAct.REVIEW


def test_a_mandate_that_ends_soon_is_renewed_from_the_day_after() -> None:
    a_team, one = team(), gloves("oslo")
    old = placed(a_team, one, ends_on=TODAY + timedelta(days=30))
    done = asked(a_team, one)
    assert done.renewed == 1
    assert mandate_of(one).starts_on == old.ends_on + timedelta(days=1)


def test_an_unanswered_question_whose_days_are_over_makes_room_for_a_new_one() -> None:
    a_team, one = team(), gloves("oslo")
    old = placed(a_team, one, "asked", starts_on=TODAY - timedelta(days=9), ends_on=TODAY - timedelta(days=1))
    asked(a_team, one)
    old.refresh_from_db()
    assert (old.state, mandate_of(one).state) == ("withdrawn", "asked")


def test_a_refused_contract_can_be_asked_again() -> None:
    a_team, one = team(), gloves("oslo")
    placed(a_team, one, "refused")
    asked(a_team, one)
    assert mandate_of(one).state == "asked"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"acts": 0}, "acts"),
        ({"acts": 64}, "acts"),
        ({"acts": 65}, "acts"),
        ({"acts": -1}, "acts"),
        ({"ends_on": STARTS - timedelta(days=1)}, "ends_on"),
        ({"starts_on": TODAY - timedelta(days=9), "ends_on": TODAY - timedelta(days=2)}, "ends_on"),
        ({"answer_by": TODAY - timedelta(days=1)}, "answer_by"),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_field_and_nothing_is_written(said: dict[str, object], field: str) -> None:
    with pytest.raises(Wrong) as wrong:
        asked(team(), gloves("oslo"), **said)
    assert wrong.value.field == field
    assert not Mandate.objects.exists()


def test_nobody_chosen_is_a_kind_word() -> None:
    with pytest.raises(DomainError, match="Velg minst én"):
        asked(team())


@pytest.mark.parametrize("name", [*PEOPLE, *SUPPLIERS_PEOPLE])
def test_only_lead_and_deputy_ask(name: str) -> None:
    a_team, one = team(others=("dag",)), gloves("oslo")
    if name in ("bjarne", "mons"):
        assert asked(a_team, one, by=name).mandates == 1
        return
    sees = name not in (*SUPPLIERS_PEOPLE, "revi")
    with pytest.raises(Refused if sees else NotVisible):
        asked(a_team, one, by=name)
    assert not Mandate.objects.exists()


def test_a_closed_team_asks_nobody() -> None:
    a_team = team()
    CategoryTeam.objects.update(state=TeamState.CLOSED)
    with pytest.raises(Refused, match="avsluttet"):
        asked(a_team, gloves("oslo"))


def test_a_team_that_goes_on_bilaterally_asks_its_parties_only() -> None:
    a_team, party, other = team(), gloves("bergen"), gloves("oslo")
    CategoryTeam.objects.update(state=TeamState.BILATERAL)
    TeamParty.objects.create(team=a_team, member=member("bergen"))
    done = asked(a_team, party, other)
    assert [one.public_id for one in done.left] == [other.public_id]


def test_a_team_that_does_not_exist_is_not_visible() -> None:
    with pytest.raises(NotVisible):
        ask_for_mandates(
            by=actor("bjarne"), at=NOON, team_id="tea-none", acts=1, starts_on=STARTS, ends_on=ENDS,
            whole_category=True,
        )  # fmt: skip


def test_activity_is_noted_for_the_team_and_for_its_lead() -> None:
    a_team, one, two = team(), gloves("oslo"), gloves("bergen")
    asked(a_team, one, by="mons", at=LATER)
    a_team.refresh_from_db()
    assert (a_team.last_activity_at, a_team.lead_active_at) == (LATER, NOON)
    asked(a_team, two, by="bjarne", at=LATER)
    a_team.refresh_from_db()
    assert a_team.lead_active_at == LATER


def test_each_owner_is_written_to_once() -> None:
    person("olga"), person("berit")
    asked(team(), gloves("oslo"), gloves("oslo"), gloves("bergen"))
    to = sorted(OutboxMessage.objects.filter(kind=ASKED_MAIL).values_list("payload__person", flat=True))
    assert to == sorted([person("olga").public_id, person("berit").public_id])


def test_what_nobody_answered_is_taken_back_and_the_rest_stands() -> None:
    a_team, one, two = team(), gloves("oslo"), gloves("bergen")
    done = asked(a_team, one, two)
    grant(one)
    assert take_back(by=actor("mons"), at=LATER, request_id=done.request.public_id) == 1
    assert [mandate_of(contract).state for contract in (one, two)] == ["granted", "withdrawn"]
    assert mandate_of(two).withdrawn_at == LATER
    entry = JournalEntry.objects.get(verb="mandate_taken_back")
    assert (entry.subject, entry.member_id) == (mandate_of(two).public_id, member("bergen").pk)
    with pytest.raises(Refused, match="ingenting å trekke tilbake"):
        take_back(by=actor("mons"), at=LATER, request_id=done.request.public_id)


def test_one_mandate_of_a_request_is_taken_back_alone() -> None:
    one, two = gloves("oslo"), gloves("bergen")
    done = asked(team(), one, two)
    chosen = [pick(one)[0]]
    assert take_back(by=actor("bjarne"), at=LATER, request_id=done.request.public_id, mandates=chosen) == 1
    assert [mandate_of(contract).state for contract in (one, two)] == ["withdrawn", "asked"]


@pytest.mark.parametrize(("name", "error"), [("olga", Refused), ("sekka", Refused), ("nora", NotVisible)])
def test_only_the_team_takes_back(name: str, error: type[Exception]) -> None:
    done = asked(team(), gloves("oslo"))
    with pytest.raises(error):
        take_back(by=actor(name), at=LATER, request_id=done.request.public_id)
    with pytest.raises(NotVisible):
        take_back(by=actor("bjarne"), at=LATER, request_id="mrq-none")


def test_asking_costs_the_same_for_one_contract_and_for_three() -> None:
    a_team = team()
    few, many = [gloves("oslo")], [gloves("oslo"), gloves("bergen"), gloves("stavanger")]
    by = actor("bjarne")
    days = {"starts_on": STARTS, "ends_on": ENDS}
    ask = {"by": by, "at": NOON, "team_id": a_team.public_id, "acts": HIGHEST, **days}
    for name in ("olga", "berit", "stina"):
        person(name)
    first = queries(lambda: ask_for_mandates(contracts=[one.public_id for one in few], **ask))  # type: ignore[arg-type]
    Mandate.objects.all().delete()
    then = queries(lambda: ask_for_mandates(contracts=[one.public_id for one in many], **ask))  # type: ignore[arg-type]
    letters = 2  # one letter an owner, two owners more, each an insert
    assert then <= first + letters * 2
