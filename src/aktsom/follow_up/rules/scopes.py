"""What a follow-up is about, and whether two are about the same.

Opening a second follow-up of one company in the same scope is told to both parties: the supplier is not asked twice."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """`company` is the record that stands for the supplier; no `products` means all that the group holds."""

    company: int
    group_id: str
    products: frozenset[str] = frozenset()

    def meets(self, other: "Scope") -> bool:
        same = self.company == other.company and self.group_id == other.group_id
        return same and (not self.products or not other.products or bool(self.products & other.products))
