"""Recommendations and decisions made by the same acts as people's, for tests. Olga owns Oslo's contract, Berit Bergen's
and Stina Stavanger's; Bjarne leads the team and manages Bergen's register, Mons is his deputy and manages Oslo's."""

from datetime import datetime, timedelta
from typing import Any

from aktsom.contracts.models import Contract
from aktsom.findings.models import Finding
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions import deciding, drafting, recommending
from aktsom.sanctions.models import Recommendation, SanctionDecision
from aktsom.sanctions.rules.ladder import KnownBy
from aktsom.sanctions.states import Answer
from aktsom.sanctions.tables import step_called
from tests.cast import NOON, actor, member
from tests.findings.made import accepted, standing

DAY = timedelta(days=1)
LATER = NOON + 70 * DAY  # the days of the plan have gone
TODAY = LATER.date()
WHY = "Bruddet er dokumentert, og leverandøren har ikke gjort noe med det."
OWNERS = {"oslo": "olga", "bergen": "berit", "stavanger": "stina"}


def broken(one: FollowUp, at: datetime = NOON, **said: Any) -> Finding:
    """A grave deviation that stands, that the supplier has been heard on."""
    made = standing(one, at=at, **said)
    one.refresh_from_db()
    return made


def unmet(one: FollowUp) -> Finding:
    """And a plan for it whose day goes by before `LATER`."""
    made = broken(one)
    accepted(one, made)
    return made


def said_of(*findings: Finding, step: str = "notice-of-breach", **said: Any) -> recommending.RecommendationSaid:
    texts = dict.fromkeys(recommending.TEXTS, WHY)
    return recommending.RecommendationSaid(step, findings=[each.public_id for each in findings], **{**texts, **said})


def recommended(
    one: FollowUp, *findings: Finding, step: str = "notice-of-breach", by: str = "bjarne", at: datetime = LATER,
    replaces: Recommendation | None = None,
) -> Recommendation:  # fmt: skip
    return recommending.recommend(
        by=actor(by), at=at, follow_up_id=one.public_id, said=said_of(*findings, step=step),
        replaces=replaces.public_id if replaces else "",
    )  # fmt: skip


def contract_of(one: FollowUp, owner: str) -> Contract:
    return one.covered.select_related("contract__member").get(member=member(owner), left_at=None).contract


def begun(one: FollowUp, owner: str = "oslo", by: str = "", at: datetime = LATER) -> SanctionDecision:
    contract = contract_of(one, owner)
    return drafting.begin_decision(
        by=actor(by or OWNERS[owner]), at=at, follow_up_id=one.public_id, contract_id=contract.public_id
    )


def answer(answer: Answer = Answer.FOLLOW, step: str = "", **said: Any) -> drafting.DecisionSaid:
    """With a reason for each precondition that is written."""
    written = {
        each.id: WHY for each in step_called(step).preconditions if each.known_by is KnownBy.WRITTEN
    } if step else {}  # fmt: skip
    return drafting.DecisionSaid(answer, step, **{"reason": WHY, "written": written, **said})


def decided(
    one: FollowUp, owner: str = "oslo", said: drafting.DecisionSaid | None = None, by: str = "", at: datetime = LATER
) -> SanctionDecision:
    draft = begun(one, owner, by, at)
    return deciding.decide(
        by=actor(by or OWNERS[owner]), at=at, decision_id=draft.public_id, revision=draft.revision,
        said=said or answer(),
    )  # fmt: skip
