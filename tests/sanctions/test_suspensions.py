"""A suspension names what it stops and until when, is lifted by a decision on its test, and no day ends it."""

from datetime import UTC, date, datetime
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.contracts.models import Contract
from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions import showing, suspensions
from aktsom.sanctions.actions.setting_in_motion import (
    give_way,
    set_in_motion,
    take_back_what_it_moved,
    unfinished,
)
from aktsom.sanctions.jobs.step_days import tell_of_ends, tell_of_run_out
from aktsom.sanctions.letter_tables import days_off
from aktsom.sanctions.models import SanctionDecision, Suspension
from aktsom.sanctions.queries.blocks import blocks_of, own_blocks
from aktsom.sanctions.queries.steps import running_out, suspended_for, suspension
from aktsom.sanctions.rules.blocks import Ground
from aktsom.sanctions.rules.suspensions import Period, Result, Standing, lifts, standing, warned_on
from aktsom.sanctions.rules.working_days import is_working_day
from aktsom.sanctions.step_states import STOPS_ORDERS, SUSPENSION, SuspensionState
from aktsom.teams.actions.memos import LookAgain
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor, member
from tests.sanctions.made import broken, recommended
from tests.sanctions.steps_made import (
    DAY,
    GLOVES,
    TODAY,
    WHY,
    decided,
    drafted,
    exit_written,
    judged,
    suspended,
    suspension_drafted,
)

TERM = Period(date(2028, 2, 1), date(2028, 2, 29))  # to the leap day


class TestDays:
    @pytest.mark.parametrize(
        ("today", "expected"),
        [
            (date(2028, 1, 31), Standing.NOT_YET), (date(2028, 2, 1), Standing.IN_FORCE),
            (date(2028, 2, 28), Standing.IN_FORCE), (date(2028, 2, 29), Standing.IN_FORCE),
            (date(2028, 3, 1), Standing.RUN_OUT), (date(2031, 1, 1), Standing.RUN_OUT),
        ],
    )  # fmt: skip
    def test_both_days_are_in_it_and_a_leap_day_is_one(self, today: date, expected: Standing) -> None:
        assert standing("in_force", TERM, today) is expected

    def test_29_days_in_a_leap_years_february(self) -> None:
        assert (TERM.days, Period(date(2027, 2, 1), date(2027, 2, 28)).days) == (29, 28)

    @given(state=st.sampled_from(sorted(SuspensionState)), start=st.dates(), length=st.integers(0, 800), day=st.dates())
    def test_no_day_ends_it_and_no_day_prolongs_it(self, state: str, start: date, length: int, day: date) -> None:
        if start.toordinal() + length > date.max.toordinal():
            return
        period = Period(start, date.fromordinal(start.toordinal() + length))
        now = standing(state, period, day)
        assert (now is Standing.OVER) == (state in ("lifted", "ended", "dropped"))
        assert (now is Standing.IN_FORCE) == (state in STOPS_ORDERS and start <= day <= period.ends_on)
        assert (now is Standing.RUN_OUT) == (state in STOPS_ORDERS and day > period.ends_on)

    @pytest.mark.parametrize(
        "day",
        [
            date(2026, 1, 1), date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 14),
            date(2026, 5, 17), date(2026, 5, 25), date(2026, 12, 25), date(2026, 12, 26), date(2026, 11, 28),
        ],
    )  # fmt: skip
    def test_norwegian_holidays_and_weekends_are_no_working_days(self, day: date) -> None:
        assert not is_working_day(day, days_off)

    @pytest.mark.parametrize(
        ("last", "told"),
        [
            (date(2026, 11, 30), date(2026, 11, 16)),  # a Monday two weeks before
            (date(2026, 4, 20), date(2026, 4, 1)),  # Easter Monday: the Wednesday before Easter
            (date(2026, 1, 8), date(2025, 12, 24)),  # Christmas Day is a holiday, the day before is not
            (date(2026, 5, 31), date(2026, 5, 15)),  # Constitution Day, a Sunday
        ],
    )
    def test_it_is_told_of_on_a_working_day_beforehand_and_its_last_day_never_moves(
        self, last: date, told: date
    ) -> None:
        period = Period(date(2025, 6, 1), last)
        assert warned_on(period, 14, days_off) == told
        assert period.ends_on == last

    def test_never_before_it_has_begun(self) -> None:
        assert warned_on(Period(TODAY, TODAY + 3 * DAY), 14, days_off) == TODAY

    @pytest.mark.parametrize("result", list(Result))
    def test_only_a_test_met_in_full_lifts(self, result: Result) -> None:
        assert lifts(result) == (result == "met")


