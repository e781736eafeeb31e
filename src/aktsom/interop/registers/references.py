"""What a contract is known by from one import to the next, also in registers that do not say."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date

from aktsom.interop.registers.contract_rows import ReferenceSource
from aktsom.interop.registers.fields import Field
from aktsom.interop.registers.tables import Table
from aktsom.interop.registers.values.parsed import plain_text
from aktsom.interop.spreadsheets.cells import Value

_LONGEST = 200


def reference_for(
    given: str, shared: frozenset[str], supplier: str, title: str, start: date | None
) -> tuple[str, ReferenceSource]:
    """The register's own reference where it has one; told apart by supplier where several share it."""
    if given and given in shared and supplier:
        return f"{given} – {supplier}"[:_LONGEST], ReferenceSource.REGISTER_AND_SUPPLIER
    if given:
        return given[:_LONGEST], ReferenceSource.REGISTER
    return made_reference(supplier, title, start), ReferenceSource.MADE


def made_reference(supplier: str, title: str, start: date | None) -> str:
    """A reference for a register that has none: the same every year for the same supplier, title and start."""
    parts = (
        re.sub(r"\W+", "", supplier.lower()),
        re.sub(r"\W+", "", title.lower()),
        start.isoformat() if start else "",
    )
    return "auto-" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:10]


def shared_references(table: Table, places: Mapping[Field, int]) -> frozenset[str]:
    """References that several suppliers have: parallel framework agreements under one case number."""
    reference = places.get(Field.REFERENCE)
    supplier = places.get(Field.SUPPLIER_ORG_NUMBER, places.get(Field.SUPPLIER_NAME))
    if reference is None or supplier is None:
        return frozenset()
    first: dict[Value, Value] = {}
    shared: set[str] = set()
    for given, who in zip(table.values(reference), table.values(supplier), strict=True):
        if given is None or who is None:
            continue
        earlier = first.setdefault(given, who)
        if earlier != who and plain_text(earlier).lower() != plain_text(who).lower():
            shared.add(plain_text(given))
    return frozenset(shared)
