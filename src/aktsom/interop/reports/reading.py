"""A self-report's workbook read back, each answer by itself: what is wrong in one does not keep the others out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils import translation

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError
from aktsom.follow_up.actions.answering import save_answer
from aktsom.follow_up.answer_words import LANGUAGES, SCALE, YES_NO, headings_of
from aktsom.follow_up.problems import AnswerWrong
from aktsom.follow_up.queries.answers import Form, FormQuestion
from aktsom.follow_up.rules.answers import Problem, Said
from aktsom.follow_up.states import AnswerType
from aktsom.interop.registers.values.parsed import plain_text
from aktsom.interop.reports.workbook import HEADINGS
from aktsom.interop.spreadsheets.cells import Row, Sheet, Value
from aktsom.interop.spreadsheets.limits import Limits
from aktsom.interop.spreadsheets.problems import FileProblem, _
from aktsom.interop.spreadsheets.reading import read_sheets

_SEARCHED = 20  # rows from the top that the headings may stand in
_WRITTEN = ("value", "explanation", "statement", "place")


class NoReportSheet(FileProblem):
    code = "no_report_sheet"
    what = _("Vi fant ikke spørsmålene i «{filename}».")
    mend = _("Last ned skjemaet her, fyll det ut og last opp det. Ta ikke bort overskriftene.")


@dataclass(frozen=True)
class WrongRow:
    """Where in the file, in which answer, and what is wrong: `problems` of an answer, or `reason` as a person reads
    it."""

    sheet: str
    row: int
    code: str
    problems: tuple[Problem, ...] = ()
    reason: str = ""


@dataclass
class TakenReport:
    saved: list[str] = field(default_factory=list)  # codes of the answers that changed
    unchanged: int = 0
    wrong: list[WrongRow] = field(default_factory=list)


@dataclass(frozen=True)
class _Read:
    sheet: str
    row: int
    said: Said


def limits() -> Limits:
    return Limits(file_bytes=10_000_000, inflated_bytes=100_000_000, rows=2_000, columns=60, cells=120_000)


def take_report(*, by: Actor, at: datetime, form: Form, content: bytes, filename: str) -> TakenReport:
    """Saves each answer that is right and says what is wrong with the others. Empty cells change nothing, and the same
    file again changes nothing. Raises FileProblem."""
    taken = TakenReport()
    known = {one.question.code: one for one in form.questions if one.may_write}
    read = dict(_read(content, filename, known, taken))
    for code, found in read.items():
        one = known[code]
        if found.said == one.said:
            taken.unchanged += 1
            continue
        try:
            made = save_answer(
                by=by, at=at, report_id=form.report.public_id, code=code, said=found.said, revision=one.revision
            )
        except AnswerWrong as why:
            taken.wrong.append(WrongRow(found.sheet, found.row, code, why.problems))
        except DomainError as why:
            taken.wrong.append(WrongRow(found.sheet, found.row, code, reason=str(why)))
        else:
            if made is not None and made.revision == one.revision:
                taken.unchanged += 1
            else:
                taken.saved.append(code)
    return taken


def _read(
    content: bytes, filename: str, known: Mapping[str, FormQuestion], taken: TakenReport
) -> Iterator[tuple[str, _Read]]:
    book = read_sheets(content, filename, limits())
    questions = next(((sheet, at) for sheet in book.sheets if (at := _headings(sheet)) is not None), None)
    if questions is None:
        raise NoReportSheet(filename=filename)
    found = dict(_answers(*questions, known, taken))
    for sheet in book.sheets:
        one = known.get(sheet.name)
        if one is not None and one.question.answer_type == AnswerType.LIST:
            base = found.get(sheet.name, _Read(sheet.name, 1, one.said))
            rows = _rows(sheet, tuple(one.question.columns))
            if rows:
                found[sheet.name] = _Read(sheet.name, base.row, replace(base.said, rows=rows))
    yield from found.items()


def _headings(sheet: Sheet) -> int | None:
    wanted = {folded for language in LANGUAGES for folded in _words(language).values()}
    for at, row in enumerate(sheet.rows[:_SEARCHED]):
        if len({_plain(cell) for cell in row} & wanted) > len(_WRITTEN):
            return at
    return None


def _words(language: str) -> dict[str, str]:
    with translation.override(language):
        return {name: str(words).lower() for name, (words, _width) in HEADINGS.items()}


def _plain(cell: Value) -> str:
    return plain_text(cell).strip().lower()


def _answers(
    sheet: Sheet, at: int, known: Mapping[str, FormQuestion], taken: TakenReport
) -> Iterator[tuple[str, _Read]]:
    names = {words: name for language in LANGUAGES for name, words in _words(language).items()}
    fields = [names.get(_plain(cell), "") for cell in sheet.rows[at]]
    codes = {code.casefold(): code for code in known}
    for line, row in enumerate(sheet.rows[at + 1 :], start=at + 2):
        cells = {name: plain_text(cell).strip() for name, cell in zip(fields, row, strict=False) if name}
        code = codes.get(cells.get("code", "").casefold(), cells.get("code", ""))
        if not code:
            continue
        one = known.get(code)
        if one is None:
            if any(cells.get(name) for name in _WRITTEN):
                taken.wrong.append(WrongRow(sheet.name, line, code, (Problem("code", "not_asked"),)))
            continue
        yield code, _Read(sheet.name, line, _said(one, cells))


def _said(one: FormQuestion, cells: Mapping[str, str]) -> Said:
    """What the cells say, over what stands: an empty cell changes nothing."""
    told = {name: cells[name] for name in _WRITTEN if cells.get(name)}
    if one.question.answer_type in (AnswerType.LIST, AnswerType.FILE):
        told.pop("value", None)
    elif "value" in told:
        told["value"] = _code_of(one, told["value"])
    return Said(
        rows=one.said.rows,
        secret=one.said.secret,
        **{name: told.get(name, getattr(one.said, name)) for name in _WRITTEN},
    )


def _code_of(one: FormQuestion, text: str) -> str:
    """The code of a choice, from its words in any language."""
    tables = {AnswerType.SCALE: SCALE, AnswerType.YES_NO: YES_NO, AnswerType.YES_NO_FILE: YES_NO}
    for code, words in tables.get(AnswerType(one.question.answer_type), {}).items():
        for language in LANGUAGES:
            with translation.override(language):
                if text.lower() in (code, str(words).lower()):
                    return code
    return text


def _rows(sheet: Sheet, columns: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    headings = headings_of(columns)
    for at, row in enumerate(sheet.rows[:_SEARCHED]):
        named = [headings.get(_plain(cell), "") for cell in row]
        if sum(bool(name) for name in named) * 2 >= len(columns):
            return tuple(_filled(sheet.rows[at + 1 :], named))
    return ()


def _filled(rows: Sequence[Row], named: Sequence[str]) -> Iterator[dict[str, str]]:
    for row in rows:
        words = {name: plain_text(cell).strip() for name, cell in zip(named, row, strict=False) if name}
        if any(words.values()):
            yield words
