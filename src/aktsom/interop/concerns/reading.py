"""Lists of concern read entry by entry: a CSV file with a heading, or a file of entities in FollowTheMoney's form.

The latter is a JSON object a line: {"id", "schema", "properties": {"name": [...], "alias": [...], "country": [...],
"address": [...], "registrationNumber": [...], "topics": [...], "notes": [...]}}. Either may be packed with gzip. A
million lines pass through in constant memory. What is wrong is told with the line; a list is never read in part.
"""

import csv
import gzip
import hashlib
import io
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from aktsom.core.errors import DomainError
from aktsom.interop.matching.columns import record_columns
from aktsom.interop.registers.headings import heading_key
from aktsom.interop.registers.values.countries import country_code
from aktsom.supply_chain.listed import ListedEntry

LONGEST_FIELD = 131_072  # characters
_REFERENCE = Path(__file__).parent / "reference"
_LONGEST_LINE = 1_000_000
_LONGEST_NAME, _LONGEST_TEXT, _MOST_NAMES = 400, 2_000, 40
_NUMBERS = ("registrationNumber", "leiCode", "vatCode", "taxNumber", "dunsCode", "ogrnCode", "uscCode", "innCode")
_ALIASES = ("alias", "previousName", "weakAlias")


class WrongList(DomainError):
    """The file is no list of concern, or one of its lines is wrong; the message says which."""


@dataclass
class Counted:
    """`people` and `others` are entities that are left out on purpose."""

    entries: int = 0
    people: int = 0
    others: int = 0


def checksum_of(path: Path) -> str:
    """SHA-256 of the file. Raises WrongList when it cannot be read."""
    try:
        with path.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        raise WrongList(_("Kan ikke lese filen.")) from None


def read_entries(path: Path, counted: Counted) -> Iterator[ListedEntry]:
    """Raises WrongList at the first line that is wrong."""
    with _opened(path) as text:
        try:
            first = text.readline(_LONGEST_LINE)
            found = _entities(_joined(first, text)) if first.lstrip().startswith("{") else _rows(first, text)
            for one in found:
                if isinstance(one, str):
                    counted.people += one == "person"
                    counted.others += one != "person"
                    continue
                counted.entries += 1
                yield one
        except UnicodeDecodeError:
            raise WrongList(_("Filen er ikke skrevet i UTF-8. Lagre den som CSV med UTF-8, og prøv igjen.")) from None
        except (EOFError, gzip.BadGzipFile, zlib.error):
            raise WrongList(_("Filen er skadet eller ikke hel. Last den ned på nytt.")) from None
    if not counted.entries:
        raise WrongList(_("Filen har ingen selskaper eller steder."))


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    try:
        raw = path.open("rb")
    except OSError:
        raise WrongList(_("Kan ikke lese filen.")) from None
    with raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        stream: Any = gzip.GzipFile(fileobj=raw) if packed else raw
        yield io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")


def _joined(first: str, text: IO[str]) -> Iterator[str]:
    yield first
    while line := text.readline(_LONGEST_LINE + 1):
        yield line


# Entities


def _entities(lines: Iterable[str]) -> Iterator[ListedEntry | str]:
    for number, line in enumerate(lines, start=1):
        if len(line) > _LONGEST_LINE:
            raise _wrong(number, _("linjen er for lang"))
        if not line.strip():
            continue
        try:
            said = json.loads(line)
        except (ValueError, RecursionError):
            raise _wrong(number, _("det er ikke et JSON-objekt")) from None
        yield _entity(said, number)


def _entity(said: Any, number: int) -> ListedEntry | str:
    if not isinstance(said, dict) or not isinstance(said.get("properties"), dict):
        raise _wrong(number, _("det er ikke en enhet med «id», «schema» og «properties»"))
    kind = _schemas().get(str(said.get("schema", "")), "other")
    if kind != "company":
        return kind
    entry_id, told = said.get("id"), said["properties"]
    if not isinstance(entry_id, str) or not entry_id.strip():
        raise _wrong(number, _("enheten mangler «id»"))
    names = _values(told, "name", *_ALIASES, number=number) or _values(said, "caption", number=number)
    if not names:
        raise _wrong(number, _("enheten mangler navn"))
    return _listed(
        entry_id=entry_id,
        names=names,
        schema=str(said["schema"]),
        countries=_values(told, "country", "jurisdiction", "mainCountry", number=number),
        addresses=_values(told, "address", number=number),
        numbers=_values(told, *_NUMBERS, number=number),
        topics=_values(told, "topics", number=number),
        notes=_values(told, "notes", "summary", "program", number=number),
    )


