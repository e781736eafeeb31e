"""Tables of the suppliers' area."""

from aktsom.suppliers.models.companies import (
    Supplier,
    SupplierAddress,
    SupplierContact,
    SupplierEvent,
    SupplierName,
    SupplierNumber,
    SupplierProposal,
)
from aktsom.suppliers.models.people import SupplierInvitation, SupplierRole
from aktsom.suppliers.models.sameness import SamenessCandidate, SamenessJudgement, SamenessThreshold

__all__ = [
    "SamenessCandidate",
    "SamenessJudgement",
    "SamenessThreshold",
    "Supplier",
    "SupplierAddress",
    "SupplierContact",
    "SupplierEvent",
    "SupplierInvitation",
    "SupplierName",
    "SupplierNumber",
    "SupplierProposal",
    "SupplierRole",
]
