"""Contracts that a team may ask a supplier's chain for, by its mandates, and to whom a chain is open at all."""

from datetime import date

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import stop_if
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import ids_called
from aktsom.supply_chain.queries.known_to import has_to_do_with
from aktsom.teams.acts import MandateAct
from aktsom.teams.models import Mandate
from aktsom.teams.permissions import mandates as permissions
from aktsom.teams.queries.facts import team as team_of
from aktsom.teams.queries.standings import in_force
from aktsom.teams.queries.teams_shown import contracts_for_step
from aktsom.teams.states import MandateState


def askable(viewer: Actor, team_id: str, supplier: Supplier) -> list[Contract]:
    """By member. Raises NotVisible, or Refused for who does not sit in the team."""
    team = team_of(viewer, team_id)
    stop_if(permissions.work(viewer, team))
    found = [one for one in contracts_for_step(viewer, team, supplier.public_id) if one.acts & MandateAct.ASK]
    rows = Contract.objects.filter(public_id__in=[one.public_id for one in found])
    return list(rows.select_related("member", "supplier").order_by("member__name", "title", "id"))


def chain_is_open(viewer: Actor, supplier: Supplier, today: date) -> bool:
    """To buyers, to who may see something of the chain, and to teams that hold a mandate for a contract with it."""
    if has_to_do_with(viewer, supplier):
        return True
    held = Mandate.objects.filter(
        in_force(today), team_id__in=viewer.team_ids, state=MandateState.GRANTED, starts_on__lte=today,
        ends_on__gte=today, contract__supplier_id__in=ids_called(supplier.public_id),
    )  # fmt: skip
    return bool(viewer.team_ids) and held.exists()
