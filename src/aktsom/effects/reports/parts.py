"""Parts of a paper and their sources as plain values, to be stored with a report and read back; and what differs
between two drafts, as lines that people read."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from aktsom.core.papers import Bars, Facts, Heading, Note, Part, Points, Table, Text
from aktsom.effects.report_tables import report_limit

_KINDS: dict[str, type[Part]] = {kind.__name__: kind for kind in (Bars, Facts, Heading, Note, Points, Table, Text)}


@dataclass(frozen=True, slots=True)
class Source:
    """What a section says something of: how it is reckoned in words, when, and of how many rows. `record` is the kind
    of row (`indicators.Record`), `keys` the first of them."""

    name: str
    text: str
    on: str  # ISO day; empty where it has not been reckoned
    count: int = 0
    record: str = ""
    keys: tuple[int | str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafted:
    """One section as it is drafted."""

    key: str
    parts: tuple[Part, ...] = ()
    sources: tuple[Source, ...] = ()


def source(name: str, text: str, on: date | None, rows: Sequence[int | str] = (), record: str = "") -> Source:
    kept = tuple(rows[: report_limit("rows_kept")])
    return Source(name, text, on.isoformat() if on else "", len(rows), record, kept)


def stored(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """JSON as the database gives it back, so that two of them can be compared."""
    told = [{"is": type(part).__name__, **asdict(part)} for part in parts]
    kept: list[dict[str, Any]] = json.loads(json.dumps(told, default=sorted))
    return kept


def stored_sources(sources: Sequence[Source]) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = json.loads(json.dumps([asdict(each) for each in sources]))
    return kept


def read(told: Sequence[dict[str, Any]]) -> tuple[Part, ...]:
    return tuple(_part(dict(each)) for each in told)


def read_sources(told: Sequence[dict[str, Any]]) -> tuple[Source, ...]:
    return tuple(Source(**{**each, "keys": tuple(each["keys"])}) for each in told)


def _part(told: dict[str, Any]) -> Part:
    kind = _KINDS[told.pop("is")]
    fields = {name: _hard(value) for name, value in told.items()}
    if kind is Table:
        fields["numbers"] = frozenset(fields["numbers"])
    return kind(**fields)


def _hard(value: Any) -> Any:
    return tuple(_hard(each) for each in value) if isinstance(value, list) else value


def checksum(told: Any) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Changed:
    """Lines that stand in one draft alone."""

    gone: tuple[str, ...]
    new: tuple[str, ...]


def changed(before: Sequence[Part], now: Sequence[Part]) -> Changed | None:
    """Nothing where they say the same."""
    old, new = list(lines(before)), list(lines(now))
    steps = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    gone = tuple(line for tag, i, j, _k, _l in steps if tag != "equal" for line in old[i:j])
    added = tuple(line for tag, _i, _j, k, m in steps if tag != "equal" for line in new[k:m])
    return Changed(gone, added) if gone or added else None


def lines(parts: Sequence[Part]) -> Iterator[str]:
    """All that is read, one line a row."""
    for part in parts:
        match part:
            case Heading(text, _) | Text(text) | Note(text):
                yield text
            case Points(texts):
                yield from texts
            case Facts(pairs):
                yield from (f"{name}: {text}" for name, text in pairs)
            case Table():
                yield from (f"{part.caption}: {' · '.join(row)}" for row in part.rows)
            case Bars():
                yield from (f"{part.caption}: {' · '.join(row)}" for row in part.table.rows)
