"""Signals are taken in, looked at, answered and settled, by those who take them in and nobody else."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.findings.actions import signals as acts
from aktsom.findings.actions.receiving import journal_what_came, receive_message
from aktsom.findings.jobs.signal_letters import HOUR, look_each_hour, tell_in_the_morning, tell_of_danger
from aktsom.findings.models import Signal
from aktsom.findings.queries.signals import (
    SHOWN,
    copy_of,
    inbox,
    signal,
    talk_of_code,
    unanswered,
    waiting_count,
    waiting_senders,
    written_by,
)
from aktsom.findings.signal_states import SIGNAL, SignalSource, SignalState
from aktsom.teams.actions.memos import LookAgain
from aktsom.teams.problems import Wrong
from aktsom.terms.actions import load_terms
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, person
from tests.factories.mandates import team
from tests.findings.signalled import TEXT, noted, received
from tests.follow_up.concluded import followed_up, report

pytestmark = pytest.mark.django_db
MORNING = {"day": str(NOON.date())}
WHY = "Vi har sett på det, og det gjelder ikke det offentlige."


@beginning(after=commons.small_list, autouse=True)
def _people() -> None:
    person("sekka")


def do(act: object, one: Signal, by: str = "sekka", **said: object) -> object:
    one.refresh_from_db()
    return act(by=actor(by), at=NOON, signal_id=one.public_id, revision=one.revision, **said)  # type: ignore[operator]


def test_the_secretariat_alone_sees_it_until_it_gives_it_to_a_team() -> None:
    ours, one = team(), received()[0]
    for other in ("bjarne", "olga", "stina", "nora", "revi", "rita"):
        person(other)
        with pytest.raises(NotVisible):
            signal(actor(other), one.public_id)
        assert inbox(actor(other)) == []
    do(acts.give_to_team, one, team_id=ours.public_id)
    assert signal(actor("bjarne"), one.public_id) == one
    for other in ("olga", "stina", "nora", "revi"):
        with pytest.raises(NotVisible):
            signal(actor(other), one.public_id)


def test_a_team_does_not_hand_it_on() -> None:
    ours, one = team(), received()[0]
    do(acts.give_to_team, one, team_id=ours.public_id)
    with pytest.raises(Refused):
        do(acts.give_to_team, one, by="bjarne", team_id=ours.public_id)
    with pytest.raises(Wrong):
        do(acts.give_to_team, one, team_id="tea-finnesikke")


def test_the_gravest_first_then_the_oldest() -> None:
    wages = received(NOON - timedelta(days=9), kind="wages")[0]
    old = received(NOON - timedelta(days=2))[0]
    new = received(NOON)[0]
    danger = received(NOON, kind="wages", in_danger=True)[0]
    assert inbox(actor("sekka")) == [danger, old, new, wages]
    assert waiting_count(actor("sekka")) == 4
    do(acts.set_aside, wages, reason=WHY)
    assert inbox(actor("sekka"), over=True) == [wages]


def test_no_number_of_later_ones_hides_somebody_in_danger() -> None:
    grave = received(NOON - timedelta(days=9))[0]
    danger = received(NOON - timedelta(days=9), kind="wages", in_danger=True)[0]
    for _ in range(SHOWN):
        received(kind="hours")
    found = inbox(actor("sekka"))
    assert (found[:2], len(found)) == ([danger, grave], SHOWN)


def test_the_sender_is_answered_by_the_code_and_sees_what_becomes_of_it() -> None:
    one, code = received()
    do(acts.answer_sender, one, text="Hvor mange er dere?")
    talk = talk_of_code(code)
    assert talk is not None
    assert (talk.state, talk.messages) == ("looked_at", ((NOON.date(), False, "Hvor mange er dere?"),))
    assert TEXT not in repr(talk)
    do(acts.forward, one, to="Arbeidstilsynet", reason=WHY)
    assert talk_of_code(code).state == "forwarded"  # type: ignore[union-attr]
    assert talk_of_code("ACDEFGHJKMNPQRTW3467") is None
    assert unanswered(actor("sekka"), [one]) == frozenset()


def test_every_pair_of_states_that_is_not_in_the_table_is_refused() -> None:
    verbs = {"look": acts.look_at, "set_aside": acts.set_aside, "forward": acts.forward, "take_up": acts.take_up}
    more = {"set_aside": {"reason": WHY}, "forward": {"reason": WHY, "to": "Politiet"}}
    for state in SignalState:
        if state == SignalState.JOINED:
            continue
        for verb, act in verbs.items():
            one = received()[0]
            Signal.objects.filter(pk=one.pk).update(state=state, reason=WHY)
            if SIGNAL.refusal(state, verb) is None:
                do(act, one, **more.get(verb, {}))
            else:
                with pytest.raises(Refused):
                    do(act, one, **more.get(verb, {}))


def test_a_stale_page_changes_nothing() -> None:
    one = received()[0]
    do(acts.look_at, one)
    with pytest.raises(Stale):
        acts.set_aside(by=actor("sekka"), at=NOON, signal_id=one.public_id, revision=1, reason=WHY)


def test_another_source_has_its_name_and_link_and_no_dialogue() -> None:
    one = noted(on=NOON.date())
    assert (one.source, one.source_link, one.receipt_hash) == ("ngo", "https://example.org/rapport", "")
    with pytest.raises(Refused):
        do(acts.answer_sender, one, text="Takk")
    for wrong, field in (
        ({"link": "javascript:alert(1)"}, "link"),
        ({"name": " "}, "name"),
        ({"kind": "noe"}, "kind"),
        ({"on": NOON.date() + timedelta(days=1)}, "on"),
        ({"evidence_id": "evi-finnesikke"}, "evidence"),
    ):
        with pytest.raises(Wrong) as error:
            noted(**wrong)
        assert error.value.field == field
    with pytest.raises(LookAgain):
        noted(text="Arbeideren Siti Rahma fikk passet tatt.")


def test_the_archived_copy_is_shown_to_who_may_open_it_however_much_was_archived_since() -> None:
    load_terms(by=PLATFORM, at=NOON)
    case = followed_up()
    copy = report(case)
    one = noted("bjarne", team_id=copy.team_id, evidence_id=copy.public_id)
    report(case, title="Nyere", replaces=copy)
    for number in range(50):
        report(case, title=f"Rapport {number}")
    assert copy_of(actor("bjarne"), one) == copy
    assert copy_of(actor("sekka"), one) is None  # reads the signal, and not the team's files
    assert copy_of(actor("bjarne"), received()[0]) is None


def test_what_is_noted_twice_in_a_day_is_one_signal() -> None:
    one = noted()
    assert noted().pk == one.pk
    assert Signal.objects.count() == 1
    assert JournalEntry.objects.filter(verb="signal_noted").count() == 1
    do(acts.look_at, one)
    assert noted().state == "looked_at"  # pressed again on a page that was left open
    person("stina")
    for other in (noted(text="En annen rapport."), noted("stina")):
        assert other.pk != one.pk
    assert Signal.objects.count() == 3


def test_a_team_notes_for_itself_alone() -> None:
    ours = team()
    one = noted("bjarne", team_id=ours.pk, source=SignalSource.MEDIA)
    assert signal(actor("mons"), one.public_id) == one
    for who, team_id in (("bjarne", None), ("stina", ours.pk)):
        person(who)
        with pytest.raises(Refused):
            noted(who, team_id=team_id)


def test_nothing_of_it_is_in_the_journal_or_in_what_waits_to_be_sent() -> None:
    one, code = received()
    do(acts.answer_sender, one, text="Hemmelig svar")
    do(acts.set_aside, one, reason=WHY)
    noted()
    kept = repr([row.__dict__ for model in (JournalEntry, OutboxMessage) for row in model.objects.all()])
    for told in (TEXT, "Lembayung", code, "Hemmelig svar", WHY, "Human Rights Watch", "forced_labour"):
        assert told not in kept
    journal_what_came(NOON.date() + timedelta(days=1))
    verbs = set(JournalEntry.objects.filter(subject=one.public_id).values_list("verb", flat=True))
    assert verbs == {"signal_received", "signal_answered", "signal_set_aside"}


def test_in_the_morning_the_secretariat_is_told_that_something_waits(mailoutbox: list[object]) -> None:
    letters = OutboxMessage.objects.filter(kind="method_letter")
    tell_in_the_morning(MORNING)
    assert not letters.exists()
    received()
    tell_in_the_morning(MORNING)
    [message] = letters
    assert message.payload == {"what": "signals_wait", "id": ""}


def test_a_sender_who_writes_again_is_told_of_also_when_the_signal_is_over() -> None:
    one, _code = received()
    told = {"by": actor("sekka"), "at": NOON, "signal_id": one.public_id}
    acts.set_aside(**told, revision=one.revision, reason="Dette hører til et annet sted.")
    letters = OutboxMessage.objects.filter(kind="method_letter")
    tell_in_the_morning(MORNING)
    assert not letters.exists()
    assert waiting_senders(actor("sekka")) == 0
    receive_message(at=NOON, signal_id=one.public_id, text="Det skjer fortsatt.", nonce="x")
    tell_in_the_morning(MORNING)
    assert letters.count() == 1
    assert (waiting_senders(actor("sekka")), waiting_senders(actor("bjarne"))) == (1, 0)
    one.refresh_from_db()
    acts.answer_sender(**told, revision=one.revision, text="Vi leser det nå.")
    assert waiting_senders(actor("sekka")) == 0


def test_nothing_stored_tells_when_in_the_day_it_came() -> None:
    """Whatever is stored by others meanwhile has its moment: no number of ours stands between them."""
    OutboxMessage.objects.all().delete()
    before = JournalEntry.objects.count()
    one, _code = received(in_danger=True)
    receive_message(at=NOON, signal_id=one.public_id, text="Det skjer fortsatt.", nonce="x")
    assert (JournalEntry.objects.count(), OutboxMessage.objects.exists()) == (before, False)
    journal_what_came(NOON.date())
    assert JournalEntry.objects.count() == before
    assert journal_what_came(NOON.date() + timedelta(days=1)) == 2
    assert journal_what_came(NOON.date() + timedelta(days=1)) == 0
    entries = JournalEntry.objects.filter(subject=one.public_id)
    assert sorted(entry.verb for entry in entries) == ["signal_received", "signal_written_to"]
    assert {timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S.%f") for entry in entries} == {
        f"{NOON.date()} 00:00:00.000000"
    }


def test_neither_the_order_of_keys_nor_of_entries_is_that_in_which_they_came() -> None:
    came = [received()[0] for _ in range(40)]
    assert [one.pk for one in came] != sorted(one.pk for one in came)
    journal_what_came(NOON.date() + timedelta(days=1))
    entries = JournalEntry.objects.filter(verb="signal_received").order_by("number")
    told = list(entries.values_list("subject", flat=True))
    assert set(told) == {one.public_id for one in came}
    assert told != [one.public_id for one in came]
    assert told != [one.public_id for one in sorted(came, key=lambda one: one.pk)]


def test_danger_is_told_of_at_a_whole_hour_that_was_laid_out_before_anybody_wrote(mailoutbox: list[Any]) -> None:
    look_each_hour(MORNING)
    look_each_hour(MORNING)
    hours = list(OutboxMessage.objects.filter(kind=HOUR).order_by("not_before"))
    assert [timezone.localtime(each.not_before).strftime("%H:%M:%S.%f") for each in hours] == [
        f"{hour:02}:00:00.000000" for hour in range(24)
    ]
    tell_of_danger(hours[9].payload)
    assert mailoutbox == []
    one, _code = received(in_danger=True)
    kept = list(OutboxMessage.objects.values_list("pk", flat=True))
    tell_of_danger(hours[10].payload)
    tell_of_danger(hours[11].payload)
    [letter] = mailoutbox
    assert one.public_id not in letter.subject + letter.body
    assert list(OutboxMessage.objects.values_list("pk", flat=True)) == kept


@pytest.mark.parametrize(("day", "hours"), [("2026-10-25", 25), ("2027-03-28", 23)])
def test_danger_is_looked_for_each_hour_also_when_the_clock_is_turned(day: str, hours: int) -> None:
    look_each_hour({"day": day})
    looks = list(OutboxMessage.objects.filter(kind=HOUR).order_by("not_before").values_list("not_before", flat=True))
    assert len(looks) == hours
    assert {later - before for before, later in pairwise(looks)} == {timedelta(hours=1)}
    assert {timezone.localdate(each) for each in looks} == {date.fromisoformat(day)}


class TestWrittenInByAnotherBuyer:
    """Anybody with a role at a buyer writes in what it has heard, and takes in nothing."""

    @pytest.mark.parametrize("name", ["olga", "stina", "rita"])
    def test_the_secretariat_reads_it_and_the_writer_sees_its_state_alone(self, name: str) -> None:
        person(name), person("berit")
        one = noted(name, source=SignalSource.BUYER, name="Et annet sykehus")
        assert signal(actor("sekka"), one.public_id) == one
        assert tuple(one.seen_by) == ()
        with pytest.raises(NotVisible):
            signal(actor(name), one.public_id)
        assert inbox(actor(name)) == []
        with pytest.raises(NotVisible):
            do(acts.look_at, one, by=name)
        do(acts.look_at, one)
        [row] = written_by(actor(name))
        assert (row.kind, row.received_on, row.state) == ("forced_labour", NOON.date(), "looked_at")
        assert set(vars(row)) == {"kind", "received_on", "state"}
        assert written_by(actor("berit")) == written_by(PLATFORM) == []

    @pytest.mark.parametrize("name", ["nora", "revi"])
    def test_suppliers_and_auditors_write_none_in_here(self, name: str) -> None:
        person(name)
        with pytest.raises(Refused):
            noted(name)

    def test_it_is_not_written_in_past_the_secretariat_to_a_team(self) -> None:
        ours = team()
        person("stina")
        with pytest.raises(Refused):
            noted("stina", team_id=ours.pk)
        with pytest.raises(Refused):
            noted("bjarne")  # sits in the team, and notes for it

    def test_the_secretariat_is_told_in_the_morning_and_of_danger_at_the_hour(self, mailoutbox: list[Any]) -> None:
        person("olga")
        noted("sekka", in_danger=True)  # who notes it knows
        tell_of_danger({})
        assert mailoutbox == []
        noted("olga", in_danger=True)
        for _ in range(2):
            tell_of_danger({})
        [letter] = mailoutbox
        assert letter.to == ["sekka@example.org"]


def test_the_platform_takes_in_too() -> None:
    assert signal(PLATFORM, received()[0].public_id)
