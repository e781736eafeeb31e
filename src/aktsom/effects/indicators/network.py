"""Of the cooperation itself: who leads, and whether access is looked through."""

from django.db.models import Case, F, Value, When

from aktsom.effects.indicators.contracts import high_risk
from aktsom.effects.indicators.rows import Record, Rows, Span, indicator
from aktsom.effects.rules.folding import Row
from aktsom.members.models import AccessReview
from aktsom.teams.models import TeamSeat
from aktsom.teams.states import SeatPart, TeamState


@indicator
def without_lead(span: Span) -> Rows:
    """Of categories in which somebody has a contract with high risk: none of whose teams is awake and led by somebody
    who can still sign in."""
    bought = high_risk(span.today).exclude(of_group="").values_list("of_group", flat=True).order_by()
    leads = TeamSeat.objects.filter(
        part=SeatPart.LEAD, left_at__isnull=True, person__is_active=True, team__state=TeamState.ACTIVE
    )
    led = set(leads.values_list("team__group_id", flat=True))
    rows = [Row(group, None, group, "", int(group not in led), 1) for group in sorted(set(bought.distinct()))]
    return Rows(Record.CATEGORY, plain=tuple(rows))


@indicator
def overdue_reviews(span: Span) -> Rows:
    """Of reviews of access that are open."""
    rows = AccessReview.objects.filter(closed_at__isnull=True, opened_at__lt=span.end).annotate(
        key=F("id"),
        of_member=F("member_id"),
        of_group=Value(""),
        of_part=Value(""),
        weight=Value(1),
        said=Case(When(due_on__lt=span.today, then=Value(1)), default=Value(0)),
    )
    return Rows(Record.REVIEW, (rows,))
