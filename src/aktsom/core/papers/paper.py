"""A paper as plain values: what it is called, who it is from, and its parts in the order they are read."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

LANGUAGES = ("nb", "nn", "en")
DEEPEST = 3


@dataclass(frozen=True)
class Heading:
    """`level` 1 to 3 below the title."""

    text: str
    level: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.level <= DEEPEST:
            raise ValueError(f"a heading of level {self.level}")


@dataclass(frozen=True)
class Text:
    """One paragraph; a line break in it is one in the paper."""

    text: str


@dataclass(frozen=True)
class Note:
    """In small print: a source, an assumption, what is not covered."""

    text: str


@dataclass(frozen=True)
class Points:
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Names with what is said of each, such as (("Periode", "2026"),)."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """`caption` says what it shows. `numbers` are the columns that are set to the right, from 0. Each row is as long as
    `columns`, else ValueError; the first cell of a row is its heading."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of {self.caption} has another length than its columns")


@dataclass(frozen=True)
class Bars:
    """A chart of (name, how much, the number as written). It never stands alone: it is drawn above a table of the same,
    and that is what is read aloud. `alternative` is what the picture says, in a sentence."""

    caption: str
    alternative: str
    bars: tuple[tuple[str, float, str], ...]
    columns: tuple[str, str]

    @property
    def table(self) -> Table:
        rows = tuple((name, written) for name, _much, written in self.bars)
        return Table(self.caption, self.columns, rows, frozenset({1}))


Part = Heading | Text | Note | Points | Facts | Table | Bars


@dataclass(frozen=True)
class Paper:
    """`sender` is a body with the lines below its name; `facts` stand at the head (date, case number, period). `mark`
    stands above all, such as "Utkast". `labels` are the words of the frame in its language: "page" and "of"."""

    title: str
    language: str
    sender: tuple[str, ...]
    parts: tuple[Part, ...]
    facts: tuple[tuple[str, str], ...] = ()
    mark: str = ""
    labels: tuple[str, str] = ("Side", "av")

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise ValueError(f"no papers in {self.language}")
        if not self.title.strip() or not self.sender:
            raise ValueError("a paper has a title and a sender")

    @property
    def set_parts(self) -> Iterator[Part]:
        """As they are set: levels of headings never skip one, which no reader by ear could follow."""
        level = 0
        for part in self.parts:
            if isinstance(part, Heading):
                level = min(part.level, level + 1)
                yield replace(part, level=level)
            else:
                yield part
