"""Reads of the term sets, their duties, and when each falls due in a contract."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Protocol

from aktsom.core.once import once
from aktsom.terms.grammar import Duration, Every, Near, RuleError
from aktsom.terms.models import Obligation, TermSet
from aktsom.terms.rules import Due, due, parse
from aktsom.terms.tables import REFERENCE, rows

COVERED = "covered_by_apenhetsloven"
EVERY_DUTY = "terms.obligations"


def term_sets() -> list[TermSet]:
    """Oldest first, as the codes sort."""
    return list(TermSet.objects.order_by("code"))


def term_set_codes() -> frozenset[str]:
    return frozenset(TermSet.objects.values_list("code", flat=True))


def obligations_of(term_set: str) -> list[Obligation]:
    """The duties of one set, in the order of its points; none for an unknown code."""
    return list(Obligation.objects.filter(term_set=term_set).order_by("number"))


def obligations() -> dict[str, list[Obligation]]:
    """The duties of every set in one question, for work on many contracts; to be read alone."""
    return once(EVERY_DUTY, _by_term_set)


def _by_term_set() -> dict[str, list[Obligation]]:
    found: dict[str, list[Obligation]] = {}
    for obligation in Obligation.objects.order_by("term_set", "number"):
        found.setdefault(obligation.term_set_id, []).append(obligation)
    return found


def point_numbers() -> frozenset[str]:
    """The points that some term set has."""
    return frozenset(Obligation.objects.values_list("number", flat=True))


class SignedUnder(Protocol):
    """What of a contract the terms need to know; `contracts.rules.ContractFacts` is one."""

    @property
    def term_set(self) -> str: ...
    @property
    def signed_on(self) -> date | None: ...
    @property
    def starts_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Duty:
    """A point of the terms in one contract, with when it is due there."""

    number: str
    text_nb: str
    text_nn: str
    text_en: str
    owed_by: str  # supplier, or right_of_buyer
    trigger: str
    evidence_nb: str
    evidence_nn: str
    evidence_en: str
    breach_effect: str
    source: str
    confidence: str
    due: Due


def duties_of(
    contract: SignedUnder,
    *,
    covered: bool | None = None,
    dispatched_on: date | None = None,
    after: date | None = None,
    known: Mapping[str, Sequence[Obligation]] | None = None,
) -> list[Duty]:
    """All duties of the contract's own term set; none without one.

    `covered` says whether the supplier is under åpenhetsloven, None when nobody knows. `dispatched_on` is when the
    self-report form went out. Repeating duties are given the first day after `after`, usually today. `known` is
    `obligations()`, to spare a question for each contract.
    """
    if not contract.term_set:
        return []
    points = known.get(contract.term_set, ()) if known is not None else obligations_of(contract.term_set)
    days = {"contract_start": contract.starts_on, "contract_signature": contract.signed_on, "dispatch": dispatched_on}
    rules = {point.number: point.due_rule for point in points}
    return [
        _duty(
            point,
            due(
                parse(point.due_rule),
                term_set=contract.term_set,
                anchors={name: day for name, day in days.items() if day},
                facts=frozenset({COVERED} if covered else ()),
                unknown=frozenset({COVERED} if covered is None else ()),
                others=rules,
                stand_ins=_stand_ins(),
                after=after,
            ),
        )
        for point in points
    ]


SELF_REPORT = "3.1"  # the point of every set that asks for it


def self_report_of(
    contract: SignedUnder, *, known: Mapping[str, Sequence[Obligation]] | None = None, dispatched_on: date | None = None
) -> Due | None:
    """When the supplier's self-report is due in this contract; None where its terms ask for none."""
    duties = duties_of(contract, known=known, dispatched_on=dispatched_on)
    return next((duty.due for duty in duties if duty.number == SELF_REPORT), None)


def _duty(point: Obligation, when: Due) -> Duty:
    return Duty(
        number=point.number,
        text_nb=point.text_nb,
        text_nn=point.text_nn,
        text_en=point.text_en,
        owed_by=point.owed_by,
        trigger=point.trigger,
        evidence_nb=point.evidence_nb,
        evidence_nn=point.evidence_nn,
        evidence_en=point.evidence_en,
        breach_effect=point.breach_effect,
        source=point.source,
        confidence=point.confidence,
        due=when,
    )


@cache
def _clocks() -> Mapping[str, str]:
    return {row["id"]: row["rule"] for row in rows(REFERENCE / "clocks.csv")}


def clock(name: str) -> str:
    """The rule or threshold called so in the terms' clocks. Raises KeyError."""
    return _clocks()[name]


def period(name: str) -> Duration:
    """How long after its anchor the clock says, as `activity_date+P3Y`. Raises KeyError, and RuleError for a clock of
    another kind."""
    when = parse(clock(name)).alternatives[0].when
    if not isinstance(when, Near):
        raise RuleError(f"{name} is no period")
    return when.duration


def interval(name: str) -> Duration:
    """How often the clock says, as `every P1Y`. Raises KeyError, and RuleError for a clock of another kind."""
    when = parse(clock(name)).alternatives[0].when
    if not isinstance(when, Every):
        raise RuleError(f"{name} is no interval")
    return when.duration


@cache
def _stand_ins() -> Mapping[str, str]:
    """The form usually goes out when the contract is signed: the clock `self-report-dispatch` says on which day."""
    when = parse(clock("self-report-dispatch")).alternatives[0].when
    return {"dispatch": when.anchor} if isinstance(when, Near) else {}
