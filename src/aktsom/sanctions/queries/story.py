"""What the one story of a follow-up tells of decisions, of what they set in motion and of letters, as far as the viewer
may know it. The same number of questions however long it is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from aktsom.core.actor import Actor
from aktsom.core.models import JournalEntry
from aktsom.core.wall import lowered
from aktsom.follow_up.methods import seen
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.models import DecisionMade, Letter, Replacement, SanctionDecision, Suspension, Termination
from aktsom.sanctions.queries.decisions import decisions_for
from aktsom.sanctions.queries.letters import letters_for
from aktsom.sanctions.queries.steps import replacements_for, suspensions_for, terminations_for

# How each begins: told with the decision to whoever reads that, and to the supplier, who does not, as what came of it.
BEGUN = frozenset({"suspension_begun", "replacement_demanded", "contract_terminated"})
# Not told: drafts, and what the owner weighs a new place to be.
TOLD_OF_STEPS = frozenset({
    "suspension_test_shown", "suspension_test_judged", "suspension_lifted", "suspension_prolonged", "suspension_ended",
    "suspension_dropped", "place_proposed", "place_taken_back", "place_refused", "place_confirmed",
    "replacement_dropped", "termination_answered", "termination_settled", "termination_dropped",
})  # fmt: skip
_KEPT = {"since", "until", "before", "after", "day"}  # days
Step = Suspension | Replacement | Termination


@dataclass(frozen=True, slots=True)
class Moved:
    """`what` is a verb of the journal, `one` what it was done with, `shared` whether its owner has shared the decision
    with the others that are covered. `days` are of `_KEPT`, as ISO dates."""

    what: str
    at: datetime
    one: Step
    shared: bool
    days: Mapping[str, str]


def decided_in(viewer: Actor, one: FollowUp) -> list[tuple[DecisionMade, SanctionDecision | None]]:
    """That a decision was made, also one that no longer stands, with what it says where the viewer may read it."""
    told = {each.pk: each for each in decisions_for(viewer).filter(follow_up=one)}
    rows = DecisionMade.objects.filter(seen(viewer), follow_up=one).select_related("owner").order_by("id")
    return [(row, told.get(row.decision_id)) for row in rows]


def moved_in(viewer: Actor, follow_up_id: int, *, begun: bool = False) -> list[Moved]:
    """What was done with suspensions, replacements and terminations that the viewer sees, oldest first; with `begun`
    also that they began."""
    shared = _decisions(follow_up_id)
    kinds = (suspensions_for(viewer), replacements_for(viewer), terminations_for(viewer))
    about: dict[str, Step] = {one.public_id: one for rows in kinds for one in rows.filter(decision_id__in=shared)}
    entries = _journal(about)
    begun_ones = {subject for verb, _at, subject, _days in entries if verb in BEGUN}
    return [
        Moved(verb, at, about[subject], shared[about[subject].decision_id], days)
        for verb, at, subject, days in entries
        if subject in begun_ones and (begun or verb not in BEGUN)
    ]


def _decisions(follow_up_id: int) -> dict[int, bool]:
    """{decision: whether it is shared}: which belong to the follow-up, and no more, since the supplier sees what they
    set in motion and not themselves."""
    with lowered():
        rows = SanctionDecision.objects.filter(follow_up=follow_up_id).order_by()
        return {id_: at is not None for id_, at in rows.values_list("pk", "shared_at")}


def _journal(subjects: Collection[str]) -> list[tuple[str, datetime, str, dict[str, str]]]:
    with lowered():  # acts of all sides with things that the viewer sees: verb and days
        rows = JournalEntry.objects.filter(subject__in=list(subjects), verb__in=TOLD_OF_STEPS | BEGUN)
        told = list(rows.order_by("number").values_list("verb", "at", "subject", "changes"))
    once = {(verb, at, subject): changes for verb, at, subject, changes in told}  # stands once for each that is told
    return [
        (verb, at, subject, {name: str(value) for name, value in (changes or {}).items() if name in _KEPT})
        for (verb, at, subject), changes in once.items()
    ]


def letters_sent_in(viewer: Actor, follow_up_id: int) -> list[Letter]:
    return list(letters_for(viewer).filter(follow_up=follow_up_id, sent_at__isnull=False).order_by("id"))
