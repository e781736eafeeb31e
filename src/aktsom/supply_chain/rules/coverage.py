"""How well the stages of a contract's product are known.

Of each place that delivers the best-known link speaks: declared is claimed, documented is known, verified is verified.
A stage is as well known as the least known of its places: one factory that was checked says nothing of the other. No
link is unknown, and so is a stage of which the supplier has said that it does not know. Where it knows some and not the
rest, or where a place has nobody named behind it, the stage is `partly` unknown, and then no target is met: the rest is
where the risk may lie. Claims never add up to more than a claim, however many they are.

Where several products are asked about, a link that names none counts for each, but not as verified: what was checked is
that there is a delivery, and not of what.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from aktsom.supply_chain.states import Confidence, Known, Stage

_KNOWN_BY = {
    Confidence.DECLARED: Known.CLAIMED,
    Confidence.DOCUMENTED: Known.KNOWN,
    Confidence.VERIFIED: Known.VERIFIED,
}
_ORDER = {known: place for place, known in enumerate(Known)}


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """`product_id` is empty where a link speaks of every product that its declaration answers for. `source` delivers to
    `target`: any words that tell places apart."""

    stage: Stage
    confidence: Confidence
    product_id: str = ""
    source: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class SaidUnknown:
    """A supplier's own word that it does not know a stage, of one product or (empty) of all."""

    stage: Stage
    product_id: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One stage of one product. `links` counts places by how well they are known; `said` that the supplier says it does
    not know; `branches` places one stage nearer the buyer (or further, where that is open too) with nobody behind."""

    product_id: str
    stage: Stage
    known: Known
    links: Mapping[Confidence, int]
    said: bool
    target: Known | None
    branches: int = 0

    @property
    def partly(self) -> bool:
        return (self.said or self.branches > 0) and self.known is not Known.UNKNOWN

    @property
    def gap(self) -> bool:
        """What falls short of the contract's terms; without a target, what is unknown."""
        if self.said or self.branches or self.known is Known.UNKNOWN:
            return True
        return self.target is not None and _ORDER[self.known] < _ORDER[self.target]


def covered(
    products: Sequence[str],
    links: Iterable[LinkFacts],
    unknown: Iterable[SaidUnknown],
    targets: Mapping[Stage, Known | None],
) -> list[Cell]:
    """A cell for each product and stage, gaps first: the least known of the earliest stage on top. Order of `links`
    and `unknown` does not matter. With no products, the contract as a whole is one, called ""."""
    asked = list(dict.fromkeys(products)) or [""]
    found, said = list(links), set(unknown)
    cells = [cell for product in asked for cell in _cells(product, found, said, targets, alone=len(asked) == 1)]
    stages = list(Stage)
    return sorted(cells, key=lambda c: (not c.gap, _ORDER[c.known], stages.index(c.stage), asked.index(c.product_id)))


@dataclass(frozen=True, slots=True)
class Mapped:
    """Of how many of the products of one stage somebody has told the whole of it."""

    known: int
    of: int

    @property
    def per_cent(self) -> int:
        """Whole, and rounded down: 100 is said of all and of nothing less."""
        return 100 * self.known // self.of


def mapped(cells: Iterable[Cell]) -> dict[Stage, Mapped]:
    """By stage, from the raw material. What is told in part counts as not told: the rest is where the risk may lie."""
    found: dict[Stage, list[bool]] = {stage: [] for stage in Stage}
    for cell in cells:
        found[cell.stage].append(cell.known is not Known.UNKNOWN and not cell.partly)
    return {stage: Mapped(sum(told), len(told)) for stage, told in found.items() if told}


def _cells(
    product: str,
    links: Sequence[LinkFacts],
    said: set[SaidUnknown],
    targets: Mapping[Stage, Known | None],
    *,
    alone: bool,
) -> Iterator[Cell]:
    speaking = [link for link in links if not product or link.product_id in ("", product)]
    branches = _open(speaking)
    for stage in Stage:
        places: dict[str, Confidence] = {}
        for link in speaking:
            if link.stage is stage:
                shown = link.confidence if alone or link.product_id else _unless_verified(link.confidence)
                places[link.source] = max(shown, places.get(link.source, shown), key=lambda one: one.strength)
        weakest = min(places.values(), key=lambda one: one.strength, default=None)
        yield Cell(
            product,
            stage,
            Known.UNKNOWN if weakest is None else _KNOWN_BY[weakest],
            dict(Counter(places.values())),
            any(one.stage is stage and (not product or one.product_id in ("", product)) for one in said),
            targets.get(stage),
            len(branches[stage]) if places else 0,
        )


def _unless_verified(confidence: Confidence) -> Confidence:
    return Confidence.DOCUMENTED if confidence is Confidence.VERIFIED else confidence


def _open(links: Sequence[LinkFacts]) -> dict[Stage, set[str]]:
    """By stage the places nearer the buyer that nobody is said to deliver it to. A delivery to what delivers nothing
    itself, as the supplier's own company, stands for all; who is fed within its own stage is not waited for."""
    sources = {link.source for link in links}
    found: dict[Stage, set[str]] = {}
    waiting: set[str] = set()
    for stage in reversed(Stage):  # from the buyer backwards
        into = {link.target for link in links if link.stage is stage}
        found[stage] = waiting - into if into <= sources else set()
        waiting = found[stage] | ({link.source for link in links if link.stage is stage} - into)
    return found


def at_least(one: Known, other: Known) -> bool:
    return _ORDER[one] >= _ORDER[other]
