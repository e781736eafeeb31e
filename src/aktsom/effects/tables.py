"""What the area keeps as data of its figures: the indicators and their limits."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from aktsom.terms.tables import rows

REFERENCE = Path(__file__).parent / "reference"


class Kind(StrEnum):
    """How a figure is read."""

    SHARE = "share"  # counted of so many
    PARTS = "parts"  # so many of each part
    DAYS = "days"  # a median
    FUNNEL = "funnel"  # so many are left at each stage
    RANGE = "range"  # from counted to of
    MONEY = "money"  # paid of what is owed, for each currency


class Cut(StrEnum):
    """For whom it is reckoned."""

    MEMBER = "member"
    CATEGORY = "category"
    TEAM = "team"
    NETWORK = "network"


ALWAYS_KNOWN = "Ingen:"  # how what is unknown is told of where nothing can be


@dataclass(frozen=True, slots=True)
class Indicator:
    """`facts_open`: of facts that the whole network knows; `rows_open`: so is each record that it counts. `live`:
    whoever the figure is for sees all that it is made of, so that it can be reckoned as it is asked for. `better` is
    "up", "down" or empty. `source` is a code of `reference/figure_sources.csv`."""

    id: str
    theme: str
    kind: Kind
    cuts: frozenset[Cut]
    facts_open: bool
    rows_open: bool
    live: bool
    better: str
    words: dict[str, str]
    source: str
    since: str
    confidence: str

    @property
    def always_known(self) -> bool:
        """Nothing of it can be unknown, by what it counts."""
        return self.words["unknown_nb"].startswith(ALWAYS_KNOWN)

    def said(self, what: str, language: str) -> str:
        """`what`: name, definition, counted, of or unknown; in the language, else in Bokmål, with limits filled in."""
        return (self.words.get(f"{what}_{language}") or self.words[f"{what}_nb"]).format_map(figure_limits())


@cache
def figure_sources() -> dict[str, dict[str, str]]:
    """{code: {language: what the reader is told of where a figure comes from}}"""
    return {
        row["code"]: {name.removeprefix("name_"): text for name, text in row.items() if name != "code"}
        for row in rows(REFERENCE / "figure_sources.csv")
    }


@cache
def indicators() -> dict[str, Indicator]:
    """In the order in which they are shown."""
    return {row["id"]: _indicator(row) for row in rows(REFERENCE / "indicators.csv")}


def _indicator(row: dict[str, str]) -> Indicator:
    return Indicator(
        row["id"],
        row["theme"],
        Kind(row["kind"]),
        frozenset(Cut(cut) for cut in row["cuts"].split()),
        row["facts"] == "network",
        row["rows"] == "all",
        row["live"] == "yes",
        row["better"],
        {name: text for name, text in row.items() if name[-3:] in ("_nb", "_nn", "_en")},
        row["source"],
        row["since"],
        row["confidence"],
    )


@cache
def figure_limits() -> dict[str, int]:
    return {row["name"]: int(row["value"]) for row in rows(REFERENCE / "figure_limits.csv")}


def figure_limit(name: str) -> int:
    """A name that is not there is a KeyError."""
    return figure_limits()[name]
