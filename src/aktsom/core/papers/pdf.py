"""A paper as PDF/UA-1."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from aktsom.core.papers.paper import Bars, Paper, Part, Table
from aktsom.core.papers.setting import REGIONS, set_as_pdf

LAYOUT = Path(__file__).parent / "paper.typ"


def pdf_of(paper: Paper) -> bytes:
    page, of = paper.labels
    told = {
        "lang": paper.language, "region": REGIONS[paper.language], "title": paper.title, "sender": list(paper.sender),
        "facts": [list(pair) for pair in paper.facts], "mark": paper.mark, "page": page, "of": of,
        "parts": [_told(part) for part in paper.set_parts],
    }  # fmt: skip
    return set_as_pdf(LAYOUT, told)


def _told(part: Part) -> dict[str, Any]:
    """By the name of its kind in `paper.typ`."""
    if isinstance(part, Bars):
        return {
            "kind": "bars",
            "alternative": part.alternative,
            "bars": part.bars,
            **asdict(part.table),
            "numbers": [1],
        }
    told = {"kind": type(part).__name__.lower(), **asdict(part)}
    return told | {"numbers": sorted(part.numbers)} if isinstance(part, Table) else told
