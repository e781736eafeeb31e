"""Whom an inquiry touches: companies that the place leads to, whoever may see the links, and bodies with a contract
with one of them. The platform walks all links, so that a body is reached whose own people never heard of the place;
each is then shown only the ways that it may see itself."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Q

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import running
from aktsom.core.actor import PLATFORM, Actor
from aktsom.core.errors import NotVisible
from aktsom.core.wall import lowered
from aktsom.findings.models import Inquiry
from aktsom.findings.rules.branching import branch_for
from aktsom.findings.signal_states import InquiryState
from aktsom.risk.models import RiskProduct
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import record_ids
from aktsom.supply_chain.current import current
from aktsom.supply_chain.gathering import node, standing
from aktsom.supply_chain.models import ChainLink, Site
from aktsom.supply_chain.queries.reaching import Step, walk
from aktsom.supply_chain.queries.starts import Start, StartKind, offered, start_of
from aktsom.supply_chain.reach import Direction, Found, Kind, Pairs, pack, reach, unpack
from aktsom.supply_chain.reach.nodes import ids
from aktsom.supply_chain.states import Stage

BATCH = 5_000  # values in one question


@dataclass(frozen=True)
class Touching:
    """`branches`: {company: (branch, links away or None)}; `members`: {body: running contracts with one of them};
    `buyers`: {company: bodies}."""

    branches: dict[int, tuple[str, int | None]]
    members: dict[int, int]
    buyers: dict[int, frozenset[int]]


def touched_by(start: Start, product_id: str, today: date) -> Touching:
    """Outside a transaction, where the graph is kept between questions. Companies that nobody buys from are in no
    branch: no contract asks them to answer. Walked to the end, however many lie on the way: whoever was left out would
    neither be written to nor alerted."""
    with lowered():
        now = current(today)
        found = reach(now.graph, start.nodes, Direction.DOWNSTREAM)
        reached = found.of(Kind.SUPPLIER)
        hops = dict(zip(ids(reached.keys).tolist(), reached.hops.tolist(), strict=True))
        contracts = list(_contracts(hops, today))
        alike = _of_product(product_id, today) if product_id else []
        companies = _companies({supplier for supplier, _m in [*contracts, *alike]})
        nearest: dict[int, int] = {}
        for supplier, _member in contracts:
            company = companies[supplier]
            if company not in nearest or hops[supplier] < hops[nearest[company]]:
                nearest[company] = supplier
        stages = _stages(found, start, {record: pack(Kind.SUPPLIER, record) for record in nearest.values()}, today)
    branches: dict[int, tuple[str, int | None]] = {
        company: (branch_for(hops[record], stages.get(record)), hops[record]) for company, record in nearest.items()
    }
    for supplier, _member in alike:
        branches.setdefault(companies[supplier], (branch_for(None, None), None))
    return _counted(branches, [(companies[s], m) for s, m in _once(contracts, alike)])


def _once(contracts: list[tuple[int, int]], alike: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Contracts of the same kind of goods with companies that are reached too are counted as reached."""
    reached = {supplier for supplier, _member in contracts}
    return contracts + [pair for pair in alike if pair[0] not in reached]


def _counted(branches: dict[int, tuple[str, int | None]], contracts: Iterable[tuple[int, int]]) -> Touching:
    members, buyers = defaultdict[int, int](int), defaultdict[int, set[int]](set)
    for company, member in contracts:
        members[member] += 1
        buyers[company].add(member)
    return Touching(branches, dict(members), {key: frozenset(ones) for key, ones in buyers.items()})


def _contracts(suppliers: Collection[int], today: date) -> Iterator[tuple[int, int]]:
    for some in _batches(sorted(suppliers)):
        rows = Contract.objects.filter(running(today), supplier_id__in=some).order_by()
        for supplier, member in rows.values_list("supplier_id", "member_id"):
            if supplier is not None:
                yield supplier, member


def _of_product(product_id: str, today: date) -> list[tuple[int, int]]:
    held = RiskProduct.objects.filter(product_id=product_id).values("risk__contract_id")
    rows = Contract.objects.filter(running(today), id__in=held, supplier__isnull=False).order_by()
    return [(supplier or 0, member) for supplier, member in rows.values_list("supplier_id", "member_id")]


def _companies(suppliers: Collection[int]) -> dict[int, int]:
    """{record: the record that stands for its company}"""
    found: dict[int, int] = {}
    for some in _batches(sorted(suppliers)):
        rows = Supplier.objects.filter(id__in=some).order_by().values_list("id", "same_as_id")
        found |= {id_: same_as or id_ for id_, same_as in rows}
    return found


