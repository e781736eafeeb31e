"""How far the deviations of an audit have been closed by later ones."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Closure:
    found: int
    closed: int

    @property
    def open(self) -> int:
        return self.found - self.closed

    @property
    def per_cent(self) -> Decimal | None:
        """With one decimal; None where nothing was found."""
        if not self.found:
            return None
        return (Decimal(100 * self.closed) / self.found).quantize(Decimal("0.1"), ROUND_HALF_UP)


def closure(deviations: Collection[int], rechecks: Iterable[tuple[int, bool]]) -> Closure:
    """`rechecks` are (deviation, closed), the newest last: a deviation that came back is open again."""
    now = dict(rechecks)
    return Closure(len(deviations), sum(now.get(one, False) for one in deviations))