def test_the_whole_table() -> None:
    verbs = {move.verb for move in SUSPENSION.moves}
    open_moves = {
        (state, verb) for state, verb in product(SuspensionState, verbs) if not SUSPENSION.refusal(state, verb)
    }
    assert open_moves == {
        ("drafted", "begin"), ("drafted", "drop"), ("in_force", "show"), ("in_force", "find_short"),
        ("in_force", "lift"), ("in_force", "prolong"), ("in_force", "end"), ("in_force", "drop"),
        ("shown", "find_short"), ("shown", "lift"), ("shown", "prolong"), ("shown", "end"), ("shown", "drop"),
    }  # fmt: skip


def block(one: Suspension, day: date = TODAY, who: str = "olga") -> list[Any]:
    return blocks_of(actor(who), [one.contract_id], day).get(one.contract_id, [])


@pytest.mark.django_db
class TestDrafting:
    def test_nobody_but_the_owner_body_sees_what_is_written(self, one: FollowUp) -> None:
        made = suspension_drafted(one)
        assert (made.state, made.products, made.places) == ("drafted", [GLOVES], [])
        assert suspension(actor("mons"), made.public_id) == made
        for who in ("nora", "berit", "bjarne", "stina"):
            with pytest.raises(NotVisible):
                suspension(actor(who), made.public_id)
        assert block(made) == []

    @pytest.mark.parametrize(
        ("field", "told"),
        [
            ("products", {"products": ()}), ("products", {"products": ("Noe annet",)}),
            ("places", {"places": ("sit-0000000000",)}), ("starts_on", {"starts_on": TODAY - DAY}),
            ("ends_on", {"ends_on": TODAY - DAY, "starts_on": TODAY}), ("ends_on", {"ends_on": TODAY + 400 * DAY}),
            ("lift_test", {"lift_test": "  "}),
        ],
    )  # fmt: skip
    def test_it_names_parts_days_and_a_test(self, one: FollowUp, field: str, told: dict[str, Any]) -> None:
        Contract.objects.update(products=f"{GLOVES}\nMunnbind")
        with pytest.raises(Wrong) as wrong:
            suspension_drafted(one, **told)
        assert wrong.value.field == field
        assert not Suspension.objects.exists()

    def test_a_worker_that_is_named_is_looked_at_first(self, one: FollowUp) -> None:
        with pytest.raises(LookAgain):
            suspension_drafted(one, lift_test="Arbeideren Siti Rahman har fått pengene.")

    def test_a_manager_prepares_and_a_reader_does_not(self, one: FollowUp) -> None:
        assert suspension_drafted(one, by="mons").state == "drafted"
        with pytest.raises(Refused):
            suspension_drafted(one, owner="bergen", by="dag")

    def test_no_other_member_writes_for_it(self, one: FollowUp) -> None:
        with pytest.raises(NotVisible):
            suspension_drafted(one, by="berit")

    def test_written_anew_from_the_page_that_showed_it(self, one: FollowUp) -> None:
        made = suspension_drafted(one)
        said = suspensions.SuspensionSaid(False, TODAY, TODAY + 10 * DAY, "Ny prøve", products=(GLOVES,))
        call = {"by": actor("olga"), "at": NOON, "decision_id": made.decision.public_id, "said": said}
        with pytest.raises(Stale):
            suspensions.draft_suspension(**call)
        again = suspensions.draft_suspension(**call, revision=made.revision)
        assert (again.pk, again.lift_test, again.revision) == (made.pk, "Ny prøve", made.revision + 1)


