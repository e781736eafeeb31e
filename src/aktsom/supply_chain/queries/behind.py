"""What stands behind a company, tier by tier to the raw material, as far as the viewer may see; and where it ends
without anybody knowing what comes before."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from aktsom.core.actor import Actor
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.current import current
from aktsom.supply_chain.gathering import node
from aktsom.supply_chain.models import ChainLink, Declaration
from aktsom.supply_chain.queries.links import Place, places_of, visible_links
from aktsom.supply_chain.queries.unknown import said_unknown
from aktsom.supply_chain.reach import Direction, Kind, reach, unpack
from aktsom.supply_chain.states import Confidence, DeclarationState, Stage

MOST_DRAWN = 600  # nodes; nearest first
_BATCH = 500
_BEFORE = {None: Stage.FINAL, Stage.FINAL: Stage.COMPONENT, Stage.COMPONENT: Stage.RAW}
Id = tuple[str, int]  # kind and id of a place


@dataclass(frozen=True, slots=True)
class Delivery:
    """From one place to the next nearer the buyer, by its best-known link. `links`: how many say so."""

    source: Id
    target: Id
    stage: Stage
    product_id: str
    material: str
    confidence: Confidence
    source_words: str
    said_by: str
    said_on: date
    links: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Nobody has said who delivers this stage to `target`. `said`: stages of which the supplier has answered
    that it does not know."""

    target: Id
    stage: Stage
    said: frozenset[Stage] = frozenset()


@dataclass(frozen=True)
class Behind:
    """`tiers`: links away from `root`, which is 0. `deliveries` nearest first. `more`: further places left out."""

    root: Place
    places: dict[Id, Place]
    tiers: dict[Id, int]
    deliveries: list[Delivery]
    gaps: list[Gap]
    more: bool

    def stage_of(self, place: Id) -> Stage | None:
        """Of what it delivers here, the nearest to the raw material; None for the company itself."""
        stages = {one.stage for one in self.deliveries if one.source == place}
        return min(stages, key=list(Stage).index, default=None)


def behind(viewer: Actor, supplier: Supplier, today: date, limit: int = MOST_DRAWN) -> Behind:
    now = current(today)
    start = node(None, supplier.identity_id)
    found = reach(now.graph, [start], Direction.UPSTREAM, allowed=now.codes.mask(viewer), limit=limit)
    keys = found.keys().tolist()
    by_key = {key: place for key, place in places_of(viewer, keys).items() if place.public_id}
    root = by_key[start]
    places = {(place.kind, place.id): place for place in by_key.values()}
    links = _links(viewer, by_key, today)
    tiers = _tiers((root.kind, root.id), links)
    deliveries = [one for one in _merged(links) if one.source in tiers and one.target in tiers]
    deliveries.sort(key=lambda one: (tiers[one.target], tiers[one.source], places[one.source].name))
    behind = Behind(root, places, tiers, deliveries, [], found.more)
    own = _own_versions(viewer, behind)
    gaps = list(_gaps(behind))
    speaking = _speaking(own, links)
    unknown = _unknown(set().union(*speaking.values()))
    answered = [replace(gap, said=_stages(speaking.get(gap.target, ()), unknown)) for gap in gaps]
    return Behind(root, places, tiers, deliveries, [*answered, *_rest(answered, own, unknown)], found.more)


_Told = tuple[Id, Id, ChainLink]


def _links(viewer: Actor, by_key: dict[int, Place], today: date) -> list[_Told]:
    sites = [unpack(key)[1] for key in by_key if unpack(key)[0] is Kind.SITE]
    suppliers = [unpack(key)[1] for key in by_key if unpack(key)[0] is Kind.SUPPLIER]
    told: list[_Told] = []
    for field, ids in (("to_site_id__in", sites), ("to_supplier_id__in", suppliers)):
        for start in range(0, len(ids), _BATCH):
            within = Q(**{field: ids[start : start + _BATCH]})
            for link in visible_links(viewer, today).filter(within).select_related("said_by").order_by("id"):
                ends = node(link.from_site_id, link.from_supplier_id), node(link.to_site_id, link.to_supplier_id)
                if all(end in by_key for end in ends):
                    one, other = (by_key[end] for end in ends)
                    told.append(((one.kind, one.id), (other.kind, other.id), link))
    return told


