"""The duties of a contract's own terms, each with its day in this contract."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from aktsom.contracts.rules import ContractFacts
from aktsom.terms.explanations import explain
from aktsom.terms.queries import Duty, duties_of
from aktsom.terms.rules import DueKind
from aktsom.web.base.jinja import by_language

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class DutyLine:
    """`on` is a known day; `expected` says that it rests on the usual day of what it waits for."""

    number: str
    text: str
    evidence: str
    breach: str
    source: str
    owed_by_supplier: bool
    on: date | None
    expected: bool
    how: str
    waits: bool  # for a day that nobody has entered
    soon: bool


def duty_lines(facts: ContractFacts, last_day: date | None, today: date) -> list[DutyLine]:
    """In the order of the points. A duty that comes again has no next day once that is after the contract's last."""
    return [_line(duty, last_day, today) for duty in duties_of(facts, after=today)]


def _line(duty: Duty, last_day: date | None, today: date) -> DutyLine:
    due = duty.due
    on = due.on or due.expected_on
    if due.kind is DueKind.REPEATING and on and last_day and on > last_day:
        on = None
    return DutyLine(
        number=duty.number,
        text=by_language(duty, "text"),
        evidence=by_language(duty, "evidence"),
        breach=duty.breach_effect,
        source=duty.source,
        owed_by_supplier=duty.owed_by == "supplier",
        on=on,
        expected=due.on is None and on is not None,
        how=explain(due),
        waits=on is None and due.kind is DueKind.WAITS_FOR,
        soon=on is not None and today <= on <= today + SOON,
    )


def next_day(lines: list[DutyLine], facts: ContractFacts, today: date) -> tuple[date, str] | None:
    """The nearest day ahead that somebody should know of, and what it is."""
    days = [(line.on, line.text) for line in lines if line.on and line.on >= today]
    if facts.ends_on and facts.option_until and facts.option_until > facts.ends_on:
        days.append((facts.ends_on, _("Opsjonen må brukes")))
    return min((day for day in days if day[0] >= today), default=None)
