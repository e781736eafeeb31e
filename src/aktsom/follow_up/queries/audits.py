"""Reads of audits: the order, who is asked and who pays, an auditor's assignments, and sites that may be in scope."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.audit_states import AuditState, ConsentState, Payer
from aktsom.follow_up.method_tables import payer_rows
from aktsom.follow_up.methods import covered_for, seen
from aktsom.follow_up.models import Audit, AuditConsent, CoveredContract, FollowUp
from aktsom.follow_up.rules.payers import PayerProposal, payer_for
from aktsom.follow_up.states import Method
from aktsom.members.permissions import has
from aktsom.members.roles import Permission
from aktsom.sharing.rules import value_bands
from aktsom.supply_chain.queries.chain import chain_behind
from aktsom.supply_chain.queries.links import Place
from aktsom.terms.models import Obligation
from aktsom.terms.queries import obligations


def audits_for(viewer: Actor) -> QuerySet[Audit]:
    found = Audit.objects.filter(seen(viewer)).select_related("owner", "team", "supplier", "earlier")
    return found.exclude(supplier_id__in=viewer.supplier_ids)  # who meets its report, and not the order


def audit(viewer: Actor, public_id: str) -> Audit:
    """Raises NotVisible."""
    found = audits_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def audits_of(viewer: Actor, ones: Iterable[FollowUp]) -> list[Audit]:
    """Of all of them together."""
    return list(audits_for(viewer).filter(follow_up__in=list(ones)).select_related("report"))


def unanswered_of(audits: Iterable[Audit]) -> dict[int, list[str]]:
    """{audit: names of the members whose contract owners have not answered yet}, of those where they are asked."""
    asked = [one.pk for one in audits if one.state == AuditState.CONSENT]
    rows = AuditConsent.objects.filter(audit__in=asked, state=ConsentState.ASKED)
    found: dict[int, set[str]] = {}
    for audit_id, name in rows.values_list("audit_id", "member__name"):
        found.setdefault(audit_id, set()).add(name)
    return {audit_id: sorted(names) for audit_id, names in found.items()}


def audits_waiting(viewer: Actor) -> list[Audit]:
    """Of those the viewer sees, what is out at contract owners or the auditor."""
    states = (AuditState.CONSENT, AuditState.ORDERED)
    return list(audits_for(viewer).filter(state__in=states).order_by("due_on", "id"))


def assignments(viewer: Actor) -> list[Audit]:
    """An auditor's own, what waits for it first."""
    mine = audits_for(viewer).filter(auditor_id=viewer.person_id or 0).exclude(state=AuditState.CANCELLED)
    return sorted(mine, key=lambda one: (one.state != AuditState.ORDERED, one.due_on, one.pk))


def consent(viewer: Actor, public_id: str) -> AuditConsent:
    """One contract's, for the people of its member and those who follow up. Raises NotVisible."""
    rows = AuditConsent.objects.select_related("audit__owner", "audit__team", "audit__supplier", "contract", "member")
    found = rows.filter(public_id=public_id, audit__in=audits_for(viewer)).first()
    if found is None or (found.member_id not in viewer.member_ids and not viewer.is_platform):
        raise NotVisible
    return found


def consents_to_answer(viewer: Actor) -> list[AuditConsent]:
    rows = AuditConsent.objects.filter(
        state=ConsentState.ASKED, audit__state=AuditState.CONSENT, member_id__in=viewer.member_ids
    )
    found = rows.select_related("audit__supplier", "audit__owner", "audit__team", "contract").order_by("id")
    return [one for one in found if has(viewer, Permission.GIVE_MANDATES, one.member_id)]


@dataclass(frozen=True)
class Standing:
    """Whether an order can be given, as far as consents go. `paying` are those whose yes it takes."""

    asked: int
    given: int
    refused: int
    missing: tuple[str, ...]  # names of members that pay and have not said yes for any contract


def standing(one: Audit) -> Standing:
    rows = list(one.consents.select_related("member"))
    paying = {share.member_id for share in one.shares.all()} if one.payer == Payer.COOPERATION else set[int]()
    given = {row.member_id for row in rows if row.state == ConsentState.GIVEN}
    missing = sorted({row.member.name for row in rows if row.member_id in paying - given})
    counts = [sum(row.state == state for row in rows) for state in (ConsentState.GIVEN, ConsentState.REFUSED)]
    return Standing(len(rows), counts[0], counts[1], tuple(missing))


def under_audit_right(one: FollowUp, today: date) -> list[CoveredContract]:
    return covered_for(one, Method.AUDIT, today)


def proposed_payer(rule: str, number: int) -> PayerProposal:
    return payer_for(payer_rows(), rule, number)


def band_weights(rows: Iterable[CoveredContract]) -> Mapping[int, int] | None:
    """{member: the lower ends of its contracts' bands together, in kroner}; None where a contract has no band. A band
    that begins at nothing counts by half its upper end."""
    bands, weights = {band.id: band for band in value_bands()}, dict[int, int]()
    for row in rows:
        band = bands.get(row.contract.value_band)
        if band is None:
            return None
        weight = int(band.lower) or int((band.upper or 2) // 2)
        weights[row.member_id] = weights.get(row.member_id, 0) + weight
    return weights


def sites_to_audit(viewer: Actor, one: FollowUp, today: date) -> list[Place]:
    """Places behind the supplier, as far as the viewer sees the chain, nearest first."""
    places = [link.from_ for link in chain_behind(viewer, one.supplier, today).links]
    return list({place.id: place for place in places if place.kind == "site" and place.name}.values())


def points_to_audit(one: FollowUp) -> list[Obligation]:
    """Points of the terms in the covered contracts, each once; of every set where no contract names its terms."""
    sets = set(one.covered.filter(left_at__isnull=True).values_list("contract__term_set", flat=True)) - {None}
    known = obligations()
    chosen = [point for code in sorted(sets or known, key=str) for point in known.get(code or "", ())]
    found = {point.number: point for point in chosen if point.owed_by == "supplier"}
    return [found[number] for number in sorted(found, key=_in_order)]


def _in_order(number: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in number.split(".")]


def points_called(numbers: Iterable[str]) -> list[Obligation]:
    """The points by their numbers, each in the newest set that has it: for readers who do not see the contracts."""
    known = obligations()
    found = {point.number: point for code in sorted(known) for point in known[code]}
    return [found[number] for number in numbers if number in found]
