"""What the planner is told: members, categories, and what is known of each pair of them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from aktsom.teams.planning.weights import Weights

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class PlannedMember:
    """`share` is what it can carry beside the others (1 an ordinary share, 0 nothing); `carried` the load of seats it
    has already, in the units of `scoring.seat_load`. `answered` is whether it has said anything of itself."""

    id: str
    name: str
    share: float = 1.0
    carried: int = 0
    answered: bool = True


@dataclass(frozen=True)
class PlannedCategory:
    id: str
    contracts: int  # running ones, of all members


@dataclass(frozen=True)
class Pair:
    """What is known of one member in one category. `contracts` are the member's running ones there."""

    competence: int = 0  # 0 to 3
    contracts: int = 0
    wish: int = 0  # 1 would like to, -1 would rather not
    barred: bool = False


NOTHING = Pair()


@dataclass(frozen=True, eq=False)
class Problem:
    """The arrays have a row for each member and a column for each category, in the order of the two tuples."""

    members: tuple[PlannedMember, ...]
    categories: tuple[PlannedCategory, ...]
    competence: Numbers
    contracts: Numbers
    wish: Numbers
    barred: Flags
    weights: Weights

    @classmethod
    def of(
        cls,
        members: Sequence[PlannedMember],
        categories: Sequence[PlannedCategory],
        pairs: Mapping[tuple[int, int], Pair],
        weights: Weights,
    ) -> "Problem":
        """From the pairs that something is known of, by the positions of member and category."""
        shape = (len(members), len(categories))
        competence, contracts, wish = (np.zeros(shape, np.int64) for _ in range(3))
        barred = np.zeros(shape, np.bool_)
        for (member, category), pair in pairs.items():
            competence[member, category] = pair.competence
            contracts[member, category] = pair.contracts
            wish[member, category] = pair.wish
            barred[member, category] = pair.barred
        return cls(tuple(members), tuple(categories), competence, contracts, wish, barred, weights)

    def pair(self, member: int, category: int) -> Pair:
        at = (member, category)
        return Pair(int(self.competence[at]), int(self.contracts[at]), int(self.wish[at]), bool(self.barred[at]))

    def without(self, member: int) -> "Problem":
        """As if the member took no part: it can carry nothing."""
        members = [replace(m, share=0.0) if i == member else m for i, m in enumerate(self.members)]
        return replace(self, members=tuple(members))

    def as_facts(self) -> dict[str, Any]:
        """Everything, in the form that a plan keeps; pairs of which nothing is known are left out."""
        known = self.competence.astype(bool) | self.contracts.astype(bool) | self.wish.astype(bool) | self.barred
        # Two axes of one array are as long.
        pairs = [[int(i), int(j), *asdict(self.pair(int(i), int(j))).values()] for i, j in zip(*known.nonzero())]  # noqa: B905
        return {
            "members": [asdict(member) for member in self.members],
            "categories": [asdict(category) for category in self.categories],
            "pairs": pairs,
            "weights": asdict(self.weights),
        }

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> "Problem":
        return cls.of(
            [PlannedMember(**member) for member in facts["members"]],
            [PlannedCategory(**category) for category in facts["categories"]],
            {(i, j): Pair(*rest) for i, j, *rest in facts["pairs"]},
            Weights.of(facts["weights"]),
        )
