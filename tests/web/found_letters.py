"""Letters about findings and plans, for `test_letters`: what each is of, to whom, and where its link leads."""

from typing import Any

from aktsom.findings.models import ActionPlan, Finding
from aktsom.follow_up.methods import runner_keys, supplier_keys
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.models import Recommendation, SanctionDecision
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


def recommendation(one: FollowUp, state: str) -> str:
    ended = {} if state == "made" else {"ended_at": NOON, "ended_reason": "Hemmelig notat"}
    texts = dict.fromkeys(("reasons", "proportionality", "workers_interest"), "Hemmelig notat")
    made = Recommendation.objects.create(
        follow_up=one, owner=member("oslo"), team=one.team, supplier=one.supplier, state=state, step="termination",
        made_at=NOON, shared_at=NOON, seen_by=runner_keys(one), **texts, **ended,
    )  # fmt: skip
    return made.public_id


def decision(one: FollowUp, state: str) -> str:
    made = SanctionDecision.objects.create(
        contract=one.covered.get().contract, owner=member("oslo"), follow_up=one, supplier=one.supplier, state=state,
        answer="other_step", step="termination", reason="Hemmelig notat", begun_at=NOON, decided_at=NOON,
        decided_by_id=1,
    )  # fmt: skip
    return made.public_id


# {what: (what makes it, in which state, to whom, the page, what is said before the link in nb, nn, en)}
FOUND: dict[str, tuple[Any, str, str, str, tuple[str, str, str]]] = {
    "finding_shown": (finding, "hearing", "nora", "findings_one", ("Les funnet", "Les funnet", "Read the finding")),
    "finding_commented": (finding, "hearing", "mons", "findings_one", ("Les svaret", "Les svaret", "Read the answer")),
    "finding_stands": (finding, "stands", "olga", "findings_one", ("Les funnet", "Les funnet", "Read the finding")),
    "finding_changed": (finding, "withdrawn", "nora", "findings_one", ("Se hva som er", "Sjå kva som er", "See what")),
    "deviation_idle": (finding, "stands", "mons", "findings_one", ("Se avviket", "Sjå avviket", "See the deviation")),
    "plan_asked_for": (plan, "changes", "nora", "plans_one", ("Se avvikene", "Sjå avvika", "See the deviations")),
    "plan_proposed": (plan, "proposed", "mons", "plans_one", ("Les planen", "Les planen", "Read the plan")),
    "proof_given": (plan, "accepted", "mons", "plans_one", ("Vurder om det", "Vurder om det", "Judge whether")),
    "plan_answered": (plan, "accepted", "nora", "plans_one", ("Se planen", "Sjå planen", "See the plan")),
    "recommendation_made": (
        recommendation, "made", "olga", "sanctions_case",
        ("Les anbefalingen", "Les tilrådinga", "Read the recommendation"),
    ),
    "recommendation_withdrawn": (
        recommendation, "withdrawn", "olga", "sanctions_case", ("Les hvorfor", "Les kvifor", "Read why"),
    ),
    "sanction_decided": (decision, "decided", "mons", "sanctions_case", ("Se saken", "Sjå saka", "See the case")),
}  # fmt: skip