@pytest.mark.django_db
class TestBeginning:
    def test_decided_it_stops_orders_and_the_supplier_sees_it(self, one: FollowUp) -> None:
        made = suspended(one)
        [stopped] = block(made)
        assert (stopped.ground, stopped.whole, stopped.products) == (Ground.SUSPENSION, False, (GLOVES,))
        assert (stopped.since, stopped.until) == (TODAY, TODAY + 90 * DAY)
        assert [each.public_id for each in suspended_for(actor("nora"))] == [made.public_id]
        assert OutboxMessage.objects.filter(payload__what="suspension_begun", payload__id=made.public_id).count() == 1
        entry = JournalEntry.objects.get(verb="suspension_begun")
        assert (entry.subject, entry.member_id) == (made.public_id, made.owner_id)
        assert made.lift_test not in str(entry.changes)

    def test_not_without_the_exit_assessment(self, one: FollowUp) -> None:
        made = suspension_drafted(one)
        assert unfinished(made.decision, "suspension-partial")
        with pytest.raises(Refused):
            decided(made.decision)
        made.refresh_from_db()
        assert made.state == "drafted"
        exit_written(made.decision)
        assert unfinished(made.decision, "suspension-partial") is None

    def test_not_the_whole_by_what_is_written_for_a_part(self, one: FollowUp) -> None:
        made = suspension_drafted(one)
        exit_written(made.decision)
        assert unfinished(made.decision, "suspension-full")

    def test_days_that_have_gone_while_it_was_written(self, one: FollowUp) -> None:
        made = suspension_drafted(one, ends_on=TODAY + 5 * DAY)
        exit_written(made.decision)
        decided(made.decision, at=NOON + 2 * DAY)
        made.refresh_from_db()
        assert made.starts_on == TODAY + 2 * DAY
        other = suspension_drafted(one, owner="bergen", by="berit", ends_on=TODAY + DAY)
        exit_written(other.decision, by="berit")
        with pytest.raises(Wrong):
            decided(other.decision, by="berit", at=NOON + 2 * DAY)

    def test_others_see_it_only_when_the_owner_shares_the_decision(self, one: FollowUp) -> None:
        made = suspended(one)
        with pytest.raises(NotVisible):
            suspension(actor("berit"), made.public_id)
        SanctionDecision.objects.filter(pk=made.decision_id).update(shared_at=NOON)
        assert suspension(actor("berit"), made.public_id) == made
        assert block(made, who="berit") == []  # their ordering is their own
        with pytest.raises(Refused):
            judged(made, by="berit")

    def test_what_was_written_for_another_step_goes_unseen(self, one: FollowUp) -> None:
        made = suspension_drafted(one)
        decision = made.decision
        decision.step = "notice-of-breach"
        decision.save()
        decided(decision)
        assert not Suspension.objects.exists()


@pytest.mark.django_db
class TestLifting:
    def test_the_supplier_shows_and_the_owner_lifts(self, one: FollowUp) -> None:
        made = suspended(one)
        showing.show_test(
            by=actor("nora"), at=NOON, suspension_id=made.public_id, revision=made.revision, text="Alle har fått igjen."
        )
        made.refresh_from_db()
        assert (made.state, len(block(made))) == ("shown", 1)  # it lifts nothing by itself
        lifted = judged(made)
        assert (lifted.state, block(made)) == ("lifted", [])
        assert [(step.kind, step.by_supplier, step.result) for step in made.steps.all()] == [
            ("show", True, ""), ("lift", False, "met"),
        ]  # fmt: skip

    @pytest.mark.parametrize("result", [Result.PARTLY, Result.NOT_MET])
    def test_what_is_not_met_in_full_stands(self, one: FollowUp, result: Result) -> None:
        made = judged(suspended(one), result)
        assert (made.state, len(block(made))) == ("in_force", 1)

    @pytest.mark.parametrize("who", ["mons", "nora", "bjarne", "berit", "sekka"])
    def test_by_the_contract_owner_alone(self, one: FollowUp, who: str) -> None:
        made = suspended(one)
        with pytest.raises((Refused, NotVisible)):
            judged(made, by=who)
        made.refresh_from_db()
        assert made.state == "in_force"

    def test_a_second_press_lifts_nothing_twice(self, one: FollowUp) -> None:
        made = suspended(one)
        before = made.revision
        judged(made)
        made.revision = before
        with pytest.raises(Stale):
            judged(made)
        assert made.steps.filter(kind="lift").count() == 1

    def test_the_owner_cannot_show_for_the_supplier(self, one: FollowUp) -> None:
        made = suspended(one)
        with pytest.raises(Refused):
            showing.show_test(
                by=actor("olga"), at=NOON, suspension_id=made.public_id, revision=made.revision, text="Det er gjort."
            )


