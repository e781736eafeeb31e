"""What a decision sets in motion when it is made, and what happens to that when the decision goes. Called in the
transaction of the decision, which is locked."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal, stop_if
from aktsom.sanctions.actions.replacements import demand_replacement, drop_replacement, replacement_of
from aktsom.sanctions.actions.step_loading import Moved
from aktsom.sanctions.actions.suspensions import begin_suspension, drop_suspension, suspension_of
from aktsom.sanctions.actions.terminations import begin_termination, drop_termination, termination_of
from aktsom.sanctions.models import ExitAssessment, Replacement, SanctionDecision, Suspension, Termination
from aktsom.sanctions.step_states import STOPS_ORDERS, STOPS_PLACE, Dropped, SuspensionState, TerminationState
from aktsom.sanctions.tables import step_called

PARTIAL, WHOLE, REPLACE, TERMINATE = "suspension-partial", "suspension-full", "replace-subsupplier", "termination"
MOVES = (PARTIAL, WHOLE, REPLACE, TERMINATE)


def unfinished(decision: SanctionDecision, step: str) -> Refusal | None:
    """Why the step cannot be decided by what is written with it: which parts, until when, and the exit assessment."""
    if step not in MOVES:
        return None
    if step_called(step).needs_exit_assessment and not ExitAssessment.objects.filter(decision=decision).exists():
        return Refusal(_("Skriv vurderingen av hva steget gjør for arbeiderne først."))
    if step in (PARTIAL, WHOLE):
        return _unfinished_suspension(decision, step)
    if step == REPLACE and not Replacement.objects.filter(decision=decision).exists():
        return Refusal(_("Skriv hvilket sted som skal byttes ut, og fristen."))
    if step == TERMINATE and not Termination.objects.filter(decision=decision).exists():
        return Refusal(_("Skriv når avtalen heves fra, og hva som følges opp etterpå."))
    return None


def _unfinished_suspension(decision: SanctionDecision, step: str) -> Refusal | None:
    one = Suspension.objects.filter(decision=decision).first()
    if one is None or one.whole != (step == WHOLE):
        return Refusal(_("Skriv hva stansen gjelder, når den varer, og hva som opphever den."))
    return None


def set_in_motion(decision: SanctionDecision, by: Actor, at: datetime) -> None:
    """What was drafted for another step than the one decided is let go of, and nobody outside hears of it."""
    stop_if(unfinished(decision, decision.step))
    if one := suspension_of(decision):
        if decision.step in (PARTIAL, WHOLE):
            begin_suspension(one, by, at)
        else:
            one.delete()
    if two := replacement_of(decision):
        if decision.step == REPLACE:
            demand_replacement(two, by, at)
        else:
            two.delete()
    if three := termination_of(decision):
        if decision.step == TERMINATE:
            begin_termination(three, by, at)
        else:
            three.delete()


def take_back_what_it_moved(decision: SanctionDecision, by: Actor, at: datetime) -> None:
    """The decision is withdrawn: it was wrong. Whatever it moved and is not over goes with it. The supplier reads that
    it went, and never why: that is written with the decision, which the supplier does not see."""
    one, two, three = suspension_of(decision), replacement_of(decision), termination_of(decision)
    if one and one.state in (SuspensionState.DRAFTED, *STOPS_ORDERS):
        drop_suspension(one, by, at, Dropped.WITHDRAWN)
    if two and two.state in ("drafted", *STOPS_PLACE):
        drop_replacement(two, by, at)
    if three and three.state in (TerminationState.DRAFTED, TerminationState.STANDING):
        drop_termination(three, by, at)


def give_way(decision: SanctionDecision, by: Actor, at: datetime) -> None:
    """What stands under the contract and is in the new decision's place. A suspension gives way to another on the same
    recommendation, and to one of the whole delivery and a termination, which hold all that it held: to decide on
    something milder is not to find that its test is met, and lifts nothing. A demand to leave a place, and a
    termination, give way to a new one of the same kind, so that no two stand side by side; otherwise they stand until
    the owner withdraws the decision that set them in motion."""
    if decision.step in (PARTIAL, WHOLE, TERMINATE):
        for one in _others(Suspension, decision, STOPS_ORDERS):
            if decision.step != PARTIAL or _is_on_the_same(one.decision, decision):
                drop_suspension(one, by, at, Dropped.SUPERSEDED)
    if decision.step == REPLACE:
        place = Replacement.objects.filter(decision=decision).values_list("old_key", flat=True).first()
        for two in _others(Replacement, decision, STOPS_PLACE):
            if two.old_key == place or _is_on_the_same(two.decision, decision):
                drop_replacement(two, by, at)
    if decision.step == TERMINATE:
        for three in _others(Termination, decision, (TerminationState.STANDING,)):
            drop_termination(three, by, at)


def _others(kept: type[Moved], decision: SanctionDecision, states: Iterable[str]) -> list[Moved]:
    """Under the same contract, locked. What is added meanwhile waits for the contract (`deciding.decide`)."""
    rows = kept._default_manager.select_for_update(of=("self",)).select_related("owner", "supplier", "decision")
    rows = rows.filter(contract_id=decision.contract_id, state__in=list(states)).exclude(decision=decision)
    return list(rows.order_by("id"))


def _is_on_the_same(before: SanctionDecision, decision: SanctionDecision) -> bool:
    """Recommendation; a decision taken without one stands on its own."""
    return decision.recommendation_id is not None and before.recommendation_id == decision.recommendation_id
