"""What is open and by when: findings and plans of whatever the viewer sees, the first day first, page by page. A list
of two tables that is read as one; the same number of questions for one row and for many."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Case, Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from aktsom.core.actor import Actor
from aktsom.findings.models import ActionPlan, Finding, Measure
from aktsom.findings.queries.findings import findings_for, said_of_it_now
from aktsom.findings.queries.plans import plans_for
from aktsom.findings.states import OVER, FindingKind, FindingState, MeasureState, PlanState
from aktsom.follow_up.models import FollowUp

NO_DAY = date.max  # after every other
SOON_DAYS = 14
PAGE = 50
OWED = (PlanState.WANTED, PlanState.CHANGES)
PLAN = "plan"  # beside the kinds of findings


class Term(StrEnum):
    ALL = ""
    LATE = "over"
    SOON = "snart"
    NO_DAY = "uten"


class Turn(StrEnum):
    """Whose move it is."""

    ALL = ""
    TEAM = "oss"
    SUPPLIER = "leverandor"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the address asks for. `what` is a kind of finding or PLAN; `supplier` a public id."""

    term: Term = Term.ALL
    turn: Turn = Turn.ALL
    what: str = ""
    supplier: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """After, or with `back` before, which row a page begins: its day, 0 for a finding or 1 for a plan, its key."""

    due: date
    table: int
    key: int
    back: bool = False


@dataclass(frozen=True, slots=True)
class OpenRow:
    """`one` is a Finding, or an ActionPlan where `table` is 1. `owed`, `shown`: a measure waits for the supplier, or to
    be judged; `plan_state` of the follow-up's plan where the viewer sees it."""

    table: int
    one: Any
    due_on: date | None
    turn: Turn
    late: bool
    owed: bool = False
    shown: bool = False
    plan_state: str = ""


@dataclass(frozen=True)
class Board:
    """`terms` and `total` count all rows of the choice, not those of the page alone."""

    rows: list[OpenRow]
    terms: Mapping[Term, int]
    total: int
    before: Place | None = None
    after: Place | None = None
    suppliers: list[tuple[str, str]] = field(default_factory=list)


def board(viewer: Actor, chosen: Narrowed, today: date, place: Place | None = None, limit: int = PAGE) -> Board:
    tables = _tables(viewer, chosen, today)
    terms = _counted(tables, today)
    found = _merged([rows.filter(_within(chosen.term, today)) for rows in tables], place, limit + 1)
    back = place is not None and place.back
    more, found = len(found) > limit, found[:limit]
    rows = [_row(table, one, today) for table, one in (found[::-1] if back else found)]
    return Board(
        rows,
        terms,
        terms[chosen.term],
        before=_place(rows[0], back=True) if rows and (more if back else place is not None) else None,
        after=_place(rows[-1], back=False) if rows and (back or more) else None,
        suppliers=_suppliers(viewer),
    )


def open_in(viewer: Actor, ones: Iterable[FollowUp], today: date) -> Mapping[int, tuple[int, date | None]]:
    """{follow-up: how many findings are open, and the first day}, of those that the viewer sees some in."""
    days: dict[int, list[date]] = {}
    rows: QuerySet[Any] = _findings(viewer, today).filter(follow_up__in=list(ones))
    for pk, due in rows.values_list("follow_up_id", "due"):
        days.setdefault(pk, []).append(due)
    return {pk: (len(each), min(each) if min(each) != NO_DAY else None) for pk, each in days.items()}


def _tables(viewer: Actor, chosen: Narrowed, today: date) -> list[QuerySet[Any]]:
    """Open findings and open plans, each with its day and whose move it is, before the choice of days."""
    findings, plans = _findings(viewer, today), _plans(viewer)
    if chosen.what:
        findings = findings.none() if chosen.what == PLAN else findings.filter(kind=chosen.what)
        plans = plans if chosen.what == PLAN else plans.none()
    narrowed: dict[str, str] = {}
    if chosen.supplier:
        narrowed["supplier__public_id"] = chosen.supplier
    if chosen.turn:
        narrowed["turn"] = chosen.turn
    tables: list[QuerySet[Any]] = [findings, plans]
    return [rows.filter(**narrowed) for rows in tables]