@pytest.mark.django_db
class TestRunningOut:
    def test_it_is_told_of_beforehand_and_when_it_has_run_out_each_once(self, one: FollowUp) -> None:
        made = suspended(one, ends_on=TODAY + 30 * DAY)
        for day in range(60):
            at = {"day": (TODAY + day * DAY).isoformat()}
            tell_of_ends(at), tell_of_ends(at), tell_of_run_out(at), tell_of_run_out(at)
        made.refresh_from_db()
        assert (made.state, made.ends_on) == ("in_force", TODAY + 30 * DAY)
        assert (made.warned_on, made.told_over_on) == (TODAY + 16 * DAY, TODAY + 31 * DAY)
        for what in ("suspension_ending", "suspension_run_out"):
            assert OutboxMessage.objects.filter(payload__what=what).count() == 1

    def test_told_late_when_the_worker_was_down_on_the_day(self, one: FollowUp) -> None:
        made = suspended(one, ends_on=TODAY + 30 * DAY)
        tell_of_ends({"day": (TODAY + 25 * DAY).isoformat()})
        made.refresh_from_db()
        assert made.warned_on == TODAY + 25 * DAY

    def test_run_out_it_says_so_until_the_owner_decides(self, one: FollowUp) -> None:
        made = suspended(one, ends_on=TODAY + 10 * DAY)
        [now] = block(made, TODAY + 11 * DAY)
        assert (now.ground, now.sure) == (Ground.RUN_OUT, False)
        assert running_out(actor("olga"), TODAY + 11 * DAY, TODAY + 11 * DAY) == [made]
        with pytest.raises(Refused):
            suspensions.end_suspension(
                by=actor("olga"), at=NOON + 10 * DAY, suspension_id=made.public_id, revision=made.revision, reason=WHY
            )
        ended = suspensions.end_suspension(
            by=actor("olga"), at=NOON + 11 * DAY, suspension_id=made.public_id, revision=made.revision, reason=WHY
        )
        assert (ended.state, block(made, TODAY + 11 * DAY)) == ("ended", [])

    def test_prolonged_by_a_decision_that_keeps_the_old_day(self, one: FollowUp) -> None:
        made = suspended(one, ends_on=TODAY + 10 * DAY)
        call = {"by": actor("olga"), "at": NOON, "suspension_id": made.public_id, "revision": made.revision}
        with pytest.raises(Wrong):
            suspensions.prolong(**call, until=TODAY + 10 * DAY, reason=WHY)
        with pytest.raises(Wrong):
            suspensions.prolong(**call, until=TODAY + 20 * DAY, reason="kort")
        longer = suspensions.prolong(**call, until=TODAY + 20 * DAY, reason=WHY)
        [step] = longer.steps.all()
        assert (longer.ends_on, step.before, step.after) == (TODAY + 20 * DAY, TODAY + 10 * DAY, TODAY + 20 * DAY)
        assert block(made, TODAY + 15 * DAY)[0].ground is Ground.SUSPENSION
        tell_of_ends({"day": (TODAY + 6 * DAY).isoformat()})
        longer.refresh_from_db()
        assert longer.warned_on is not None  # it is told of anew

    @pytest.mark.parametrize(
        ("clock", "day"),
        [
            (datetime(2026, 10, 24, 21, 59, tzinfo=UTC), date(2026, 10, 24)),  # 23:59, summer time
            (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), date(2026, 10, 25)),
            (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),  # the clock was put back
            (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
            (datetime(2028, 2, 28, 23, 0, tzinfo=UTC), date(2028, 2, 29)),
        ],
    )
    def test_it_may_be_ended_from_norwegian_midnight(self, one: FollowUp, clock: datetime, day: date) -> None:
        made = suspended(one)
        Suspension.objects.filter(pk=made.pk).update(starts_on=day - 9 * DAY, ends_on=day - DAY)
        call = {"by": actor("olga"), "at": clock, "suspension_id": made.public_id, "revision": made.revision}
        assert suspensions.end_suspension(**call, reason=WHY).state == "ended"
        Suspension.objects.filter(pk=made.pk).update(state="in_force", ends_on=day, revision=made.revision)
        with pytest.raises(Refused):
            suspensions.end_suspension(**call, reason=WHY)


