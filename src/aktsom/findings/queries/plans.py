"""Reads of action plans: one with its measures, the supplier's, and what waits for whom."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Min, Prefetch, Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.findings.models import ActionPlan, Finding, Measure, Proof
from aktsom.findings.queries.findings import findings_for
from aktsom.findings.states import FindingKind, FindingState, MeasureState, PlanState
from aktsom.follow_up.methods import held, seen
from aktsom.follow_up.models import Evidence, FollowUp

WAITS_FOR_SUPPLIER = (MeasureState.OPEN, MeasureState.INSUFFICIENT)


def plans_for(viewer: Actor) -> QuerySet[ActionPlan]:
    """Without their follow-up, which the supplier does not see."""
    return ActionPlan.objects.filter(seen(viewer)).select_related("owner", "team", "supplier")


def plan(viewer: Actor, public_id: str) -> ActionPlan:
    """Raises NotVisible."""
    found = plans_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def plan_of(viewer: Actor, one: FollowUp) -> ActionPlan | None:
    return plans_for(viewer).filter(follow_up=one).first()


def plans_asked_of(viewer: Actor) -> list[ActionPlan]:
    """For the supplier's own list, what is its move first."""
    rows = list(_counted(plans_for(viewer).filter(supplier_id__in=viewer.supplier_ids)).order_by("due_on", "id"))
    return sorted(rows, key=lambda one: one.state not in (PlanState.WANTED, PlanState.CHANGES))


def plans_of(viewer: Actor, ones: Iterable[FollowUp]) -> list[ActionPlan]:
    """Of all of them together."""
    return list(_counted(plans_for(viewer).filter(follow_up__in=list(ones))))


def plans_waiting(viewer: Actor) -> list[ActionPlan]:
    """Of those the viewer has a part in, what the supplier has sent and nobody has answered."""
    rows = plans_for(viewer).filter(held(viewer), state=PlanState.PROPOSED)
    return list(rows.exclude(supplier_id__in=viewer.supplier_ids).order_by("proposed_at", "id"))


def plans_awaited(viewer: Actor) -> list[ActionPlan]:
    """Of those the viewer has a part in, what the supplier has been asked for and has not sent."""
    rows = plans_for(viewer).filter(held(viewer), state__in=[PlanState.WANTED, PlanState.CHANGES])
    return list(rows.exclude(supplier_id__in=viewer.supplier_ids).order_by("due_on", "id"))


def _counted(rows: QuerySet[ActionPlan]) -> QuerySet[ActionPlan]:
    """With `to_judge`, how many measures wait to be judged, and `next_day`, the first day of one that is the
    supplier's move."""
    lives = Q(measures__agreed_at__isnull=False, measures__finding__state=FindingState.STANDS)
    waits = lives & Q(measures__state__in=WAITS_FOR_SUPPLIER)
    proved = lives & Q(measures__state=MeasureState.PROVED)
    return rows.annotate(to_judge=Count("measures", filter=proved), next_day=Min("measures__due_on", filter=waits))


def measures_of(viewer: Actor, one: ActionPlan) -> list[Measure]:
    """With their findings, proofs and extensions; those of findings that the viewer sees."""
    rows = one.measures.filter(finding__in=findings_for(viewer)).select_related("finding")
    found = list(rows.prefetch_related(Prefetch("proofs", Proof.objects.order_by("id")), "extensions"))
    for row in found:
        row.plan = one
    return found


def measures_for(viewer: Actor, one: Finding) -> list[Measure]:
    """What is done about one finding, as far as the viewer sees the plan."""
    rows = Measure.objects.filter(finding=one, plan__in=plans_for(viewer)).select_related("plan")
    return list(rows.order_by("due_on", "id"))


def to_put_right(viewer: Actor, follow_up_id: int) -> list[Finding]:
    """Deviations that stand and that the supplier has been shown: what a plan has to speak of."""
    rows = findings_for(viewer).filter(follow_up=follow_up_id, kind=FindingKind.DEVIATION, state=FindingState.STANDS)
    return list(rows.filter(shown_at__isnull=False).order_by("-scale", "id"))


def without_measure(viewer: Actor, follow_up_id: int) -> list[Finding]:
    """Of those, what no measure puts right yet."""
    rows = Measure.objects.filter(plan__follow_up=follow_up_id, preventive=False)
    answered = set(rows.values_list("finding_id", flat=True))
    return [each for each in to_put_right(viewer, follow_up_id) if each.pk not in answered]


def files_of(viewer: Actor, measures: Iterable[Measure]) -> dict[int, Evidence]:
    """Those that the viewer may open."""
    cited = {proof.evidence_id for one in measures for proof in one.proofs.all() if proof.evidence_id}
    return {each.pk: each for each in Evidence.objects.visible_to(viewer).filter(pk__in=cited)}


def proofs_waiting(viewer: Actor) -> list[Measure]:
    """Of the plans that the viewer has a part in, what the supplier has shown and nobody has judged."""
    ours = ActionPlan.objects.filter(held(viewer)).exclude(supplier_id__in=viewer.supplier_ids)
    rows = Measure.objects.filter(plan__in=ours, state=MeasureState.PROVED, finding__state=FindingState.STANDS)
    return list(rows.select_related("plan__supplier", "finding").order_by("due_on", "id"))


def measures_due(viewer: Actor, until: date) -> list[Measure]:
    """Of the plans that the viewer sees, what is the supplier's move and due by that day."""
    rows = Measure.objects.filter(
        plan__in=plans_for(viewer), agreed_at__isnull=False, state__in=WAITS_FOR_SUPPLIER, due_on__lte=until,
        finding__in=findings_for(viewer).filter(state=FindingState.STANDS),
    )  # fmt: skip
    return list(rows.select_related("plan__supplier", "finding").order_by("due_on", "id"))
