"""Whether the Transparency Act covers a company, computed anew when its figures change."""

from aktsom.suppliers.models import Supplier
from aktsom.suppliers.rules.size import Figures, coverage
from aktsom.suppliers.tables import always_covered, size_limits


def size_again(supplier: Supplier) -> None:
    found = coverage(figures_of(supplier), size_limits()["transparency_act"], always_covered())
    if (supplier.covered, supplier.covered_why) != (found.answer, found.why):
        supplier.covered, supplier.covered_why = found.answer, found.why
        supplier.save(update_fields=["covered", "covered_why"])


def figures_of(supplier: Supplier) -> Figures:
    return Figures(
        legal_form=supplier.legal_form,
        country=supplier.country,
        employees=supplier.employees,
        turnover=supplier.turnover,
        balance_sum=supplier.balance_sum,
        is_mother=supplier.daughters.exists(),
        is_unit=supplier.unit_of_id is not None,
    )
