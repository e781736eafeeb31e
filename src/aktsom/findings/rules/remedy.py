"""Sums that people who were harmed are owed and have been paid, a currency for itself: what was stated as a total
stands beside what the lines add up to, and a mismatch is shown instead of being smoothed over."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Entitled:
    """So many people with so much each; `amount` none where nobody has said how much. `paid` is to date for all of
    them together, and `confirmed` what of it workers, a union or a sample bear out."""

    currency: str
    people: int
    amount: Decimal | None
    paid: Decimal = Decimal(0)
    confirmed: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Sums:
    """`owed` is none when the amount of some line is not known. `stated` is the total that somebody has named."""

    currency: str
    people: int
    owed: Decimal | None
    paid: Decimal
    confirmed: Decimal
    stated: Decimal | None = None

    @property
    def mismatch(self) -> Decimal | None:
        """By how much the stated total is above (or, negative, below) what the lines add up to."""
        if self.stated is None or self.owed is None or self.stated == self.owed:
            return None
        return self.stated - self.owed

    @property
    def left(self) -> Decimal | None:
        return None if self.owed is None else self.owed - self.paid


def sums(lines: Iterable[Entitled], stated: dict[str, Decimal] | None = None) -> list[Sums]:
    """One of each currency, by its code. A stated total in a currency that no line has is shown as well."""
    by_currency: dict[str, list[Entitled]] = {currency: [] for currency in stated or {}}
    for line in lines:
        by_currency.setdefault(line.currency, []).append(line)
    return [_sum(currency, found, (stated or {}).get(currency)) for currency, found in sorted(by_currency.items())]


def _sum(currency: str, lines: list[Entitled], stated: Decimal | None) -> Sums:
    owed: Decimal | None = Decimal(0)
    for line in lines:
        owed = None if owed is None or line.amount is None else owed + line.people * line.amount
    return Sums(
        currency,
        sum(line.people for line in lines),
        owed,
        sum((line.paid for line in lines), Decimal(0)),
        sum((line.confirmed for line in lines), Decimal(0)),
        stated,
    )
