"""Who buys from the supplier of a follow-up and is not in it: what a buyer may do to join, and who wants to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.permissions import follow_ups as permissions
from aktsom.follow_up.queries.planning import not_covered, to_cover
from aktsom.follow_up.queries.story import wishes
from aktsom.follow_up.states import TOLD
from aktsom.members.permissions import has
from aktsom.members.roles import Permission
from aktsom.teams.models import Mandate
from aktsom.teams.states import MandateState


@dataclass(frozen=True)
class Joining:
    """Contracts of the viewer's that may join. `request` is the public id of a request for mandates that waits for an
    answer, and `asked_on` when one of the viewer's asked to join; either may be lacking."""

    contracts: list[Contract]
    request: str
    asked_on: datetime | None


def joining(viewer: Actor, one: FollowUp, today: date) -> Joining | None:
    """Nothing for those who run it, who ask for mandates themselves, and for those with no contract to bring."""
    if permissions.run(viewer, one) is None:
        return None
    found = joinable(viewer, one, today)
    if not found:
        return None
    asked = wishes(one, {contract.member_id for contract in found})
    return Joining(found, _waiting(one, found, today), max(asked.values(), default=None))


def ready(one: FollowUp, today: date) -> list[Contract]:
    """Contracts with a mandate that the follow-up has not taken in yet."""
    if one.team is None:
        return []
    covered = set(one.covered.filter(left_at__isnull=True).values_list("contract_id", flat=True))
    return [contract for contract, _mandate in to_cover(one, today) if contract.pk not in covered]


def newest_mandates(one: FollowUp, contracts: Collection[Contract]) -> dict[int, Mandate]:
    """{contract: what the team last asked of it}."""
    rows = Mandate.objects.filter(team=one.team, contract__in=contracts) if one.team is not None else []
    return {row.contract_id: row for row in sorted(rows, key=lambda row: row.pk)}


def joinable(viewer: Actor, one: FollowUp, today: date) -> list[Contract]:
    """Of the members whose register the viewer keeps; a team's alone can take in others' contracts."""
    if one.team is None or one.state not in TOLD:
        return []
    given = {contract.pk for contract in ready(one, today)}
    return [
        contract
        for contract in not_covered(viewer, one, today)
        if contract.pk not in given
        and contract.member_id in viewer.member_ids
        and has(viewer, Permission.KEEP_REGISTER, contract.member_id)
    ]


def _waiting(one: FollowUp, contracts: list[Contract], today: date) -> str:
    asked = Mandate.objects.filter(team=one.team, contract__in=contracts, state=MandateState.ASKED, ends_on__gte=today)
    return asked.order_by("-id").values_list("request__public_id", flat=True).first() or ""
