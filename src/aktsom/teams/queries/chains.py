"""Contracts that a team may ask a supplier's chain for, by its mandates."""

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import stop_if
from aktsom.suppliers.models import Supplier
from aktsom.teams.acts import MandateAct
from aktsom.teams.permissions import mandates as permissions
from aktsom.teams.queries.facts import team as team_of
from aktsom.teams.queries.teams_shown import contracts_for_step


def askable(viewer: Actor, team_id: str, supplier: Supplier) -> list[Contract]:
    """By member. Raises NotVisible, or Refused for who does not sit in the team."""
    team = team_of(viewer, team_id)
    stop_if(permissions.work(viewer, team))
    found = [one for one in contracts_for_step(viewer, team, supplier.public_id) if one.acts & MandateAct.ASK]
    rows = Contract.objects.filter(public_id__in=[one.public_id for one in found])
    return list(rows.select_related("member", "supplier").order_by("member__name", "title", "id"))
