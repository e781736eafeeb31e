"""What a contract owner has yet to say of what was concluded: whether it builds on it."""

from collections import defaultdict
from datetime import date

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import running
from aktsom.contracts.states import ContractState
from aktsom.core.actor import Actor
from aktsom.follow_up.models import FollowUp, RelianceDecision
from aktsom.follow_up.queries.planning import follow_ups_for
from aktsom.follow_up.states import FollowUpState
from aktsom.members.permissions import has
from aktsom.members.roles import Permission
from aktsom.risk.models import RiskProduct
from aktsom.suppliers.queries.identity import identity, of_companies
from aktsom.terms.queries import period
from aktsom.terms.rules import shifted


def undecided(viewer: Actor, today: date) -> list[tuple[FollowUp, list[Contract]]]:
    """(follow-up, own running contracts of its category with its supplier that no decision stands for), the newest
    first, of those that may still be built on. Empty for who is no contract owner."""
    owned = [id_ for id_ in viewer.member_ids if has(viewer, Permission.GIVE_MANDATES, id_)]
    newest = _newest_concluded(viewer, today) if owned else {}
    if not newest:
        return []
    contracts = _contracts(owned, {company for company, _group in newest}, today)
    groups = _groups(contracts)
    decided = set(_decided(contracts))
    found: dict[int, list[Contract]] = defaultdict(list)
    for contract in contracts:
        for group in groups[contract.pk]:
            one = newest.get((contract.company, group))  # type: ignore[attr-defined]  # annotated
            if one is not None and (contract.pk, one.pk) not in decided:
                found[one.pk].append(contract)
    return [(one, found[one.pk]) for one in newest.values() if one.pk in found]


def _newest_concluded(viewer: Actor, today: date) -> dict[tuple[int, str], FollowUp]:
    """{(company, group): the newest follow-up}: an older one of the same is not asked about any more."""
    rows = follow_ups_for(viewer).filter(state=FollowUpState.CONCLUDED, ended_at__isnull=False)
    held = period("reuse-max-age")
    found: dict[tuple[int, str], FollowUp] = {}
    for one in rows.order_by("-ended_at", "-id"):
        if one.ended_at and shifted(one.ended_at.date(), held) >= today:
            found.setdefault((one.supplier.identity_id, one.group_id), one)
    return found


def _contracts(owned: list[int], companies: set[int], today: date) -> list[Contract]:
    rows = Contract.objects.filter(
        running(today), of_companies(companies, "supplier"), member_id__in=owned, state=ContractState.RUNNING
    )
    return list(rows.annotate(company=identity("supplier")).order_by("id"))


def _groups(contracts: list[Contract]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows = RiskProduct.objects.filter(risk__contract__in=contracts).order_by()
    for contract_id, group in rows.values_list("risk__contract_id", "group_id"):
        found[contract_id].add(group)
    return found


def _decided(contracts: list[Contract]) -> list[tuple[int, int]]:
    rows = RelianceDecision.objects.filter(contract__in=contracts, superseded_at__isnull=True).order_by()
    return list(rows.values_list("contract_id", "follow_up_id"))