def _tiers(root: Id, links: Iterable[_Told]) -> dict[Id, int]:
    into = defaultdict(list)
    for source, target, _ in links:
        into[target].append(source)
    tiers, front = {root: 0}, [root]
    while front:
        further = []
        for target in front:
            for source in into[target]:
                if source not in tiers:
                    tiers[source] = tiers[target] + 1
                    further.append(source)
        front = further
    return tiers


def _merged(links: Iterable[_Told]) -> Iterator[Delivery]:
    pairs: dict[tuple[Id, Id], list[ChainLink]] = defaultdict(list)
    for source, target, link in links:
        if source != target:
            pairs[source, target].append(link)
    for (source, target), said in pairs.items():
        best = max(said, key=lambda link: Confidence(link.confidence).strength)
        yield Delivery(
            source=source,
            target=target,
            stage=min((Stage(link.stage) for link in said), key=list(Stage).index),
            product_id=best.product_id,
            material=next((link.material for link in said if link.material), ""),
            confidence=Confidence(best.confidence),
            source_words=best.source_words or best.confirmed_by,
            said_by=best.said_by.name if best.said_by else "",
            said_on=best.added_at.date(),
            links=len(said),
        )


def _gaps(chain: Behind) -> Iterator[Gap]:
    fed = {one.target for one in chain.deliveries}
    for place in sorted(chain.tiers, key=lambda one: (chain.tiers[one], chain.places[one].name)):
        if place not in fed and (stage := _BEFORE.get(chain.stage_of(place))):
            yield Gap(place, stage)


def _own_versions(viewer: Actor, chain: Behind) -> dict[Id, set[int]]:
    """Of each company the versions in force that it has told itself."""
    found: dict[Id, set[int]] = defaultdict(set)
    suppliers = [id_ for kind, id_ in chain.places if kind == "supplier"]
    told = Declaration.objects.visible_to(viewer).filter(state=DeclarationState.SUBMITTED)
    for id_, supplier in told.filter(supplier_id__in=suppliers).values_list("id", "supplier_id"):
        found["supplier", supplier].add(id_)
    return found


def _speaking(own: dict[Id, set[int]], links: Iterable[_Told]) -> dict[Id, set[int]]:
    """For each place the versions in force that name it, and for a company its own."""
    found: dict[Id, set[int]] = defaultdict(set, {place: set(versions) for place, versions in own.items()})
    for source, target, link in links:
        if link.declaration_id:
            found[source].add(link.declaration_id)
            found[target].add(link.declaration_id)
    return found


def _unknown(versions: Collection[int]) -> dict[int, set[Stage]]:
    found: dict[int, set[Stage]] = defaultdict(set)
    for id_, said in said_unknown(versions):
        found[id_].add(said.stage)
    return found


def _stages(versions: Iterable[int], unknown: dict[int, set[Stage]]) -> frozenset[Stage]:
    return frozenset().union(*(unknown[id_] for id_ in versions))


def _rest(gaps: Iterable[Gap], own: dict[Id, set[int]], unknown: dict[int, set[Stage]]) -> Iterator[Gap]:
    """What a company says it does not know though places of that stage are told: the rest of it, drawn behind the
    company. What an open end shows already is not drawn twice."""
    shown = {stage for gap in gaps for stage in gap.said if stage == gap.stage}
    for company, versions in own.items():
        for stage in sorted(_stages(versions, unknown) - shown, key=list(Stage).index, reverse=True):
            yield Gap(company, stage, frozenset({stage}))
