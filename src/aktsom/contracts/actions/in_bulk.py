"""Contracts written many at once: columns straight into the tables, for files of a hundred thousand rows."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from aktsom.contracts.actions.writing import contract_columns, own_columns, supplier_words
from aktsom.contracts.models import Contract, ContractCpv, OwnFacts, RegisterImport
from aktsom.contracts.rules import EMPTY, ContractFacts, Held
from aktsom.contracts.rules.facts import SUPPLIER_FIELDS
from aktsom.contracts.states import ContractState
from aktsom.core.bulk import insert_rows, update_rows
from aktsom.core.public_ids import new_public_id
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.rules import SupplierWords

CHUNK = 500
FEW = 500
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is compared with the register at the moment of taking in, not as it was when the file was read."""

    id: int
    facts: ContractFacts
    held: Held | None
    changes: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Written:
    """A contract as taken in: what the journal and the screen need to know of it."""

    id: int
    public_id: str


_FIRST = ("public_id", "member_id", "supplier_id", "state", "revision", "created_at", "changed_at")
_NEW = (*_FIRST, *contract_columns(EMPTY))
_AMENDED = ("revision", "changed_at", *contract_columns(EMPTY))
_OWN = tuple(own_columns(EMPTY))


def register_rows(
    register_import: RegisterImport, rows: Sequence[Row], known: Mapping[SupplierWords, Supplier], at: datetime
) -> list[Written]:
    member_id = register_import.member_id
    public_ids = [new_public_id("con") for _row in rows]
    first = (ContractState.RUNNING, 1, at, at)
    insert_rows(
        Contract,
        _NEW,
        (
            (public_id, member_id, _supplier_id(row, known), *first, *contract_columns(row.facts).values())
            for public_id, row in zip(public_ids, rows, strict=True)
        ),
    )
    ids = _ids_of(member_id, public_ids)
    made = [Written(ids[public_id], public_id) for public_id in public_ids]
    own = ((one.id, member_id, *own_columns(row.facts).values()) for one, row in zip(made, rows, strict=True))
    insert_rows(OwnFacts, ("contract_id", "member_id", *_OWN), own)
    _write_cpv((one.id, row) for one, row in zip(made, rows, strict=True))
    return made


def _ids_of(member_id: int, public_ids: Collection[str]) -> dict[str, int]:
    if len(public_ids) < FEW:
        known = Contract.objects.filter(public_id__in=public_ids)
    else:  # too many to name in one question
        known = Contract.objects.filter(member_id=member_id)
    return dict(known.values_list("public_id", "id"))


def _supplier_id(row: Row, known: Mapping[SupplierWords, Supplier]) -> int | None:
    supplier = known.get(supplier_words(row.facts))
    return supplier.pk if supplier else None


def amend_rows(rows: Sequence[Row], known: Mapping[SupplierWords, Supplier], at: datetime) -> list[Written]:
    pairs = [(row.held, row) for row in rows if row.held]
    amended = ((held.revision + 1, at, *contract_columns(row.facts).values(), held.id) for held, row in pairs)
    update_rows(Contract, _AMENDED, amended)
    other_own = [(held, row) for held, row in pairs if not row.changes.keys().isdisjoint(_OWN)]
    update_rows(OwnFacts, _OWN, ((*own_columns(row.facts).values(), held.id) for held, row in other_own))
    other_supplier = [(held, row) for held, row in pairs if not row.changes.keys().isdisjoint(SUPPLIER_FIELDS)]
    update_rows(Contract, ("supplier_id",), ((_supplier_id(row, known), held.id) for held, row in other_supplier))
    other_cpv = [(held.id, row) for held, row in pairs if "cpv" in row.changes]
    for chunk in chunks(other_cpv):
        ContractCpv.objects.filter(contract__in=[contract_id for contract_id, _row in chunk]).delete()
    _write_cpv(other_cpv)
    return [Written(held.id, held.public_id) for held, _row in pairs]


def _write_cpv(pairs: Iterable[tuple[int, Row]]) -> None:
    codes = ((contract_id, code, n) for contract_id, row in pairs for n, code in enumerate(row.facts.cpv))
    insert_rows(ContractCpv, ("contract_id", "code", "position"), codes)


def chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
