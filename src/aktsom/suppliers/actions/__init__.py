"""Writes about suppliers and about those who answer for them."""

from aktsom.suppliers.actions.people import give_supplier_role
from aktsom.suppliers.actions.recognising import recognise_suppliers

__all__ = ["give_supplier_role", "recognise_suppliers"]
