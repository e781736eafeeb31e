"""What decisions set in motion, conditions for ordering and competitions laid down straight in the tables, for the leak
matrix and the wall."""

from typing import Any

from aktsom.contracts.models import Contract
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.models import (
    Bid,
    ExitAssessment,
    NewPlace,
    OrderCondition,
    QualificationRefusal,
    Replacement,
    SanctionDecision,
    Suspension,
    SuspensionStep,
    Termination,
)
from aktsom.sharing.audiences import member_key, supplier_key
from tests.cast import NOON, supplier

DAY = NOON.date()
OWN = frozenset({"olga", "mons"})
BOTH = OWN | {"nora"}


def lay_set_in_motion(world: Any, one: FollowUp, contract: Contract) -> None:
    """Of the contract's owner: a suspension that stands, a place that is to be replaced and a termination, which the
    supplier sees; what it weighed first, which it does not; a condition, and a competition."""
    _suspended(world, one, contract)
    _replaced(world, one, contract)
    _terminated(world, one, contract)
    condition = OrderCondition.objects.create(
        contract=contract, owner=contract.member, seen_by=_keys(contract), due_on=DAY, made_at=NOON, products=[],
        **{name: world.hide(f"OrderCondition.{name}", BOTH) for name in ("text", "point", "rests_on", "reason")},
    )  # fmt: skip
    world.ids["condition"] = world.hide("OrderCondition.public_id", BOTH, condition.public_id)
    bid = Bid.objects.create(
        owner=contract.member, supplier=supplier(), seen_by=frozenset({member_key(contract.member_id)}), noted_at=NOON,
        state="noted", **{name: world.hide(f"Bid.{name}", OWN) for name in _BID},
    )  # fmt: skip
    world.ids["bid"] = world.hide("Bid.public_id", OWN, bid.public_id)
    QualificationRefusal.objects.create(
        bid=bid, owner=contract.member, ground="documentation-missing", decided_on=DAY, made_at=NOON,
        **{name: world.hide(f"QualificationRefusal.{name}", OWN) for name in ("missing", "reason")},
    )  # fmt: skip


_BID = ("competition", "reference", "told_how", "supplier_says", "reason")


def _keys(contract: Contract) -> frozenset[int]:
    return frozenset({member_key(contract.member_id), supplier_key(supplier().pk)})


def _decision(one: FollowUp, contract: Contract, step: str) -> SanctionDecision:
    """Taken without a recommendation, so that several may stand."""
    return SanctionDecision.objects.create(
        contract=contract, owner=contract.member, follow_up=one, supplier=supplier(), state="decided", step=step,
        answer="other_step", reason="Se vedlegg.", begun_at=NOON, decided_at=NOON, decided_by_id=1,
        seen_by=frozenset({member_key(contract.member_id)}),
    )  # fmt: skip


def _usual(decision: SanctionDecision) -> dict[str, Any]:
    contract = decision.contract
    return {
        "decision": decision, "contract": contract, "contract_title": "Avtalen", "owner": contract.member,
        "supplier": supplier(), "seen_by": _keys(contract),
    }  # fmt: skip


def _suspended(world: Any, one: FollowUp, contract: Contract) -> None:
    decision = _decision(one, contract, "suspension-partial")
    made = Suspension.objects.create(
        state="in_force", whole=False, products=[world.hide("Suspension.products", BOTH)], places=[], starts_on=DAY,
        ends_on=DAY, lift_test=world.hide("Suspension.lift_test", BOTH), **_usual(decision),
    )  # fmt: skip
    world.ids["suspension"] = world.hide("Suspension.public_id", BOTH, made.public_id)
    SuspensionStep.objects.create(
        suspension=made, kind="find_short", result="not_met", text=world.hide("SuspensionStep.text", BOTH), at=NOON,
        rests_on=world.hide("SuspensionStep.rests_on", BOTH),
    )  # fmt: skip
    ExitAssessment.objects.create(
        decision=decision, owner=contract.member, seen_by=decision.seen_by, written_at=NOON,
        **{name: world.hide(f"ExitAssessment.{name}", OWN) for name in ("workers", "tried", "left_open")},
    )  # fmt: skip
    world.hide("SanctionDecision.public_id", OWN, decision.public_id)


def _replaced(world: Any, one: FollowUp, contract: Contract) -> None:
    decision = _decision(one, contract, "replace-subsupplier")
    made = Replacement.objects.create(
        state="proposed", old_key="sted", old_name=world.hide("Replacement.old_name", BOTH), due_on=DAY, since=DAY,
        wanted=world.hide("Replacement.wanted", BOTH), **_usual(decision),
    )  # fmt: skip
    world.ids["replacement"] = world.hide("Replacement.public_id", BOTH, made.public_id)
    texts = {
        name: world.hide(f"NewPlace.{name}", BOTH) for name in ("name", "town", "address", "text", "refused_reason")
    }
    place = {"replacement": made, "country": "MY", "by_supplier": True, "proposed_at": NOON}
    NewPlace.objects.create(**place, **texts, refused_at=NOON)
    weighed = world.hide("NewPlace.weighed", OWN)
    NewPlace.objects.create(**place, name="Nytt sted", text="Bedre.", weighed=weighed, weighed_at=NOON)


def _terminated(world: Any, one: FollowUp, contract: Contract) -> None:
    decision = _decision(one, contract, "termination")
    texts = ("followed_how", "supplier_says", "settled_reason")
    made = Termination.objects.create(
        state="standing", from_on=DAY, supplier_said_at=NOON,
        **{name: world.hide(f"Termination.{name}", BOTH) for name in texts}, **_usual(decision),
    )  # fmt: skip
    world.ids["termination"] = world.hide("Termination.public_id", BOTH, made.public_id)
