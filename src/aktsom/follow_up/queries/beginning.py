"""What a plan begins from: whose it would be, towards whom, and which methods the risk speaks for."""

from dataclasses import dataclass
from datetime import date

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import running
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.planning import buying
from aktsom.follow_up.rules.proportion import gravest_of, methods_for
from aktsom.follow_up.states import Method
from aktsom.follow_up.tables import methods_by_level
from aktsom.members.models import Member
from aktsom.members.permissions import has
from aktsom.members.roles import Permission
from aktsom.risk.models import ContractRisk, RiskProduct
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import of_companies
from aktsom.teams.models import CategoryTeam
from aktsom.teams.queries.facts import team as team_called


def begun_by_team(viewer: Actor, team_id: str, supplier_id: str) -> FollowUp:
    """Not stored. Raises NotVisible."""
    team = team_called(viewer, team_id)
    return FollowUp(team=team, group_id=team.group_id, supplier=_standing_for(supplier_id))


def begun_by_member(viewer: Actor, group_id: str, supplier_id: str, member_id: str = "") -> FollowUp:
    """Not stored; by the member named, or the first that the viewer keeps the register of. Raises NotVisible."""
    found = Member.objects.filter(id__in=viewer.member_ids).order_by("name")
    kept = [one for one in found if has(viewer, Permission.KEEP_REGISTER, one.pk)]
    chosen = next((one for one in kept if not member_id or one.public_id == member_id), None)
    if chosen is None:
        raise NotVisible
    return FollowUp(member=chosen, group_id=group_id, supplier=_standing_for(supplier_id))


def groups_alone(viewer: Actor, supplier: Supplier, today: date) -> list[str]:
    """The categories in which a member whose register the viewer keeps buys of the company: what it may follow up
    itself."""
    kept = [id_ for id_ in viewer.member_ids if has(viewer, Permission.KEEP_REGISTER, id_)]
    bought = Contract.objects.filter(running(today), of_companies([supplier.identity_id], "supplier"))
    found = RiskProduct.objects.filter(risk__contract__in=bought.filter(member_id__in=kept), group_id__gt="")
    return sorted(set(found.values_list("group_id", flat=True)))


def _standing_for(public_id: str) -> Supplier:
    found = Supplier.objects.select_related("same_as").filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found.same_as or found


@dataclass(frozen=True)
class Depth:
    """The methods that the gravest risk among the contracts speaks for, and its level; none where no risk is known."""

    methods: tuple[Method, ...]
    level: str


def proposed_depth(one: FollowUp, today: date) -> Depth:
    """Of all that is bought of the supplier in the category: the risk is there also where no mandate is given yet."""
    contracts = buying(one, today) if one.team is not None else buying(one, today).filter(member=one.member)
    levels = set(ContractRisk.objects.filter(contract__in=contracts).values_list("level", flat=True))
    return Depth(methods_for(levels, methods_by_level()), gravest_of(levels, methods_by_level()))


def teams_of(viewer: Actor) -> list[CategoryTeam]:
    """Those that the viewer works in."""
    return list(CategoryTeam.objects.filter(pk__in=viewer.team_ids).order_by("group_id"))