@pytest.mark.django_db
class TestWhenTheDecisionGoes:
    def test_withdrawn_it_goes_with_it_and_the_supplier_is_told(self, one: FollowUp) -> None:
        made = suspended(one)
        take_back_what_it_moved(made.decision, actor("olga"), NOON)
        made.refresh_from_db()
        assert (made.state, block(made)) == ("dropped", [])
        assert OutboxMessage.objects.filter(payload__did="dropped").count() == 1

    @pytest.mark.parametrize(
        ("step", "state"),
        [
            ("", "in_force"),
            ("notice-of-breach", "in_force"),
            ("suspension-partial", "in_force"),
            ("suspension-full", "dropped"),
            ("termination", "dropped"),
        ],
    )
    def test_something_milder_lifts_nothing(self, one: FollowUp, step: str, state: str) -> None:
        """To decide on less is not to find that the test is met."""
        made = suspended(one)
        newer = drafted(one, step)
        give_way(newer, actor("olga"), NOON)
        made.refresh_from_db()
        assert made.state == state

    def test_what_holds_all_of_it_takes_its_place_whatever_was_decided_in_between(self, one: FollowUp) -> None:
        """On whatever recommendation, so that one block does not outlive the other under one contract."""
        first, second = suspended(one), suspended(one)
        decided(drafted(one, "notice-of-breach"))
        whole = suspended(one, whole=True)
        bergens = suspended(one, owner="bergen", by="berit")
        states = {each.pk: each.state for each in Suspension.objects.all()}
        assert [states[each.pk] for each in (first, second, whole, bergens)] == [
            "dropped", "dropped", "in_force", "in_force"
        ]  # fmt: skip
        assert [found.ground for found in block(whole)] == [Ground.SUSPENSION]

    def test_on_the_same_recommendation_a_new_one_takes_its_place_past_something_milder(self, one: FollowUp) -> None:
        asked = recommended(one, broken(one))
        made = suspended(one)
        SanctionDecision.objects.filter(pk=made.decision_id).update(recommendation=asked, state="superseded")
        newer = drafted(one, "suspension-partial")
        newer.recommendation = asked
        give_way(newer, actor("olga"), NOON)
        made.refresh_from_db()
        assert made.state == "dropped"

    def test_a_step_that_moves_nothing_needs_nothing_more(self, one: FollowUp) -> None:
        decision = drafted(one, "correction")
        set_in_motion(decision, actor("olga"), NOON)
        assert not Suspension.objects.exists()


@pytest.mark.django_db
def test_as_many_questions_for_one_contract_as_for_three(one: FollowUp, django_assert_num_queries: Any) -> None:
    first = suspended(one)
    second = suspended(one, owner="bergen", by="berit")
    both = [first.contract_id, second.contract_id]
    who = actor("olga")
    with django_assert_num_queries(4):
        blocks_of(who, both[:1], TODAY)
    with django_assert_num_queries(4):
        assert set(blocks_of(who, both, TODAY)) == {first.contract_id}  # the other body's is its own
    assert [each.member for each, _blocks in own_blocks(who, TODAY)] == [member("oslo")]
