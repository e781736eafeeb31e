"""Rows of a declaration as plain facts, and what is wrong between them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from aktsom.suppliers.rules import name_key

# As people write them, in the order of the sheet and the form.
FIELDS = (
    "stage", "product", "material", "unknown", "name", "country", "town", "address", "postcode", "latitude",
    "longitude", "local_name", "processes", "workers", "delivers_to", "document", "valid_from", "valid_to", "os_id",
    "site",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowFacts:
    """One row as we read it. `unknown` says that the supplier does not know the stage. `delivers_to` is the name of a
    place in another row, empty for the supplier itself; `document` what shows it; `site` the public id of a place
    known before. Days ISO, positions decimal degrees, all as text so that the row can be kept as it is."""

    stage: str = ""
    product_id: str = ""
    material: str = ""
    unknown: bool = False
    name: str = ""
    country: str = ""
    town: str = ""
    address: str = ""
    postcode: str = ""
    latitude: str = ""
    longitude: str = ""
    local_name: str = ""
    processes: str = ""
    workers_band: str = ""
    delivers_to: str = ""
    document: str = ""
    valid_from: str = ""
    valid_to: str = ""
    os_id: str = ""
    site: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What makes two rows speak of one place: its folded name and its country."""
        return name_key(self.name)[:300], self.country

    def to_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value}


_KNOWN = {field.name for field in fields(RowFacts)}


def facts_from(kept: Mapping[str, Any]) -> RowFacts:
    return RowFacts(**{name: value for name, value in kept.items() if name in _KNOWN})


@dataclass(frozen=True, slots=True)
class RowProblem:
    """`code` is put into words by `interop.chains.problems`; `blocks` when the row cannot be sent as it is."""

    field: str
    code: str
    blocks: bool = True
    params: Mapping[str, str | int] | None = None

    def to_json(self) -> dict[str, Any]:
        return {"field": self.field, "code": self.code, "blocks": self.blocks, "params": dict(self.params or {})}


RELATION_CODES = frozenset(
    {"delivers_to_nobody", "delivers_to_several", "delivers_to_itself", "row_twice", "in_a_ring"}
)


def between(rows: Mapping[int, RowFacts], supplier_name: str) -> dict[int, list[RowProblem]]:
    """What is wrong with rows (by number) because of the others. A ring of places is told and not stopped: recycled
    material goes round."""
    named = {number: facts for number, facts in rows.items() if facts.name and not facts.unknown}
    numbers: dict[str, list[int]] = {}
    for number, facts in named.items():
        numbers.setdefault(facts.key[0], []).append(number)
    found: dict[int, list[RowProblem]] = {}
    customers: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for number, facts in named.items():
        problem, customer = _delivery(facts, numbers, named, name_key(supplier_name))
        if problem:
            found.setdefault(number, []).append(problem)
        if customer:
            customers.setdefault(facts.key, set()).add(customer)
    rings = _in_rings(customers)
    for number, facts in named.items():
        if facts.key in rings:
            found.setdefault(number, []).append(RowProblem("delivers_to", "in_a_ring", blocks=False))
    for number, first in _twice(named).items():
        found.setdefault(number, []).append(RowProblem("name", "row_twice", params={"row": first}))
    return found


def _delivery(
    facts: RowFacts, numbers: Mapping[str, list[int]], named: Mapping[int, RowFacts], supplier: str
) -> tuple[RowProblem | None, tuple[str, str] | None]:
    """The problem, if any, and the place that the row delivers to, if it is one of the other rows'."""
    said = name_key(facts.delivers_to) if facts.delivers_to else ""
    if not said or said == supplier:
        return None, None
    places = {named[number].key for number in numbers.get(said, ())}
    if not places:
        return RowProblem("delivers_to", "delivers_to_nobody", params={"value": facts.delivers_to[:80]}), None
    if facts.key in places and len(places) == 1:
        return RowProblem("delivers_to", "delivers_to_itself"), None
    others = sorted(places - {facts.key})
    if len(others) > 1:
        return RowProblem("delivers_to", "delivers_to_several", params={"value": facts.delivers_to[:80]}), None
    return None, others[0]


def customer_of(facts: RowFacts, rows: Iterable[RowFacts], supplier_name: str) -> tuple[str, str] | None:
    """The key of the place that the row delivers to; None when that is the supplier itself."""
    listed = {number: row for number, row in enumerate(rows) if row.name and not row.unknown}
    numbers: dict[str, list[int]] = {}
    for number, row in listed.items():
        numbers.setdefault(row.key[0], []).append(number)
    return _delivery(facts, numbers, listed, name_key(supplier_name))[1]


def _twice(rows: Mapping[int, RowFacts]) -> dict[int, int]:
    """Rows that repeat an earlier one, by its number."""
    seen: dict[tuple[str, ...], int] = {}
    again: dict[int, int] = {}
    for number in sorted(rows):
        facts = rows[number]
        what = (*facts.key, facts.stage, facts.product_id, facts.material.casefold(), name_key(facts.delivers_to or ""))
        if what in seen:
            again[number] = seen[what]
        else:
            seen[what] = number
    return again


def _in_rings(customers: Mapping[tuple[str, str], set[tuple[str, str]]]) -> set[tuple[str, str]]:
    """Those that are left when whoever delivers to nobody left, or is delivered to by nobody left, is taken away."""
    left = dict(customers)
    while True:
        delivered = {customer for to in left.values() for customer in to}
        kept = {one: {c for c in to if c in left} for one, to in left.items() if one in delivered}
        kept = {one: to for one, to in kept.items() if to}
        if kept == left:
            return set(left)
        left = kept


@dataclass(frozen=True, slots=True)
class Missing:
    """A stage that no row speaks of, of one of the products asked about ("" when none is)."""

    product_id: str
    stage: str


def missing(products: Sequence[str], stages: Sequence[str], rows: Iterable[RowFacts]) -> list[Missing]:
    """What is asked and not answered; "we do not know" is an answer."""
    told = Counter((facts.product_id, facts.stage) for facts in rows if facts.name or facts.unknown)
    return [
        Missing(product, stage)
        for product in (products or [""])
        for stage in stages
        if not told[product, stage] and not told["", stage] and (product or not any(s == stage for _p, s in told))
    ]
