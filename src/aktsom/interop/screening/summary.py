"""What is told of screened registers together: how many, of what, which first, and who shares what."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from aktsom.categories.catalogue import Catalogue
from aktsom.interop.screening.ledgers import cents_of, supplier_of
from aktsom.interop.screening.registers import ScreenedRegister
from aktsom.risk.outcomes import Outcome
from aktsom.risk.screening.result import Screening, Verdict
from aktsom.risk.shares import Category, Shares, Sum, Supplier

TOP = 200


@dataclass(frozen=True, slots=True)
class TopPurchase:
    register: str
    row: int
    buyer: str
    title: str
    supplier: Supplier
    cents: int | None
    outcome: Outcome
    screening: Screening


@dataclass
class Summary:
    """`by_group` counts a purchase in each of its groups. `silent` are rows, per register, that tell nothing of what
    is bought: the first of them, and how many."""

    by_verdict: dict[Verdict, Sum] = field(default_factory=lambda: {verdict: Sum() for verdict in Verdict})
    by_group: dict[str, dict[Verdict, Sum]] = field(default_factory=dict)
    ranks: Counter[str] = field(default_factory=Counter)
    shares: Shares = field(default_factory=Shares)
    top: list[TopPurchase] = field(default_factory=list)
    silent: dict[str, tuple[tuple[int, ...], int]] = field(default_factory=dict)
    buyers: set[str] = field(default_factory=set)

    @property
    def purchases(self) -> int:
        return sum(found.purchases for found in self.by_verdict.values())

    def count(self, outcome: Outcome, purchases: int, cents: int) -> None:
        if outcome.verdict is None:
            return
        self.by_verdict[outcome.verdict].add(purchases, cents)
        for group in outcome.groups:
            self.by_group.setdefault(group, {}).setdefault(outcome.verdict, Sum()).add(purchases, cents)
            self.ranks[group] = max(self.ranks[group], outcome.rank)

    def add_register(self, register: ScreenedRegister, *, one_buyer: bool) -> None:
        """`one_buyer` says that the register is one buyer's, whichever of its units a row names."""
        found: list[TopPurchase] = []
        for row in register.purchases:
            contract = row.contract
            if contract is None:
                continue
            cents = cents_of(contract) if contract.currency == "NOK" else None
            buyer = register.name if one_buyer else contract.buyer or register.name
            supplier = supplier_of(contract)
            self.count(row.outcome, 1, cents or 0)
            self.shares.add(buyer, supplier, row.outcome, 1, cents or 0)
            self.buyers.add(buyer)
            if row.screening and row.outcome.held:
                found.append(
                    TopPurchase(
                        register.place, row.number, buyer, contract.title, supplier, cents, row.outcome, row.screening
                    )
                )
        self.add_top(found)
        if register.not_understood:
            self.silent[register.place] = (register.not_understood[:TOP], len(register.not_understood))

    def add_top(self, found: Sequence[TopPurchase]) -> None:
        self.top = heapq.nsmallest(
            TOP, [*self.top, *found], key=lambda one: (-one.outcome.rank, -(one.cents or 0), one.register, one.row)
        )


def kroner(found: Sum) -> Decimal:
    return Decimal(found.cents) / 100


def category_name(category: Category, catalogue: Catalogue, language: str) -> str:
    named = catalogue.product[category.product] if category.product else catalogue.group[category.group]
    return named.name.in_language(language)
