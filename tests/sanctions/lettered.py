"""Decisions and letters for tests: the decision straight in the table, the letter by the same acts as people's."""

from datetime import datetime
from typing import Any

from aktsom.contracts.models import Contract
from aktsom.core.actor import PLATFORM
from aktsom.follow_up.models import FollowUp
from aktsom.members.models import Member
from aktsom.sanctions.actions.letters import send_letter, write_letter
from aktsom.sanctions.models import Letter, SanctionDecision
from aktsom.sharing.audiences import member_key
from aktsom.terms.actions import load_terms
from tests.cast import NOON, actor, member, person
from tests.findings.made import standing
from tests.follow_up.concluded import followed_up

WHY = "Planen er ikke fulgt, og fabrikken har ikke svart på to påminnelser."


def case() -> FollowUp:
    """Of a supplier against whom a deviation stands that it has been heard on; by the team for Oslo and Bergen."""
    load_terms(by=PLATFORM, at=NOON)
    one = followed_up(sets={"oslo": "T4", "bergen": "T1"})
    standing(one)
    Member.objects.filter(pk=member("oslo").pk).update(
        organisation_number="958935420", contact_name="Kari Nilsen", contact_email="kari@oslo.example"
    )
    person("nora"), person("aksel")
    return one


def contract_of(owner: str = "oslo") -> Contract:
    return Contract.objects.select_related("member").get(member=member(owner))


def decided(one: FollowUp, step: str = "notice-of-breach", owner: str = "oslo", **said: Any) -> SanctionDecision:
    contract = contract_of(owner)
    usual: dict[str, Any] = {
        "contract": contract, "owner": contract.member, "follow_up": one, "supplier": one.supplier, "state": "decided",
        "answer": "other_step", "step": step, "reason": WHY, "begun_at": NOON, "decided_at": NOON,
        "decided_by_id": person("olga").pk, "seen_by": frozenset({member_key(contract.member_id)}),
    }  # fmt: skip
    return SanctionDecision.objects.create(**{**usual, **said})


def written(decision: SanctionDecision, by: str = "olga", at: datetime = NOON, **said: Any) -> Letter:
    return write_letter(decision=decision, by=actor(by), at=at, **said)


def sent(decision: SanctionDecision, by: str = "olga", at: datetime = NOON, **said: Any) -> Letter:
    return send_letter(letter=written(decision, by, at, **said), by=actor(by), at=at)