def _findings(viewer: Actor, today: date) -> QuerySet[Finding]:
    measures = Measure.objects.filter(finding=OuterRef("pk"), plan__in=plans_for(viewer), agreed_at__isnull=False)
    left = measures.exclude(state=MeasureState.SUFFICIENT).order_by("due_on")
    plan = plans_for(viewer).filter(follow_up=OuterRef("follow_up_id"))
    rows = findings_for(viewer).exclude(state__in=OVER).annotate(
        answered=Exists(said_of_it_now()),
        planned=Exists(measures),
        owed=Exists(left.filter(state__in=[MeasureState.OPEN, MeasureState.INSUFFICIENT])),
        shown=Exists(left.filter(state=MeasureState.PROVED)),
        next_day=Subquery(left.values("due_on")[:1]),
        plan_state=Subquery(plan.values("state")[:1]),
        plan_day=Subquery(plan.filter(state__in=OWED).values("due_on")[:1]),
    )  # fmt: skip
    stands, hearing = Q(state=FindingState.STANDS), Q(state=FindingState.HEARING)
    unplanned = stands & Q(kind=FindingKind.DEVIATION, planned=False)
    day = Case(
        When(hearing, then=F("hear_by")),
        When(unplanned, then=F("plan_day")),
        When(stands, then=F("next_day")),
        output_field=DateField(),
    )
    of_supplier = (
        (hearing & Q(answered=False, hear_by__gte=today))
        | (stands & Q(owed=True, shown=False))
        | (unplanned & Q(plan_state__in=OWED))
    )
    return rows.annotate(due=Coalesce(day, Value(NO_DAY)), turn=_turn(of_supplier))


def _plans(viewer: Actor) -> QuerySet[ActionPlan]:
    rows = plans_for(viewer).filter(state__in=[*OWED, PlanState.PROPOSED])
    return rows.annotate(due=F("due_on"), turn=_turn(Q(state__in=OWED)))


def _turn(of_supplier: Q) -> Case:
    return Case(When(of_supplier, then=Value(str(Turn.SUPPLIER))), default=Value(str(Turn.TEAM)))


def _within(term: Term, today: date) -> Q:
    soon = today + timedelta(days=SOON_DAYS)
    return {
        Term.ALL: Q(),
        Term.LATE: Q(due__lt=today),
        Term.SOON: Q(due__gte=today, due__lte=soon),
        Term.NO_DAY: Q(due=NO_DAY),
    }[term]


def _counted(tables: list[QuerySet[Any]], today: date) -> dict[Term, int]:
    asked = {term.name: Count("pk", filter=_within(term, today)) for term in Term if term}
    found = [rows.order_by().aggregate(ALL=Count("pk"), **asked) for rows in tables]
    return {term: sum(each[term.name] or 0 for each in found) for term in Term}


def _merged(tables: list[QuerySet[Any]], place: Place | None, limit: int) -> list[tuple[int, Any]]:
    """In reading order, or backwards from the place."""
    back = place is not None and place.back
    order, found = ("-due", "-id") if back else ("due", "id"), list[tuple[int, Any]]()
    for table, rows in enumerate(tables):
        shown = rows.filter(_beyond(place, table)) if place else rows
        found += [(table, one) for one in shown.order_by(*order)[:limit]]
    return sorted(found, key=lambda row: (row[1].due, row[0], row[1].pk), reverse=back)[:limit]


def _beyond(place: Place, table: int) -> Q:
    step = "lt" if place.back else "gt"
    beyond, same = Q(**{f"due__{step}": place.due}), Q(due=place.due)
    if table == place.table:
        return beyond | (same & Q(**{f"pk__{step}": place.key}))
    return beyond | same if (table > place.table) is not place.back else beyond


def _row(table: int, one: Any, today: date) -> OpenRow:
    due = None if one.due == NO_DAY else one.due
    late = due is not None and due < today
    if table:
        return OpenRow(table, one, due, Turn(one.turn), late, plan_state=one.state)
    return OpenRow(table, one, due, Turn(one.turn), late, one.owed, one.shown, one.plan_state or "")


def _place(row: OpenRow, *, back: bool) -> Place:
    return Place(row.due_on or NO_DAY, row.table, row.one.pk, back)


def _suppliers(viewer: Actor) -> list[tuple[str, str]]:
    """Of whom something is open: (public id, name)."""
    rows = findings_for(viewer).exclude(state__in=OVER).order_by("supplier__name", "supplier__public_id")
    return list(rows.values_list("supplier__public_id", "supplier__name").distinct())
