"""Suppliers of an inquiry that reaches very many are listed after those who are to be warned have been told."""

from typing import Any

from aktsom.core.outbox import handles
from aktsom.findings.actions.reaching import LIST_SUPPLIERS, list_suppliers


@handles(LIST_SUPPLIERS)
def list_the_suppliers(payload: dict[str, Any]) -> None:
    list_suppliers(payload["id"])
