"""Tells the reasons of a priority or of leverage in plain sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from aktsom.categories.catalogue import Catalogue
from aktsom.risk.rules import Reason
from aktsom.risk.sentences import listed, sentence


def told(
    reasons: Iterable[Reason],
    catalogue: Catalogue,
    language: str = "nb",
    *,
    country: Callable[[str], str] = str,
    day: Callable[[str], str] = str,
) -> list[str]:
    """One sentence per reason. `country` names a country from its code, `day` writes a date given as ISO text."""
    return [_told(reason, catalogue, language, country, day) for reason in reasons]


def _told(
    reason: Reason, catalogue: Catalogue, language: str, country: Callable[[str], str], day: Callable[[str], str]
) -> str:
    def shown(name: str, value: str) -> str:
        match name:
            case "right":
                return catalogue.right[value].name.within(language)
            case "stage":
                return listed([sentence(f"stage_{stage}", language) for stage in value.split(";")], language)
            case "level" | "band":
                return sentence(f"{name}_{value}", language)
            case "countries":
                return listed([country(code) for code in value.split(";")], language)
            case "date":
                return day(value)
            case _:
                return value

    return sentence(reason.key, language, **{name: shown(name, value) for name, value in reason.values})
