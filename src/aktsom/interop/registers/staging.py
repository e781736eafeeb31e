"""From a row as the reader understood it to a row as the register compares it."""

from aktsom.contracts.rules import ContractFacts, Problem, StagedRow
from aktsom.interop.registers.contract_rows import ContractRow, ReferenceSource, RegisterRow
from aktsom.interop.registers.fields import Field
from aktsom.interop.registers.values.parsed import Severity

FACTS: dict[Field, tuple[str, ...]] = {
    Field.REFERENCE: ("reference",),
    Field.TITLE: ("title",),
    Field.DESCRIPTION: ("description",),
    Field.PRODUCTS: ("products",),
    Field.SUPPLIER_NAME: ("supplier_name",),
    Field.SUPPLIER_ORG_NUMBER: ("supplier_number",),
    Field.SUPPLIER_COUNTRY: ("supplier_country",),
    Field.CPV: ("cpv",),
    Field.VALUE: ("value",),
    Field.CURRENCY: ("currency",),
    Field.START: ("starts_on",),
    Field.END: ("ends_on",),
    Field.PERIOD: ("starts_on", "ends_on"),
    Field.OPTION_UNTIL: ("option_until",),
    Field.OPTIONS: ("options",),
    Field.TERMS: ("term_set",),
    Field.ORIGIN_COUNTRIES: ("origins",),
}
"""What of a contract a column says. Columns for status and buying unit are understood but not kept."""

# The register's own checks find these too, and they know of mended cells and of every other row.
_FOUND_BY_REGISTER = frozenset({"reference_twice", "same_row_again", "ends_before_start", "value_negative"})


def staged_row(row: RegisterRow, columns: frozenset[Field]) -> StagedRow:
    """`columns` are the fields that the file has a column for; an empty cell in one of them says "nothing"."""
    words = {name: row.words.get(field, "") for field in Field if field in columns for name in FACTS.get(field, ())}
    return StagedRow(row.number, words, facts_of(row.contract), problems_of(row))


def facts_of(contract: ContractRow) -> ContractFacts:
    """A reference that the reader made up is left to the register, which numbers contracts that look alike."""
    return ContractFacts(
        reference="" if contract.reference_source is ReferenceSource.MADE else contract.reference,
        title=contract.title,
        description=contract.description,
        supplier_name=contract.supplier_name,
        supplier_number=contract.supplier_org_number,
        supplier_country=contract.supplier_country or "NO",
        products=contract.products,
        cpv=contract.cpv,
        origins=contract.origins,
        value=contract.value,
        currency=contract.currency,
        starts_on=contract.start,
        ends_on=contract.end,
        option_until=contract.option_until,
        options=contract.options,
        term_set=contract.term_set,
    )


def problems_of(row: RegisterRow) -> tuple[Problem, ...]:
    """What is wrong in columns that are not kept stops nobody."""
    return tuple(
        Problem(
            FACTS[found.field][-1],
            found.code,
            {"value": found.value, **found.params},
            blocks=found.severity is Severity.ERROR,
        )
        for found in row.problems
        if found.field in FACTS and found.code not in _FOUND_BY_REGISTER
    )
