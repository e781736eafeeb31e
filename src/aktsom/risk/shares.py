"""Who shares what: members that buy in the same category, and from the same supplier. Plain values, no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from aktsom.risk.outcomes import Outcome
from aktsom.suppliers.rules import name_key


class Supplier(NamedTuple):
    """`key` is what makes two purchases the same supplier's: the organisation number, else the folded name."""

    key: str
    name: str
    number: str


def plainer(one: Supplier, other: Supplier) -> Supplier:
    """Of two ways to write the same supplier's name always the same one, rather not in capitals."""
    return min(one, other, key=lambda supplier: (supplier.name.isupper() or not supplier.name, supplier))


class Category(NamedTuple):
    """A listed product, or a whole group when `product` is empty."""

    group: str
    product: str


@dataclass
class Sum:
    """`cents` is the sum of what is known in kroner, in øre."""

    purchases: int = 0
    cents: int = 0

    def add(self, purchases: int, cents: int) -> None:
        self.purchases += purchases
        self.cents += cents


@dataclass
class Share:
    """What each buyer buys, and the highest rank among the purchases."""

    buyers: dict[str, Sum] = field(default_factory=dict)
    rank: int = 0

    def add(self, buyer: str, purchases: int, cents: int, rank: int) -> None:
        self.buyers.setdefault(buyer, Sum()).add(purchases, cents)
        self.rank = max(self.rank, rank)

    def join(self, other: Share) -> None:
        for buyer, found in other.buyers.items():
            self.add(buyer, found.purchases, found.cents, other.rank)

    @property
    def total(self) -> Sum:
        return Sum(sum(one.purchases for one in self.buyers.values()), sum(one.cents for one in self.buyers.values()))

    @property
    def order(self) -> tuple[int, int, int]:
        """Shared by most first, then the gravest, then the largest."""
        return -len(self.buyers), -self.rank, -self.total.cents


@dataclass(kw_only=True)
class CategoryShare(Share):
    category: Category
    suppliers: set[str] = field(default_factory=set)


@dataclass(kw_only=True)
class SupplierShare(Share):
    supplier: Supplier
    categories: set[Category] = field(default_factory=set)


class Shares:
    """Gathers purchases on the list. A purchase of several products counts in each of their categories, but once with
    its supplier."""

    def __init__(self) -> None:
        self._categories: dict[Category, CategoryShare] = {}
        self._suppliers: dict[str, SupplierShare] = {}

    def add(self, buyer: str, supplier: Supplier, outcome: Outcome, purchases: int = 1, cents: int = 0) -> None:
        categories = [Category(*pair) for pair in outcome.held]
        for category in categories:
            share = self._categories.setdefault(category, CategoryShare(category=category))
            share.add(buyer, purchases, cents, outcome.rank)
            share.suppliers.add(supplier.key)
        if supplier.key and categories:
            whole = self._suppliers.setdefault(supplier.key, SupplierShare(supplier=supplier))
            whole.add(buyer, purchases, cents, outcome.rank)
            whole.supplier = plainer(whole.supplier, supplier)
            whole.categories.update(categories)

    def categories(self) -> list[CategoryShare]:
        same = self._numbered()
        for share in self._categories.values():
            share.suppliers = {same.get(key, key) for key in share.suppliers if key}
        return sorted(self._categories.values(), key=lambda share: (share.order, share.category))

    def suppliers(self) -> list[SupplierShare]:
        for key, number in self._numbered().items():
            unnumbered = self._suppliers.pop(key)
            self._suppliers[number].join(unnumbered)
            self._suppliers[number].categories |= unnumbered.categories
        return sorted(self._suppliers.values(), key=lambda share: (share.order, share.supplier))

    def _numbered(self) -> dict[str, str]:
        """A supplier without a number is the one of the same name that has one, where there is just one."""
        numbers: dict[str, set[str]] = {}
        for share in self._suppliers.values():
            if share.supplier.number:
                numbers.setdefault(name_key(share.supplier.name), set()).add(share.supplier.key)
        return {
            key: next(iter(numbers[key]))
            for key, share in self._suppliers.items()
            if not share.supplier.number and len(numbers.get(key, ())) == 1
        }


def shared(shares: Iterable[SupplierShare]) -> list[SupplierShare]:
    """Only those that more than one buyer has."""
    return [share for share in shares if len(share.buyers) > 1]
