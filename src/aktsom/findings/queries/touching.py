"""Whom an inquiry touches: companies that the place leads to, whoever may see the links, and bodies with a contract
with one of them. The platform walks all links, so that a body is reached whose own people never heard of the place;
each is then shown only the ways that it may see itself."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from django.db.models import Q, QuerySet

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import running
from aktsom.core.actor import PLATFORM, Actor
from aktsom.core.among import among
from aktsom.core.errors import NotVisible
from aktsom.core.wall import lowered
from aktsom.findings.models import Inquiry
from aktsom.findings.rules.branching import branch_for
from aktsom.findings.signal_states import InquiryState
from aktsom.risk.models import RiskProduct
from aktsom.suppliers.queries.identity import identity, record_ids
from aktsom.supply_chain.current import current
from aktsom.supply_chain.gathering import node, standing
from aktsom.supply_chain.models import ChainLink, Site
from aktsom.supply_chain.queries.reaching import Step, walk
from aktsom.supply_chain.queries.starts import Start, StartKind, offered, start_of
from aktsom.supply_chain.reach import Direction, Found, Kind, Pairs, reach, unpack
from aktsom.supply_chain.reach.nodes import ids, pack_all
from aktsom.supply_chain.states import Stage


@dataclass(frozen=True)
class Touching:
    """`branches`: {company: (branch, links away or None)}; `contracts`: (company, body) of each that is touched."""

    branches: dict[int, tuple[str, int | None]]
    contracts: list[tuple[int, int]]

    @cached_property
    def members(self) -> dict[int, int]:
        """{body: how many of its running contracts}"""
        return dict(Counter(member for _company, member in self.contracts))

    @cached_property
    def buyers(self) -> dict[int, frozenset[int]]:
        """{company: bodies}"""
        found = defaultdict[int, set[int]](set)
        for company, member in self.contracts:
            found[company].add(member)
        return {company: frozenset(members) for company, members in found.items()}

    def of(self, companies: Iterable[int]) -> "Touching":
        """What there is of these companies alone."""
        kept = {company: self.branches[company] for company in companies}
        return Touching(kept, [pair for pair in self.contracts if pair[0] in kept])


def touched_by(start: Start, product_id: str, today: date) -> Touching:
    """Outside a transaction, where the graph is kept between questions. Companies that nobody buys from are in no
    branch: no contract asks them to answer. Walked to the end, however many lie on the way: whoever was left out would
    neither be written to nor alerted."""
    with lowered():
        now = current(today)
        found = reach(now.graph, start.nodes, Direction.DOWNSTREAM)
        reached = found.of(Kind.SUPPLIER)
        hops = dict(zip(ids(reached.keys).tolist(), reached.hops.tolist(), strict=True))
        contracts = _contracts(among("supplier_id", hops), today)
        alike = _contracts(Q(id__in=_of_product(product_id)), today) if product_id else []
        nearest: dict[int, int] = {}
        for record, company, _member in contracts:
            if company not in nearest or hops[record] < hops[nearest[company]]:
                nearest[company] = record
        stages = _stages(found, start, list(nearest.values()), today)
    branches: dict[int, tuple[str, int | None]] = {
        company: (branch_for(hops[record], stages.get(record)), hops[record]) for company, record in nearest.items()
    }
    for _record, company, _member in alike:
        branches.setdefault(company, (branch_for(None, None), None))
    # Contracts of the same kind of goods with companies that are reached too are counted as reached.
    others = [one for one in alike if one[0] not in hops]
    return Touching(branches, [(company, member) for _record, company, member in [*contracts, *others]])


def _contracts(which: Q, today: date) -> list[tuple[int, int, int]]:
    """(the record it is with, the one that stands for its company, the body) of each that runs."""
    rows = Contract.objects.filter(running(today), which, supplier__isnull=False).order_by()
    return list(rows.annotate(company=identity("supplier")).values_list("supplier_id", "company", "member_id"))


def _of_product(product_id: str) -> QuerySet[RiskProduct, int]:
    return RiskProduct.objects.filter(product_id=product_id).values_list("risk__contract_id", flat=True)


def _stages(found: Found, start: Start, records: list[int], today: date) -> dict[int, Stage]:
    """Of what leaves the start on the way to each company; a final product before a part of it."""
    said: dict[tuple[int, int], Stage] = {}
    sites, companies = ids_of(start.nodes, Kind.SITE), ids_of(start.nodes, Kind.SUPPLIER)
    ends = (among("from_site_id", sites) | among("from_site__same_as_id", sites), among("from_supplier_id", companies))
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
        pack_all(Kind.SUPPLIER, records),
    )
    words = tuple(Stage)
    return {record: words[mark - 1] for record, mark in zip(records, marks.tolist(), strict=True) if mark}


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


def running_about(kind: str, key: str) -> Inquiry | None:
    """The open inquiry about the same thing: told to who is about to open another, whether or not it sees this one. Of
    one that it does not see no more is given out than who runs it."""
    with lowered():
        rows = Inquiry.objects.select_related("team").filter(start_kind=kind, start_key=key)
        return rows.filter(state=InquiryState.OPEN).first()
