"""The contract register, and the register files it is filled from."""

from aktsom.contracts.models.contracts import Contract, ContractCpv, OwnFacts
from aktsom.contracts.models.imports import ColumnMemory, ImportRow, RegisterImport, VanishedContract

__all__ = [
    "ColumnMemory",
    "Contract",
    "ContractCpv",
    "ImportRow",
    "OwnFacts",
    "RegisterImport",
    "VanishedContract",
]
