"""Where the places of a chain stand in its picture: tiers from left to right, what is unknown beside what is known.
Plain values in, places in units of the drawing out."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from math import log2

from aktsom.supply_chain.queries.behind import Behind, Delivery, Gap, Id
from aktsom.supply_chain.states import Confidence, Stage

WIDTH, HEIGHT, ROW, COLUMN, LEFT, TOP = 160, 52, 68, 220, 16, 64
CROWDED = 12  # nodes of a tier from which those of one country are drawn as one
ALONE = 2  # a country with so few is not worth a group
LETTERS = 19  # that fit in a node
_THICK = {Confidence.VERIFIED: 7.0, Confidence.DOCUMENTED: 4.5, Confidence.DECLARED: 2.5, None: 2.5}
_THICKEST = 16.0
_GROUP, _GAP, _BUYER = "group", "gap", "buyer"


@dataclass(frozen=True, slots=True)
class Node:
    """`known` is the best confidence of what it delivers, None for what is unknown; `group` is "tier-country" for
    several places drawn as one, and `count` how many. `said`: of what is unknown, that the supplier says so itself."""

    id: Id
    tier: int
    known: Confidence | None
    stage: Stage | None
    group: str = ""
    country: str = ""
    count: int = 1
    y: float = 0.0
    said: bool = False

    @property
    def x(self) -> int:
        return LEFT + self.tier * COLUMN

    @property
    def unknown(self) -> bool:
        return self.id[0] == _GAP


@dataclass(frozen=True, slots=True)
class Edge:
    path: str
    width: float
    known: Confidence | None


@dataclass(frozen=True)
class Drawing:
    """`columns`: for each tier its stages, most of them first. The first tier is who buys."""

    width: int
    height: int
    nodes: list[Node]
    edges: list[Edge]
    columns: list[tuple[int, list[Stage]]]
    groups: list[str]


def drawn(chain: Behind, opened: Collection[str]) -> Drawing:
    known = _best(chain.deliveries)
    nodes = [
        Node(place, tier + 1, known.get(place), chain.stage_of(place), country=chain.places[place].country)
        for place, tier in chain.tiers.items()
    ]
    nodes, stands_for = _grouped(nodes, opened)
    gaps, gap_links = _gaps(chain.gaps, stands_for, {node.id: node.tier for node in nodes})
    root = (chain.root.kind, chain.root.id)
    buyer = Node((_BUYER, 0), 0, Confidence.VERIFIED, None)
    links = _links(chain.deliveries, stands_for)
    every = _placed([buyer, *nodes, *gaps], [*links, *gap_links, (root, buyer.id)])
    at = {node.id: node for node in every}
    edges = [_edge(at[source], at[target], *links[source, target]) for source, target in links]
    edges += [_edge(at[source], at[target], None, 1) for source, target in gap_links]
    edges.append(_edge(at[root], at[buyer.id], Confidence.VERIFIED, 1))
    last = max(node.tier for node in every)
    return Drawing(
        width=2 * LEFT + last * COLUMN + WIDTH,
        height=int(max(node.y for node in every) + HEIGHT + 20),
        nodes=sorted(every, key=lambda node: (node.tier, node.y)),
        edges=edges,
        columns=[(tier, _stages(every, tier)) for tier in range(last + 1)],
        groups=[node.group for node in every if node.group],
    )


def _best(deliveries: Iterable[Delivery]) -> dict[Id, Confidence]:
    best: dict[Id, Confidence] = {}
    for one in deliveries:
        if one.source not in best or best[one.source].strength < one.confidence.strength:
            best[one.source] = one.confidence
    return best


def _grouped(nodes: list[Node], opened: Collection[str]) -> tuple[list[Node], dict[Id, Id]]:
    """Crowded tiers by country, but for those that were opened; and which node each place is drawn as."""
    tiers = Counter(node.tier for node in nodes)
    countries: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if tiers[node.tier] > CROWDED:
            countries[f"{node.tier}-{node.country}"].append(node)
    folded = {key: of for key, of in countries.items() if len(of) > ALONE and key not in opened}
    stands_for = {node.id: node.id for node in nodes}
    groups = []
    for number, (key, of) in enumerate(folded.items()):
        stages = Counter(node.stage for node in of)
        weakest = min((node.known for node in of if node.known), key=lambda one: one.strength, default=None)
        group = Node((_GROUP, number), of[0].tier, weakest, stages.most_common(1)[0][0], key, of[0].country, len(of))
        groups.append(group)
        stands_for |= {node.id: group.id for node in of}
    return [*(node for node in nodes if stands_for[node.id] == node.id), *groups], stands_for


def _gaps(
    gaps: Iterable[Gap], stands_for: dict[Id, Id], tiers: dict[Id, int]
) -> tuple[list[Node], dict[tuple[Id, Id], None]]:
    """What nobody has said, drawn to the raw material; one for all places that are drawn as one."""
    nodes: list[Node] = []
    links: dict[tuple[Id, Id], None] = {}
    seen: set[tuple[Id, Stage]] = set()
    stages = list(Stage)
    for gap in gaps:
        target = stands_for[gap.target]
        if (target, gap.stage) in seen:
            continue
        seen.add((target, gap.stage))
        tier = tiers[target]
        for stage in reversed(stages[: stages.index(gap.stage) + 1]):
            tier += 1
            node = Node((_GAP, len(nodes)), tier, None, stage, said=stage in gap.said)
            nodes.append(node)
            links[node.id, target] = None
            target = node.id
    return nodes, links


def _links(
    deliveries: Iterable[Delivery], stands_for: dict[Id, Id]
) -> dict[tuple[Id, Id], tuple[Confidence | None, int]]:
    """Between drawn nodes: the weakest confidence, and how many deliveries."""
    links: dict[tuple[Id, Id], tuple[Confidence | None, int]] = {}
    for one in deliveries:
        ends = stands_for[one.source], stands_for[one.target]
        if ends[0] == ends[1]:
            continue
        known, count = links.get(ends, (one.confidence, 0))
        weakest = min((known, one.confidence), key=lambda c: c.strength if c else -1)
        links[ends] = weakest, count + 1
    return links


def _placed(nodes: list[Node], links: Iterable[tuple[Id, Id]]) -> list[Node]:
    """Each tier in the order of those it delivers to, and in the middle of the height."""
    targets: dict[Id, list[Id]] = defaultdict(list)
    for source, target in links:
        targets[source].append(target)
    tiers: dict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        tiers[node.tier].append(node)
    tallest, order, placed = max(len(of) for of in tiers.values()), dict[Id, float](), []
    for tier in sorted(tiers):
        key = _middle(targets, order)
        of = sorted(tiers[tier], key=lambda node: (key(node.id), node.country, node.id))
        above = TOP + (tallest - len(of)) * ROW / 2
        for place, node in enumerate(of):
            order[node.id] = place / len(of)
            placed.append(replace(node, y=above + place * ROW))
    return placed


def _middle(targets: dict[Id, list[Id]], order: dict[Id, float]) -> Callable[[Id], float]:
    def middle(id_: Id) -> float:
        known = [order[target] for target in targets[id_] if target in order]
        return sum(known) / len(known) if known else 1.0

    return middle


def _edge(source: Node, target: Node, known: Confidence | None, count: int) -> Edge:
    """From the right side of who receives to the left of who delivers; within a tier and backwards around."""
    x1, y1, y2 = target.x + WIDTH, target.y + HEIGHT / 2, source.y + HEIGHT / 2
    x2 = source.x if source.tier > target.tier else source.x + WIDTH
    bend = (x2 - x1) / 2 if source.tier > target.tier else 40
    back = x2 - bend if source.tier > target.tier else x2 + 40
    path = f"M{x1} {y1:g}C{x1 + bend:g} {y1:g} {back:g} {y2:g} {x2} {y2:g}"
    return Edge(path, round(min(_THICK[known] + log2(count), _THICKEST), 1), known)


def _stages(nodes: Iterable[Node], tier: int) -> list[Stage]:
    return [stage for stage, _ in Counter(n.stage for n in nodes if n.tier == tier and n.stage).most_common()]


def short(text: str, letters: int = LETTERS) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"
