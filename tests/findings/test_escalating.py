"""What nobody does anything about is told to those who answer for the contracts: by days in Norway, once, and again
when it has moved and come to rest anew."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.findings.actions import findings as acts
from aktsom.findings.actions import hearing, plans, proving
from aktsom.findings.actions.escalating import escalate_all
from aktsom.findings.jobs.days import remind
from aktsom.findings.models import ActionPlan, Finding, Measure
from aktsom.findings.queries.findings import stalled
from aktsom.findings.queries.story import found_story
from aktsom.follow_up.jobs.method_letters import tell_of_a_method
from aktsom.follow_up.models import FollowUp
from tests.cast import NOON, actor
from tests.findings.made import DAY, TODAY, WHY, accepted, asked_for, closed, judged, measure, noted, proved, standing

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str]]:
    """What was told of, from its letters."""
    rows = OutboxMessage.objects.filter(payload__what__in=["deviation_idle", "plan_stalled"]).order_by("id")
    return [(row.payload["what"], row.payload["why"]) for row in rows]


def on(day: date) -> int:
    return escalate_all(day, NOON)


def test_a_deviation_that_nobody_asks_a_plan_for_is_told_of_on_its_day_once(one: FollowUp) -> None:
    made = standing(one)
    assert on(TODAY + 29 * DAY) == 0
    assert on(TODAY + 30 * DAY) == 1
    assert on(TODAY + 30 * DAY) == on(TODAY + 31 * DAY) == 0
    assert told() == [("deviation_idle", "idle")]
    made.refresh_from_db()
    assert made.escalated_on == TODAY + 30 * DAY
    entry = JournalEntry.objects.get(verb="deviation_escalated")
    assert (entry.subject, entry.person_id) == (made.public_id, None)


def test_a_worker_that_was_down_makes_up_for_the_days(one: FollowUp) -> None:
    standing(one)
    assert on(TODAY + 75 * DAY) == 1


def test_observations_and_what_is_asked_about_is_not_told_of(one: FollowUp) -> None:
    standing(one, kind="observation", severity=None, severity_reason="")
    standing(one)
    asked_for(one)
    assert on(TODAY + 14 * DAY) == 0
    assert on(TODAY + 21 * DAY) == 1
    assert told() == [("plan_stalled", "no_plan")]


def test_a_deviation_that_came_after_the_plan_is_not_lost_in_it(one: FollowUp) -> None:
    accepted(one, standing(one), due_on=TODAY + 300 * DAY)
    standing(one, title="Overtid", number="1.6")
    assert on(TODAY + 30 * DAY) == 1
    assert told() == [("deviation_idle", "idle")]


def test_each_who_lets_it_lie_is_told_of_and_anew_when_it_has_moved(one: FollowUp) -> None:
    finding = standing(one)
    plan = asked_for(one)
    measure(plan, finding, due_on=TODAY + 60 * DAY)
    plan.refresh_from_db()
    plan = plans.propose_plan(by=actor("nora"), at=NOON, plan_id=plan.public_id, revision=plan.revision)
    assert on(TODAY + 30 * DAY) == 1
    plan.refresh_from_db()
    plans.accept_plan(by=actor("bjarne"), at=NOON, plan_id=plan.public_id, revision=plan.revision)
    assert on(TODAY + 66 * DAY) == 0
    assert on(TODAY + 67 * DAY) == 1
    row = Measure.objects.get()
    proving.extend(
        by=actor("mons"), at=NOON + 67 * DAY, measure_id=row.public_id, revision=row.revision,
        due_on=TODAY + 90 * DAY, reason=WHY,
    )  # fmt: skip
    assert on(TODAY + 96 * DAY) == 0
    assert on(TODAY + 97 * DAY) == 1
    proved(row, NOON + 98 * DAY)
    assert on(TODAY + 127 * DAY) == 0
    assert on(TODAY + 128 * DAY) == 1
    judged_why = ["no_answer", "no_proof", "no_proof", "no_verdict"]
    assert [why for _what, why in told()] == judged_why


def test_what_is_done_is_told_of_no_more(one: FollowUp) -> None:
    finding = standing(one)
    accepted(one, finding)
    judged(Measure.objects.get())
    closed(finding)
    assert on(TODAY + 1000 * DAY) == 0


def test_a_measure_of_what_was_closed_otherwise_is_left_alone(one: FollowUp) -> None:
    finding = standing(one)
    accepted(one, finding)
    Finding.objects.update(state="closed", closed_at=NOON, closed_on=TODAY, closed_reason=WHY)
    assert on(TODAY + 1000 * DAY) == 0
    remind({"day": str(TODAY + 60 * DAY)})
    assert not OutboxMessage.objects.filter(payload__did="due").exists()


def test_what_was_found_and_is_not_shown_or_not_decided_is_told_of(one: FollowUp, mailoutbox: list[object]) -> None:
    made = noted(one)
    noted(one, kind="observation", severity=None, severity_reason="")
    stopped = noted(one, title="Slått av vakten")
    hearing.stop_finding(by=actor("mons"), at=NOON, finding_id=stopped.public_id, revision=1, reason=WHY)
    assert on(TODAY + 29 * DAY) == 0
    assert on(TODAY + 30 * DAY) == 1
    assert [each.pk for each in stalled(actor("bjarne"))] == [made.pk]
    made.refresh_from_db()
    at = NOON + 31 * DAY
    made = acts.show_to_supplier(by=actor("mons"), at=at, finding_id=made.public_id, revision=made.revision)
    assert on(made.hear_by + 29 * DAY) == 0
    assert on(made.hear_by + 30 * DAY) == on(made.hear_by + 31 * DAY) + 1 == 1
    made.refresh_from_db()
    at = NOON + 80 * DAY
    hearing.comment(
        by=actor("nora"), at=at, finding_id=made.public_id, revision=made.revision, text="Ja.", corrects=False
    )
    assert on(TODAY + 109 * DAY) == 0
    assert on(TODAY + 110 * DAY) == 1
    assert told() == [("deviation_idle", why) for why in ("unshown", "undecided", "undecided")]
    unshown = OutboxMessage.objects.get(payload__why="unshown").payload
    undecided = OutboxMessage.objects.filter(payload__why="undecided").latest("id").payload
    before = len(mailoutbox)
    tell_of_a_method(unshown)  # it has been shown since, and nothing is told of that
    assert len(mailoutbox) == before
    tell_of_a_method(undecided)
    assert "ingen har avgjort om det står" in mailoutbox[-1].body  # type: ignore[attr-defined]
    assert JournalEntry.objects.filter(verb="finding_escalated", subject=made.public_id).count() == 3
    stories = {name: found_story(actor(name), one.pk) for name in ("bjarne", "nora")}
    assert [name for name, told in stories.items() if any(each.what == "finding_escalated" for each in told)] == [
        "bjarne"
    ]


def test_a_deviation_that_is_put_right_and_not_closed_is_told_of(one: FollowUp) -> None:
    finding = standing(one)
    assert on(TODAY + 30 * DAY) == 1  # before anybody asked for a plan
    accepted(one, finding, at=NOON + 31 * DAY)
    judged(Measure.objects.get(), NOON + 40 * DAY)
    assert on(TODAY + 69 * DAY) == 0
    assert on(TODAY + 70 * DAY) == 1
    assert [each.pk for each in stalled(actor("bjarne"))] == [finding.pk]
    assert told() == [("deviation_idle", "idle"), ("deviation_idle", "unclosed")]
    closed(finding, NOON + 71 * DAY)
    assert on(TODAY + 1000 * DAY) == 0


@pytest.mark.parametrize(
    ("stood_at", "day"),
    [
        # 23:30 in Norway in winter and in summer, and half past midnight: the day is the one of Norway.
        (datetime(2026, 11, 2, 22, 30, tzinfo=UTC), date(2026, 12, 2)),
        (datetime(2026, 11, 2, 23, 30, tzinfo=UTC), date(2026, 12, 3)),
        (datetime(2026, 6, 2, 21, 30, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 6, 2, 22, 30, tzinfo=UTC), date(2026, 7, 3)),
        # across the leap day, and across the nights when clocks are moved
        (datetime(2028, 2, 14, 12, tzinfo=UTC), date(2028, 3, 15)),
        (datetime(2027, 2, 14, 12, tzinfo=UTC), date(2027, 3, 16)),
        (datetime(2027, 3, 27, 23, 30, tzinfo=UTC), date(2027, 4, 27)),
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), date(2026, 11, 24)),
    ],
)
def test_days_are_those_of_norway(one: FollowUp, stood_at: datetime, day: date) -> None:
    made = standing(one)
    Finding.objects.filter(pk=made.pk).update(stood_at=stood_at)
    assert on(day - DAY) == 0
    assert on(day) == 1


def test_a_reminder_is_sent_some_days_before_and_once(one: FollowUp) -> None:
    standing(one)
    plan = asked_for(one)
    for _ in range(2):
        remind({"day": str(plan.due_on - 3 * DAY)})
    assert OutboxMessage.objects.filter(payload__reminder=True).count() == 1
    assert ActionPlan.objects.get().reminded_on == plan.due_on - timedelta(days=3)


def test_each_is_looked_at_again_by_itself(one: FollowUp, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read once among all and once alone, however many there are."""
    for number in range(4):
        standing(one, title=f"Funn {number}")
    read, as_it_is = list[int](), Finding.from_db.__func__  # type: ignore[attr-defined]

    def noting(cls: type[Finding], *row: Any) -> Finding:
        made: Finding = as_it_is(cls, *row)
        read.append(made.pk)
        return made

    monkeypatch.setattr(Finding, "from_db", classmethod(noting))
    assert on(TODAY + 30 * DAY) == 4
    assert len(read) == 2 * 4
