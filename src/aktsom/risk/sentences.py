"""The sentences that reasons are told in, in bokmål, nynorsk and English; they live in a table beside this module."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

LANGUAGES = ("nb", "nn", "en")
_TABLE = Path(__file__).parent / "sentences.csv"


@cache
def _sentences() -> dict[tuple[str, str], str]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {(row["key"], language): row[language] for row in csv.DictReader(file) for language in LANGUAGES}


def sentence(key: str, language: str, **values: str | int) -> str:
    """The sentence of that key, filled in; bokmål when the language is not one of ours."""
    return _sentences()[key, language if language in LANGUAGES else "nb"].format(**values)


def listed(names: Sequence[str], language: str) -> str:
    """«a», «a og b», «a, b og c»; «a samt b og c» where a name holds «og» itself, «a; b, c» where one holds a comma."""
    if len(names) < 2:
        return "".join(names)
    if any("," in name for name in names):
        return "; ".join(names)
    held = f" {sentence('and', language)} "
    last = sentence("and_also", language) if any(held in name for name in names) else held.strip()
    return f"{', '.join(names[:-1])} {last} {names[-1]}"
