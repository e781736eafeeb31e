"""A document of a case as the archive and a request for access take it: plain values, put together by whoever has the
words for what it is."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from aktsom.core.papers import Bars, Facts, Heading, Note, Part, Points, Table, Text
from aktsom.records.states import Way


@dataclass(frozen=True)
class StoredFile:
    """One that lies in the store; `name` is as it came, and never a path."""

    name: str
    key: str
    sha256: str
    size: int
    content_type: str


@dataclass(frozen=True)
class CaseDocument:
    """`id` is the public id of what it is. A document has `files`, or `parts` that are set as a paper. `party` is who
    it came from or went to, empty within the body; `public_party` what the public journal says instead, where that may
    be a private person. `ground` and `review_on` are what the record itself carries.
    `supplier_id` is the company that it came from or that has been shown it. `withheld` says why a file is not given
    out. `secrets` are passages that the supplier has marked as trade secrets. `moving` are names of facts and columns
    that change as the work goes, with the words each may hold, none for a day. `stood` is what has stood in it and has
    been replaced since by something newer, without being taken back."""

    id: str
    kind: str
    title: str
    public_title: str
    on: date
    way: Way
    party: str
    maker: str
    parts: tuple[Part, ...] = ()
    files: tuple[StoredFile, ...] = ()
    ground: str = ""
    review_on: date | None = None
    supplier_id: int | None = None
    withheld: str = ""
    public_party: str = ""
    secrets: tuple[str, ...] = field(default=(), repr=False)
    moving: Mapping[str, Collection[str]] = field(default_factory=dict)
    stood: tuple[Part, ...] = ()

    @property
    def text(self) -> str:
        return text_of(self.parts)


@dataclass(frozen=True)
class LeftOut:
    """Something of the case that is not taken out, which whoever asked knows of."""

    what: str
    count: int
    why: str


def taken_text(one: CaseDocument) -> str:
    """What a request for access takes up and looks through, empty for a file. The title is the first line, since it may
    name somebody."""
    return f"{one.title}\n{one.text}" if one.parts and not one.files else ""


def lost(before: str, now: CaseDocument) -> bool:
    """Whether a line that stood there, as it was taken up, stands there no longer. What has been added is no matter: it
    is not given. Nor is a state or a day that has changed as the work went, nor what something newer replaced: that was
    so on the day it was taken up, and nobody has taken it back."""
    told = f"{taken_text(now)}\n{text_of(now.stood)}"
    there = set(_steady(told, now.moving))
    return any(line and line not in there for line in _steady(before, now.moving))


DAY = r"\d[^;:\n]{0,24}"  # as it is written in any of the languages


def _steady(text: str, moving: Mapping[str, Collection[str]]) -> list[str]:
    """Its lines without what moves. Only words that such a fact or cell may hold are left out, so that a sentence that
    somebody has written stays whole, whatever it begins with."""
    for name, words in moving.items():
        said = "|".join(map(re.escape, words)) or DAY
        text = re.sub(rf"(^|; ){re.escape(name)}: (?:{said})(?=;|$)", "", text, flags=re.MULTILINE)
    return [line.removeprefix("; ").strip() for line in text.split("\n")]


def text_of(parts: Iterable[Part]) -> str:
    """What a paper says, line by line, as passages are counted in it. Nothing of it is lost but the layout."""
    return "\n".join(line for part in parts for line in _lines(part)).strip()


def _lines(part: Part) -> list[str]:
    match part:
        case Heading(text):
            return ["", text]
        case Text(text) | Note(text):
            return [text]
        case Points(texts):
            return [f"- {text}" for text in texts]
        case Facts(pairs):
            return [f"{name}: {said}" for name, said in pairs]
        case Table():
            return ["", part.caption, *(_row(part.columns, row) for row in part.rows)]
        case Bars():
            return _lines(part.table)


def _row(columns: tuple[str, ...], row: tuple[str, ...]) -> str:
    return "; ".join(f"{name}: {said}" for name, said in zip(columns, row, strict=True) if said)
