"""Rows of a register file in a person's hands: mended, left out, taken back."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from aktsom.contracts import permissions
from aktsom.contracts.actions.receiving import import_for_change
from aktsom.contracts.models import ImportRow, RegisterImport
from aktsom.contracts.queries.contracts import held_by_reference
from aktsom.contracts.rules import (
    Comparison,
    Problem,
    StagedRow,
    as_json,
    from_json,
    judge,
    plain_changes,
    reference_twice,
    storable,
)
from aktsom.contracts.states import RowOutcome
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, stop_if
from aktsom.core.journal import Act, record
from aktsom.terms.queries import term_set_codes


@transaction.atomic
def mend_row(
    *, by: Actor, at: datetime, import_id: str, number: int, mended: Mapping[str, str], staged: StagedRow
) -> ImportRow:
    """What a person wrote instead of the file's words, {field: text}, and the row as the reader now understands it.

    A row left out before is taken back. Earlier mendings of other cells in the row are kept.
    """
    found = _open(by, import_id)
    row = _row(found, number)
    before = row.reference
    mended = {field: storable(text) for field, text in mended.items()}
    old = {field: row.mended.get(field, row.words.get(field, "")) for field in mended}
    facts = staged.facts
    if not facts.reference.strip():
        facts = replace(facts, reference=before)  # a generated one stays: the row is still the same contract
    said = {**row.words, **row.mended, **mended}
    compared = Comparison({}, term_set_codes()).row(StagedRow(number, said, facts, staged.problems))
    row.mended = {**row.mended, **mended}
    row.facts, row.reference = as_json(compared.facts), compared.facts.reference[:80]
    row.problems = [problem.as_json() for problem in compared.problems]
    row.outcome = RowOutcome.NEW  # judged below
    row.save()
    _judge_again(found, {before, row.reference})
    told = {"row": number, **{field: [old[field], text] for field, text in mended.items()}}
    _write_down(found, by, at, "register_row_mended", told)
    return _row(found, number)


@transaction.atomic
def leave_out_row(*, by: Actor, at: datetime, import_id: str, number: int) -> ImportRow:
    """The row is not taken in; the contract it meets, if any, stays as it is."""
    found = _open(by, import_id)
    row = _row(found, number)
    if row.outcome != RowOutcome.LEFT_OUT:
        row.outcome, row.changes = RowOutcome.LEFT_OUT, {}
        row.save(update_fields=["outcome", "changes"])
        _judge_again(found, {row.reference})
        _write_down(found, by, at, "register_row_left_out", {"row": number})
    return row


@transaction.atomic
def leave_out_blocked(*, by: Actor, at: datetime, import_id: str) -> int:
    """All rows that stop the confirm; returns how many."""
    found = _open(by, import_id)
    blocked = list(found.rows.filter(outcome=RowOutcome.BLOCKED).values_list("number", flat=True))
    found.rows.filter(outcome=RowOutcome.BLOCKED).update(outcome=RowOutcome.LEFT_OUT, changes={})
    if blocked:
        _write_down(found, by, at, "register_rows_left_out", {"rows": blocked})
    return len(blocked)


@transaction.atomic
def take_row_back(*, by: Actor, at: datetime, import_id: str, number: int) -> ImportRow:
    """A row left out by mistake."""
    found = _open(by, import_id)
    row = _row(found, number)
    if row.outcome == RowOutcome.LEFT_OUT:
        row.outcome = RowOutcome.NEW  # judged below
        row.save(update_fields=["outcome"])
        _judge_again(found, {row.reference})
        _write_down(found, by, at, "register_row_taken_back", {"row": number})
    return _row(found, number)


@transaction.atomic
def say_whole_register(*, by: Actor, at: datetime, import_id: str, whole: bool) -> RegisterImport:
    """Whether the file names every contract that runs, so that the others count as vanished once it is taken in."""
    found = _open(by, import_id)
    if found.whole_register != whole:
        found.whole_register = whole
        found.save(update_fields=["whole_register"])
        _write_down(found, by, at, "register_whole_said", {"whole_register": whole})
    return found


def _open(by: Actor, import_id: str) -> RegisterImport:
    found = import_for_change(by, import_id)
    stop_if(permissions.work_on_import(by, found, "mend_row"))
    return found


def _row(register_import: RegisterImport, number: int) -> ImportRow:
    row = register_import.rows.filter(number=number).first()
    if row is None:
        raise NotVisible
    return row


def _write_down(found: RegisterImport, by: Actor, at: datetime, verb: str, told: Mapping[str, Any]) -> None:
    found.revision += 1
    found.save(update_fields=["revision"])
    record(by=by, at=at, acts=[Act(verb, found.public_id, found.member_id, changes=told)])


def _judge_again(register_import: RegisterImport, references: Collection[str]) -> None:
    """Rows that share a reference, after one of them changed: the first that is not left out has it, later ones are
    blocked."""
    register = held_by_reference(register_import.member_id, references)
    first: dict[str, int] = {}
    for row in register_import.rows.filter(reference__in=references).exclude(outcome=RowOutcome.LEFT_OUT):
        problems = [p for p in map(Problem.from_json, row.problems) if p.code != "reference_twice"]
        earlier = first.setdefault(row.reference, row.number)
        if earlier != row.number:
            problems.append(reference_twice(row.reference, earlier))
        said = row.words.keys() | row.mended.keys()
        held = register.get(row.reference)
        row.outcome, row.contract_id, changed = judge(from_json(row.facts), said, problems, held)
        row.changes = plain_changes(changed)
        row.problems = [problem.as_json() for problem in problems]
        row.save(update_fields=["outcome", "contract", "changes", "problems"])
