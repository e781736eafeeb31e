"""Which companies a start leads to, along links that the viewer may see, and by what way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from aktsom.core.actor import Actor
from aktsom.supply_chain.current import current
from aktsom.supply_chain.models import Site
from aktsom.supply_chain.queries.links import Place, places_of
from aktsom.supply_chain.queries.starts import Start
from aktsom.supply_chain.reach import Direction, Found, Kind, Way, pack, reach
from aktsom.supply_chain.reach.nodes import ids
from aktsom.supply_chain.states import Confidence

BATCH = 5_000  # values in one question
MOST_WALKED = 100_000  # nodes; beyond it the page says that there are more
_CONFIDENCE = tuple(Confidence)


@dataclass(frozen=True, slots=True)
class Step:
    """`confidence` of the link that leads here; None for the start, and where two records are one company."""

    place: Place
    confidence: Confidence | None


@dataclass(frozen=True)
class Walked:
    """`suppliers`: ids of all records reached, with links on the way and its weakest confidence. `sites`: how many
    places were passed. `more`: the walk was cut, and there are others."""

    found: Found
    suppliers: dict[int, tuple[int, Confidence]]
    sites: int
    more: bool

    def ways(self, viewer: Actor, supplier_ids: Iterable[int]) -> dict[int, tuple[Step, ...]]:
        """For each company one shortest way to it, told once per company and place however many records it has."""
        paths = {id_: self.found.path(pack(Kind.SUPPLIER, id_)) for id_ in supplier_ids}
        places = places_of(viewer, {key for way in paths.values() for key in way.nodes})
        return {id_: _steps(way, places) for id_, way in paths.items()}


def walk(viewer: Actor, start: Start, today: date) -> Walked:
    now = current(today)
    found = reach(now.graph, start.nodes, Direction.DOWNSTREAM, allowed=now.codes.mask(viewer), limit=MOST_WALKED)
    reached = found.of(Kind.SUPPLIER)
    rows = zip(ids(reached.keys).tolist(), reached.hops.tolist(), reached.confidence.tolist(), strict=True)
    suppliers = {id_: (hops, _CONFIDENCE[sure]) for id_, hops, sure in rows}
    return Walked(found, suppliers, _places(viewer, ids(found.of(Kind.SITE).keys).tolist()), found.more)


def _places(viewer: Actor, site_ids: list[int]) -> int:
    """Of the records passed the places that the viewer sees: one that is judged to be another, and that it does not
    see, is no place more."""
    seen, places = Site.objects.visible_to(viewer), set[int]()
    for start in range(0, len(site_ids), BATCH):
        some = seen.filter(id__in=site_ids[start : start + BATCH])
        places |= {same_as or id_ for id_, same_as in some.values_list("id", "same_as_id").order_by()}
    return len(places)


def _steps(way: Way, places: dict[int, Place]) -> tuple[Step, ...]:
    steps = [Step(places[way.nodes[0]], None)]
    for key, sure in zip(way.nodes[1:], way.confidence, strict=True):
        place, last = places[key], steps[-1].place
        if (place.kind, place.id) != (last.kind, last.id):  # else two records of one
            steps.append(Step(place, _CONFIDENCE[sure]))
    return tuple(steps)
