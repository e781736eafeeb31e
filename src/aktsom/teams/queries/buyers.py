"""Which members have a contract that a memo concerns."""

from datetime import date

from aktsom.core.actor import Actor
from aktsom.members.models import Member
from aktsom.risk.queries.overlap import in_group, running_in_network
from aktsom.suppliers.queries.identity import record_ids
from aktsom.teams.models import Memo


def linkable(viewer: Actor, memo: Memo, today: date) -> list[Member]:
    """Members with a running contract with the memo's supplier; where it has none, in the team's group."""
    risks = running_in_network(viewer, today)
    if memo.supplier is not None:
        risks = risks.filter(contract__supplier__in=record_ids(memo.supplier.identity_id))
    else:
        risks = in_group(risks, memo.team.group_id)
    return list(Member.objects.filter(id__in=risks.values("member_id")).order_by("name"))
