"""What a supplier's own people see: which of their contracts are followed up, by whom, and what these may do."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import running
from aktsom.core.actor import Actor
from aktsom.suppliers.models import Supplier
from aktsom.teams.acts import MandateAct, each
from aktsom.teams.models import Mandate, TeamSeat
from aktsom.teams.states import MandateState, SeatPart


class FollowedBy(NamedTuple):
    """A team with a mandate that is valid today, and whom to reach there."""

    group_id: str
    acts: list[MandateAct]
    ends_on: date
    contact: str
    contact_email: str
    contact_member: str


class SuppliersContract(NamedTuple):
    title: str
    member: str
    member_email: str  # the buyer's own contact, "" when it has given none
    starts_on: date | None
    ends_on: date | None
    followed_by: list[FollowedBy]


class SuppliersContracts(NamedTuple):
    supplier: str
    contracts: list[SuppliersContract]


def suppliers_contracts(viewer: Actor, today: date) -> list[SuppliersContracts]:
    """The running contracts of the suppliers the viewer answers for. Facts that the supplier knows from its contract,
    and who acts on the buyer's behalf; nothing of risk, of prices or of what the buyers say to each other."""
    suppliers = Supplier.objects.filter(id__in=viewer.supplier_ids).order_by("name")
    rows = Contract.objects.filter(running(today), supplier__in=suppliers).order_by("member__name", "title", "id")
    columns = ("id", "supplier_id", "title", "member__name", "member__contact_email", "starts_on", "ends_on")
    contracts = list(rows.values_list(*columns))
    followed = _followed([row[0] for row in contracts], today)
    found: dict[int, list[SuppliersContract]] = defaultdict(list)
    for id_, supplier_id, title, member, email, starts_on, ends_on in contracts:
        row = SuppliersContract(title, member, email, starts_on, ends_on, followed.get(id_, []))
        found[supplier_id or 0].append(row)
    return [SuppliersContracts(supplier.name, found[supplier.pk]) for supplier in suppliers]


def _followed(contracts: list[int], today: date) -> dict[int, list[FollowedBy]]:
    valid = Mandate.objects.filter(
        contract_id__in=contracts, state=MandateState.GRANTED, starts_on__lte=today, ends_on__gte=today
    )
    mandates = list(valid.values_list("contract_id", "team_id", "team__group_id", "acts", "ends_on"))
    leads = TeamSeat.objects.filter(
        team_id__in={row[1] for row in mandates}, left_at__isnull=True, part=SeatPart.LEAD
    ).values_list("team_id", "person__name", "person__email", "member__name")
    contact = {team: (name, email, member) for team, name, email, member in leads}
    found: dict[int, list[FollowedBy]] = defaultdict(list)
    for contract_id, team_id, group_id, acts, ends_on in mandates:
        found[contract_id].append(FollowedBy(group_id, each(acts), ends_on, *contact.get(team_id, ("", "", ""))))
    return found
