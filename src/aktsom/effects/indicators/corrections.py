"""Of deviations that stand and are shared with those whose contracts are covered: plans and closing."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import TruncDate
from django.utils import timezone

from aktsom.effects.indicators.rows import Record, Rows, Span, indicator
from aktsom.findings.models import Finding, Measure
from aktsom.findings.states import COUNTS, FindingKind, FindingState


def deviations(end: datetime) -> QuerySet[Any]:
    """One row a deviation and member that has a contract covered: as they are now, of those that stood before the
    end."""
    rows = Finding.objects.filter(
        kind=FindingKind.DEVIATION, state__in=COUNTS, shared_at__isnull=False, stood_at__lt=end,
        follow_up__covered__left_at__isnull=True, follow_up__covered__isnull=False,
    )  # fmt: skip
    return rows.annotate(
        key=F("id"),
        of_member=F("follow_up__covered__member_id"),
        of_group=F("follow_up__group_id"),
        of_part=Value(""),
    )


def of_team(team_id: int) -> Q:
    return Q(team_id=team_id)


def _lasting(later: str) -> Any:
    """Between two days, those of Norway."""
    zone = timezone.get_default_timezone()
    return ExpressionWrapper(
        TruncDate(later, tzinfo=zone) - TruncDate("stood_at", tzinfo=zone), output_field=DurationField()
    )


def _rows(*queries: QuerySet[Any]) -> Rows:
    return Rows(Record.FINDING, queries, of_team)


@indicator
def days_to_plan(span: Span) -> Rows:
    """From when a deviation stood until something was agreed of it; of those agreed on in the year. One agreed on
    before it stood took no days."""
    agreed = Measure.objects.filter(finding=OuterRef("pk"), agreed_at__isnull=False).order_by("agreed_at")
    rows = deviations(span.end).annotate(agreed=Subquery(agreed.values("agreed_at")[:1]))
    in_year = rows.filter(agreed__gte=span.start, agreed__lt=span.end)
    nothing = timedelta(0)
    lasted = Case(When(agreed__lt=F("stood_at"), then=Value(nothing)), default=_lasting("agreed"))
    waiting = rows.filter(agreed__isnull=True, state=FindingState.STANDS)
    return _rows(in_year.annotate(said=Value(1), weight=lasted), _still(waiting))


@indicator
def days_to_closure(span: Span) -> Rows:
    """From when it stood until it was closed; of those closed in the year."""
    rows = deviations(span.end)
    closed = rows.filter(state=FindingState.CLOSED, closed_at__gte=span.start, closed_at__lt=span.end)
    open_ = rows.filter(state=FindingState.STANDS)
    return _rows(closed.annotate(said=Value(1), weight=_lasting("closed_at")), _still(open_))


def _still(rows: QuerySet[Any]) -> Any:
    """It goes on, and how long it will last is not known."""
    return rows.annotate(said=Value(None, output_field=IntegerField()), weight=Value(1))


@indicator
def closure_rate(span: Span) -> Rows:
    """Of those that stood at any time in the year."""
    rows = deviations(span.end).filter(Q(state=FindingState.STANDS) | Q(closed_at__gte=span.start))
    return _rows(rows.annotate(weight=Value(1), said=_yes(Q(state=FindingState.CLOSED))))


@indicator
def idle(span: Span) -> Rows:
    """Of those that stand: the managers have been told that nobody does anything, and nobody has since."""
    rows = deviations(span.end).filter(state=FindingState.STANDS)
    return _rows(rows.annotate(weight=Value(1), said=_yes(Q(escalated_on__isnull=False))))


def _yes(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0))
