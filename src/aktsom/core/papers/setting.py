"""Typst sets a layout as PDF/UA-1: tagged, with title and language. It is given its own fonts alone, no folder but the
one of the layout, and what is said as data, which is never read as markup."""

import json
import re
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, cast
from unicodedata import category

from anyascii import anyascii
from typst import Compiler, TypstError

REGIONS = {"nb": "no", "nn": "no", "en": "gb"}
TRIES = 3
PICTURE = 200  # dots an inch
_SHOWN = {"Zs", "Zl", "Zp", "Cf"}  # spaces, and the marks that join letters of some scripts
_NOT_SHOWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_WITH_FONT = {chr(code) for code in (*range(0x0530), *range(0x1E00, 0x2200))}  # Latin, Greek, Cyrillic and signs
_one_at_a_time = Lock()


@cache
def _compiler(layout: Path) -> Compiler:
    """Kept: fonts and layout are read once."""
    return Compiler(layout, root=layout.parent, ignore_system_fonts=True)


def set_as_pdf(layout: Path, told: dict[str, Any]) -> bytes:
    """The layout finds what is told as JSON in `sys.inputs.told`. Letters that none of the fonts has, such as Chinese
    ones, are spelled in Latin ones, since PDF/UA takes no text that cannot be shown."""
    said = json.dumps(_printable(told), ensure_ascii=False)
    for attempt in range(TRIES):
        try:
            with _one_at_a_time:
                made = _compiler(layout).compile(format="pdf", sys_inputs={"told": said}, pdf_standards=["ua-1"])
            return cast(bytes, made)  # one document in one file
        except TypstError as error:
            missing = set("".join(_NOT_SHOWN.findall(error.diagnostic)))
            if not missing:
                raise
            # Marks that are set together with another are not always named by the letter they stand on.
            said = _spelled(said, missing if attempt == 0 else set(said) - _WITH_FONT)
    raise ValueError("there is text that no font can show")


def set_as_picture(layout: Path, told: dict[str, Any]) -> bytes:
    """The one page of the layout as PNG, for files that take no drawing."""
    with _one_at_a_time:
        said = json.dumps(_printable(told), ensure_ascii=False)
        return cast(bytes, _compiler(layout).compile(format="png", ppi=PICTURE, sys_inputs={"told": said}))


def printable(text: str) -> str:
    """Without signs that are no text, which neither a PDF nor XML may hold."""
    return "".join(sign for sign in text if sign in "\n\t" or sign.isprintable() or category(sign) in _SHOWN)


def _printable(told: Any) -> Any:
    if isinstance(told, dict):
        return {name: _printable(each) for name, each in told.items()}
    if isinstance(told, list | tuple):
        return [_printable(each) for each in told]
    return printable(told) if isinstance(told, str) else told


def _spelled(said: str, missing: set[str]) -> str:
    """`missing` in Latin letters, or gone where there is no way to spell them; never a mark that ends a JSON text."""
    table = {ord(char): anyascii(char).replace('"', "'").replace("\\", "/") for char in missing if ord(char) > 127}
    return said.translate(table)
