"""Who follows up what on behalf of whom, as a drawing: members to the left, categories to the right, lines between.

A thick line is a seat in the category's team (the lead's the thickest), a thin dashed one a mandate given to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from aktsom.teams.queries.network import CategoryNode, MemberNode, Network
from aktsom.teams.states import SeatPart

Node = TypeVar("Node", MemberNode, CategoryNode)

ROW = 34  # height of a row in the drawing's own units
TOP = 20
LEFT, RIGHT = 372, 628  # where the names end and begin; the drawing is 1000 wide
MOST_ROWS = 40  # more are not readable; the viewer's own are kept, and the table has all


@dataclass(frozen=True, slots=True)
class Place:
    """A name in the drawing: `y` is its middle."""

    key: str
    name: str
    y: int
    href: str
    own: bool = False
    state: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    path: str
    kind: str  # lead, seat or mandate
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    members: list[Place]
    categories: list[Place]
    lines: list[Line]
    height: int
    left_out: int  # members and categories that there was no room for


def picture(network: Network, names: dict[str, str], addresses: dict[str, str], titles: dict[str, str]) -> Picture:
    """`names` and `addresses` are by group id; `titles` are the sentences for the kinds of lines, with %(member)s and
    %(category)s to be filled in."""
    members, categories = _shown_members(network), _shown_categories(network)
    rows = max(len(members), len(categories), 1)
    ys = {node.id: _middle(n, len(members), rows) for n, node in enumerate(members)}
    places = [Place(node.public_id, node.name, ys[node.id], "", own=node.own) for node in members]
    right, lines = [], []
    called = {node.id: node.name for node in members}
    for n, node in enumerate(categories):
        y = _middle(n, len(categories), rows)
        group_id = node.group.id
        state = node.state.value if node.state else "orphaned" if node.is_orphaned else "none"
        right.append(Place(group_id, names[group_id], y, addresses[group_id], state=state))
        for kind, member_id in _ties(node):
            if member_id in ys:
                said = titles[kind] % {"member": called[member_id], "category": names[group_id]}
                lines.append(Line(_curve(ys[member_id], y), kind, said))
    lines.sort(key=lambda line: ("mandate", "seat", "lead").index(line.kind))  # the thickest are drawn last
    left_out = len(network.members) + len(network.categories) - len(members) - len(categories)
    return Picture(places, right, lines, TOP * 2 + rows * ROW, left_out)


def _ties(node: CategoryNode) -> list[tuple[str, int]]:
    seated = {seat.member_id for seat in node.seats}
    ties = [("lead" if seat.part is SeatPart.LEAD else "seat", seat.member_id) for seat in node.seats]
    return ties + [("mandate", member_id) for member_id in node.covered if member_id not in seated]


def _shown_members(network: Network) -> list[MemberNode]:
    if len(network.members) <= MOST_ROWS:
        return network.members
    return _within([(not node.own, -node.seats, -node.given) for node in network.members], network.members)


def _shown_categories(network: Network) -> list[CategoryNode]:
    if len(network.categories) <= MOST_ROWS:
        return network.categories
    return _within([(node.state is None, -node.contracts) for node in network.categories], network.categories)


def _within(weights: Sequence[tuple[int, ...]], nodes: Sequence[Node]) -> list[Node]:
    """The first of the nodes by weight, in their own order."""
    kept = sorted(range(len(nodes)), key=lambda n: weights[n])[:MOST_ROWS]
    return [nodes[n] for n in sorted(kept)]


def _middle(n: int, count: int, rows: int) -> int:
    """Both columns are spread over the whole height."""
    return round(TOP + (n + 0.5) * rows * ROW / count)


def _curve(y1: int, y2: int) -> str:
    middle = (LEFT + RIGHT) // 2
    return f"M{LEFT + 10} {y1}C{middle} {y1} {middle} {y2} {RIGHT - 10} {y2}"
