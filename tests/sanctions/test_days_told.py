"""A day that has come is kept and told of in one: a worker that is stopped in between leaves neither."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from aktsom.core.models import OutboxMessage
from aktsom.findings.jobs.days import remind
from aktsom.findings.models import Finding
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions import conditions
from aktsom.sanctions.jobs import decision_days, letter_mail, step_days
from aktsom.sanctions.models import Letter
from aktsom.sanctions.states import Answer
from tests.cast import NOON, actor
from tests.findings import made
from tests.sanctions import lettered
from tests.sanctions import made as decisions
from tests.sanctions.steps_made import DAY, TODAY, demanded, suspended

pytestmark = pytest.mark.django_db


def suspension(one: FollowUp) -> None:
    suspended(one, ends_on=TODAY + 30 * DAY)


def condition(one: FollowUp) -> None:
    said = conditions.ConditionSaid("LSAS nivå 1", due_on=TODAY + 30 * DAY)
    contract_id = decisions.contract_of(one, "oslo").public_id
    conditions.make_condition(by=actor("olga"), at=NOON, contract_id=contract_id, said=said)


def awaited(one: FollowUp) -> None:
    decisions.broken(one)
    decisions.decided(one, said=decisions.answer(Answer.AWAIT, await_until=decisions.TODAY + 30 * DAY))


def letter(one: FollowUp) -> None:
    decisions.broken(one)
    decision = decisions.decided(one, said=decisions.answer(Answer.OTHER_STEP, "notice-of-breach"))
    lettered.sent(decision, at=decisions.LATER)


def unsent(one: FollowUp) -> None:
    decisions.broken(one)
    decisions.decided(one, said=decisions.answer(Answer.OTHER_STEP, "notice-of-breach"))


def letter_told_of_before(one: FollowUp) -> None:
    letter(one)
    Letter.objects.update(reminded_on=decisions.TODAY)


def plan(one: FollowUp) -> None:
    made.standing(one)
    made.asked_for(one)


def measure(one: FollowUp) -> None:
    finding: Finding = made.standing(one)
    made.accepted(one, finding, due_on=TODAY + 31 * DAY)


Job = Callable[[dict[str, Any]], None]
# What waits, what looks at it, and the day on which it is told of.
DAYS: dict[str, tuple[Callable[[FollowUp], Any], Job, date, str]] = {
    "a suspension that ends": (suspension, step_days.tell_of_ends, TODAY + 16 * DAY, "suspension_ending"),
    "a suspension that ran out": (suspension, step_days.tell_of_run_out, TODAY + 31 * DAY, "suspension_run_out"),
    "a condition": (condition, step_days.tell_of_conditions, TODAY + 29 * DAY, "order_condition_ending"),
    "a place": (demanded, step_days.tell_of_replacements, TODAY + 61 * DAY, "replacement_overdue"),
    "a decision": (awaited, decision_days.tell_of_awaited, decisions.TODAY + 30 * DAY, "decision_back"),
    "a letter that nobody sent": (
        unsent, decision_days.tell_of_unsent, decisions.TODAY + 3 * DAY, "decision_unsent",
    ),
    "a letter": (letter, letter_mail.remind, decisions.TODAY + 5 * DAY, "letter_sent"),
    "a letter, to its owner": (
        letter_told_of_before, letter_mail.remind, decisions.TODAY + 10 * DAY, "letter_unconfirmed",
    ),
    "a plan": (plan, remind, TODAY + 11 * DAY, "plan_asked_for"),
    "a measure": (measure, remind, TODAY + 28 * DAY, "plan_answered"),
}  # fmt: skip


@pytest.mark.parametrize("which", DAYS)
def test_stopped_before_it_is_told_of_it_is_told_of_the_next_time(
    one: FollowUp, which: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin, job, day, what = DAYS[which]
    begin(one)
    OutboxMessage.objects.all().delete()

    def dies(**_said: Any) -> None:
        raise RuntimeError("the worker is stopped")

    with monkeypatch.context() as patch:
        patch.setattr("aktsom.follow_up.telling.send", dies)
        with pytest.raises(RuntimeError):
            job({"day": day.isoformat()})
    assert not OutboxMessage.objects.exists()
    for _ in range(2):
        job({"day": day.isoformat()})
    assert OutboxMessage.objects.filter(payload__what=what).count() == 1
