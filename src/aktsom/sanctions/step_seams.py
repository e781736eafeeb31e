"""What suspensions, replacements and terminations add to a decision: what ticks its preconditions, what it waits for,
and what it sets in motion."""

from collections.abc import Iterable
from datetime import datetime

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.sanctions.actions.setting_in_motion import (
    REPLACE,
    give_way,
    set_in_motion,
    take_back_what_it_moved,
    unfinished,
)
from aktsom.sanctions.models import Replacement, SanctionDecision, Suspension
from aktsom.sanctions.seams import Case, Tick, follows_decision, knows, stops_decision
from aktsom.sanctions.states import DecisionState


@knows("parts-defined")
def parts_defined(case: Case) -> Iterable[Tick]:
    for one in Suspension.objects.filter(decision=case.decision, whole=False):
        yield Tick("parts", "", ", ".join([*one.products, *(place["name"] for place in one.places)]))


@knows("end-condition-set")
def end_condition(case: Case) -> Iterable[Tick]:
    for one in Suspension.objects.filter(decision=case.decision):
        yield Tick("lift_test", "", "", one.ends_on)


@knows("sub-supplier-identified")
def identified(case: Case) -> Iterable[Tick]:
    for one in Replacement.objects.filter(decision=case.decision):
        yield Tick("old_place", "", one.old_name)


@knows("deadline-set")
def deadline_of_replacement(case: Case) -> Iterable[Tick]:
    if case.step == REPLACE:
        for one in Replacement.objects.filter(decision=case.decision):
            yield Tick("deadline", "", "", one.due_on)


@stops_decision
def waits_for_what_is_written(decision: SanctionDecision) -> Refusal | None:
    return unfinished(decision, decision.step)


@follows_decision
def moves(decision: SanctionDecision, by: Actor, at: datetime) -> None:
    if decision.state == DecisionState.DECIDED:
        set_in_motion(decision, by, at)
        give_way(decision, by, at)
    elif decision.state == DecisionState.WITHDRAWN:
        take_back_what_it_moved(decision, by, at)
