"""Contracts for tests, made by the same actions that people use."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from aktsom.contracts.actions import register_contract
from aktsom.contracts.models import Contract
from aktsom.contracts.rules import ContractFacts
from tests.cast import NOON, actor, member

_numbers = count(1)
_OWNER = {"oslo": "olga", "bergen": "berit", "stavanger": "stina", "uio": "uma"}


def facts(**said: Any) -> ContractFacts:
    """Plausible facts, with a reference of their own each time."""
    usual: dict[str, Any] = {
        "reference": f"2026/{next(_numbers)}",
        "title": "Engangshansker i nitril",
        "supplier_name": "Nordhav Medisinsk AS",
        "supplier_number": "923609016",
        "products": ("Undersøkelseshansker",),
        "cpv": ("33141420",),
        "value": Decimal("1200000.00"),
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2027, 12, 31),
    }
    return ContractFacts(**{**usual, **said})


def contract(owner: str = "oslo", **said: Any) -> Contract:
    """A contract in the register of the member of that short name."""
    return register_contract(by=actor(_OWNER[owner]), at=NOON, member=member(owner), facts=facts(**said))
