"""What the page of a register file that has been read shows: the rows by what they would do, and what is wrong."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.contracts import queries
from aktsom.contracts.models import RegisterImport
from aktsom.contracts.queries.imports import RowView
from aktsom.contracts.rules import FIELDS, Problem
from aktsom.contracts.states import RowOutcome
from aktsom.interop.registers.staging import FACTS
from aktsom.interop.registers.telling import describe_problem
from aktsom.web.base.jinja import write_number
from aktsom.web.contracts.words import change_lines, labels, written

PAGE = 50
WARNED = "warned"
TABS = (RowOutcome.BLOCKED, RowOutcome.NEW, RowOutcome.CHANGED, WARNED, RowOutcome.SAME, RowOutcome.LEFT_OUT)
LONG = frozenset({"description", "products", "options"})
_BOTH_DAYS = frozenset({"ends_before_start", "signed_after_end", "option_before_end"})
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?: 00:00:00)?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that can be mended: `text` is the file's, or what somebody wrote instead; `place` is where it stands."""

    name: str
    label: str
    place: str
    text: str
    long: bool
    complaints: list[tuple[str, str, bool]] = field(default_factory=list)  # (what, how to mend, blocks)


@dataclass(frozen=True, slots=True)
class RowCard:
    row: RowView
    cells: list[Cell]
    changes: list[tuple[str, str, str]]

    @property
    def number(self) -> int:
        return self.row.number

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """(what, the file's words, how we read it) of the whole row."""
        named = labels()
        words = {**self.row.words, **self.row.mended}
        return [
            (named[name], as_people_write(words[name]), written(name, getattr(self.row.facts, name)))
            for name in FIELDS
            if name in named and words.get(name)
        ]


@dataclass(frozen=True)
class Tab:
    key: str
    text: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True)
class Review:
    found: RegisterImport
    counts: Mapping[str, int]
    tabs: list[Tab]
    tab: str
    after: int
    cards: list[RowCard]
    next: str

    @property
    def understood(self) -> int:
        return sum(self.counts[outcome] for outcome in (RowOutcome.NEW, RowOutcome.CHANGED, RowOutcome.SAME))

    @property
    def blocked(self) -> int:
        return self.counts[RowOutcome.BLOCKED]


def review(found: RegisterImport, tab: str, after: int, address: str) -> Review:
    """`tab` is one of TABS, else the first that has rows."""
    counts = queries.row_counts(found) | {WARNED: queries.warned_count(found)}
    chosen = tab if tab in TABS else next((str(key) for key in TABS if counts[key]), str(RowOutcome.NEW))
    wanted: dict[str, Any] = {"warned": True} if chosen == WARNED else {"outcome": chosen}
    rows = queries.rows(found, **wanted, after=after, limit=PAGE + 1)
    shown = rows[:PAGE]
    following = f"{address}?{urlencode({'vis': chosen, 'etter': shown[-1].number})}" if len(rows) > PAGE else ""
    columns = {name: column for column in found.columns for name in FACTS.get(column["field"], ())}
    return Review(
        found, counts, tabs(counts, chosen, address), chosen, after, [_card(row, columns) for row in shown], following
    )


def tabs(counts: Mapping[str, int], chosen: str, address: str) -> list[Tab]:
    """Those that have rows, and the one that is open."""
    named = {
        RowOutcome.BLOCKED: _("Trenger deg"),
        RowOutcome.NEW: _("Nye"),
        RowOutcome.CHANGED: _("Endret"),
        WARNED: _("Bør ses på"),
        RowOutcome.SAME: _("Uendret"),
        RowOutcome.LEFT_OUT: _("Utelatt"),
    }
    return [
        Tab(str(key), named[key], counts[key], f"{address}?{urlencode({'vis': str(key)})}", key == chosen)
        for key in TABS
        if counts[key] or key == chosen
    ]


def _card(row: RowView, columns: Mapping[str, Mapping[str, Any]]) -> RowCard:
    named = labels()
    cells: dict[str, Cell] = {}
    for problem in row.problems:
        for name in _touched(problem):
            cells.setdefault(name, _cell(name, row, columns, named))
        told = describe_problem(problem, _)
        if problem.field in cells:
            cells[problem.field].complaints.append((told.what, told.mend, problem.blocks))
    return RowCard(row, list(cells.values()), change_lines(row.changes))


def _touched(problem: Problem) -> Iterator[str]:
    if problem.code in _BOTH_DAYS:
        yield "signed_on" if problem.code == "signed_after_end" else "starts_on"
        yield "ends_on"
    if problem.field in labels():
        yield problem.field


def _cell(name: str, row: RowView, columns: Mapping[str, Mapping[str, Any]], named: Mapping[str, str]) -> Cell:
    text = as_people_write(row.mended.get(name, row.words.get(name, "")))
    column = columns.get(name)
    return Cell(name, named[name], place(column) if column else "", text, name in LONG or len(text) > 80)


def place(column: Mapping[str, Any]) -> str:
    """Where a column stands in the file."""
    if not column["header"]:
        return _("kolonne %(letter)s") % {"letter": column["letter"]}
    return _("kolonne %(letter)s, «%(header)s»") % {"letter": column["letter"], "header": column["header"]}


def as_people_write(text: str) -> str:
    """A date that the spreadsheet keeps as a date, in the form people type it."""
    match = _DAY.fullmatch(text)
    return f"{match[3]}.{match[2]}.{match[1]}" if match else text


def confirm_text(counts: Mapping[str, int]) -> str:
    """What the one button does, in figures."""
    new, changed = counts[RowOutcome.NEW], counts[RowOutcome.CHANGED]
    if new and changed:
        return _("Legg inn %(new)s nye og endre %(changed)s") % {
            "new": write_number(new),
            "changed": write_number(changed),
        }
    if new:
        text = ngettext("Legg %(count)s avtale i registeret", "Legg %(count)s avtaler i registeret", new)
        return text % {"count": write_number(new)}
    if changed:
        text = ngettext("Endre %(count)s avtale i registeret", "Endre %(count)s avtaler i registeret", changed)
        return text % {"count": write_number(changed)}
    return _("Fullfør uten endringer")


def headline(counts: Mapping[str, int]) -> str:
    """The sentence on top: "112 rader forstått, 4 trenger deg"."""
    understood = sum(counts[outcome] for outcome in (RowOutcome.NEW, RowOutcome.CHANGED, RowOutcome.SAME))
    blocked = counts[RowOutcome.BLOCKED]
    said = ngettext("%(count)s rad forstått", "%(count)s rader forstått", understood)
    said %= {"count": write_number(understood)}
    if not blocked:
        return said if not counts[RowOutcome.LEFT_OUT] else f"{said}, {_left_out(counts[RowOutcome.LEFT_OUT])}"
    waits = ngettext("%(count)s trenger deg", "%(count)s trenger deg", blocked) % {"count": write_number(blocked)}
    return f"{said}, {waits}"


def _left_out(count: int) -> str:
    return ngettext("%(count)s utelatt", "%(count)s utelatt", count) % {"count": write_number(count)}
