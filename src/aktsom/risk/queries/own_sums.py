"""Own running contracts summed by what stands of them: few rows, from which the pages count what they show."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Max, Q, Sum

from aktsom.core.actor import Actor
from aktsom.risk.queries.contract_list import own_risks, with_own_facts
from aktsom.risk.queries.running import running


class OwnSum(NamedTuple):
    """Contracts with the same standing result. `value` is in kroner; `unvalued` counts those without one in kroner."""

    verdict: str
    risk_state: str
    groups: tuple[str, ...]
    products: tuple[str, ...]
    contracts: int
    value: Decimal
    unvalued: int
    without_terms: int
    highest_rank: int


def own_sums(viewer: Actor, member_id: int | None = None, *, today: date) -> list[OwnSum]:
    """Over all members the viewer reaches, or over one of them."""
    in_kroner = Q(contract__currency="NOK", contract__own_facts__value__isnull=False)
    risks = with_own_facts(own_risks(viewer).filter(running(today)))
    if member_id is not None:
        risks = risks.filter(member_id=member_id)
    rows = (
        risks.values_list("verdict", "state", "groups", "product_ids")
        .annotate(
            contracts=Count("id"),
            total=Sum("contract__own_facts__value", filter=in_kroner),
            valued=Count("id", filter=in_kroner),
            without_terms=Count("id", filter=Q(contract__term_set__isnull=True)),
            highest_rank=Max("rank"),
        )
        .order_by()
    )
    return [
        OwnSum(
            verdict,
            state,
            _listed(groups),
            _listed(products),
            contracts,
            total or Decimal(0),
            contracts - valued,
            bare,
            rank,
        )
        for verdict, state, groups, products, contracts, total, valued, bare, rank in rows
    ]


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()
