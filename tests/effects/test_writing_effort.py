"""Writing down hours, correcting them, and the timer."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.core.public_ids import new_public_id
from aktsom.effects.actions.effort import AlreadyWritten, EffortSaid, correct, strike, write_down
from aktsom.effects.actions.timers import drop_timer, start_timer, stop_timer
from aktsom.effects.effort_tables import typical_effort
from aktsom.effects.models import EffortEntry, RunningTimer
from aktsom.effects.queries.effort import (
    EffortScope,
    entries,
    history,
    hours_by_activity,
    of_subject,
    own_facts,
    running,
)
from aktsom.follow_up.models import FollowUp, SelfReport
from aktsom.teams.problems import Wrong
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member
from tests.factories.reports import asked, handed_in
from tests.follow_up.methods import followed

DAY = NOON.date()
ALL = EffortScope(DAY - timedelta(days=400), DAY)


@beginning(after=commons.small_list)
def case() -> FollowUp:
    """Bjarne (Bergen) and Mons (Oslo) are the team; Stavanger has nothing covered."""
    return followed()


@beginning(after=case)
def report() -> SelfReport:
    made = asked(FollowUp.objects.get())
    handed_in(made)
    return made


def said(subject: str = "", **more: Any) -> EffortSaid:
    usual: dict[str, Any] = {"activity": "meeting", "on": DAY, "hours": Decimal("1.5"), "subject": subject}
    return EffortSaid(**{**usual, **more})


def wrote(who: str, subject: str = "", **more: Any) -> EffortEntry:
    return write_down(by=actor(who), at=NOON, said=said(subject, **more))


class TestWriting:
    def test_it_belongs_to_the_member_that_the_person_sits_for(self, case: FollowUp) -> None:
        made = wrote("mons", case.public_id, cost=Decimal(900), note="Tolk på møtet")

        assert (made.member, made.follow_up, made.basis) == (member("oslo"), case, "said")
        entry = JournalEntry.objects.get(subject=made.public_id)
        assert (entry.verb, entry.member_id) == ("effort_written", member("oslo").pk)
        assert entry.changes["hours"] == "1.50"
        assert "900" not in str(entry.changes)
        assert "Tolk" not in str(entry.changes)

    def test_the_team_reads_the_hours_and_its_own_people_the_rest(self, case: FollowUp) -> None:
        made = wrote("mons", case.public_id, cost=Decimal(900), note="Tolk på møtet")

        assert [one.pk for one in entries(actor("bjarne"), ALL)] == [made.pk]
        assert own_facts(actor("bjarne"), [made]) == {}
        assert own_facts(actor("olga"), [made])[made.pk].note == "Tolk på møtet"  # at home in Oslo
        assert list(entries(actor("stina"), ALL)) == []

    def test_hours_outside_a_team_are_the_members_own(self, case: FollowUp) -> None:
        made = wrote("olga", activity="other")

        assert [one.pk for one in entries(actor("mons"), ALL)] == [made.pk]
        assert list(entries(actor("bjarne"), ALL)) == []

    def test_the_typical_value_left_as_it_was_is_marked(self, case: FollowUp) -> None:
        usual = typical_effort()["meeting"].hours

        assert wrote("mons", case.public_id, hours=usual).basis == "typical"
        [found] = hours_by_activity(actor("mons"), ALL)
        assert (found.hours, found.entries, found.unchanged) == (usual, 1, 1)

    def test_the_secretariat_writes_its_own(self, case: FollowUp) -> None:
        made = wrote("sekka", activity="report")

        assert made.member == member("secretariat")
        assert [one.pk for one in entries(actor("sekka"), ALL)] == [made.pk]

    def test_a_form_sent_twice_makes_one(self, case: FollowUp) -> None:
        form = new_public_id("eff")
        wrote("mons", case.public_id, entry_id=form)

        with pytest.raises(AlreadyWritten):
            wrote("mons", case.public_id, entry_id=form)
        assert EffortEntry.objects.count() == 1

    def test_readers_auditors_and_administrators_write_none(self, case: FollowUp) -> None:
        for who in ("rita", "ada"):
            with pytest.raises(Refused):
                wrote(who)
        for who in ("revi", "nora"):
            with pytest.raises(NotVisible):
                wrote(who)

    def test_what_is_not_seen_cannot_be_written_on(self, case: FollowUp, report: SelfReport) -> None:
        for who, subject in (("stina", report.public_id), ("odd", report.public_id), ("mons", "con-0000000000")):
            with pytest.raises(NotVisible):
                wrote(who, subject)

    @pytest.mark.parametrize(
        ("more", "field"),
        [
            ({"hours": Decimal(-1)}, "hours"),
            ({"hours": Decimal(25)}, "hours"),
            ({"hours": Decimal("NaN")}, "hours"),
            ({"hours": Decimal(0)}, "hours"),
            ({"on": DAY + timedelta(days=1)}, "on"),
            ({"on": DAY - timedelta(days=700)}, "on"),
            ({"activity": "answering"}, "activity"),
            ({"activity": "sleeping"}, "activity"),
            ({"cost": Decimal(0)}, "cost"),
            ({"currency": "XXX"}, "currency"),
        ],
    )
    def test_what_is_wrong_is_told_in_its_field(self, case: FollowUp, more: dict[str, Any], field: str) -> None:
        with pytest.raises(Wrong) as told:
            wrote("mons", case.public_id, **more)
        assert told.value.field == field
        assert not EffortEntry.objects.exists()

    def test_a_cost_alone_is_written_without_hours(self, case: FollowUp) -> None:
        assert wrote("mons", case.public_id, hours=Decimal(0), cost=Decimal(250)).hours == 0


class TestSuppliers:
    def test_what_it_states_is_seen_by_the_team_and_kept_apart(self, case: FollowUp, report: SelfReport) -> None:
        made = wrote("nora", report.public_id, activity="answering", hours=Decimal(7), note="Tre dager til sammen")

        assert (made.member, made.supplier) == (None, report.supplier)
        assert list(entries(actor("bjarne"), ALL)) == []
        assert [one.pk for one in of_subject(actor("bjarne"), report.public_id)] == [made.pk]
        assert own_facts(actor("bjarne"), [made])[made.pk].note == "Tre dager til sammen"
        assert of_subject(actor("stina"), report.public_id) == []
        assert [one.pk for one in of_subject(actor("aksel"), report.public_id)] == [made.pk]
        assert of_subject(actor("odd"), report.public_id) == []

    def test_a_colleague_corrects_it_and_no_buyer_does(self, case: FollowUp, report: SelfReport) -> None:
        made = wrote("nora", report.public_id, activity="answering", hours=Decimal(7))
        anew = said(activity="answering", hours=Decimal(6))

        with pytest.raises(Refused):
            correct(by=actor("bjarne"), at=NOON, entry_id=made.public_id, said=anew, reason="Vi tror det var mindre.")
        assert correct(
            by=actor("aksel"), at=NOON, entry_id=made.public_id, said=anew, reason="En dag for mye."
        ).hours == Decimal(6)

    def test_it_states_nothing_of_the_buyers_work(self, case: FollowUp, report: SelfReport) -> None:
        with pytest.raises(Wrong):
            wrote("nora", report.public_id, activity="reading")
        with pytest.raises(NotVisible):
            wrote("nora", case.public_id, activity="answering")


class TestCorrecting:
    def test_the_old_one_stays_readable_and_counts_no_longer(self, case: FollowUp) -> None:
        old = wrote("mons", case.public_id)
        made = correct(
            by=actor("mons"), at=NOON, entry_id=old.public_id, said=said(hours=Decimal(3)), reason="Glemte forarbeidet."
        )

        assert [one.pk for one in entries(actor("mons"), ALL)] == [made.pk]
        assert [one.hours for one in history(actor("mons"), made)] == [Decimal(3), Decimal("1.5")]
        assert own_facts(actor("mons"), [old])[old.pk].ended_reason == "Glemte forarbeidet."
        assert JournalEntry.objects.get(verb="effort_corrected").changes["replaces"] == old.public_id

    def test_of_two_tabs_the_second_is_told_that_it_is_stale(self, case: FollowUp) -> None:
        old = wrote("mons", case.public_id)
        strike(by=actor("mons"), at=NOON, entry_id=old.public_id, reason="Skrevet på feil sak.")

        with pytest.raises(Stale):
            correct(by=actor("mons"), at=NOON, entry_id=old.public_id, said=said(), reason="Glemte forarbeidet.")
        assert list(entries(actor("mons"), ALL)) == []
        assert JournalEntry.objects.filter(verb="effort_struck").count() == 1

    def test_colleagues_who_keep_the_register_correct_it_and_the_team_does_not(self, case: FollowUp) -> None:
        old = wrote("mons", case.public_id)

        with pytest.raises(Refused):
            strike(by=actor("bjarne"), at=NOON, entry_id=old.public_id, reason="Den er ikke vår.")
        with pytest.raises(NotVisible):
            strike(by=actor("stina"), at=NOON, entry_id=old.public_id, reason="Den er ikke vår.")
        with pytest.raises(Wrong):
            strike(by=actor("olga"), at=NOON, entry_id=old.public_id, reason="kort")
        assert strike(by=actor("olga"), at=NOON, entry_id=old.public_id, reason="Skrevet på feil sak.").ended_at == NOON


class TestTimer:
    def started(self, one: FollowUp, who: str = "mons") -> RunningTimer:
        return start_timer(by=actor(who), at=NOON, subject_id=one.public_id, activity="reading")

    def test_it_runs_in_the_database_until_it_is_stopped(self, case: FollowUp) -> None:
        timer = self.started(case)
        assert running(actor("mons")) == timer
        assert running(actor("bjarne")) is None

        made = stop_timer(by=actor("mons"), at=NOON + timedelta(minutes=50), timer_id=timer.public_id)

        assert (made.hours, made.basis, made.activity) == (Decimal("0.83"), "timer", "reading")
        assert running(actor("mons")) is None
        assert list(JournalEntry.objects.filter(verb="timer_started").values_list("subject", flat=True)) == [
            timer.public_id
        ]

    def test_a_double_click_on_stop_makes_one_entry(self, case: FollowUp) -> None:
        timer = self.started(case)
        stop_timer(by=actor("mons"), at=NOON + timedelta(hours=1), timer_id=timer.public_id)

        with pytest.raises(Stale):
            stop_timer(by=actor("mons"), at=NOON + timedelta(hours=1), timer_id=timer.public_id)
        assert EffortEntry.objects.count() == 1

    def test_another_tab_may_not_stop_somebody_elses(self, case: FollowUp) -> None:
        timer = self.started(case)

        with pytest.raises(Stale):
            stop_timer(by=actor("bjarne"), at=NOON, timer_id=timer.public_id)
        assert running(actor("mons")) is not None

    def test_there_is_one_for_each_person(self, case: FollowUp, report: SelfReport) -> None:
        timer = self.started(case)

        assert self.started(case) == timer  # a second click
        with pytest.raises(DomainError):
            start_timer(by=actor("mons"), at=NOON, subject_id=report.public_id, activity="reading")
        assert self.started(case, "bjarne") != timer

    def test_one_that_was_forgotten_asks_how_long_it_was(self, case: FollowUp) -> None:
        timer = self.started(case)
        late = NOON + timedelta(hours=30)

        with pytest.raises(Wrong) as told:
            stop_timer(by=actor("mons"), at=late, timer_id=timer.public_id)
        assert told.value.field == "hours"
        assert running(actor("mons")) is not None

        made = stop_timer(by=actor("mons"), at=late, timer_id=timer.public_id, hours=Decimal(2))
        assert (made.hours, made.basis) == (Decimal(2), "said")

    def test_it_is_dropped_without_an_entry(self, case: FollowUp) -> None:
        timer = self.started(case)
        drop_timer(by=actor("mons"), at=NOON, timer_id=timer.public_id)

        assert not EffortEntry.objects.exists()
        assert not RunningTimer.objects.exists()
        assert JournalEntry.objects.filter(verb="timer_dropped").exists()

    def test_hours_are_kept_where_the_case_is_no_longer_seen(self, case: FollowUp) -> None:
        timer = self.started(case)
        RunningTimer.objects.update(subject="fol-0000000000")

        made = stop_timer(by=actor("mons"), at=NOON + timedelta(hours=1), timer_id=timer.public_id)
        assert (made.subject, made.follow_up, made.hours) == ("", None, Decimal(1))

    def test_readers_and_suppliers_have_none(self, case: FollowUp, report: SelfReport) -> None:
        with pytest.raises(Refused):
            self.started(case, "rita")
        with pytest.raises(NotVisible):
            start_timer(by=actor("nora"), at=NOON, subject_id=report.public_id, activity="reading")
