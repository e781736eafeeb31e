"""A world laid for reports by the same acts as people's: the figures in it are few enough to count by hand."""

from datetime import datetime

from aktsom.core.papers import Facts, Table
from aktsom.effects.actions.reports import start_report
from aktsom.effects.models import Report, ReportSection
from aktsom.effects.reports.parts import lines, read
from tests.cast import NOON, actor, member

YEAR = 2026


def begun(
    kind: str = "routine",
    by: str = "mons",
    owner: str = "oslo",
    language: str = "nb",
    at: datetime = NOON,
    key: str = "",
) -> Report:
    key = "" if kind == "cooperation" else key or member(owner).public_id
    made, _new = start_report(by=actor(by), at=at, kind=kind, key=key, year=YEAR, language=language)
    return made


def part(one: Report, key: str) -> ReportSection:
    return one.sections.get(key=key)


def said(one: Report, key: str) -> str:
    return "\n".join(lines(read(part(one, key).drafted)))


def everything(one: Report) -> str:
    rows = one.sections.all()
    return "\n".join(text for row in rows for text in (row.text, str(row.sources), *lines(read(row.drafted))))


def table(one: Report, key: str, caption: str) -> dict[str, tuple[str, ...]]:
    """{first cell: the others} of the table with this caption."""
    parts = read(part(one, key).drafted)
    [found] = [each for each in parts if isinstance(each, Table) and each.caption == caption]
    return {row[0]: row[1:] for row in found.rows}


def fact(one: Report, key: str, name: str) -> str:
    pairs = [pair for each in read(part(one, key).drafted) if isinstance(each, Facts) for pair in each.pairs]
    return dict(pairs)[name]
