"""What the letters of a contract show that a step of the ladder has to rest on. For the contract's own people alone."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from aktsom.sanctions.letter_states import OUT
from aktsom.sanctions.models import Letter
from aktsom.sanctions.queries.known import deviations, stood_at
from aktsom.sanctions.queries.letters import NOTICE, letters_for
from aktsom.sanctions.seams import Case, Tick, knows
from aktsom.sanctions.states import DecisionState


def _letters(case: Case) -> list[Letter]:
    """In this follow-up: a letter about something else says nothing of what is decided here; nor does one whose
    decision was withdrawn."""
    rows = letters_for(case.viewer).filter(
        contract=case.contract, follow_up=case.follow_up, owner_id__in=case.viewer.member_ids, state__in=OUT
    )
    return list(rows.exclude(decision__state=DecisionState.WITHDRAWN).order_by("id"))


def _since(case: Case, at: datetime | None) -> list[Letter]:
    return [row for row in _letters(case) if at is None or (row.sent_at is not None and row.sent_at >= at)]


@knows("notice-sent")
def notices(case: Case) -> Iterable[Tick]:
    """By the letter alone: a decision that nobody has been told of is no notice."""
    for row in _letters(case):
        if row.kind == NOTICE and row.sent_at is not None:
            yield Tick("letter_sent", row.public_id, row.number, timezone.localdate(row.sent_at))


@knows("supplier-heard")
def heard(case: Case) -> Iterable[Tick]:
    """It has answered, or has let the day pass that ran from the receipt: of a letter sent when all that stands now
    stood. On what was found later it has not been heard by that."""
    standing = stood_at(deviations(case))
    for row in _since(case, standing[-1] if standing else None):
        if row.answered_at is not None:
            yield Tick("letter_answered", row.public_id, row.number, timezone.localdate(row.answered_at))
        elif row.answer_by is not None and row.answer_by < case.today:
            yield Tick("letter_silent", row.public_id, row.number, row.answer_by)


@knows("deadline-set")
def deadlines(case: Case) -> Iterable[Tick]:
    """For what is to be checked afterwards; a new demand sets its own."""
    if case.step == "verification":
        for row in _letters(case):
            if row.correct_by is not None:
                yield Tick("letter_deadline", row.public_id, row.number, row.correct_by)


@knows("evidence-received")
def time_out(case: Case) -> Iterable[Tick]:
    return _gone(_letters(case), case.today)


@knows("plan-not-met")
def not_put_right(case: Case) -> Iterable[Tick]:
    """What stands now stood when the time was set: not the time for something that has been put right since."""
    standing = stood_at(deviations(case))
    return _gone(_since(case, standing[0]), case.today) if standing else []


def _gone(rows: Iterable[Letter], today: date) -> list[Tick]:
    return [
        Tick("letter_deadline_gone", row.public_id, row.number, row.correct_by)
        for row in rows
        if row.correct_by is not None and row.correct_by < today
    ]
