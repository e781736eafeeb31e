"""Words of the command line in the three languages, without Django."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

Translate = Callable[[str], str]
_CATALOGUES = Path(__file__).resolve().parent.parent / "locale"
# CLDR's long forms are not what people write.
_COUNTRIES = {"HK": "Hongkong", "MO": "Macao"}


class Trouble(Exception):
    """Something outside the program stops it; the message is one clear line for the person who called."""


def say(line: str) -> None:
    sys.stderr.write(f"aktsom: {line}\n")


@cache
def translator(language: str) -> Translate:
    """Bokmål as it stands in the code where there is no compiled catalogue."""
    path = _CATALOGUES / language / "LC_MESSAGES" / "django.mo"
    if language == "nb" or not path.exists():
        return str
    with path.open("rb") as file:
        return GNUTranslations(file).gettext


@cache
def country_namer(language: str) -> Callable[[str], str]:
    from babel import Locale

    territories = Locale(language).territories
    return lambda code: _COUNTRIES.get(code) or territories.get(code, code)
