"""A register file into the register: taken in whole or not at all."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from aktsom.contracts import queries
from aktsom.contracts.actions.in_bulk import CHUNK, Row, Written, amend_rows, chunks, register_rows
from aktsom.contracts.actions.writing import first_facts, supplier_words
from aktsom.contracts.models import Contract, ImportRow, RegisterImport, VanishedContract
from aktsom.contracts.queries.contracts import held_by_reference
from aktsom.contracts.rules import ContractFacts, changes, from_json, plain_changes, updated
from aktsom.contracts.rules.facts import DATE_FIELDS, SUPPLIER_FIELDS
from aktsom.contracts.states import IMPORT, ImportState, RowOutcome, VanishedDecision
from aktsom.contracts.telling import tell_register_changed
from aktsom.core.actor import Actor
from aktsom.core.bulk import update_rows
from aktsom.core.journal import Act, record
from aktsom.suppliers.actions import recognise_suppliers

Told = Callable[[int, int], object]


@dataclass(frozen=True)
class TakenIn:
    """What taking in did: ids of contracts, and how many rows said nothing new."""

    new_ids: tuple[int, ...] = ()
    changed_ids: tuple[int, ...] = ()
    same: int = 0
    vanished: tuple[int, ...] = ()


@transaction.atomic
def take_in(*, register_import: RegisterImport, by: Actor, at: datetime, progress: Told | None = None) -> TakenIn:
    """Everything in the file into the register, in one transaction; a contract that the file says the same of is left
    alone. Ended and struck contracts are updated but stay what a person made them.

    An import that does not wait for this (taken in already, or returned) is left as it is: a message may come twice.
    """
    found = RegisterImport.objects.select_for_update().get(pk=register_import.pk)
    if found.state != ImportState.TAKING_IN:
        return TakenIn()
    tell = progress or _silence
    list(Contract.objects.select_for_update().filter(member=found.member_id).order_by("id").values_list("id"))
    rows = _compared(found)
    total = len(rows) or 1
    tell(total // 10, total)
    new, changed, same = _by_outcome(rows)
    known = recognise_suppliers(by=by, at=at, names=(supplier_words(row.facts) for row in (*new, *changed)))
    tell(total * 2 // 10, total)
    made = register_rows(found, new, known, at)
    tell(total * 5 // 10, total)
    amended = amend_rows(changed, known, at)
    tell(total * 6 // 10, total)
    _settle_rows(rows, dict(zip((row.id for row in new), made, strict=True)))
    vanished = _note_vanished(found, by, at, rows)
    found.state = IMPORT.after(found.state, "take_in")
    found.taken_in_at = at
    found.revision += 1
    found.save(update_fields=["state", "taken_in_at", "revision"])
    tell(total * 8 // 10, total)
    told = {"new": len(new), "changed": len(changed), "same": same, "vanished": len(vanished)}
    head = Act("register_taken_in", found.public_id, found.member_id, changes=told)
    record(by=by, at=at, acts=(head, *_acts(found, new, made), *_acts(found, changed, amended)))
    if new or changed:
        tell_register_changed(at, found.member_id)
    tell(total, total)
    return TakenIn(tuple(one.id for one in made), tuple(one.id for one in amended), same, tuple(vanished))


def _silence(_done: int, _total: int) -> None:
    """Nobody asked how far it has come."""


def _compared(register_import: RegisterImport) -> list[Row]:
    register = held_by_reference(register_import.member_id)
    rows = register_import.rows.exclude(outcome=RowOutcome.LEFT_OUT).order_by("number")
    compared = []
    columns = ("id", "facts", "words", "mended", "outcome", "changes")
    for pk, facts_json, words, mended, outcome, shown in rows.values_list(*columns).iterator(CHUNK):
        facts = from_json(facts_json)
        held = register.get(facts.reference)
        if held:
            facts = updated(held.facts, facts, words.keys() | mended.keys())
            facts = facts if outcome == RowOutcome.NEW else _as_shown(held.facts, facts, shown.keys())
        compared.append(Row(pk, facts, held, changes(held.facts, facts) if held else first_facts(facts)))
    return compared


def _as_shown(held: ContractFacts, facts: ContractFacts, shown: Collection[str]) -> ContractFacts:
    """Only what the person saw as a change before confirming is one: what somebody wrote by hand since the file was
    read stands. Days that would then be out of order are the file's, all of them."""
    if not shown:
        return held
    names = {*shown, *(() if set(SUPPLIER_FIELDS).isdisjoint(shown) else SUPPLIER_FIELDS)}
    merged = replace(held, **{name: getattr(facts, name) for name in names})
    if merged.starts_on and merged.ends_on and merged.ends_on < merged.starts_on:
        return replace(merged, **{name: getattr(facts, name) for name in DATE_FIELDS})
    return merged


def _by_outcome(rows: Sequence[Row]) -> tuple[list[Row], list[Row], int]:
    new = [row for row in rows if row.held is None]
    changed = [row for row in rows if row.held and row.changes]
    return new, changed, len(rows) - len(new) - len(changed)


def _settle_rows(rows: Sequence[Row], made: Mapping[int, Written]) -> None:
    """What each row did, and to which contract."""
    update_rows(ImportRow, ("contract_id", "outcome"), (_settled(row, made) for row in rows))


def _settled(row: Row, made: Mapping[int, Written]) -> tuple[int, str, int]:
    if row.held is None:
        return made[row.id].id, RowOutcome.NEW, row.id
    return row.held.id, RowOutcome.CHANGED if row.changes else RowOutcome.SAME, row.id


def _note_vanished(register_import: RegisterImport, by: Actor, at: datetime, rows: Sequence[Row]) -> list[int]:
    """List what the file no longer names, and settle what it names again before anybody decided."""
    named = {row.held.id for row in rows if row.held}
    waiting = VanishedContract.objects.filter(member=register_import.member_id, decision="")
    back = [pk for pk, contract_id in waiting.values_list("id", "contract_id") if contract_id in named]
    for chunk in chunks(back):
        VanishedContract.objects.filter(id__in=chunk).update(
            decision=VanishedDecision.BACK, decided_at=at, person_id=by.person_id
        )
    gone = queries.vanishing(register_import)
    of = {"register_import": register_import, "member_id": register_import.member_id}
    VanishedContract.objects.bulk_create([VanishedContract(contract_id=pk, **of) for pk in gone], batch_size=CHUNK)
    return gone


def _acts(register_import: RegisterImport, rows: Sequence[Row], contracts: Sequence[Written]) -> Iterator[Act]:
    verb = "contract_registered" if rows and rows[0].held is None else "contract_amended"
    for row, contract in zip(rows, contracts, strict=True):
        told = {"import": register_import.public_id, **plain_changes(row.changes)}
        yield Act(verb, contract.public_id, register_import.member_id, changes=told)