def _stages(found: Found, start: Start, keys: dict[int, int], today: date) -> dict[int, Stage]:
    """Of what leaves the start on the way to each company; a final product before a part of it."""
    said: dict[tuple[int, int], Stage] = {}
    sites, companies = ids_of(start.nodes, Kind.SITE), ids_of(start.nodes, Kind.SUPPLIER)
    ends = [Q(from_site_id__in=some) | Q(from_site__same_as_id__in=some) for some in _batches(sites)]
    ends += [Q(from_supplier_id__in=some) for some in _batches(companies)]
    for end in ends:
        links = ChainLink.objects.filter(standing(today)).filter(end).order_by()
        columns = ("from_site_id", "from_supplier_id", "to_site_id", "to_supplier_id", "stage")
        for from_site, from_supplier, to_site, to_supplier, stage in links.values_list(*columns):
            pair = (node(from_site, from_supplier), node(to_site, to_supplier))
            if said.get(pair) != Stage.FINAL:
                said[pair] = Stage(stage)
    if not said:
        return {}
    places = {stage: number for number, stage in enumerate(Stage, 1)}
    marks = found.carried(
        Pairs.of(said),
        np.array([places[stage] for stage in said.values()], np.uint8),
        np.array(list(keys.values()), np.int64),
    )
    words = tuple(Stage)
    return {record: words[mark - 1] for record, mark in zip(keys, marks.tolist(), strict=True) if mark}


def ids_of(nodes: Iterable[int], kind: Kind) -> list[int]:
    return sorted(id_ for found, id_ in map(unpack, nodes) if found is kind)


def starts_for(viewer: Actor, text: str, today: date, countries: Callable[[str], list[str]]) -> list[Start]:
    """What an inquiry may be about, as `offered`; and a place that goes by exactly the name written though the viewer
    does not see it, told by no more than that name."""
    found = offered(viewer, text, today, countries)
    known = {start.key for start in found if start.kind == StartKind.SITE}
    with lowered():
        named = Site.objects.filter(name__iexact=text.strip(), same_as__isnull=True).exclude(public_id__in=known)
        hidden = [Start(StartKind.SITE, one.public_id, text.strip()) for one in named[:5]]
    return [*found, *hidden]


def start_called(viewer: Actor, kind: str, key: str, name: str, today: date) -> Start:
    """As the viewer sees it; a place that it does not see only by the name it goes by. Raises NotVisible."""
    if kind not in list(StartKind):
        raise NotVisible
    try:
        return start_of(viewer, StartKind(kind), key, today, (key,) if len(key) == 2 else ())
    except NotVisible:
        if kind != StartKind.SITE:
            raise
    with lowered():
        if not Site.objects.filter(public_id=key, name__iexact=name.strip()).exclude(name="").exists():
            raise NotVisible
        found = start_of(PLATFORM, StartKind.SITE, key, today, ())
    return Start(found.kind, found.key, name.strip(), nodes=found.nodes)


def whole(kind: str, key: str, today: date) -> Start:
    """As the platform knows it, to be walked from and not shown; from a raw material that no link tells of any more
    nothing leads anywhere."""
    with lowered():
        try:
            return start_of(PLATFORM, StartKind(kind), key, today, (key,) if len(key) == 2 else ())
        except NotVisible:
            return Start(StartKind(kind), key, "")


def own_ways(viewer: Actor, start: Start, companies: Collection[int], today: date) -> dict[int, tuple[Step, ...]]:
    """{company: one way from the start to it}, along links that the viewer may see."""
    walked = walk(viewer, start, today)
    wanted = {record: company for company in companies for record in record_ids(company)}
    ways = walked.ways(viewer, [record for record in wanted if record in walked.suppliers])
    told: dict[int, tuple[Step, ...]] = {}
    for record, way in sorted(ways.items(), key=lambda each: len(each[1])):
        told.setdefault(wanted[record], way)
    return told


def _batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    every = list(numbers)
    for start in range(0, len(every), BATCH):
        yield every[start : start + BATCH]


def running_about(kind: str, key: str) -> Inquiry | None:
    """The open inquiry about the same thing: told to who is about to open another, whether or not it sees this one. Of
    one that it does not see no more is given out than who runs it."""
    with lowered():
        rows = Inquiry.objects.select_related("team").filter(start_kind=kind, start_key=key)
        return rows.filter(state=InquiryState.OPEN).first()
