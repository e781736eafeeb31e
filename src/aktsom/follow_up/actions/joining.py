"""A buyer of the same supplier asks to be in what a team does already, in place of asking the supplier once more."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError
from aktsom.core.journal import Act, record
from aktsom.core.outbox import send
from aktsom.follow_up.queries.joining import joinable
from aktsom.follow_up.queries.planning import follow_up
from aktsom.follow_up.queries.story import wishes
from aktsom.teams.actions.loading_mandates import day_of

JOIN_MAIL = "follow_up_join"


@transaction.atomic
def ask_to_join(*, by: Actor, at: datetime, follow_up_id: str) -> int:
    """For all the contracts that the actor may bring, each member once: the team is written to, and asks for mandates.
    Returns for how many contracts; raises NotVisible."""
    one = follow_up(by, follow_up_id)
    by_member: dict[int, list[Contract]] = {}
    for contract in joinable(by, one, day_of(at)):
        by_member.setdefault(contract.member_id, []).append(contract)
    if not by_member:
        raise DomainError(_("Dere har ingen avtale som kan bli med nå."))
    new = [found for member, found in by_member.items() if member not in wishes(one, by_member)]
    record(by=by, at=at, acts=[_act(one.public_id, found) for found in new])
    if new:
        send(kind=JOIN_MAIL, payload={"follow_up": one.public_id}, at=at)
    return sum(len(found) for found in by_member.values())


def _act(follow_up_id: str, found: list[Contract]) -> Act:
    changes = {"contracts": [contract.public_id for contract in found]}
    return Act("follow_up_join_asked", follow_up_id, found[0].member_id, changes=changes)
