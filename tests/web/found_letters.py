"""Letters about findings and plans, for `test_letters`: what each is of, to whom, and where its link leads."""

from typing import Any

from aktsom.findings.models import ActionPlan, Finding
from aktsom.follow_up.methods import runner_keys, supplier_keys
from aktsom.follow_up.models import FollowUp
from tests.cast import NOON, member

DAY = NOON.date()


def finding(one: FollowUp, state: str, **said: Any) -> str:
    made = Finding.objects.create(
        follow_up=one, owner=member("oslo"), team=one.team, supplier=one.supplier, kind="observation", state=state,
        title="Hemmelig notat", text="Hemmelig notat", found_on=DAY, made_at=NOON, written_at=NOON, shown_at=NOON,
        hear_by=DAY, stood_at=NOON, shared_at=None if state == "hearing" else NOON, withdrawn_reason="Hemmelig notat",
        seen_by=runner_keys(one) | supplier_keys(one), **said,
    )  # fmt: skip
    return made.public_id


def plan(one: FollowUp, state: str) -> str:
    made = ActionPlan.objects.create(
        follow_up=one, owner=member("oslo"), team=one.team, supplier=one.supplier, state=state, due_on=DAY,
        wanted_text="Hemmelig notat", asked_at=NOON, accepted_at=NOON, shared_at=NOON,
        seen_by=runner_keys(one) | supplier_keys(one),
    )  # fmt: skip
    return made.public_id


# {what: (what makes it, in which state, to whom, the page, what is said before the link in nb, nn, en)}
FOUND: dict[str, tuple[Any, str, str, str, tuple[str, str, str]]] = {
    "finding_shown": (finding, "hearing", "nora", "findings_one", ("Les funnet", "Les funnet", "Read the finding")),
    "finding_commented": (finding, "hearing", "mons", "findings_one", ("Les svaret", "Les svaret", "Read the answer")),
    "finding_stands": (finding, "stands", "olga", "findings_one", ("Les funnet", "Les funnet", "Read the finding")),
    "finding_changed": (finding, "withdrawn", "nora", "findings_one", ("Se hva som er", "Sjå kva som er", "See what")),
    "deviation_idle": (finding, "stands", "mons", "findings_one", ("Se avviket", "Sjå avviket", "See the deviation")),
    "plan_stalled": (plan, "accepted", "olga", "findings_list", ("Se hvor", "Sjå kvar", "See where")),
    "plan_asked_for": (plan, "changes", "nora", "plans_one", ("Se avvikene", "Sjå avvika", "See the deviations")),
    "plan_proposed": (plan, "proposed", "mons", "plans_one", ("Les planen", "Les planen", "Read the plan")),
    "proof_given": (plan, "accepted", "mons", "plans_one", ("Vurder om det", "Vurder om det", "Judge whether")),
    "plan_answered": (plan, "accepted", "nora", "plans_one", ("Se planen", "Sjå planen", "See the plan")),
}
