"""How grave a finding is: by how bad it is for each person, how many it touches and whether it can be made good again
(UN Guiding Principles 14 and 24; OECD guidance on due diligence). The gravest of the three counts: one child in a mine
is not made lighter by being one. What the buyer can do about it never enters."""

from dataclasses import dataclass
from enum import IntEnum


class Grade(IntEnum):
    """Each of the three, and the whole."""

    MINOR = 1
    SERIOUS = 2
    GRAVE = 3
    MOST_GRAVE = 4


@dataclass(frozen=True, slots=True)
class Severity:
    """`scale`: how bad for each; `scope`: how many; `irremediable`: how hard to make good again."""

    scale: Grade
    scope: Grade
    irremediable: Grade

    @property
    def whole(self) -> Grade:
        return max(self.scale, self.scope, self.irremediable)

    @property
    def is_grave(self) -> bool:
        """The ground on which a step of the ladder may be passed over."""
        return self.whole >= Grade.GRAVE
