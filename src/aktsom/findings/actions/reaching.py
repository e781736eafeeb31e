"""Whom a joint inquiry reaches: rows for suppliers and bodies, and who sees them; within the act that locks it."""

from datetime import datetime

from aktsom.findings.models import Inquiry, InquiryBranch, InquiryMember
from aktsom.findings.queries.touching import Touching
from aktsom.sharing.audiences import member_key, team_key


def reach(one: Inquiry, found: Touching, at: datetime) -> int:
    """Rows for who has none; how many bodies are new. Of a company that is reached by another way now, the branch that
    it was asked in stands."""
    team = team_keys(one)
    known = set(one.branches.values_list("supplier_id", flat=True))
    InquiryBranch.objects.bulk_create(
        InquiryBranch(
            inquiry=one, supplier_id=company, branch=branch, hops=hops,
            seen_by=team | {member_key(id_) for id_ in found.buyers.get(company, ())},
        )
        for company, (branch, hops) in found.branches.items()
        if company not in known
    )  # fmt: skip
    for row in one.branches.filter(supplier_id__in=known & set(found.branches)):
        row.seen_by |= {member_key(id_) for id_ in found.buyers.get(row.supplier_id, ())}
        row.save(update_fields=["seen_by"])
    told = set(one.touched.values_list("member_id", flat=True))
    new = {id_: count for id_, count in found.members.items() if id_ not in told}
    InquiryMember.objects.bulk_create(
        InquiryMember(
            inquiry=one, member_id=id_, contracts=count, told_at=at, seen_by=team | {member_key(id_)},
            alerted_at=at if one.alerted_at is not None else None,
        )
        for id_, count in new.items()
    )  # fmt: skip
    for judged in one.touched.filter(shares=True):  # a judgement that its body shares, also with those who came later
        judged.seen_by |= {member_key(id_) for id_ in new}
        judged.save(update_fields=["seen_by"])
    return len(new)


def team_keys(one: Inquiry) -> frozenset[int]:
    return frozenset({team_key(one.team_id)}) if one.team_id else frozenset()


def keys_of(one: Inquiry, members: dict[int, int]) -> frozenset[int]:
    return team_keys(one) | {member_key(id_) for id_ in members}
