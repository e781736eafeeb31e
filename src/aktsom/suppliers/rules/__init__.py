"""Decisions about suppliers on plain values."""

from aktsom.suppliers.rules.numbers import is_organisation_number
from aktsom.suppliers.rules.words import SupplierWords, name_key

__all__ = ["SupplierWords", "is_organisation_number", "name_key"]
