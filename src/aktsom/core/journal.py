"""Writing the journal and checking it. An entry is written in the same transaction as the act it tells of."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from aktsom.core.actor import Actor
from aktsom.core.bulk import insert_rows
from aktsom.core.models import JournalEntry, JournalHead
from aktsom.core.scopes import scope_of

BATCH = 2_000
FEW = 100  # entries of an ordinary act; more come from a register file
_COLUMNS = tuple(field.attname for field in JournalEntry._meta.concrete_fields)


@dataclass(frozen=True)
class Act:
    """What is to be written, "by X of A on behalf of B": A is the actor's own body, B (`on_behalf_of_id`) the
    member whose mandate it rests on; it is filled in for a member that the actor's body represents. `verb` in the words
    of the field, `subject` the public id, `changes` {field: [old, new]} or other plain facts. Never names of workers,
    free texts of signals, or secrets."""

    verb: str
    subject: str
    member_id: int | None = None
    on_behalf_of_id: int | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)


def digest(previous: str, entry: JournalEntry) -> str:
    """SHA-256 over the previous hash and the entry's facts, in one canonical JSON form."""
    facts = {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "person": entry.person_id,
        "body": entry.body_id,
        "member": entry.member_id,
        "on_behalf_of": entry.on_behalf_of_id,
        "verb": entry.verb,
        "scope": entry.scope,
        "subject": entry.subject,
        "changes": entry.changes,
    }
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}{text}".encode()).hexdigest()


def record(*, by: Actor, at: datetime, acts: Iterable[Act]) -> int:
    """Add entries for the acts, in order; returns how many. Must run inside the transaction of the act itself."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a journal entry belongs in the transaction of the act it tells of")
    head, _ = JournalHead.objects.select_for_update().get_or_create(id=1)
    first = head.number
    entries = []
    for act in acts:
        entry = JournalEntry(
            number=head.number + 1,
            at=at,
            person_id=by.person_id,
            body_id=by.member_id,
            member_id=act.member_id,
            on_behalf_of_id=act.on_behalf_of_id or (act.member_id if act.member_id in by.represented else None),
            verb=act.verb,
            scope=scope_of(act.verb).value,
            subject=act.subject,
            changes=json.loads(json.dumps(dict(act.changes), default=str)),
            previous=head.hash,
        )
        entry.hash = digest(head.hash, entry)
        head.number, head.hash = entry.number, entry.hash
        entries.append(entry)
    if len(entries) < FEW:
        JournalEntry.objects.bulk_create(entries)
    else:
        insert_rows(JournalEntry, _COLUMNS, (tuple(getattr(entry, name) for name in _COLUMNS) for entry in entries))
    head.save(update_fields=["number", "hash"])
    return head.number - first


@dataclass(frozen=True)
class Verdict:
    """`entries` checked; `broken_at` is the number of the first entry that does not fit, or None when all do."""

    entries: int
    broken_at: int | None


def verify() -> Verdict:
    """Read the whole chain and compute every hash anew; also that it ends where the head says it does. What others
    write meanwhile is read too: the head, read after the entries, is never behind them."""
    previous, number = "0" * 64, 0
    while True:
        read = number
        for entry in JournalEntry.objects.filter(number__gt=read).order_by("number").iterator(chunk_size=BATCH):
            if entry.number != number + 1 or entry.previous != previous or digest(previous, entry) != entry.hash:
                return Verdict(number, entry.number)
            previous, number = entry.hash, entry.number
        head = JournalHead.objects.filter(id=1).first()
        if head is None or head.number <= number or read == number:
            break
    if (head.number, head.hash) != (number, previous) if head else number:
        return Verdict(number, number + 1)
    return Verdict(number, None)
