"""Of self-reports: answers in time, each contract by its own day."""

from django.db.models import Case, F, Q, Value, When

from aktsom.effects.indicators.rows import Record, Rows, Span, indicator
from aktsom.follow_up.models import ReportedContract
from aktsom.follow_up.states import ReportState


@indicator
def answers_in_time(span: Span) -> Rows:
    """Whose day fell in the year and has come, or that were answered before it. Where the terms give no day, it cannot
    be said; that counts in the year in which it was asked."""
    asked = ReportedContract.objects.exclude(self_report__state=ReportState.WITHDRAWN)
    last = span.end.date()
    due = Q(due_on__gte=span.first, due_on__year=span.year) & (Q(ticked_on__isnull=False) | Q(due_on__lt=last))
    undated = Q(due_on__isnull=True, added_at__gte=span.start, added_at__lt=span.end)
    rows = asked.filter(due | undated).annotate(
        key=F("id"),
        of_member=F("member_id"),
        of_group=F("self_report__group_id"),
        of_part=Value(""),
        weight=Value(1),
        said=Case(
            When(due_on__isnull=True, then=Value(None)),
            When(ticked_on__lte=F("due_on"), then=Value(1)),
            default=Value(0),
        ),
    )
    return Rows(Record.REPORTED, (rows,), lambda team_id: Q(self_report__follow_up__team_id=team_id))
