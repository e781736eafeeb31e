"""Of what owners of contracts decide: whether they build on what was concluded, and whether they do alike."""

from collections import Counter, defaultdict

from django.db.models import Case, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from aktsom.effects.indicators.rows import Record, Rows, Span, indicator
from aktsom.effects.rules.folding import Row
from aktsom.follow_up.models import CoveredContract, RelianceDecision
from aktsom.follow_up.states import FollowUpState
from aktsom.risk.queries.running import running
from aktsom.sanctions.models import SanctionDecision
from aktsom.sanctions.states import DecisionState


@indicator
def reliance(span: Span) -> Rows:
    """Of running contracts in follow-ups that are concluded: what their owners decided, unknown where nothing yet."""
    decided = RelianceDecision.objects.filter(
        contract_id=OuterRef("contract_id"), follow_up_id=OuterRef("follow_up_id"), superseded_at__isnull=True
    )
    rows = CoveredContract.objects.filter(
        running(span.today, "contract__risk__"), left_at__isnull=True, follow_up__state=FollowUpState.CONCLUDED
    ).annotate(
        key=F("id"),
        of_member=F("member_id"),
        of_group=F("follow_up__group_id"),
        of_part=Coalesce(Subquery(decided.values("choice")[:1]), Value("")),
        weight=Value(1),
    )
    said = Case(When(of_part="", then=Value(None)), default=Value(1), output_field=IntegerField())
    return Rows(Record.COVERED, (rows.annotate(said=said),), lambda team_id: Q(follow_up__team_id=team_id))


@indicator
def same_step(span: Span) -> Rows:
    """Of decisions on recommendations that two members or more have decided on: those that chose what most chose."""
    rows = SanctionDecision.objects.filter(
        state=DecisionState.DECIDED, recommendation__isnull=False, decided_at__gte=span.start, decided_at__lt=span.end
    ).order_by("id")
    on: dict[int, list[tuple[int, int, str, tuple[str, str]]]] = defaultdict(list)
    for recommended, id_, owner, group, answer, step in rows.values_list(
        "recommendation_id", "id", "owner_id", "follow_up__group_id", "answer", "step"
    ):
        on[recommended].append((id_, owner, group, (answer, step)))
    found = []
    for decided in on.values():
        if len({owner for _id, owner, *_ in decided}) > 1:
            usual, _count = Counter(what for *_, what in decided).most_common(1)[0]
            found += [Row(id_, owner, group, "", int(what == usual), 1) for id_, owner, group, what in decided]
    return Rows(Record.DECISION, plain=tuple(sorted(found)))
