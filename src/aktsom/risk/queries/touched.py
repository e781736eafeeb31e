"""Who is touched: contracts and members behind the companies that a walk along the chain came to, those whose contract
itself names the country or product, and what they can do together. Read from the tables as they are now."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum, Value

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import running
from aktsom.contracts.queries.contracts import visible_contracts
from aktsom.core.actor import Actor
from aktsom.members.models import Member
from aktsom.members.permissions import reaches
from aktsom.risk.models import RiskProduct
from aktsom.risk.queries.overlap import SharingMember
from aktsom.sharing.rules import SeenTotal, SeenValue, others_value, own_value
from aktsom.sharing.totals import seen_totals
from aktsom.sharing.viewing import sees_values
from aktsom.supply_chain.current import current
from aktsom.supply_chain.queries.reaching import MOST_WALKED, Step, Walked, walk
from aktsom.supply_chain.queries.starts import Start, StartKind
from aktsom.supply_chain.reach import Direction, Kind, reach
from aktsom.supply_chain.reach.nodes import ids
from aktsom.supply_chain.states import Confidence

MOST_SHOWN = 100
BATCH = 5_000  # values in one question
VALUE = "own_facts__value"
_COLUMNS = (
    "id", "public_id", "title", "member_id", "member__name", "supplier_id", "supplier__name", "supplier__public_id",
    "ends_on", "currency", "value_band",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TouchedContract:
    """`hops` links away, 0 when the contract itself says so or is with the company asked about; `way` from the start to
    the supplier, empty then. `weakest` is the confidence of the way's weakest link, None without one."""

    public_id: str
    title: str
    member: str
    own: bool
    supplier: str
    supplier_id: str
    ends_on: date | None
    currency: str
    value: SeenValue
    hops: int
    weakest: Confidence | None
    way: tuple[Step, ...]
    says_itself: bool


@dataclass(frozen=True)
class Touched:
    """Contracts at most `limit` of `total`: own first, then the nearest. `more`: the chain leads further than was
    walked, so that all numbers are at least so many."""

    start: Start
    members: list[SharingMember]
    contracts: list[TouchedContract]
    total: int
    combined: SeenTotal
    sites: int
    suppliers: frozenset[int]
    more: bool

    @property
    def others(self) -> int:
        return sum(not member.own for member in self.members)


def touched(viewer: Actor, start: Start, today: date, limit: int = MOST_SHOWN) -> Touched:
    walked = walk(viewer, start, today)
    direct = _that_say_so(viewer, start, today)
    found: dict[int, int | None] = dict(_with(viewer, walked.suppliers, today))
    found |= {id_: None for id_ in direct if id_ not in found}
    members, parts = _members(viewer, list(found)), seen_totals(viewer, _sums(list(found)), [1])
    return Touched(
        start=start,
        members=members,
        contracts=_shown(viewer, walked, found, direct, limit),
        total=len(found),
        combined=parts[1],
        sites=walked.sites,
        suppliers=frozenset(walked.suppliers),
        more=walked.more,
    )


def members_by_place(viewer: Actor, nodes: Iterable[int], today: date) -> dict[int, int]:
    """For each node of a chain how many members have a running contract that it leads to."""
    now = current(today)
    mask, leads_to = now.codes.mask(viewer), dict[int, set[int]]()
    for key in nodes:
        found = reach(now.graph, [key], Direction.DOWNSTREAM, allowed=mask, limit=MOST_WALKED)
        leads_to[key] = set(ids(found.of(Kind.SUPPLIER).keys).tolist())
    buyers: dict[int, set[int]] = defaultdict(set)
    for some in _batches(sorted(set().union(*leads_to.values()))):
        rows = visible_contracts(viewer).filter(running(today), supplier_id__in=some)
        for supplier_id, member_id in rows.values_list("supplier_id", "member_id").distinct().order_by():
            buyers[supplier_id or 0].add(member_id)
    return {key: len(set().union(*(buyers[id_] for id_ in suppliers))) for key, suppliers in leads_to.items()}


def _with(viewer: Actor, suppliers: Collection[int], today: date) -> Iterator[tuple[int, int]]:
    """Running contracts with these companies, each with the record of the company that it names."""
    for some in _batches(sorted(suppliers)):
        found = visible_contracts(viewer).filter(running(today), supplier_id__in=some)
        for id_, supplier in found.values_list("id", "supplier_id").order_by():
            if supplier is not None:
                yield id_, supplier


