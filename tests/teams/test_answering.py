"""Owners answer: who may, what they may give, and what happens to those who come second."""

from datetime import timedelta
from typing import Any

import pytest

from aktsom.core.errors import NotVisible, Refused
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.members.models import Representation
from aktsom.teams.actions.answering import (
    LAPSING_MAIL,
    grant_mandates,
    limit_mandates,
    refuse_mandates,
    withdraw_mandates,
)
from aktsom.teams.acts import HIGHEST
from aktsom.teams.models import CategoryTeam, Mandate
from aktsom.teams.problems import Wrong
from aktsom.teams.queries import actor_of
from aktsom.teams.states import TeamState
from tests.cast import NOON, PEOPLE, SUPPLIERS_PEOPLE, actor, member, person
from tests.factories.mandates import ENDS, LATER, TODAY, asked, grant, granted, mandate_of, pick, placed, team
from tests.risk.purchases import gloves

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]
REASON = "Vi følger opp denne selv i år."


def test_one_press_gives_all_of_an_owners_contracts_with_reservations() -> None:
    one, two = gloves("oslo"), gloves("oslo")
    asked(team(), one, two, acts=7)
    done = grant_mandates(
        by=actor("olga"), at=LATER, chosen=[pick(one), pick(two)], acts=7, reservations=" Si fra før møter. "
    )
    assert (len(done.done), done.left) == (2, ())
    for contract in (one, two):
        mandate = mandate_of(contract)
        assert (mandate.state, mandate.acts, mandate.reservations) == ("granted", 7, "Si fra før møter.")
        assert (mandate.answered_at, mandate.answered_by_id, mandate.revision) == (LATER, actor("olga").person_id, 2)


def test_fewer_acts_and_a_shorter_time_can_be_given() -> None:
    one = gloves("oslo")
    asked(team(), one, acts=7)
    sooner = ENDS - timedelta(days=100)
    grant(one, acts=2, ends_on=sooner)
    assert (mandate_of(one).acts, mandate_of(one).ends_on) == (2, sooner)


def test_a_later_day_than_asked_for_gives_no_more_time() -> None:
    one = gloves("oslo")
    asked(team(), one)
    grant(one, ends_on=ENDS + timedelta(days=100))
    assert mandate_of(one).ends_on == ENDS


@pytest.mark.parametrize("acts", [0, 4, 7, 8, 64, 67, -1, 1 << 20])
def test_more_than_was_asked_for_or_nothing_is_never_given(acts: int) -> None:
    """64 and above are what a sanction would have to be; no such number is taken from anybody."""
    one = gloves("oslo")
    asked(team(), one, acts=3)
    with pytest.raises(Wrong) as wrong:
        grant(one, acts=acts)
    assert wrong.value.field == "acts"
    assert mandate_of(one).state == "asked"


def test_the_journal_has_the_answer_but_no_free_text() -> None:
    one = gloves("oslo")
    asked(team(), one, acts=3)
    grant(one, reservations="Si fra før møter.")
    entry = JournalEntry.objects.get(verb="mandate_granted")
    assert (entry.subject, entry.member_id) == (mandate_of(one).public_id, member("oslo").pk)
    assert entry.changes["acts"] == [0, 3]
    assert entry.changes["state"] == ["asked", "granted"]
    assert "Si fra" not in str(entry.changes)


def test_a_refusal_keeps_the_reason() -> None:
    one, two = gloves("oslo"), gloves("oslo")
    asked(team(), one, two)
    refuse_mandates(by=actor("olga"), at=LATER, chosen=[pick(one)], reason=REASON)
    assert (mandate_of(one).state, mandate_of(one).reason, mandate_of(one).acts) == ("refused", REASON, 0)
    assert mandate_of(two).state == "asked"
    assert REASON not in str(JournalEntry.objects.get(verb="mandate_refused").changes)


def test_a_reason_that_tells_nothing_is_not_enough() -> None:
    a_team, one, two = team(), gloves("oslo"), gloves("oslo")
    asked(a_team, one)
    granted(a_team, two)
    for act in (refuse_mandates, withdraw_mandates):
        with pytest.raises(Wrong) as wrong:
            act(by=actor("olga"), at=LATER, chosen=[pick(one)], reason=" . ")
        assert wrong.value.field == "reason"


ROLES = [*PEOPLE, *SUPPLIERS_PEOPLE]


@pytest.mark.parametrize("name", ROLES)
@pytest.mark.parametrize("verb", ["grant", "refuse", "limit", "withdraw"])
def test_only_who_gives_mandates_for_the_member_answers(name: str, verb: str) -> None:
    """For Oslo: Olga. Its manager and reader see it and are told why; others do not see it at all."""
    one = gloves("oslo")
    placed(team(), one, "asked" if verb in ("grant", "refuse") else "granted")
    act = _act(verb)
    if name == "olga":
        assert len(act(by=actor(name), at=LATER, chosen=[pick(one)]).done) == 1
        return
    sees = name in ("mons", "rita", "dag")
    with pytest.raises(Refused if sees else NotVisible) as stopped:
        act(by=actor(name), at=LATER, chosen=[pick(one)])
    if name == "mons":
        assert "Du er kontraktsforvalter, og kan forberede svaret" in str(stopped.value)
    assert mandate_of(one).revision == 1


def _act(verb: str) -> Any:
    acts: dict[str, Any] = {
        "grant": lambda **said: grant_mandates(acts=1, **said),
        "refuse": lambda **said: refuse_mandates(reason=REASON, **said),
        "limit": lambda **said: limit_mandates(acts=1, ends_on=ENDS, **said),
        "withdraw": lambda **said: withdraw_mandates(reason=REASON, **said),
    }
    return acts[verb]


