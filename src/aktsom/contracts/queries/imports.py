"""Reads of register files on their way in. Only the member's own people see them at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, QuerySet

from aktsom.contracts.models import ColumnMemory, ImportRow, OwnFacts, RegisterImport, VanishedContract
from aktsom.contracts.rules import ContractFacts, Problem, from_json
from aktsom.contracts.states import ContractState, ImportState, RowOutcome, VanishedDecision
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible

BATCH = 500


def own_imports(viewer: Actor) -> QuerySet[RegisterImport]:
    """Newest first."""
    imports = RegisterImport.objects.select_related("member")
    return imports if viewer.is_platform else imports.filter(member_id__in=viewer.member_ids)


def register_import(viewer: Actor, public_id: str) -> RegisterImport:
    """Raises NotVisible."""
    found = own_imports(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def taken_in_before(register_import: RegisterImport) -> RegisterImport | None:
    """The newest earlier import of the very same file that was taken in: taking it in again changes nothing."""
    same = RegisterImport.objects.filter(member=register_import.member_id, checksum=register_import.checksum)
    return same.filter(state=ImportState.TAKEN_IN, id__lt=register_import.pk).order_by("-id").first()


def column_memory(member_id: int) -> dict[str, str]:
    """{folded header: field}, an empty field for columns to be left out; fold headers with `rules.fold_header`."""
    return dict(ColumnMemory.objects.filter(member_id=member_id).values_list("header", "field"))


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of the file as the preview shows it. `changes` is {field: [old, new]} as plain text."""

    number: int
    outcome: str
    reference: str
    words: Mapping[str, str]
    mended: Mapping[str, str]
    facts: ContractFacts
    problems: tuple[Problem, ...]
    changes: Mapping[str, list[Any]]
    contract: str  # public id of the contract it meets, "" if none


def row_counts(register_import: RegisterImport) -> dict[str, int]:
    """Rows by outcome, every outcome named."""
    counted = ImportRow.objects.filter(register_import=register_import).order_by().values_list("outcome")
    return {outcome.value: 0 for outcome in RowOutcome} | dict(counted.annotate(Count("id")))


def warned_count(register_import: RegisterImport) -> int:
    """Rows that will be taken in though something in them should be looked at."""
    return _warned(register_import).count()


def _warned(register_import: RegisterImport) -> QuerySet[ImportRow]:
    taken = (RowOutcome.NEW, RowOutcome.CHANGED, RowOutcome.SAME)
    return ImportRow.objects.filter(register_import=register_import, outcome__in=taken).exclude(problems=[])


def rows(
    register_import: RegisterImport, *, outcome: str = "", warned: bool = False, after: int = 0, limit: int = 50
) -> list[RowView]:
    """Rows in the order of the file, those after row number `after`; `warned` as in `warned_count`."""
    found = _warned(register_import) if warned else ImportRow.objects.filter(register_import=register_import)
    found = found.filter(number__gt=after).select_related("contract")
    if outcome:
        found = found.filter(outcome=outcome)
    return [_view(row) for row in found.order_by("number")[:limit]]


def row(register_import: RegisterImport, number: int) -> RowView:
    """Raises NotVisible."""
    found = ImportRow.objects.filter(register_import=register_import, number=number).select_related("contract").first()
    if found is None:
        raise NotVisible
    return _view(found)


def _view(row: ImportRow) -> RowView:
    return RowView(
        number=row.number,
        outcome=row.outcome,
        reference=row.reference,
        words=row.words,
        mended=row.mended,
        facts=from_json(row.facts),
        problems=tuple(Problem.from_json(kept) for kept in row.problems),
        changes=row.changes,
        contract=row.contract.public_id if row.contract else "",
    )


# --- contracts that a newer register no longer names


@dataclass(frozen=True, slots=True)
class Vanished:
    import_id: str
    file_name: str
    contract: str  # public id
    reference: str
    title: str
    supplier_name: str
    ends_on: date | None
    decision: str  # "" while it waits


def vanished(viewer: Actor, *, register_import: RegisterImport | None = None, waiting: bool = True) -> list[Vanished]:
    """Own contracts that a taken-in register no longer named, those that wait for a decision or all."""
    found = VanishedContract.objects.order_by("contract__title", "id")
    if not viewer.is_platform:
        found = found.filter(member_id__in=viewer.member_ids)
    if register_import is not None:
        found = found.filter(register_import=register_import)
    if waiting:
        found = found.filter(decision="")
    return [
        Vanished(*values)
        for values in found.values_list(
            "register_import__public_id", "register_import__file_name", "contract__public_id",
            "contract__own_facts__reference", "contract__title", "contract__supplier__name", "contract__ends_on",
            "decision",
        )
    ]  # fmt: skip


def vanishing(register_import: RegisterImport) -> list[int]:
    """Ids of the member's running contracts that an earlier register brought in and this one does not name.

    None when the file is not the whole register. Left out: those already waiting for a decision, and those that a
    person chose to keep since they were last named.
    Rows that are blocked or left out name their contract all the same.
    """
    if not register_import.whole_register:
        return []
    named = set(ImportRow.objects.filter(register_import=register_import).values_list("reference", flat=True))
    running = OwnFacts.objects.filter(member=register_import.member_id, contract__state=ContractState.RUNNING)
    rows = running.order_by("contract_id").values_list("contract_id", "reference")
    absent = [pk for pk, reference in rows if reference not in named]
    return [pk for batch in _batches(absent) for pk in _asked_about(batch)]


def _asked_about(contracts: Sequence[int]) -> Iterator[int]:
    brought = ImportRow.objects.filter(contract__in=contracts, register_import__state=ImportState.TAKEN_IN)
    brought = brought.exclude(outcome=RowOutcome.LEFT_OUT).order_by()
    last_named = dict(brought.values_list("contract_id").annotate(Max("register_import_id")))
    settled = VanishedContract.objects.filter(
        contract__in=contracts, decision__in=("", VanishedDecision.KEEP)
    ).order_by()
    last_settled = dict(settled.order_by().values_list("contract_id").annotate(Max("register_import_id")))
    return (pk for pk in contracts if pk in last_named and last_settled.get(pk, 0) < last_named[pk])


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
