"""What a new version of the list would change, to be read before it is taken in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aktsom.categories.catalogue import Catalogue
from aktsom.categories.levels import Level, Stage


@dataclass(frozen=True, slots=True)
class LevelChange:
    product_id: str
    stage: Stage
    old: Level
    new: Level


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """Codes or words that a product or group gained and lost."""

    id: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    added: tuple[str, ...]
    removed: tuple[str, ...]
    levels: tuple[LevelChange, ...]
    keywords: tuple[PlaceChange, ...]
    cpv: tuple[PlaceChange, ...]
    context_words: PlaceChange

    @property
    def nothing(self) -> bool:
        words = self.context_words.gained or self.context_words.lost
        return not (self.added or self.removed or self.levels or self.keywords or self.cpv or words)


def difference(old: Catalogue, new: Catalogue) -> Difference:
    """Products added and removed, levels changed, and what finds each product or group."""
    both = [product for product in new.products if product.id in old.product]
    levels = tuple(
        LevelChange(product.id, stage, before, risk.level)
        for product in both
        for stage, risk in product.stages.items()
        if (before := old.product[product.id].stages[stage].level) != risk.level
    )
    return Difference(
        added=tuple(product.id for product in new.products if product.id not in old.product),
        removed=tuple(product.id for product in old.products if product.id not in new.product),
        levels=levels,
        keywords=_places(
            [(word.product_id, word.word) for word in old.keywords]
            + [(word.group_id, word.word) for word in old.group_keywords],
            [(word.product_id, word.word) for word in new.keywords]
            + [(word.group_id, word.word) for word in new.group_keywords],
        ),
        cpv=_places(
            [(rule.product_id, rule.prefix) for rule in old.cpv_rules]
            + [(rule.group_id, rule.prefix) for rule in old.group_cpv_rules],
            [(rule.product_id, rule.prefix) for rule in new.cpv_rules]
            + [(rule.group_id, rule.prefix) for rule in new.group_cpv_rules],
        ),
        context_words=_change("", _words(old), _words(new)),
    )


def _words(catalogue: Catalogue) -> set[str]:
    return {word.word for word in catalogue.context_words}


def _change(place: str, before: set[str], after: set[str]) -> PlaceChange:
    return PlaceChange(place, tuple(sorted(after - before)), tuple(sorted(before - after)))


def _places(before: Iterable[tuple[str, str]], after: Iterable[tuple[str, str]]) -> tuple[PlaceChange, ...]:
    old, new = _collected(before), _collected(after)
    changes = (_change(place, old.get(place, set()), new.get(place, set())) for place in {**new, **old})
    return tuple(change for change in changes if change.gained or change.lost)


def _collected(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    collected: dict[str, set[str]] = {}
    for place, value in pairs:
        collected.setdefault(place, set()).add(value)
    return collected
