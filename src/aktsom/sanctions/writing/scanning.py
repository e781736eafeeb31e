"""Where the paragraphs of a part of a Word file stand, in bytes: what is not ours to change is kept to the letter."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from aktsom.sanctions.writing.package import NotFit, Unfit, W

_SPACE = f"{W} "
_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo"})
_PICTURES = frozenset({"drawing", "pict"})


@dataclass
class Found:
    """A paragraph, or (`tag` another) something else directly in the body. `texts` are (start, end, what it says) of
    its pieces of text, `outer` whether it stands directly in the body."""

    tag: str
    start: int
    outer: bool
    end: int = 0
    style: str = ""
    numbered: bool = False
    picture: bool = False
    texts: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(said for _, _, said in self.texts)


class _Scan:
    def __init__(self, name: str, part: bytes) -> None:
        self.name, self.part = name, part
        self.parser: Any = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.start, self.stop
        self.parser.CharacterDataHandler = self.say
        self.parser.buffer_text = True
        self.path: list[str] = []
        self.open: list[Found] = []
        self.found: list[Found] = []
        self.tracked = False
        self.text_at: int | None = None
        self.said: list[str] = []

    def start(self, tag: str, said: dict[str, str]) -> None:
        local = tag.removeprefix(_SPACE)
        outer = bool(self.path) and self.path[-1] == "body"
        self.path.append(local)
        self.tracked = self.tracked or local in _TRACKED
        if local == "p" or outer:
            self.open.append(Found(local, self.parser.CurrentByteIndex, outer))
        if not self.open:
            return
        now = self.open[-1]
        value = said.get(f"{_SPACE}val", "")
        if local == "pStyle":
            now.style = value
        elif local == "numPr":
            now.numbered = True
        elif local in _PICTURES:
            for one in self.open:
                one.picture = True
        elif local == "t":
            self.text_at = self.part.index(b">", self.parser.CurrentByteIndex) + 1
            self.said = []
        elif local in ("tab", "br", "cr") and self.path[-2:-1] == ["r"]:
            at = self.parser.CurrentByteIndex
            now.texts.append((at, self.part.index(b">", at) + 1, " "))

    def say(self, text: str) -> None:
        if self.text_at is not None:
            self.said.append(text)

    def stop(self, tag: str) -> None:
        local = tag.removeprefix(_SPACE)
        at = self.parser.CurrentByteIndex
        if local == "t" and self.text_at is not None:
            if self.open and at >= self.text_at:
                self.open[-1].texts.append((self.text_at, at, "".join(self.said)))
            self.text_at = None
        outer = len(self.path) > 1 and self.path[-2] == "body"
        self.path.pop()
        if self.open and (local == "p" or outer) and self.open[-1].tag == local:
            one = self.open.pop()
            one.end = self.part.index(b">", at) + 1
            self.found.append(one)


def scanned(name: str, part: bytes) -> tuple[list[Found], bool]:
    """The paragraphs and whatever else stands directly in the body, in their order, and whether changes are tracked in
    it. Raises NotFit."""
    scan = _Scan(name, part)
    try:
        scan.parser.Parse(part, True)
    except expat.ExpatError as error:
        raise NotFit(Unfit.DAMAGED, f"{name}, {error.lineno}") from None
    return sorted(scan.found, key=lambda one: one.start), scan.tracked


def directly_in_body(found: Iterable[Found]) -> list[Found]:
    return [one for one in found if one.outer]
