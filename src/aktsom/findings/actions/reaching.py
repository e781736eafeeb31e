"""Whom a joint inquiry reaches: rows for suppliers and bodies, and who sees them; within the act that locks it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from aktsom.core.outbox import send
from aktsom.findings.models import Inquiry, InquiryBranch, InquiryMember
from aktsom.findings.queries.touching import Touching, touched_by, whole
from aktsom.findings.signal_tables import signal_limit
from aktsom.follow_up.telling import tell
from aktsom.sharing.audiences import member_key, team_key
from aktsom.suppliers.queries.identity import identity, of_companies
from aktsom.teams.actions.loading_mandates import day_of

LIST_SUPPLIERS = "findings.list_suppliers"  # outbox: {"id": public id of the inquiry}


def touched_now(one: Inquiry, at: datetime) -> Touching:
    """To be asked before anything is locked."""
    return touched_by(whole(one.start_kind, one.start_key, day_of(at)), one.product_id, day_of(at))


def leads_further(one: Inquiry, found: Touching) -> bool:
    """Whether there is a company, or a body behind one, that `reach` would add."""
    known = _known(one)
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
    """Rows for who has none; how many bodies are new. Bodies are there when the act is done, whatever there is to
    reach, since it is they who are told; suppliers too unless they are so many that the others would wait for them:
    those are listed by `list_suppliers`. The inquiry is saved by the caller."""
    if len(found.branches) <= signal_limit("suppliers_at_once"):
        _suppliers(one, found)
    elif one.listing_at is None:
        one.listing_at = at
        send(kind=LIST_SUPPLIERS, payload={"id": one.public_id}, at=at)
    return _bodies(one, found, at)


def list_suppliers(inquiry_id: str) -> None:
    """Of an inquiry that reaches very many, some at a time. Whoever is stopped in between begins anew and lists those
    that are not there yet."""
    seen = Inquiry.objects.filter(public_id=inquiry_id, listing_at__isnull=False).first()
    if seen is None:
        return
    found = touched_now(seen, timezone.now())
    every = sorted(found.branches)
    some = signal_limit("suppliers_at_once")
    for start in range(0, len(every), some):
        with transaction.atomic():
            _suppliers(_locked(seen), found.of(every[start : start + some]))
    with transaction.atomic():
        one = _locked(seen)
        one.listing_at = None
        one.save(update_fields=["listing_at"])


def _locked(one: Inquiry) -> Inquiry:
    return Inquiry.objects.select_for_update(of=("self",)).select_related("team").get(pk=one.pk)


def _suppliers(one: Inquiry, found: Touching) -> None:
    """A branch for each that has none. Of a company that is reached by another way now, the branch that it was asked in
    stands; a record can have been judged to be another company's since it was asked."""
    team = team_keys(one)
    rows = list(one.branches.select_related("supplier").filter(of_companies(found.branches, "supplier")))
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


def _bodies(one: Inquiry, found: Touching, at: datetime) -> int:
    team = team_keys(one)
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


def _known(one: Inquiry) -> dict[int, frozenset[int]]:
    """{company: who sees the branches of its records}"""
    known: dict[int, frozenset[int]] = {}
    for company, keys in one.branches.annotate(company=identity("supplier")).values_list("company", "seen_by"):
        known[company] = known.get(company, frozenset()) | keys
    return known


def team_keys(one: Inquiry) -> frozenset[int]:
    return frozenset({team_key(one.team_id)}) if one.team_id else frozenset()


def keys_of(one: Inquiry, members: dict[int, int]) -> frozenset[int]:
    return team_keys(one) | {member_key(id_) for id_ in members}
