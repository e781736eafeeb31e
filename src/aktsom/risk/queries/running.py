"""Which standing results are of contracts that run, asked of the result itself (see `ContractRisk.running_until`); the
same as `contracts.queries.running` says of the contract."""

from datetime import date

from django.db.models import Q


def running(today: date, prefix: str = "") -> Q:
    """`prefix` leads to the standing result in a join: "risk__"."""
    return Q(**{f"{prefix}running_until__gte": today})


def over_by_date(today: date) -> Q:
    return Q(running_until__lt=today)
