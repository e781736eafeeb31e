"""Suppliers that several members share: where one follow-up can serve many."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from aktsom.core.actor import Actor
from aktsom.members.models import Member
from aktsom.members.permissions import reaches
from aktsom.risk.models import ContractRisk, RiskProduct, Verdict
from aktsom.risk.queries.running import running
from aktsom.sharing.rules import SeenTotal
from aktsom.sharing.totals import seen_totals
from aktsom.sharing.viewing import sees_network
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import identity, number_of, of_companies, records_of

MOST_SHOWN = 100
VALUE = "contract__own_facts__value"
COMPANY = identity("contract__supplier")
IN_KRONER = Q(contract__currency="NOK", contract__own_facts__value__isnull=False)


class SharingMember(NamedTuple):
    public_id: str
    name: str
    own: bool
    contracts: int


@dataclass(frozen=True)
class SharedSupplier:
    """`groups` are ids in no order. `total` is over all running contracts with the supplier whatever the filters, so
    that there is nothing to subtract between two lists, and masked for the viewer."""

    public_id: str
    name: str
    organisation_number: str
    members: tuple[SharingMember, ...]
    contracts: int
    own_contracts: int
    groups: frozenset[str]
    total: SeenTotal


@dataclass(frozen=True)
class Overlap:
    """`shared` is how many suppliers there are in all; `suppliers` the first of them, shared by most members first."""

    suppliers: list[SharedSupplier]
    shared: int


def overlap(
    viewer: Actor,
    *,
    today: date,
    group: str = "",
    product: str = "",
    only_own: bool = False,
    all_verdicts: bool = False,
    limit: int = MOST_SHOWN,
) -> Overlap:
    """Companies with running contracts at two members or more, of those on the list unless `all_verdicts`. A company is
    counted once, however it is written.

    `only_own` keeps those the viewer's own members buy from too.
    """
    risks = running_in_network(viewer, today)
    if not all_verdicts:
        risks = risks.exclude(verdict=Verdict.NOT_ON_LIST)
    if group or product:
        risks = in_group(risks, group, product)
    shared = (
        risks.filter(contract__supplier__isnull=False)
        .values(company=COMPANY)
        .annotate(members=Count("member_id", distinct=True), contracts=Count("id"))
        .filter(members__gte=2)
    )
    if only_own:
        own = risks.filter(member_id__in=viewer.member_ids, contract__supplier__isnull=False)
        shared = shared.filter(company__in=own.values_list(COMPANY))
    ordered = shared.order_by("-members", "-contracts", "company")
    # All ids are fetched: counting them apart would have the database do the same work twice.
    ids = [row["company"] for row in ordered]
    return Overlap(_suppliers(viewer, risks, ids[:limit], today), len(ids))


def running_in_network(viewer: Actor, today: date) -> QuerySet[ContractRisk]:
    """Standing results of all members' running contracts: facts of the network. A viewer without a role in the
    cooperation has its own members' only."""
    risks = ContractRisk.objects.filter(running(today))
    return risks if sees_network(viewer) else risks.filter(member_id__in=viewer.member_ids)


def in_groups(viewer: Actor, groups: Collection[str], today: date) -> QuerySet[RiskProduct]:
    """The products that all members' running contracts hold in the groups, seen as the viewer may."""
    held = RiskProduct.objects.filter(running(today, "risk__"), group_id__in=groups)
    return held if sees_network(viewer) else held.filter(member_id__in=viewer.member_ids)


def in_group(risks: QuerySet[ContractRisk], group: str = "", product: str = "") -> QuerySet[ContractRisk]:
    held = {"group_id": group, "product_id": product}
    wanted = {name: value for name, value in held.items() if value}
    return risks.filter(Exists(RiskProduct.objects.filter(risk=OuterRef("pk"), **wanted)))


def _suppliers(viewer: Actor, risks: QuerySet[ContractRisk], ids: list[int], today: date) -> list[SharedSupplier]:
    parts: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = (
        risks.filter(of_companies(ids, "contract__supplier"))
        .values("member_id", "groups", company=COMPANY)
        .annotate(contracts=Count("id"))
        .order_by()
    )
    for row in rows:
        parts[row["company"]].append({**row})
    suppliers = records_of(ids)
    members = Member.objects.in_bulk({row["member_id"] for found in parts.values() for row in found})
    totals = seen_totals(viewer, _sums(running_in_network(viewer, today), ids), ids)
    return [_shared(viewer, suppliers[id_], parts[id_], members, totals[id_]) for id_ in ids]


def _sums(risks: QuerySet[ContractRisk], supplier_ids: list[int]) -> QuerySet[ContractRisk, Any]:
    known = risks.filter(IN_KRONER, of_companies(supplier_ids, "contract__supplier"))
    return known.values_list(COMPANY, "member_id").annotate(total=Sum(VALUE)).order_by()


def _shared(
    viewer: Actor,
    records: list[Supplier],
    rows: Iterable[dict[str, Any]],
    members: dict[int, Member],
    total: SeenTotal,
) -> SharedSupplier:
    contracts: dict[int, int] = defaultdict(int)
    groups: set[str] = set()
    for row in rows:
        contracts[row["member_id"]] += row["contracts"]
        groups.update(part for part in row["groups"].split(";") if part)
    sharing = [
        SharingMember(members[id_].public_id, members[id_].name, reaches(viewer, id_), count)
        for id_, count in contracts.items()
    ]
    return SharedSupplier(
        public_id=records[0].public_id,
        name=records[0].name,
        organisation_number=number_of(records),
        members=tuple(sorted(sharing, key=lambda member: (not member.own, member.name))),
        contracts=sum(contracts.values()),
        own_contracts=sum(member.contracts for member in sharing if member.own),
        groups=frozenset(groups),
        total=total,
    )
