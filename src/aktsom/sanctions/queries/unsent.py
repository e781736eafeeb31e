"""Decisions on a step that the supplier is to have a letter of, and whose letter nobody has sent."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.sanctions.letter_making import missing
from aktsom.sanctions.letter_states import OUT, LetterState
from aktsom.sanctions.letter_tables import letter_limit
from aktsom.sanctions.models import Letter, SanctionDecision
from aktsom.sanctions.permissions.decisions import keeps
from aktsom.sanctions.queries.decisions import decisions_for
from aktsom.sanctions.queries.letter_facts import values_of
from aktsom.sanctions.states import DecisionState
from aktsom.sanctions.step_states import ReplacementState, SuspensionState, TerminationState
from aktsom.sanctions.tables import steps_with_letter

# What the step set in motion is over: there is nothing left for its letter to tell.
_OVER = (
    Q(suspension__state__in=[SuspensionState.LIFTED, SuspensionState.ENDED, SuspensionState.DROPPED])
    | Q(replacement__state__in=[ReplacementState.CONFIRMED, ReplacementState.DROPPED])
    | Q(termination__state__in=[TerminationState.SETTLED, TerminationState.DROPPED])
)


@dataclass(frozen=True, slots=True)
class Unsent:
    """`draft` is the letter as it lies, none where nobody has begun it; `lacking` ids of the fields that it may not be
    sent without."""

    decision: SanctionDecision
    draft: Letter | None
    lacking: tuple[str, ...]


def unsent(rows: QuerySet[SanctionDecision]) -> QuerySet[SanctionDecision]:
    """Of those, the oldest first. A letter that was withdrawn has told nothing that stands."""
    out = Letter.objects.filter(decision=OuterRef("pk"), kind=OuterRef("step"), state__in=OUT)
    waiting = rows.filter(~Exists(out), state=DecisionState.DECIDED, step__in=steps_with_letter())
    return waiting.exclude(_OVER).order_by("decided_at", "id")


def long_unsent(rows: QuerySet[SanctionDecision], today: date) -> QuerySet[SanctionDecision]:
    """For so many days that the owner is told."""
    return unsent(rows).filter(decided_at__date__lte=today - timedelta(days=letter_limit("tell_unsent_days")))


def is_late(one: SanctionDecision, today: date) -> bool:
    if one.decided_at is None:
        return False
    return timezone.localdate(one.decided_at) <= today - timedelta(days=letter_limit("tell_unsent_days"))


def unsent_for(viewer: Actor) -> list[Unsent]:
    """Of bodies whose letters the viewer writes."""
    members = [id_ for id_ in viewer.member_ids if keeps(viewer, id_)]
    if not members:
        return []
    found = list(unsent(decisions_for(viewer).filter(owner__in=members)))
    rows = Letter.objects.filter(decision__in=found, state=LetterState.DRAFT).select_related(
        "owner", "supplier", "contract__own_facts", "follow_up", "decision__recommendation"
    )
    drafts = {(row.decision_id, row.kind): row for row in rows}
    return [_as_it_lies(one, drafts.get((one.pk, one.step))) for one in found]


def unsent_of(viewer: Actor, one: SanctionDecision) -> Unsent | None:
    """Of one decision, for whoever writes its letters."""
    if not keeps(viewer, one.owner_id) or not unsent(SanctionDecision.objects.filter(pk=one.pk)).exists():
        return None
    return _as_it_lies(one, Letter.objects.filter(decision=one, kind=one.step, state=LetterState.DRAFT).first())


def _as_it_lies(one: SanctionDecision, draft: Letter | None) -> Unsent:
    return Unsent(one, draft, tuple(missing(draft, values_of(draft))) if draft is not None else ())
