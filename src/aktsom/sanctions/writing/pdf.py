"""A letter as PDF/UA-1. The Word file has letters that no font shows as they are."""

from pathlib import Path
from typing import Any

from aktsom.core.papers.setting import REGIONS, set_as_pdf
from aktsom.sanctions.writing.filling import Block, Sheet, Signature
from aktsom.sanctions.writing.words import Kind

LAYOUT = Path(__file__).parent / "letter.typ"


def pdf_of(sheet: Sheet) -> bytes:
    return set_as_pdf(LAYOUT, _told(sheet))


def _told(sheet: Sheet) -> dict[str, Any]:
    return {
        "lang": sheet.language,
        "region": REGIONS[sheet.language],
        "subject": sheet.filled.subject,
        "sender": list(sheet.sender),
        "recipient": list(sheet.recipient),
        "facts": [list(fact) for fact in sheet.facts],
        "parts": _parts(sheet.filled.blocks),
        "signatures": [signature_lines(one) for one in sheet.signatures],
        "greeting": sheet.labels["greeting"],
        "page": sheet.labels["page"],
        "of": sheet.labels["of"],
        "footer": f"{sheet.sender[0]} · {sheet.facts[0][1]}" if sheet.facts else sheet.sender[0],
        "note": sheet.note,
        "mark": sheet.mark,
    }


def signature_lines(one: Signature) -> list[str]:
    return [line for line in (one.name, one.title, one.body, one.on) if line]


def _parts(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    """Points that follow each other are one list."""
    found: list[dict[str, Any]] = []
    for block in blocks:
        if block.kind is not Kind.POINT:
            found.append({"kind": str(block.kind), "text": block.text})
        elif found and found[-1]["kind"] == "points":
            found[-1]["texts"].append(block.text)
        else:
            found.append({"kind": "points", "texts": [block.text]})
    return found
