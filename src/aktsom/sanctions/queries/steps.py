"""Reads of what decisions have set in motion: suspensions, replacements and terminations, for those they concern."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.methods import seen
from aktsom.follow_up.models import Evidence
from aktsom.sanctions.models import (
    ExitAssessment,
    NewPlace,
    Replacement,
    SanctionDecision,
    Suspension,
    SuspensionStep,
    Termination,
)
from aktsom.sanctions.step_states import STOPS_ORDERS, ReplacementState, SuspensionState, TerminationState
from aktsom.sharing.keys import may_see

RELATED = ("owner", "supplier")  # the supplier sees neither the decision nor always the contract


def seen_with_decision(viewer: Actor) -> Q:
    """Rows that the viewer holds a key to, and those of decisions that their owner has shared with it."""
    shared = SanctionDecision.objects.filter(seen(viewer), shared_at__isnull=False)
    return may_see(viewer) | Q(decision__in=shared.values("pk"))


def suspensions_for(viewer: Actor) -> QuerySet[Suspension]:
    return Suspension.objects.filter(seen_with_decision(viewer)).select_related(*RELATED)


def replacements_for(viewer: Actor) -> QuerySet[Replacement]:
    return Replacement.objects.filter(seen_with_decision(viewer)).select_related(*RELATED)


def terminations_for(viewer: Actor) -> QuerySet[Termination]:
    return Termination.objects.filter(seen_with_decision(viewer)).select_related(*RELATED)


def suspension(viewer: Actor, public_id: str) -> Suspension:
    """Raises NotVisible, as the next two do."""
    found = suspensions_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def replacement(viewer: Actor, public_id: str) -> Replacement:
    found = replacements_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def termination(viewer: Actor, public_id: str) -> Termination:
    found = terminations_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def exit_assessment_of(viewer: Actor, decision: SanctionDecision) -> ExitAssessment | None:
    return exit_assessments_of(viewer, [decision]).get(decision.pk)


def exit_assessments_of(viewer: Actor, decisions: Iterable[SanctionDecision]) -> dict[int, ExitAssessment]:
    """{decision's key: what was weighed}, in one question."""
    rows = ExitAssessment.objects.filter(seen_with_decision(viewer), decision__in=[one.pk for one in decisions])
    return {each.decision_id: each for each in reversed(list(rows))}  # the first of them stands last in it


def set_in_motion_by(viewer: Actor, decision_id: int) -> Suspension | Replacement | Termination | None:
    """A decision moves one of them at most."""
    return all_set_in_motion(viewer, [decision_id]).get(decision_id)


def all_set_in_motion(
    viewer: Actor, decision_ids: Collection[int]
) -> dict[int, Suspension | Replacement | Termination]:
    """{decision's key: what it has set in motion}, in three questions for all of them."""
    found: dict[int, Suspension | Replacement | Termination] = {}
    for rows in (suspensions_for(viewer), replacements_for(viewer), terminations_for(viewer)):
        for each in rows.filter(decision_id__in=decision_ids):
            found.setdefault(each.decision_id, each)
    return found


def steps_of(one: Suspension) -> list[SuspensionStep]:
    return list(one.steps.all())


def places_proposed(one: Replacement) -> list[NewPlace]:
    """The one that stands last."""
    return list(one.proposed.all())


def files_of(viewer: Actor, steps: list[SuspensionStep]) -> dict[int, Evidence]:
    """Those that the viewer may open."""
    cited = [each.evidence_id for each in steps if each.evidence_id]
    return {each.pk: each for each in Evidence.objects.visible_to(viewer).filter(pk__in=cited)}


def tests_waiting(viewer: Actor) -> list[Suspension]:
    """Of the viewer's own, those in which the supplier has shown something that nobody has judged."""
    rows = suspensions_for(viewer).filter(owner_id__in=viewer.member_ids, state=SuspensionState.SHOWN)
    return list(rows.order_by("ends_on", "id"))


def running_out(viewer: Actor, today: date, until: date) -> list[Suspension]:
    """Of the viewer's own that stop orders, those whose last day is gone or comes by then."""
    rows = suspensions_for(viewer).filter(owner_id__in=viewer.member_ids, state__in=STOPS_ORDERS)
    return list(rows.filter(Q(ends_on__lt=today) | Q(ends_on__lte=until)).order_by("ends_on", "id"))


def places_waiting(viewer: Actor) -> list[Replacement]:
    """Of the viewer's own, those with a new place to weigh or confirm."""
    waits = [ReplacementState.PROPOSED, ReplacementState.ASSESSED]
    rows = replacements_for(viewer).filter(owner_id__in=viewer.member_ids, state__in=waits)
    return list(rows.order_by("due_on", "id"))


def suspended_for(viewer: Actor) -> list[Suspension]:
    """For the supplier's own list."""
    rows = suspensions_for(viewer).filter(supplier_id__in=viewer.supplier_ids)
    return list(rows.exclude(state__in=[SuspensionState.DRAFTED, SuspensionState.DROPPED]).order_by("-id"))


def demanded_of(viewer: Actor) -> list[Replacement]:
    rows = replacements_for(viewer).filter(supplier_id__in=viewer.supplier_ids)
    rows = rows.exclude(state__in=[ReplacementState.DRAFTED, ReplacementState.DROPPED])
    return list(rows.prefetch_related(Prefetch("proposed", NewPlace.objects.order_by("id"))).order_by("-id"))


def terminated_for(viewer: Actor) -> list[Termination]:
    rows = terminations_for(viewer).filter(supplier_id__in=viewer.supplier_ids)
    return list(rows.exclude(state__in=[TerminationState.DRAFTED, TerminationState.DROPPED]).order_by("-id"))
