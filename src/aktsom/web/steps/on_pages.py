"""What decisions set in motion as parts of other pages: of the decision, the contract, and the list of contracts."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import own_contracts
from aktsom.core.actor import Actor
from aktsom.sanctions.actions.setting_in_motion import unfinished
from aktsom.sanctions.models import ExitAssessment, OrderCondition, Replacement, SanctionDecision, Suspension
from aktsom.sanctions.permissions import steps as permissions
from aktsom.sanctions.queries.blocks import blocks_of
from aktsom.sanctions.queries.conditions import conditions_of
from aktsom.sanctions.queries.steps import exit_assessment_of, set_in_motion_by
from aktsom.sanctions.rules.blocks import Block
from aktsom.sanctions.states import DecisionState
from aktsom.sanctions.tables import step_called
from aktsom.web.steps import words
from aktsom.web.steps.writing import KIND_OF_STEP


@dataclass(frozen=True)
class OnDecision:
    """`kind` is what the step sets in motion, "" for a step that sets nothing; `parts` and `days` are words of what is
    written, `href` its page once it is decided. `missing` says what stops the decision."""

    kind: str
    needs_exit: bool
    exit: ExitAssessment | None
    moved: Any
    parts: str
    href: str
    writes: bool
    missing: str


def on_decision(actor: Actor, one: SanctionDecision) -> OnDecision | None:
    """None for a step that sets nothing in motion, and for whom nothing of it is shown."""
    kind = KIND_OF_STEP.get(one.step, "")
    if not kind:
        return None
    moved, own = set_in_motion_by(actor, one.pk), one.owner_id in actor.member_ids
    writes = own and permissions.draft(actor, one) is None
    refusal = unfinished(one, one.step) if writes else None
    return OnDecision(
        kind, step_called(one.step).needs_exit_assessment, exit_assessment_of(actor, one), moved, _parts(moved),
        _page(moved) if moved is not None and one.state != DecisionState.DRAFT else "", writes,
        str(refusal) if refusal else "",
    )  # fmt: skip


def _parts(moved: Any) -> str:
    if isinstance(moved, Suspension):
        return words.parts_of(moved.whole, moved.products, [place["name"] for place in moved.places])
    return moved.old_name if isinstance(moved, Replacement) else ""


def _page(moved: Any) -> str:
    names = {Suspension: "steps_suspension", Replacement: "steps_replacement"}
    return reverse(names.get(type(moved), "steps_termination"), kwargs={"public_id": moved.public_id})


def page_of_step(actor: Actor, decision_id: int | None) -> str:
    """Of what a decision that was made has set in motion, "" where that is nothing that the actor may see."""
    moved = set_in_motion_by(actor, decision_id) if decision_id else None
    return _page(moved) if moved is not None else ""


def parts_of_decision(actor: Actor, one: SanctionDecision) -> dict[str, Any]:
    return {"moved": on_decision(actor, one)}


@dataclass(frozen=True)
class OnContract:
    blocks: list[tuple[Block, str, str, str]]  # with title, words and address
    conditions: list[OrderCondition]
    writes: bool


def on_contract(actor: Actor, one: Contract, today: date) -> OnContract | None:
    """For the contract's own people alone."""
    if one.member_id not in actor.member_ids:
        return None
    blocks = blocks_of(actor, [one.pk], today).get(one.pk, [])
    writes = permissions.prepares(actor, one.member_id) is None
    return OnContract(_told(blocks), conditions_of(actor, one), writes)


def _told(blocks: Iterable[Block]) -> list[tuple[Block, str, str, str]]:
    return [(one, words.block_title(one), words.block_words(one), words.block_href(one)) for one in blocks]


def stopped_in(actor: Actor, public_ids: Collection[str], today: date) -> dict[str, bool]:
    """Of the contracts in a list, those under which something may not be ordered: {public id: whether that is sure}."""
    ids = dict(own_contracts(actor).filter(public_id__in=list(public_ids)).values_list("id", "public_id"))
    return {ids[key]: any(block.sure for block in blocks) for key, blocks in blocks_of(actor, ids, today).items()}
