"""Recommendations and sanction decisions laid down straight in the tables, for the leak matrix and the wall."""

from typing import Any

from aktsom.contracts.models import Contract
from aktsom.findings.models import Finding
from aktsom.follow_up.models import FollowUp
from aktsom.members.models import Member
from aktsom.sanctions.models import DecisionMade, Recommendation, RecommendedOn, SanctionDecision
from aktsom.sharing.audiences import member_key, team_key
from tests.cast import NOON, supplier

DAY = NOON.date()
_TEXTS = ("reasons", "proportionality", "workers_interest", "ended_reason")


def lay_sanctioned(world: Any, one: FollowUp, contract: Contract, other: Contract) -> None:
    """What the team of the follow-up recommended first, which is replaced, and now; what the owner of the contract
    decided on it, shared, and what it has begun to write instead; and what the owner of `other` decided, which it keeps
    to itself."""
    team = frozenset({team_key(one.team_id or 0)})
    usual = {"follow_up": one, "team": one.team, "owner": contract.member, "supplier": supplier(), "seen_by": team}
    covered = frozenset({"olga", "mons"})
    before: Recommendation | None = None
    for state in ("replaced", "made"):
        ended = {"ended_at": NOON} if state == "replaced" else {}
        before = Recommendation.objects.create(
            step="suspension-partial", state=state, replaces=before, made_at=NOON, shared_at=NOON,
            **{name: world.hide(f"Recommendation.{name}", covered) for name in _TEXTS}, **ended, **usual,
        )  # fmt: skip
        RecommendedOn.objects.create(recommendation=before, finding=Finding.objects.filter(follow_up=one)[0])
        world.ids["recommendation"] = world.hide("Recommendation.public_id", covered, before.public_id)
    shared = _decided(world, before, contract, covered, shared_at=NOON)
    world.ids["decision"] = shared.public_id
    draft = _decided(world, before, contract, covered, state="draft")
    world.ids["decision_draft"] = draft.public_id
    kept = _decided(world, before, other, frozenset({"berit"}))
    world.ids["decision_kept"] = kept.public_id


def _decided(
    world: Any, on: Recommendation, contract: Contract, may: frozenset[str], *, state: str = "decided", **more: Any
) -> SanctionDecision:
    owner: Member = contract.member
    keys = frozenset({member_key(owner.pk)}) | (on.seen_by if more else frozenset())
    texts = ("reason", "withdrawn_reason", "clause_text")
    number = world.hide(
        "SanctionDecision.clause_number", may, f"zqclause{SanctionDecision.objects.count():03}"
    )  # a short column
    made = SanctionDecision.objects.create(
        contract=contract, owner=owner, follow_up=on.follow_up, supplier=on.supplier, recommendation=on, seen_by=keys,
        state=state, answer="follow", step=on.step, begun_at=NOON, decided_at=NOON, decided_by_id=1, deadline_on=DAY,
        written={"proportionality-noted": world.hide("SanctionDecision.written", may)},
        aside={"plan-not-met": world.hide("SanctionDecision.aside", may)}, is_grave=True,
        ticked={"clause-cited": [world.hide("SanctionDecision.ticked", may)]},
        clause_number=number, **{name: world.hide(f"SanctionDecision.{name}", may) for name in texts}, **more,
    )  # fmt: skip
    world.hide("SanctionDecision.public_id", may, made.public_id)
    if state == "decided":
        DecisionMade.objects.create(
            decision=made, contract=contract, owner=owner, follow_up=on.follow_up, recommendation=on, shared_at=NOON,
            seen_by=on.seen_by | {member_key(owner.pk)},
        )  # fmt: skip
    return made
