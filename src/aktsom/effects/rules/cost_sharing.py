"""How a joint cost is divided between members, and who then owes whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from aktsom.follow_up.rules.cost_shares import shared, whole


class Weighs(StrEnum):
    """What a share goes by."""

    MEMBERS = "members"
    CONTRACTS = "contracts"
    AGREED = "agreed"  # hundredths of a per cent that come to a hundred
    AUDIT = "audit"  # amounts that were said yes to when the audit was ordered


class Undivided(StrEnum):
    """Why a cost cannot be divided."""

    NOBODY = "nobody"  # no member is covered
    NOT_WHOLE = "not_whole"  # agreed shares do not come to a hundred
    NOT_SHARED = "not_shared"  # nothing was shared out on the audit


def weights(weighs: Weighs, contracts: Mapping[int, int], agreed: Mapping[int, int]) -> Mapping[int, int] | Undivided:
    """{member: whole weight}. `contracts` are how many each covered member has in it; `agreed` are hundredths of a per
    cent, or the øre of the audit's own shares."""
    if weighs is Weighs.AUDIT:
        return dict(agreed) if sum(agreed.values()) > 0 else Undivided.NOT_SHARED
    covered = {member: count for member, count in contracts.items() if count > 0}
    if not covered:
        return Undivided.NOBODY
    if weighs is Weighs.MEMBERS:
        return dict.fromkeys(covered, 1)
    if weighs is Weighs.CONTRACTS:
        return covered
    own = {member: agreed.get(member, 0) for member in covered}
    return own if whole(list(own.values())) and sum(agreed.values()) == sum(own.values()) else Undivided.NOT_WHOLE


def shares(amount: Decimal, minor_units: int, weighed: Mapping[int, int]) -> dict[int, Decimal]:
    """What each pays, to the minor unit; together they are the amount. Of equals the first by number gets what is left
    over. A member that weighs nothing is not among them."""
    members = sorted(member for member, weight in weighed.items() if weight > 0)
    parts = shared(int(amount * minor_units), [weighed[member] for member in members])
    return {member: Decimal(part) / minor_units for member, part in zip(members, parts, strict=True)}


@dataclass(frozen=True, slots=True)
class Owed:
    """`debtor` owes `creditor` the amount, which is above nothing."""

    debtor: int
    creditor: int
    amount: Decimal
    currency: str


def netted(rows: Iterable[Owed]) -> list[Owed]:
    """Of each two members what is left when what they owe each other is set against each other, in each currency. What
    each one has to pay or get in all is the same as before."""
    sums: dict[tuple[int, int, str], Decimal] = {}
    for row in rows:
        if row.debtor == row.creditor:
            continue
        low, high = sorted((row.debtor, row.creditor))
        sign = 1 if row.debtor == low else -1
        key = (low, high, row.currency)
        sums[key] = sums.get(key, Decimal(0)) + sign * row.amount
    return [
        Owed(low, high, total, currency) if total > 0 else Owed(high, low, -total, currency)
        for (low, high, currency), total in sorted(sums.items())
        if total
    ]
