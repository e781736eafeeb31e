"""Tells in plain sentences why a purchase was placed as it was, and what was left out and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from aktsom.categories.catalogue import Catalogue
from aktsom.risk.screening.result import Cancelled, Kind, Match, Screening
from aktsom.risk.sentences import listed, sentence


class Pointer(NamedTuple):
    """What counted: its kind, and the sentence that tells it."""

    kind: Kind
    text: str


def reasons(
    screening: Screening, catalogue: Catalogue, language: str = "nb", country: Callable[[str], str] = str
) -> list[str]:
    """One sentence per code, word or origin that counted. `country` names a country from its code."""
    return [pointer.text for pointer in pointers(screening, catalogue, language, country)]


def pointers(
    screening: Screening, catalogue: Catalogue, language: str = "nb", country: Callable[[str], str] = str
) -> list[Pointer]:
    """As `reasons`, each with the kind of what counted."""
    alike: dict[tuple[str, str, str, str], list[Match]] = {}
    for match in screening.matches:
        alike.setdefault((match.kind, match.code, match.word, match.where), []).append(match)
    return [Pointer(same[0].kind, _reason(same, catalogue, language, country)) for same in alike.values()]


def reasons_against(screening: Screening, language: str = "nb") -> list[str]:
    """One sentence per word or code that points at the list but was not counted."""
    return list(dict.fromkeys(_against(entry, language) for entry in screening.cancelled))


def _reason(same: list[Match], catalogue: Catalogue, language: str, country: Callable[[str], str]) -> str:
    first = same[0]
    products = [catalogue.product[m.product_id].name.within(language) for m in same if m.product_id]
    groups = [catalogue.group[match.group_id].name.in_language(language) for match in same]
    return sentence(
        first.kind,
        language,
        code=first.code,
        word=first.word,
        where="" if first.kind is Kind.ORIGIN else sentence(f"where_{first.where}", language),
        products=listed(_once(products), language),
        groups=listed(_once(groups), language),
        country=country(first.code) if first.kind is Kind.ORIGIN else "",
    )


def _against(entry: Cancelled, language: str) -> str:
    word = entry.match.word or f"CPV {entry.match.code}"
    return sentence(f"not_{entry.why}", language, word=word, by=entry.by)


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
