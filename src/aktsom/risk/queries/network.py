"""The cooperation in numbers: facts of the network only, no values."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from aktsom.core.actor import Actor
from aktsom.risk.models import Verdict
from aktsom.risk.queries.overlap import overlap, running_in_network


@dataclass(frozen=True)
class NetworkCounts:
    """`shared_suppliers` are those that two members or more buy listed goods from."""

    members: int
    contracts: int
    high_risk: int
    unclear: int
    shared_suppliers: int


def network_counts(viewer: Actor, today: date) -> NetworkCounts:
    risks = running_in_network(viewer, today)
    by_verdict = dict(risks.values_list("verdict").annotate(contracts=Count("id")).order_by())
    return NetworkCounts(
        members=risks.aggregate(members=Count("member_id", distinct=True))["members"],
        contracts=sum(by_verdict.values()),
        high_risk=by_verdict.get(Verdict.HIGH_RISK, 0),
        unclear=by_verdict.get(Verdict.INSUFFICIENT_INFORMATION, 0),
        shared_suppliers=overlap(viewer, today=today, limit=1).shared,
    )
