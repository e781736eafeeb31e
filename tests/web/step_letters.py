"""Letters about what decisions set in motion, for `test_letters`: of what, to whom, and where the link leads."""

from typing import Any

from aktsom.follow_up.methods import supplier_keys
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.models import OrderCondition, Replacement, SanctionDecision, Suspension, Termination
from aktsom.sharing.audiences import member_key
from tests.cast import NOON

DAY = NOON.date()


def _usual(one: FollowUp, step: str) -> dict[str, Any]:
    contract = one.covered.select_related("contract__member").order_by("id")[0].contract
    keys = frozenset({member_key(contract.member_id)})
    decision = SanctionDecision.objects.create(
        contract=contract, owner=contract.member, follow_up=one, supplier=one.supplier, state="decided", step=step,
        answer="other_step", reason="Hemmelig notat", begun_at=NOON, decided_at=NOON, decided_by_id=1, seen_by=keys,
    )  # fmt: skip
    return {
        "decision": decision, "contract": contract, "contract_title": contract.title, "owner": contract.member,
        "supplier": one.supplier, "seen_by": keys | supplier_keys(one),
    }  # fmt: skip


def suspension(one: FollowUp, state: str) -> str:
    return Suspension.objects.create(
        state=state, whole=True, starts_on=DAY, ends_on=DAY, lift_test="Hemmelig notat",
        **_usual(one, "suspension-full"),
    ).public_id  # fmt: skip


def replacement(one: FollowUp, state: str) -> str:
    return Replacement.objects.create(
        state=state, old_key="x", old_name="Hemmelig notat", due_on=DAY, since=DAY, confirmed_at=NOON,
        delivers_from=DAY, **_usual(one, "replace-subsupplier"),
    ).public_id  # fmt: skip


def termination(one: FollowUp, state: str) -> str:
    return Termination.objects.create(
        state=state, from_on=DAY, followed_how="Hemmelig notat", **_usual(one, "termination")
    ).public_id


def awaited(one: FollowUp, state: str) -> str:
    contract = one.covered.select_related("contract__member").order_by("id")[0].contract
    return SanctionDecision.objects.create(
        contract=contract, owner=contract.member, follow_up=one, supplier=one.supplier, state=state, answer="await",
        reason="Hemmelig notat", await_until=DAY, begun_at=NOON, decided_at=NOON, decided_by_id=1,
        seen_by=frozenset({member_key(contract.member_id)}),
    ).public_id  # fmt: skip


def unsent(one: FollowUp, state: str) -> str:
    made: SanctionDecision = _usual(one, "notice-of-breach")["decision"]
    SanctionDecision.objects.filter(pk=made.pk).update(state=state)
    return made.public_id


def condition(one: FollowUp, state: str) -> str:
    contract = one.covered.select_related("contract__member").order_by("id")[0].contract
    keys = frozenset({member_key(contract.member_id)}) | supplier_keys(one)
    return OrderCondition.objects.create(
        contract=contract, owner=contract.member, seen_by=keys, state=state, text="Hemmelig notat", due_on=DAY,
        made_at=NOON, reason="Hemmelig notat",
    ).public_id  # fmt: skip


SEE = ("Se hva det er", "Sjå kva det er", "See what it is")
HERE = ("Se det her", "Sjå det her", "See it here")
# {what: (what makes it, in which state, to whom, what was done, the page, what is said before the link)}
MOVED: dict[str, tuple[Any, str, str, str, str, tuple[str, str, str]]] = {
    "suspension_begun": (suspension, "in_force", "nora", "", "steps_suspension", SEE),
    "suspension_answered": (suspension, "lifted", "nora", "lifted", "steps_suspension", SEE),
    "suspension_shown": (
        suspension, "shown", "olga", "", "steps_suspension", ("Vurder her", "Vurder her", "Judge here")
    ),
    "suspension_ending": (
        suspension, "in_force", "olga", "", "steps_suspension",
        ("Avgjør hva som skjer", "Avgjer kva som skjer", "Decide what happens"),
    ),
    "suspension_run_out": (
        suspension, "in_force", "olga", "", "steps_suspension", ("Avgjør her", "Avgjer her", "Decide here")
    ),
    "replacement_demanded": (
        replacement, "demanded", "nora", "", "steps_replacement",
        ("Se hva som kreves", "Sjå kva som blir kravd", "See what is demanded"),
    ),
    "place_proposed": (
        replacement, "proposed", "olga", "", "steps_replacement",
        ("Vurder stedet her", "Vurder staden her", "Assess the place here"),
    ),
    "replacement_answered": (replacement, "confirmed", "nora", "dropped", "steps_replacement", SEE),
    "replacement_overdue": (
        replacement, "demanded", "nora", "", "steps_replacement",
        ("Se kravet her", "Sjå kravet her", "See the demand here"),
    ),
    "contract_terminated": (termination, "standing", "nora", "", "steps_termination", SEE),
    "termination_dropped": (termination, "dropped", "nora", "", "steps_termination", SEE),
    "termination_answered": (
        termination, "standing", "olga", "", "steps_termination", ("Les svaret", "Les svaret", "Read the answer")
    ),
    "decision_back": (
        awaited, "decided", "olga", "", "sanctions_case", ("Avgjør her", "Avgjer her", "Decide here")
    ),
    "decision_unsent": (
        unsent, "decided", "olga", "", "sanctions_decision",
        ("Skriv og send brevet her", "Skriv og send brevet her", "Write and send the letter here"),
    ),
    "order_condition_ending": (
        condition, "waits", "olga", "", "contracts_contract",
        ("Se avtalen her", "Sjå avtalen her", "See the contract here"),
    ),
    "order_condition_answered": (condition, "waived", "nora", "", "home", HERE),
}  # fmt: skip