def _values(told: Mapping[str, Any], *fields: str, number: int) -> list[str]:
    found = []
    for field in fields:
        values = told.get(field) or []
        for value in values if isinstance(values, list) else [values]:
            if value is None or isinstance(value, dict):  # a nested entity, which says it elsewhere
                continue
            if not isinstance(value, str | int | float):
                raise _wrong(number, _("feltet «%(field)s» er ikke tekst") % {"field": field})
            found.append(str(value))
    return found


@cache
def _schemas() -> dict[str, str]:
    with (_REFERENCE / "schemas.csv").open(encoding="utf-8", newline="") as opened:
        return {row["schema"]: row["kind"] for row in csv.DictReader(opened)}


# CSV


def _rows(heading: str, text: IO[str]) -> Iterator[ListedEntry | str]:
    mark = max(",;\t|", key=heading.count)
    csv.field_size_limit(LONGEST_FIELD)  # of the whole process: others set their own before they read
    try:
        headings = next(csv.reader([heading], delimiter=mark), [])
    except csv.Error:
        raise _wrong(1, _("en celle er for lang")) from None
    places = _places(headings)
    if "name" not in places:
        raise WrongList(
            _(
                "Vi finner ingen kolonne med navn i filen. Gi den overskriften «navn» eller «name». Filen kan også "
                "være enheter i FollowTheMoney-form, ett JSON-objekt på hver linje."
            )
        )
    reader = csv.reader(text, delimiter=mark)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield _row(row, places, reader.line_num + 1, len(headings))
    except csv.Error:
        raise _wrong(reader.line_num + 1, _("en celle er for lang")) from None


def _places(headings: list[str]) -> dict[str, list[int]]:
    """{field: columns}: one each of what matching knows, and every column of the words of lists."""
    with (_REFERENCE / "column_words.csv").open(encoding="utf-8", newline="") as opened:
        words = {row["words"]: row["field"] for row in csv.DictReader(opened)}
    found: dict[str, list[int]] = {}
    for place, heading in enumerate(headings):
        if field := words.get(heading_key(heading)):
            found.setdefault(field, []).append(place)
    taken = {place for places in found.values() for place in places}
    for field, place in record_columns(headings).place.items():
        if place not in taken:
            found.setdefault(field, []).append(place)
    return found


def _row(row: list[str], places: Mapping[str, list[int]], number: int, width: int) -> ListedEntry:
    if len(row) > width:
        raise _wrong(number, _("raden har flere felt enn overskriften"))

    def cells(field: str) -> list[str]:
        return [row[place] for place in places.get(field, ()) if place < len(row) and row[place].strip()]

    def parts(field: str) -> list[str]:
        return [part for cell in cells(field) for part in re.split(r"[;|\n]", cell) if part.strip()]

    if not cells("name"):
        raise _wrong(number, _("raden mangler navn"))
    place = ", ".join([*cells("address"), *cells("postcode"), *cells("town")])
    return _listed(
        entry_id=(cells("entry_id") or [f"rad-{number}"])[0],
        names=[*cells("name"), *parts("alias")],
        schema=(cells("schema") or [""])[0],
        countries=parts("country"),
        addresses=[place] if place else [],
        numbers=parts("number"),
        topics=parts("topics"),
        notes=cells("note"),
    )


def _listed(
    *,
    entry_id: str,
    names: list[str],
    schema: str,
    countries: list[str],
    addresses: list[str],
    numbers: list[str],
    topics: list[str],
    notes: list[str],
) -> ListedEntry:
    return ListedEntry(
        entry_id=_plain(entry_id)[:200],
        names=_each(names, _LONGEST_NAME)[:_MOST_NAMES],
        schema=_plain(schema)[:40],
        countries=tuple(dict.fromkeys(code for text in countries if (code := _country(text))))[:30],
        addresses=_each(addresses, _LONGEST_NAME)[:10],
        numbers=_each(numbers, 60)[:20],
        topics=_each(topics, 40)[:6],
        note="\n".join(_each(notes, _LONGEST_TEXT))[:_LONGEST_TEXT],
    )


def _each(texts: list[str], longest: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain for text in texts if (plain := _plain(text)[:longest])))


def _plain(text: str) -> str:
    """One line, without signs that are not seen."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _country(text: str) -> str:
    text = text.strip()
    if len(text) == 2 and text.isalpha() and text.isascii():
        return text.upper()
    return country_code(text) or ""


def _wrong(number: int, what: str) -> WrongList:
    return WrongList(_("Linje %(number)s: %(what)s. Ingenting er lest inn.") % {"number": number, "what": what})
