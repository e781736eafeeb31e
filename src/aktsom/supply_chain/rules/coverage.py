"""How well the stages of a contract's product are known.

Of each stage the best-known link speaks: declared is claimed, documented is known, verified is verified. Nothing is
unknown, and so is a stage of which the supplier has said that it does not know. Where it knows some and not the rest,
the stage is as well known as its best link and `partly` unknown, and then no target is met: the rest is where the
risk may lie. Claims never add up to more than a claim, however many they are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
    """`product_id` is empty where a link speaks of every product that its declaration answers for."""

    stage: Stage
    confidence: Confidence
    product_id: str = ""


@dataclass(frozen=True, slots=True)
class SaidUnknown:
    """A supplier's own word that it does not know a stage, of one product or (empty) of all."""

    stage: Stage
    product_id: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One stage of one product. `links` counts by confidence; `said` that the supplier says it does not know."""

    product_id: str
    stage: Stage
    known: Known
    links: Mapping[Confidence, int]
    said: bool
    target: Known | None

    @property
    def partly(self) -> bool:
        return self.said and self.known is not Known.UNKNOWN

    @property
    def gap(self) -> bool:
        """What falls short of the contract's terms; without a target, what is unknown."""
        if self.said or self.known is Known.UNKNOWN:
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
    cells = [_cell(product, stage, found, said, targets.get(stage)) for product in asked for stage in Stage]
    stages = list(Stage)
    return sorted(cells, key=lambda c: (not c.gap, _ORDER[c.known], stages.index(c.stage), asked.index(c.product_id)))


def _cell(product: str, stage: Stage, links: Sequence[LinkFacts], said: set[SaidUnknown], target: Known | None) -> Cell:
    speaking = [link for link in links if link.stage is stage and (not product or link.product_id in ("", product))]
    best = max((link.confidence for link in speaking), key=lambda one: one.strength, default=None)
    told = any(one.stage is stage and (not product or one.product_id in ("", product)) for one in said)
    return Cell(
        product,
        stage,
        Known.UNKNOWN if best is None else _KNOWN_BY[best],
        dict(Counter(link.confidence for link in speaking)),
        told,
        target,
    )


def at_least(one: Known, other: Known) -> bool:
    return _ORDER[one] >= _ORDER[other]