def _that_say_so(viewer: Actor, start: Start, today: date) -> frozenset[int]:
    """Contracts that declare the country themselves, or hold the product."""
    found = visible_contracts(viewer).filter(running(today))
    if start.kind is StartKind.COUNTRY:
        said = found.filter(origins__contains=start.key).values_list("id", "origins")
        return frozenset(id_ for id_, origins in said if start.key in origins.split(";"))
    if start.kind is StartKind.PRODUCT:
        held = RiskProduct.objects.filter(product_id=start.key).values("risk__contract_id")
        return frozenset(found.filter(id__in=held).values_list("id", flat=True))
    return frozenset()


def _members(viewer: Actor, contract_ids: list[int]) -> list[SharingMember]:
    counted: dict[int, int] = defaultdict(int)
    for some in _batches(contract_ids):
        rows = Contract.objects.filter(id__in=some).values_list("member_id").annotate(n=Count("id")).order_by()
        for member_id, count in rows:
            counted[member_id] += count
    bodies = Member.objects.in_bulk(counted)
    members = [
        SharingMember(bodies[id_].public_id, bodies[id_].name, reaches(viewer, id_), n) for id_, n in counted.items()
    ]
    return sorted(members, key=lambda one: (not one.own, one.name))


def _sums(contract_ids: list[int]) -> QuerySet[Contract, Any]:
    in_kroner = Q(currency="NOK", own_facts__value__isnull=False)
    known = Contract.objects.filter(in_kroner, id__in=contract_ids)
    return known.annotate(key=Value(1)).values_list("key", "member_id").annotate(total=Sum(VALUE)).order_by()


def _shown(
    viewer: Actor, walked: Walked, found: dict[int, int | None], direct: frozenset[int], limit: int
) -> list[TouchedContract]:
    rows: list[tuple[int, int, str]] = []
    for some in _batches(found):
        rows += Contract.objects.filter(id__in=some).values_list("id", "member_id", "title")
    hops = {id_: walked.suppliers[by][0] if by is not None else 0 for id_, by in found.items()}
    rows.sort(key=lambda row: (not reaches(viewer, row[1]), hops[row[0]], row[2], row[0]))
    chosen = [id_ for id_, _member, _title in rows[:limit]]
    facts: dict[int, dict[str, Any]] = {}
    for some in _batches(chosen):
        facts |= {row["id"]: row for row in Contract.objects.filter(id__in=some).values(*_COLUMNS)}
    values = _own_values(viewer, chosen)
    ways = walked.ways(viewer, {by for id_ in chosen if (by := found[id_]) is not None})
    return [
        _contract(
            facts[id_],
            own=id_ in values,
            value=_value(viewer, facts[id_], values),
            reached=walked.suppliers.get(found[id_] or 0),
            way=ways.get(found[id_] or 0, ()),
            says_itself=id_ in direct,
        )
        for id_ in chosen
    ]


def _own_values(viewer: Actor, chosen: list[int]) -> dict[int, Decimal | None]:
    own: dict[int, Decimal | None] = {}
    for some in _batches(chosen):
        rows = Contract.objects.filter(id__in=some, member_id__in=viewer.member_ids).values_list("id", VALUE)
        own |= dict(rows)
    return own


def _value(viewer: Actor, row: dict[str, Any], own: dict[int, Decimal | None]) -> SeenValue:
    shown = sees_values(viewer)
    if row["id"] in own:
        return own_value(own[row["id"]], sees_values=shown)
    return others_value(row["value_band"], sees_values=shown, currency=row["currency"])


def _contract(
    row: dict[str, Any],
    *,
    own: bool,
    value: SeenValue,
    reached: tuple[int, Confidence] | None,
    way: tuple[Step, ...],
    says_itself: bool,
) -> TouchedContract:
    between = len(way) > 1
    return TouchedContract(
        public_id=row["public_id"],
        title=row["title"],
        member=row["member__name"],
        own=own,
        supplier=row["supplier__name"] or "",
        supplier_id=row["supplier__public_id"] or "",
        ends_on=row["ends_on"],
        currency=row["currency"],
        value=value,
        hops=reached[0] if reached else 0,
        weakest=reached[1] if reached and between else None,
        way=way if between else (),
        says_itself=says_itself,
    )


def _batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    every = list(numbers)
    for start in range(0, len(every), BATCH):
        yield every[start : start + BATCH]
