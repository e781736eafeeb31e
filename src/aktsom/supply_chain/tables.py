"""The area's tables of data: bands of workers, what each version of the terms asks of a chain, limits."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aktsom.supply_chain.states import Known, Stage

REFERENCE = Path(__file__).parent / "reference"


@dataclass(frozen=True, slots=True)
class WorkerBand:
    id: str
    least: int
    most: int | None
    names: dict[str, str]  # by language

    def name(self, language: str) -> str:
        return self.names.get(language, self.names["nb"])


@dataclass(frozen=True, slots=True)
class ChainTerm:
    """What one version of the terms asks of one stage; `target` is None where it asks nothing."""

    target: Known | None
    may_hide: bool
    point: str
    confidence: str


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def worker_bands() -> dict[str, WorkerBand]:
    return {
        row["id"]: WorkerBand(
            row["id"],
            int(row["least"]),
            int(row["most"]) if row["most"] else None,
            {language: row[f"name_{language}"] for language in ("nb", "nn", "en")},
        )
        for row in _rows("worker_bands.csv")
    }


def band_of(workers: int) -> str:
    """The band that a number of workers lies in; empty for none."""
    fits = (b.id for b in worker_bands().values() if b.least <= workers and (b.most is None or workers <= b.most))
    return next(fits, "")


@cache
def chain_terms() -> dict[tuple[str, Stage], ChainTerm]:
    return {
        (row["term_set"], Stage(row["stage"])): ChainTerm(
            Known(row["target"]) if row["target"] else None, row["may_hide"] == "yes", row["point"], row["confidence"]
        )
        for row in _rows("chain_terms.csv")
    }


def term_of(term_set: str, stage: Stage) -> ChainTerm | None:
    """Nothing for a contract without terms, and for a version that the table does not know."""
    return chain_terms().get((term_set, stage))


def may_hide(term_sets: frozenset[str]) -> bool:
    """Whether a next tier may answer past its customer: every contract it answers for has a clause that allows it."""
    found = [term for code in term_sets for stage in Stage if (term := term_of(code, stage))]
    return bool(found) and "" not in term_sets and all(term.may_hide for term in found)


@cache
def limit(code: str) -> int:
    return {row["code"]: int(row["value"]) for row in _rows("limits.csv")}[code]
