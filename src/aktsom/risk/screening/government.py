"""What one word does to the goods named after it, and what a part of a text holds."""

from __future__ import annotations

from dataclasses import dataclass, field

from aktsom.categories.entries import Effect
from aktsom.risk.screening.compounds import PLACE, Reading
from aktsom.risk.screening.phrases import Item
from aktsom.risk.screening.result import Why

KEEPS_OUT = {Effect.SERVICE: Why.SERVICE, Effect.WORKS: Why.WORKS, Effect.DIGITAL: Why.DIGITAL}


@dataclass(frozen=True, slots=True)
class Found:
    """Goods in a text. `why` is None when they are bought; otherwise `by` is the word that keeps them out."""

    item: Item
    goods: Reading
    why: Why | None = None
    by: str = ""
    topic: str = ""
    bought: bool = False


@dataclass(frozen=True, slots=True)
class Government:
    """Why goods further on are kept out, and by which word; `made_of` lets a material through («trinn i granitt»)."""

    why: Why
    by: str
    topic: str
    made_of: bool = False


@dataclass
class Part:
    """A stretch between marks: the goods in it, and the services named on their own."""

    found: list[Found] = field(default_factory=list)
    services: list[Item] = field(default_factory=list)
    buys: bool = False

    @property
    def only_service(self) -> bool:
        return bool(self.services) and not self.buys and not any(found.why is None for found in self.found)


def keeps_out(item: Item) -> bool:
    """Whether the word names a service, a work or software by itself; a place does so only in a compound."""
    return item.reading.effect in KEEPS_OUT and item.reading.topic != PLACE


def government(item: Item) -> Government:
    """How a word that keeps goods out does so."""
    effect = item.reading.effect
    why = KEEPS_OUT.get(effect, Why.ABOUT) if effect else Why.ABOUT
    return Government(why, item.text, item.reading.topic)
