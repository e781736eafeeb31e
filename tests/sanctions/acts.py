"""What anybody may try to do about a step, each the act behind a button, for laws about who can bring what about.

An act takes the world, and who tries, on whose contract, with what said; what may not be done raises a DomainError.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError
from aktsom.findings.models import Finding
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions import (
    deciding,
    drafting,
    exits,
    letters,
    recommending,
    replacements,
    showing,
    suspensions,
    terminations,
)
from aktsom.sanctions.models import (
    ExitAssessment,
    Letter,
    Recommendation,
    Replacement,
    SanctionDecision,
    Suspension,
    Termination,
)
from aktsom.sanctions.rules.suspensions import Result
from aktsom.sanctions.states import Answer
from aktsom.sanctions.tables import step_called
from tests.sanctions.hard_steps import HARD, write_what_it_moves
from tests.sanctions.made import DAY, LATER, TODAY, WHY, answer, said_of


@dataclass(frozen=True)
class World:
    """One follow-up of three contracts, the people by first name, and the place that the supplier has told of."""

    one: FollowUp
    people: dict[str, Actor]
    contracts: dict[str, Contract]
    place: str


@dataclass(frozen=True)
class Tried:
    """`full`: with all that the step needs in writing; `aside`: a ground for each precondition; `grave`: said to be."""

    by: Actor
    owner: str
    step: str
    choice: Answer
    full: bool = True
    aside: bool = False
    grave: bool = False

    @property
    def said(self) -> drafting.DecisionSaid:
        deadline = TODAY + 9 * DAY
        told = answer(self.choice, self.step, is_grave=self.grave, deadline_on=deadline, share=self.full)
        grounds = {each.id: WHY for each in step_called(self.step).preconditions} if self.aside else {}
        return replace(told, aside=grounds, written=told.written if self.full else {})


Act = Callable[[World, Tried], object]


def newest(rows: Any, world: World, tried: Tried) -> Any:
    """The newest of a kind about the contract. Raises DomainError where there is none to do anything with."""
    found = rows.filter(contract=world.contracts[tried.owner]).order_by("-id").first()
    if found is None:
        raise DomainError("none")
    return found


def draft_of(world: World, tried: Tried) -> SanctionDecision:
    return newest(SanctionDecision.objects.filter(state="draft"), world, tried)


def of(one: Any, name: str, tried: Tried) -> dict[str, Any]:
    """What every act on a row is called with."""
    return {"by": tried.by, "at": LATER, f"{name}_id": one.public_id, "revision": one.revision}


def begin(world: World, tried: Tried) -> SanctionDecision:
    ids = {"follow_up_id": world.one.public_id, "contract_id": world.contracts[tried.owner].public_id}
    return drafting.begin_decision(by=tried.by, at=LATER, **ids)


def write(world: World, tried: Tried) -> None:
    drafting.write_decision(**of(draft_of(world, tried), "decision", tried), said=tried.said)


def assess_exit(world: World, tried: Tried) -> None:
    draft = draft_of(world, tried)
    before = ExitAssessment.objects.filter(decision=draft).first()
    exits.write_exit_assessment(
        by=tried.by, at=LATER, decision_id=draft.public_id, revision=before.revision if before else None,
        said=exits.ExitSaid("De kan miste arbeid.", "Møte og plan er prøvd.", "Resten betales over et halvt år."),
    )  # fmt: skip


def write_step(world: World, tried: Tried) -> None:
    if tried.step in HARD:
        write_what_it_moves(draft_of(world, tried), tried.step, tried.by, LATER, world.place)


def decide(world: World, tried: Tried) -> None:
    deciding.decide(**of(draft_of(world, tried), "decision", tried), said=tried.said)


def decide_notice(world: World, tried: Tried) -> None:
    """The step that a manager might take, with all that it needs: whoever may decide at all can decide this."""
    decide(world, replace(tried, choice=Answer.OTHER_STEP, step="notice-of-breach", full=True, aside=False))


def decide_hard(world: World, tried: Tried) -> None:
    """From nothing to the decision on a step that takes orders from a place, with all that it needs."""
    step = tried.step if tried.step in HARD else HARD[0]
    hard = replace(tried, choice=Answer.OTHER_STEP, step=step, full=True, aside=False)
    begin(world, hard)
    assess_exit(world, hard)
    write_step(world, hard)
    decide(world, hard)


def share(world: World, tried: Tried) -> None:
    made = newest(SanctionDecision.objects.filter(state="decided"), world, tried)
    deciding.share_decision(**of(made, "decision", tried), shared=made.shared_at is None)


def withdraw(world: World, tried: Tried) -> None:
    made = newest(SanctionDecision.objects.exclude(state="withdrawn"), world, tried)
    deciding.withdraw_decision(**of(made, "decision", tried), reason=WHY)


def withdraw_made(world: World, tried: Tried) -> None:
    made = newest(SanctionDecision.objects.filter(state__in=["decided", "superseded"]), world, tried)
    deciding.withdraw_decision(**of(made, "decision", tried), reason=WHY)


def recommend(world: World, tried: Tried) -> None:
    on = Recommendation.objects.filter(follow_up=world.one, state="made").first()
    recommending.recommend(
        by=tried.by, at=LATER, follow_up_id=world.one.public_id, replaces=on.public_id if on else "",
        said=said_of(*Finding.objects.filter(follow_up=world.one), step=tried.step),
    )  # fmt: skip


def take_back(world: World, tried: Tried) -> None:
    on = Recommendation.objects.filter(follow_up=world.one, state="made").first()
    if on is not None:
        recommending.withdraw_recommendation(**of(on, "recommendation", tried), reason=WHY)


def show_test(world: World, tried: Tried) -> None:
    showing.show_test(**of(newest(Suspension.objects, world, tried), "suspension", tried), text="Alt er betalt.")


def judge_test(world: World, tried: Tried) -> None:
    result = Result.MET if tried.full else Result.PARTLY
    one = newest(Suspension.objects.exclude(state="drafted"), world, tried)
    suspensions.judge_test(**of(one, "suspension", tried), result=result, rests_on="Rapporten.", reason=WHY)


def prolong(world: World, tried: Tried) -> None:
    one = newest(Suspension.objects.exclude(state="drafted"), world, tried)
    suspensions.prolong(**of(one, "suspension", tried), until=one.ends_on + 30 * DAY, reason=WHY)


def end_suspension(world: World, tried: Tried) -> None:
    one = newest(Suspension.objects.exclude(state="drafted"), world, tried)
    suspensions.end_suspension(**of(one, "suspension", tried), reason=WHY)


def _replacement(world: World, tried: Tried) -> dict[str, Any]:
    return of(newest(Replacement.objects.exclude(state="drafted"), world, tried), "replacement", tried)


def propose_place(world: World, tried: Tried) -> None:
    place = replacements.PlaceSaid("Nilam Gloves", "MY", "Egen fagforening.", town="Klang")
    replacements.propose_place(**_replacement(world, tried), said=place)


def take_back_place(world: World, tried: Tried) -> None:
    replacements.take_back_place(**_replacement(world, tried))


def weigh_place(world: World, tried: Tried) -> None:
    replacements.weigh_place(**_replacement(world, tried), weighed=WHY)


def refuse_place(world: World, tried: Tried) -> None:
    replacements.refuse_place(**_replacement(world, tried), reason=WHY)


def confirm_place(world: World, tried: Tried) -> None:
    replacements.confirm_place(**_replacement(world, tried), delivers_from=TODAY)


def say_of_termination(world: World, tried: Tried) -> None:
    one = newest(Termination.objects.exclude(state="drafted"), world, tried)
    terminations.say_of_termination(**of(one, "termination", tried), text="Vi betaler resten likevel.")


def settle_termination(world: World, tried: Tried) -> None:
    one = newest(Termination.objects.exclude(state="drafted"), world, tried)
    terminations.settle_termination(**of(one, "termination", tried), reason=WHY)


def send_letter(world: World, tried: Tried) -> None:
    letters.send_letter(letter=newest(Letter.objects.filter(state="draft"), world, tried), by=tried.by, at=LATER)


ON_DECISIONS: tuple[Act, ...] = (
    begin, write, assess_exit, write_step, decide, decide, decide_notice, decide_hard, decide_hard, share, withdraw,
    withdraw_made, recommend, take_back,
)  # fmt: skip
ON_STEPS: tuple[Act, ...] = (
    show_test, judge_test, prolong, end_suspension, propose_place, take_back_place, weigh_place, refuse_place,
    confirm_place, say_of_termination, settle_termination,
)  # fmt: skip
