"""A letter as PDF/UA-1, set by Typst: tagged, with title and language. Typst is given its own fonts alone, no folder
but the one of the layout, and what the letter says as data."""

import json
import re
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, cast

from anyascii import anyascii
from typst import Compiler, TypstError

from aktsom.sanctions.writing.filling import Block, Sheet, Signature
from aktsom.sanctions.writing.words import Kind

LAYOUT = Path(__file__).parent / "letter.typ"
REGIONS = {"nb": "no", "nn": "no", "en": "gb"}
_NOT_SHOWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
TRIES = 3
_WITH_FONT = {chr(code) for code in (*range(0x0530), *range(0x1E00, 0x2200))}  # Latin, Greek, Cyrillic and signs
_one_at_a_time = Lock()


@cache
def _compiler() -> Compiler:
    """Kept: fonts and layout are read once."""
    return Compiler(LAYOUT, root=LAYOUT.parent, ignore_system_fonts=True)


def pdf_of(sheet: Sheet) -> bytes:
    """Letters that none of the fonts has, such as Chinese ones, are spelled in Latin ones, since PDF/UA takes no text
    that cannot be shown. The Word file has them as they are."""
    told = json.dumps(_told(sheet), ensure_ascii=False)
    for attempt in range(TRIES):
        try:
            with _one_at_a_time:
                made = _compiler().compile(format="pdf", sys_inputs={"letter": told}, pdf_standards=["ua-1"])
            return cast(bytes, made)  # one document in one file
        except TypstError as error:
            missing = set("".join(_NOT_SHOWN.findall(error.diagnostic)))
            if not missing:
                raise
            # Marks that are set together with another are not always named by the letter they stand on.
            told = _spelled(told, missing if attempt == 0 else set(told) - _WITH_FONT)
    raise ValueError("a letter has text that no font can show")


def _spelled(told: str, missing: set[str]) -> str:
    """`missing` in Latin letters, or gone where there is no way to spell them; never a mark that ends a JSON text."""
    table = {ord(char): anyascii(char).replace('"', "'").replace("\\", "/") for char in missing if ord(char) > 127}
    return told.translate(table)


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
