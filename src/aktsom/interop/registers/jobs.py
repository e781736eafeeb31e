"""Reading a register file that somebody sent in, in the background, up to where a person looks it over."""

import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils import timezone

from aktsom.contracts import progress
from aktsom.contracts.actions import fail_reading, file_of, stage_rows, start_reading
from aktsom.contracts.actions.receiving import READ
from aktsom.contracts.models import RegisterImport
from aktsom.contracts.queries import column_memory
from aktsom.contracts.rules import StagedRow, fold_header
from aktsom.core.actor import PLATFORM
from aktsom.core.outbox import handles
from aktsom.interop.registers.columns import ColumnGuess, Reason, recognise_columns, with_corrections
from aktsom.interop.registers.fields import SEVERAL_COLUMNS, Field
from aktsom.interop.registers.rows import understand_rows
from aktsom.interop.registers.staging import staged_row
from aktsom.interop.registers.tables import RowKind, Table, best_table
from aktsom.interop.registers.unread import unread_registers
from aktsom.interop.spreadsheets.cells import Workbook
from aktsom.interop.spreadsheets.limits import STANDARD, Limits
from aktsom.interop.spreadsheets.problems import FileProblem
from aktsom.interop.spreadsheets.reading import read_sheets

log = logging.getLogger(__name__)
LONGEST_HEADING = 300  # characters kept of it; a heading as long as a book would make a page of the same length
UNEXPECTED = "unexpected"  # a mistake of ours, not of the file


@handles(READ)
def read_register(payload: dict[str, Any]) -> None:
    """What is wrong with the file is kept for the person to see; so is a mistake of ours, lest anybody wait in vain."""
    found = start_reading(public_id=payload["import"])
    if found is None:
        return
    progress.report(found.public_id, "reading", 0, 0)
    try:
        _read(found)
    except FileProblem as problem:
        fail_reading(register_import=found, by=PLATFORM, at=timezone.now(), code=problem.code, params=problem.params)
    except Exception as error:
        log.exception("register %s could not be read", found.public_id)
        params = {"filename": found.file_name, "error": type(error).__name__}
        fail_reading(register_import=found, by=PLATFORM, at=timezone.now(), code=UNEXPECTED, params=params)


def _read(found: RegisterImport) -> None:
    workbook = read_sheets(file_of(found), found.file_name, limits())
    table = _table(workbook, found)
    columns = columns_of(table, column_memory(found.member_id), found.columns)
    total, left_aside = len(table.rows), Counter[str]()
    unread = [{"sheet": sheet.name, "rows": sheet.rows} for sheet in unread_registers(workbook, [table.sheet])]
    stage_rows(
        register_import=found,
        by=PLATFORM,
        at=timezone.now(),
        sheet=table.sheet,
        header_row=table.header_rows[-1],
        columns=[column_as_json(guess) for guess in columns],
        rows=_staged(table, columns, left_aside),
        noticed={
            "sheets": [sheet.name for sheet in workbook.sheets],
            "notes": [{"code": note.code, "params": note.params} for note in workbook.notes],
            "left_aside": left_aside,
            "unread": unread,
        },
        # Read again with the same sheets left aside, it stays what a person said.
        whole_register=None if found.noticed.get("unread") == unread else not unread,
        progress=lambda done, _unknown: progress.report(found.public_id, "reading", done, total),
    )


def limits() -> Limits:
    return replace(STANDARD, file_bytes=settings.REGISTER_MAX_BYTES, rows=settings.REGISTER_MAX_ROWS)


def _table(workbook: Workbook, found: RegisterImport) -> Table:
    """The sheet and heading row that a person pointed at, as far as the file has them, or the likeliest."""
    names = {sheet.name for sheet in workbook.sheets}
    return best_table(workbook, found.sheet if found.sheet in names else None, found.header_row)


def columns_of(
    table: Table, memory: Mapping[str, str], kept: Sequence[Mapping[str, Any]] = ()
) -> tuple[ColumnGuess, ...]:
    """What each column is: chosen in this very import, else remembered from an earlier one, else recognised.

    `memory` is {folded heading: field}, `kept` the columns of the import as `column_as_json` gives them; those that a
    person chose have `chosen` set. A column yields the field that somebody chose for another.
    """
    guesses = recognise_columns(table)
    decided = _decided(guesses, memory, kept)
    owners = {field: guess for guess in guesses if (field := decided.get(guess.column))}
    return tuple(
        replace(guess, reason=Reason.REMEMBERED)
        if guess.column in decided
        else _yielded(guess, owners.get(guess.field or ""))
        for guess in with_corrections(guesses, decided)
    )


def _decided(
    guesses: Sequence[ColumnGuess], memory: Mapping[str, str], kept: Sequence[Mapping[str, Any]]
) -> dict[int, str]:
    """{column: field} by people: chosen now, then remembered; a field goes to one column unless it may have several."""
    decided = {int(column["column"]): str(column["field"] or "") for column in kept if column.get("chosen")}
    for guess in guesses:
        field = memory.get(fold_header(guess.heading)) if guess.heading else None
        if field is None or guess.column in decided or (field and field not in set(Field)):
            continue
        if not field or field in SEVERAL_COLUMNS or field not in decided.values():
            decided[guess.column] = field
    return decided


def _yielded(guess: ColumnGuess, owner: ColumnGuess | None) -> ColumnGuess:
    if owner is None or guess.field is None or guess.field in SEVERAL_COLUMNS:
        return guess
    return replace(guess, field=None, reason=Reason.OTHER_COLUMN_BETTER, words=owner.heading or owner.letter)


def column_as_json(guess: ColumnGuess) -> dict[str, Any]:
    return {
        "column": guess.column,
        "letter": guess.letter,
        "header": guess.heading[:LONGEST_HEADING],
        "field": str(guess.field or ""),
        "reason": str(guess.reason),
        "words": guess.words[:LONGEST_HEADING],
        "samples": list(guess.samples),
    }


def _staged(table: Table, columns: Sequence[ColumnGuess], left_aside: Counter[str]) -> Iterator[StagedRow]:
    """Sums, remarks, repeated headings and rows that say the very same again are left aside, and counted by kind."""
    fields = frozenset(guess.field for guess in columns if guess.field)
    for row in understand_rows(table, columns):
        if row.kind is RowKind.CONTRACT:
            yield staged_row(row, fields)
        else:
            left_aside[row.kind] += 1
