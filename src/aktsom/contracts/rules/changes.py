"""What differs between two sayings of one contract, and how a contract without a reference is known again."""

import base64
import hashlib
import unicodedata
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from aktsom.contracts.rules.facts import EMPTY, FIELDS, SUPPLIER_FIELDS, ContractFacts
from aktsom.suppliers.rules import name_key

GENERATED = "uten-ref-"


def same_supplier(old: ContractFacts, new: ContractFacts) -> bool:
    """Whether both name the same legal entity: by number where both have one, else by the folded name.

    A name alone does not speak against a numbered supplier of that name; a number that was not known before does.
    """
    if new.supplier_number and old.supplier_number:
        return new.supplier_number == old.supplier_number
    if new.supplier_number:
        return False
    return name_key(new.supplier_name) == name_key(old.supplier_name)


def changes(old: ContractFacts, new: ContractFacts) -> dict[str, tuple[Any, Any]]:
    """{field: (old, new)} for what differs. Another spelling of the same supplier's name is no change."""
    skipped = SUPPLIER_FIELDS if same_supplier(old, new) else ()
    return {
        name: (getattr(old, name), getattr(new, name))
        for name in FIELDS
        if name not in skipped and getattr(old, name) != getattr(new, name)
    }


def updated(old: ContractFacts, row: ContractFacts, said: Collection[str]) -> ContractFacts:
    """The old facts with what a register row says. A field the file has no column for (not among `said`) and that
    nothing was read into is left as it was: a register without product lines does not wipe those typed by hand."""
    new = {name: getattr(row, name) for name in FIELDS if name in said or getattr(row, name) != getattr(EMPTY, name)}
    if any(name in new for name in SUPPLIER_FIELDS):
        new.update({name: getattr(row, name) for name in SUPPLIER_FIELDS})
    return replace(old, **new)


def effective_end(facts: ContractFacts) -> date | None:
    """The last day the contract can run if every option is used; None when not known."""
    days = [day for day in (facts.ends_on, facts.option_until) if day]
    return max(days) if days else None


def over_by_date(last_day: date | None, today: date) -> bool:
    """Whether the last day, as `effective_end` gives it, has gone by. One that nobody knows never has."""
    return last_day is not None and last_day < today


def generated_reference(facts: ContractFacts, occurrence: int = 1) -> str:
    """A reference for a contract without one, the same each time for the same title, supplier and start, so that the
    contract is known again. `occurrence` tells apart contracts that are alike in all three."""
    who = facts.supplier_number or name_key(facts.supplier_name)
    title = unicodedata.normalize("NFKC", facts.title).casefold()
    said = "\x1f".join((title, who, facts.starts_on.isoformat() if facts.starts_on else ""))
    digest = base64.b32encode(hashlib.sha256(said.encode()).digest()).decode().lower()[:10]
    return f"{GENERATED}{digest}" + (f"-{occurrence}" if occurrence > 1 else "")


def given_reference(reference: str) -> str:
    """As its owner wrote it; nothing for one that was generated, which tells a person nothing."""
    return "" if reference.startswith(GENERATED) else reference


def fold_header(header: str) -> str:
    """A column header as it is remembered: lower case, single spaces, at most 200 characters."""
    return " ".join(header.lower().split())[:200]
