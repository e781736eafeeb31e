"""Whom a joint inquiry reaches: rows for suppliers and bodies, and who sees them; within the act that locks it."""

from datetime import datetime

from aktsom.findings.models import Inquiry, InquiryBranch, InquiryMember
from aktsom.findings.queries.touching import Touching, touched_by, whole
from aktsom.follow_up.telling import tell
from aktsom.sharing.audiences import member_key, team_key
from aktsom.teams.actions.loading_mandates import day_of


def touched_now(one: Inquiry, at: datetime) -> Touching:
    """To be asked before anything is locked."""
    return touched_by(whole(one.start_kind, one.start_key, day_of(at)), one.product_id, day_of(at))


def leads_further(one: Inquiry, found: Touching) -> bool:
    """Whether there is a company, or a body behind one, that `reach` would add."""
    known: dict[int, frozenset[int]] = {}
    for row in _by_company(one):
        company = row.supplier.identity_id
        known[company] = known.get(company, frozenset()) | row.seen_by
    return any(
        company not in known or not {member_key(id_) for id_ in found.buyers.get(company, ())} <= known[company]
        for company in found.branches
    )


def reach_more(one: Inquiry, found: Touching, at: datetime) -> int:
    """As `reach`, of an inquiry that is open already: who is new is told, and alerted if the others are."""
    new = reach(one, found, at)
    one.seen_by |= keys_of(one, found.members)
    if new:
        tell("inquiry_touches", one.public_id, at, since=at.isoformat())
        if one.alerted_at is not None:
            tell("inquiry_alert", one.public_id, at, since=at.isoformat())
    return new


def reach(one: Inquiry, found: Touching, at: datetime) -> int:
    """Rows for who has none; how many bodies are new. Of a company that is reached by another way now, the branch that
    it was asked in stands."""
    team = team_keys(one)
    rows = _by_company(one)
    known = {row.supplier.identity_id for row in rows}
    InquiryBranch.objects.bulk_create(
        InquiryBranch(
            inquiry=one, supplier_id=company, branch=branch, hops=hops,
            seen_by=team | {member_key(id_) for id_ in found.buyers.get(company, ())},
        )
        for company, (branch, hops) in found.branches.items()
        if company not in known
    )  # fmt: skip
    for row in rows:
        keys = row.seen_by | {member_key(id_) for id_ in found.buyers.get(row.supplier.identity_id, ())}
        if keys != row.seen_by:  # of a thousand companies few have a new buyer
            row.seen_by = keys
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


def _by_company(one: Inquiry) -> list[InquiryBranch]:
    """The branches as they stand; a record can have been judged to be another company's since it was asked."""
    return list(one.branches.select_related("supplier"))


def team_keys(one: Inquiry) -> frozenset[int]:
    return frozenset({team_key(one.team_id)}) if one.team_id else frozenset()


def keys_of(one: Inquiry, members: dict[int, int]) -> frozenset[int]:
    return team_keys(one) | {member_key(id_) for id_ in members}
