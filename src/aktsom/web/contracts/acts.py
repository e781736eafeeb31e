"""What can be done with many rows of the list of contracts at once, for the filters it stands with."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from aktsom.core.actor import Actor
from aktsom.members.queries import members_with
from aktsom.members.roles import Permission
from aktsom.risk.queries import OVER, ContractFilters, ContractRow
from aktsom.risk.states import RiskState
from aktsom.web.base.addresses import contracts_address


@dataclass(frozen=True, slots=True)
class ListAct:
    """`name` is "confirm" or "end"; only rows of `members` (ids) can be picked."""

    name: str
    route: str
    members: frozenset[int]
    revision: Callable[[ContractRow], int]

    def pick(self, row: ContractRow) -> str:
        """What the box of the row is sent as; empty when the viewer may not do it there."""
        return f"{row.public_id}:{self.revision(row)}" if row.member_id in self.members else ""


def act_for(viewer: Actor, filters: ContractFilters) -> ListAct | None:
    """Ending is offered where contracts have gone over by date, confirming where results wait for a person."""
    if filters.state == OVER:
        keeps = _ids(viewer, Permission.KEEP_REGISTER)
        return ListAct("end", "contracts_end_chosen", keeps, lambda row: row.revision)
    if filters.risk_state == RiskState.SCREENED:
        decides = _ids(viewer, Permission.DECIDE_RISK)
        return ListAct("confirm", "contracts_confirm_chosen", decides, lambda row: row.risk_revision)
    return None


def _ids(viewer: Actor, permission: Permission) -> frozenset[int]:
    return frozenset(member.pk for member in members_with(viewer, permission))


def list_address(filters: ContractFilters, place: str | None) -> str:
    """The list with these filters, from this place on."""
    address = contracts_address(filters)
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'after': place})}" if place else address
