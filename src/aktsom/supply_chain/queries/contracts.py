"""Contracts with a supplier's company, whichever of its records they name."""

from datetime import date

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import own_contracts, running
from aktsom.contracts.states import ContractState
from aktsom.core.actor import Actor
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import of_companies


def own_with(viewer: Actor, supplier: Supplier, today: date) -> list[Contract]:
    """The viewer's own that run, by title."""
    company = of_companies([supplier.identity_id], "supplier")
    found = own_contracts(viewer).filter(company & running(today)).select_related("member", "supplier")
    return list(found.order_by("title", "id"))


def last_with(viewer: Actor, supplier: Supplier) -> Contract | None:
    """The one of the viewer's own, running or over, that runs or ran the longest; not one struck as a mistake."""
    own = own_contracts(viewer).exclude(state=ContractState.STRUCK)
    found = own.filter(of_companies([supplier.identity_id], "supplier"))
    return found.order_by("-runs_until", "-id").first()
