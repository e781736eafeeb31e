"""The order in which rows are locked: a contract before its risk, contracts by id, the journal last.

Whoever holds a contract's row has its risk to themselves. Two acts that each wait for what the other holds would end
with one of them thrown out by the database (PostgreSQL; SQLite has one writer at a time anyway).
"""

from collections.abc import Iterable

from aktsom.contracts.models import Contract


def lock_contracts(ids: Iterable[int]) -> list[int]:
    """Until the end of the transaction; returns the ids that exist, in order."""
    wanted = Contract.objects.filter(id__in=list(ids)).order_by("id")
    return list(wanted.select_for_update(no_key=True).values_list("id", flat=True))
