"""A row's words understood: facts, and for each cell that we cannot use what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from aktsom.interop.chains.letters import mixed_word, without_hidden
from aktsom.interop.chains.words import folded, says_yes, stage_of_words
from aktsom.interop.registers.values.countries import parse_countries
from aktsom.interop.registers.values.days import parse_day
from aktsom.interop.registers.values.parsed import Severity
from aktsom.supply_chain.actions.declaring import ReadRow
from aktsom.supply_chain.rules.rows import FIELDS, RowFacts, RowProblem
from aktsom.supply_chain.tables import band_of, limit, worker_bands

KEPT = 4_000  # characters of a cell that are kept as written; what is longer is told of and cut
_OS_ID = re.compile(r"[A-Z]{2}\d{7}[0-9A-Z]{6}")
_LENGTHS = {"name": 300, "local_name": 300, "material": 100, "town": 100, "postcode": 12, "document": 300}
_FINEST = Decimal("0.00001")  # of a degree: about a metre


@dataclass(frozen=True)
class Known:
    """What the words may name: products by their folded names in every language and their ids."""

    products: Mapping[str, str] = field(default_factory=dict)


@dataclass
class _Reading:
    words: dict[str, str]
    known: Known
    problems: list[RowProblem] = field(default_factory=list)

    def wrong(self, name: str, code: str, *, blocks: bool = True, **params: str | int) -> None:
        self.problems.append(RowProblem(name, code, blocks, params))


def understood(words: Mapping[str, str], known: Known, number: int | None = None) -> ReadRow:
    """Words by field (`supply_chain.rules.rows.FIELDS`); others are left out. Nothing is thrown away but what cannot
    be seen, and the end of cells of more than a few pages."""
    kept = {name: words[name][:KEPT] for name in FIELDS if words.get(name, "").strip()}
    cut = {name: len(words[name]) for name in kept if len(words[name]) > KEPT}
    reading = _Reading({}, known)
    for name, text in kept.items():
        clean, hidden = without_hidden(text)
        reading.words[name] = clean.strip()
        if hidden:
            reading.wrong(name, "hidden_characters", blocks=False, count=hidden)
    values: dict[str, Any] = {}
    for name, read in _READERS.items():
        values |= read(reading, name, reading.words.get(name, ""))
    for name, length in cut.items():
        reading.wrong(name, "text_cut", length=length, limit=KEPT)
    _together(reading, values)
    return ReadRow(reading.words, RowFacts(**values), tuple(reading.problems), number)


def _text(reading: _Reading, name: str, text: str) -> dict[str, Any]:
    longest = _LENGTHS.get(name, limit("text_characters"))
    line = " ".join(text.split())
    if len(line) > longest:
        reading.wrong(name, "too_long", length=len(line), limit=longest)
    return {name: line[:longest]}


def _name(reading: _Reading, name: str, text: str) -> dict[str, Any]:
    if word := mixed_word(text[: _LENGTHS["name"]]):
        reading.wrong(name, "mixed_alphabets", blocks=False, value=word[:60])  # to look at: some names are so
    elif text and not any(letter.isalnum() for letter in text):
        reading.wrong(name, "no_letters")
    return _text(reading, name, text)


def _stage(reading: _Reading, name: str, text: str) -> dict[str, Any]:
    stage = stage_of_words().get(folded(text), "")
    if not stage:
        if text:
            reading.wrong(name, "not_a_stage", value=text[:60])
        else:
            reading.wrong(name, "stage_missing")
    return {"stage": stage}


def _product(reading: _Reading, name: str, text: str) -> dict[str, Any]:
    if not text:
        return {}
    found = reading.known.products.get(folded(text), "")
    if not found:
        reading.wrong(name, "not_a_product", value=text[:60])
    return {"product_id": found}


def _unknown(reading: _Reading, name: str, text: str) -> dict[str, Any]:
    said = says_yes(text)
    if said is None:
        reading.wrong(name, "not_yes_or_no", value=text[:60])
    return {"unknown": bool(said)}


def _country(reading: _Reading, name: str, text: str) -> dict[str, Any]:
    if not text:
        return {}
    parsed = parse_countries(text)
    if len(parsed.value) != 1:
        reading.wrong(name, "several_countries" if parsed.value else "not_a_country", value=text[:60])
        return {}
    return {"country": parsed.value[0]}


def _degrees(reading: _Reading, name: str, text: str) -> dict[str, Any]:
    if not text:
        return {}
    try:
        degrees = Decimal(text.replace(",", ".").rstrip("°").strip())
        if not degrees.is_finite() or abs(degrees) > 100_000:
            raise InvalidOperation
    except InvalidOperation:
        reading.wrong(name, "not_degrees", value=text[:60])
        return {}
    return {name: f"{degrees.quantize(_FINEST).normalize():f}"}


def _workers(reading: _Reading, name: str, text: str) -> dict[str, Any]:
    if not text:
        return {}
    bare = text.replace(" ", "").replace("\u00a0", "")
    number = bare.replace(",", "").replace(".", "")
    for band in worker_bands().values():
        if bare in {band.id, *(one.replace(" ", "").replace("\u00a0", "") for one in band.names.values())}:
            return {"workers_band": band.id}
    if number.isascii() and number.isdigit() and len(number) < 8 and band_of(int(number)):
        return {"workers_band": band_of(int(number))}
    reading.wrong(name, "not_workers", value=text[:60])
    return {}


def _day(reading: _Reading, name: str, text: str) -> dict[str, Any]:
    if not text:
        return {}
    parsed = parse_day(text)
    if parsed.value.day is None or any(flaw.severity is Severity.ERROR for flaw in parsed.flaws):
        reading.wrong(name, "not_a_day", value=text[:60])
        return {}
    return {name: parsed.value.day.isoformat()}


def _os_id(reading: _Reading, name: str, text: str) -> dict[str, Any]:
    code = text.upper()
    if code and not _OS_ID.fullmatch(code):
        reading.wrong(name, "not_an_os_id", value=text[:60])
        return {}
    return {"os_id": code}


def _site(reading: _Reading, name: str, text: str) -> dict[str, Any]:
    if text and not (text.startswith("sit-") and len(text) <= 16):
        reading.wrong(name, "site_unknown", value=text[:60])
        return {}
    return {"site": text}


_READERS: dict[str, Callable[[_Reading, str, str], dict[str, Any]]] = {
    "stage": _stage,
    "product": _product,
    "material": _text,
    "unknown": _unknown,
    "name": _name,
    "country": _country,
    "town": _text,
    "address": _text,
    "postcode": _text,
    "latitude": _degrees,
    "longitude": _degrees,
    "local_name": _text,
    "processes": _text,
    "workers": _workers,
    "delivers_to": _text,
    "document": _text,
    "valid_from": _day,
    "valid_to": _day,
    "os_id": _os_id,
    "site": _site,
}


def _together(reading: _Reading, values: dict[str, Any]) -> None:
    """What the cells say beside each other."""
    wrong = {problem.field for problem in reading.problems if problem.blocks}
    if values["unknown"]:
        if values["name"]:
            reading.wrong("unknown", "unknown_with_name")
    elif not values["name"] and "unknown" not in wrong:
        reading.wrong("name", "name_missing")
    elif not values.get("country") and "country" not in wrong:
        reading.wrong("country", "country_missing")
    _position(reading, values)
    if values.get("valid_from") and values.get("valid_to") and values["valid_to"] < values["valid_from"]:
        reading.wrong("valid_to", "ends_before_start")


def _position(reading: _Reading, values: dict[str, Any]) -> None:
    given = [values.get("latitude"), values.get("longitude")]
    if given == [None, None]:
        return
    if None in given:
        missing = "latitude" if given[0] is None else "longitude"
        if not any(problem.field == missing for problem in reading.problems):
            reading.wrong(missing, "half_a_position")
    else:
        latitude, longitude = (Decimal(str(one)) for one in given)
        if abs(latitude) > 90 and abs(latitude) <= 180 and abs(longitude) <= 90:
            reading.wrong("latitude", "position_turned")
        elif abs(latitude) > 90 or abs(longitude) > 180:
            reading.wrong("latitude" if abs(latitude) > 90 else "longitude", "position_impossible")
        elif not latitude and not longitude:
            reading.wrong("latitude", "position_zero")
        else:
            return
    values.pop("latitude", None)
    values.pop("longitude", None)