def test_who_acts_for_the_member_under_its_mandate_answers_for_it() -> None:
    one = gloves("oslo")
    placed(team(), one, "asked")
    Representation.objects.create(
        acting=member("bergen"), represented=member("oslo"), roles="contract_owner", starts_on=TODAY, given_at=NOON
    )
    berit = actor_of(person("berit"), TODAY)
    grant_mandates(by=berit, at=LATER, chosen=[pick(one)], acts=1)
    entry = JournalEntry.objects.get(verb="mandate_granted")
    assert (entry.body_id, entry.on_behalf_of_id) == (member("bergen").pk, member("oslo").pk)


def test_one_press_never_mixes_ones_own_and_anothers_contracts() -> None:
    one, other = gloves("oslo"), gloves("bergen")
    asked(team(), one, other)
    with pytest.raises(NotVisible):
        grant_mandates(by=actor("olga"), at=LATER, chosen=[pick(one), pick(other)], acts=1)
    assert mandate_of(one).state == "asked"


def test_a_second_press_is_told_that_it_is_answered() -> None:
    one = gloves("oslo")
    asked(team(), one)
    first = pick(one)
    grant(one)
    for revision in (first[1], pick(one)[1]):
        with pytest.raises(Refused, match="allerede gitt"):
            grant_mandates(by=actor("olga"), at=LATER, chosen=[(first[0], revision)], acts=1)
    assert JournalEntry.objects.filter(verb="mandate_granted").count() == 1


def test_what_was_answered_meanwhile_is_left_and_the_rest_is_given() -> None:
    one, two = gloves("oslo"), gloves("oslo", title="Engangshansker til sykehjem")
    asked(team(), one, two)
    shown = [pick(one), pick(two)]
    refuse_mandates(by=actor("olga"), at=NOON, chosen=[pick(two)], reason=REASON)
    done = grant_mandates(by=actor("olga"), at=LATER, chosen=shown, acts=1)
    assert (done.done, [left.name for left in done.left]) == ((shown[0][0],), ["Engangshansker til sykehjem"])
    assert "nei" in done.left[0].reason


def test_a_stale_page_is_told_so() -> None:
    one = gloves("oslo")
    granted(team(), one)
    first = pick(one)
    limit_mandates(by=actor("olga"), at=NOON, chosen=[first], acts=1, ends_on=ENDS)
    with pytest.raises(Refused, match="mens du hadde siden åpen"):
        withdraw_mandates(by=actor("olga"), at=LATER, chosen=[first], reason=REASON)


def test_days_that_are_over_are_not_given() -> None:
    one = gloves("oslo")
    asked(team(), one)
    with pytest.raises(Refused, match="er over"):
        grant(one, at=NOON + timedelta(days=800))


def test_a_closed_team_is_given_nothing() -> None:
    one = gloves("oslo")
    asked(team(), one)
    CategoryTeam.objects.update(state=TeamState.CLOSED)
    with pytest.raises(Refused, match="avsluttet"):
        grant(one)


def test_a_limit_takes_away_acts_or_days_and_never_adds() -> None:
    one = gloves("oslo")
    granted(team(), one, acts=7)
    for acts, ends_on in ((8, ENDS), (15, ENDS), (64, ENDS), (1, ENDS + timedelta(days=1)), (0, ENDS), (7, ENDS)):
        with pytest.raises(Wrong):
            limit_mandates(by=actor("olga"), at=LATER, chosen=[pick(one)], acts=acts, ends_on=ends_on)
    sooner = ENDS - timedelta(days=10)
    limit_mandates(by=actor("olga"), at=LATER, chosen=[pick(one)], acts=5, ends_on=sooner)
    assert (mandate_of(one).acts, mandate_of(one).ends_on, mandate_of(one).state) == (5, sooner, "granted")
    entry = JournalEntry.objects.get(verb="mandate_limited")
    assert entry.changes["acts"] == [7, 5]
    assert entry.changes["ends_on"] == [ENDS.isoformat(), sooner.isoformat()]


def test_a_withdrawal_has_its_moment_and_its_reason() -> None:
    one = gloves("oslo")
    granted(team(), one)
    withdraw_mandates(by=actor("olga"), at=LATER, chosen=[pick(one)], reason=REASON)
    mandate = mandate_of(one)
    assert (mandate.state, mandate.withdrawn_at, mandate.reason) == ("withdrawn", LATER, REASON)
    assert mandate.acts == HIGHEST  # what it permitted until then is kept
    assert JournalEntry.objects.get(verb="mandate_withdrawn").changes["state"] == ["granted", "withdrawn"]


def test_one_reminder_waits_for_all_that_end_the_same_day() -> None:
    one, two = gloves("oslo"), gloves("oslo")
    asked(team(), one, two)
    grant_mandates(by=actor("olga"), at=NOON, chosen=[pick(one), pick(two)], acts=1)
    message = OutboxMessage.objects.get(kind=LAPSING_MAIL)
    assert message.not_before.date() == ENDS - timedelta(days=60)
    sooner = ENDS - timedelta(days=10)
    for contract in (one, two):
        limit_mandates(by=actor("olga"), at=NOON, chosen=[pick(contract)], acts=1, ends_on=sooner)
    assert OutboxMessage.objects.filter(kind=LAPSING_MAIL).count() == 2


def test_nothing_chosen_is_a_kind_word() -> None:
    with pytest.raises(Wrong, match="Velg minst én avtale"):
        grant_mandates(by=actor("olga"), at=LATER, chosen=[], acts=1)


def test_what_does_not_exist_is_not_visible() -> None:
    with pytest.raises(NotVisible):
        grant_mandates(by=actor("olga"), at=LATER, chosen=[("man-none", 1)], acts=1)
    assert not Mandate.objects.exists()
