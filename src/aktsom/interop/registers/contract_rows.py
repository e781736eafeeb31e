"""What a row of a register is once it is understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from aktsom.interop.registers.fields import Field
from aktsom.interop.registers.row_kinds import RowKind
from aktsom.interop.registers.values.parsed import Severity
from aktsom.interop.spreadsheets.cells import column_letter


class ReferenceSource(StrEnum):
    """Where the reference comes from. Several suppliers under one number are told apart by supplier."""

    REGISTER = "register"
    REGISTER_AND_SUPPLIER = "register_and_supplier"
    MADE = "made"


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract as the register tells it. Amounts in whole `currency`; countries as ISO 3166-1 alpha-2.

    `supplier_org_number` is nine digits, or a foreign number that begins with its country code.
    """

    reference: str
    reference_source: ReferenceSource
    title: str
    description: str
    products: tuple[str, ...]
    supplier_name: str
    supplier_org_number: str
    supplier_country: str
    cpv: tuple[str, ...]
    value: Decimal | None
    currency: str
    start: date | None
    end: date | None
    open_ended: bool
    option_until: date | None
    options: str
    term_set: str
    has_terms: bool | None
    origins: tuple[str, ...]
    status: str
    buyer: str


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong, and where. `column` is 0-based, or nothing when the row lacks the column altogether."""

    row: int
    field: Field | None
    column: int | None
    value: str
    code: str
    params: Mapping[str, str | int]
    severity: Severity

    @property
    def letter(self) -> str:
        return "" if self.column is None else column_letter(self.column)


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row of the file: its own words by field beside what we made of them."""

    number: int
    kind: RowKind
    words: Mapping[Field, str]
    contract: ContractRow
    problems: tuple[CellProblem, ...]

    @property
    def needs_you(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)
