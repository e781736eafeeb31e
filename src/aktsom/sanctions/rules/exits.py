"""What has to be written before a step that takes orders from a place (OECD guidance on responsible disengagement):
what it does to workers, what else was tried, and what happens to the remedy that is owed."""

from collections.abc import Mapping
from dataclasses import dataclass

PARTS = ("workers", "tried", "left_open")


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """What is open for the workers when the step is taken. `unpaid` is {currency: amount}, where it is known."""

    findings: int = 0
    measures: int = 0
    owed_people: int = 0
    unknown_sums: int = 0

    @property
    def any(self) -> bool:
        return bool(self.findings or self.measures or self.owed_people)


def missing(written: Mapping[str, str]) -> tuple[str, ...]:
    """Parts that nobody has written, in their order."""
    return tuple(part for part in PARTS if not written.get(part, "").strip())


def may_settle(open_now: LeftOpen, reason: str) -> bool:
    """A terminated contract's remedy stays followed up: it is let go of only when nothing is open, or with a reason."""
    return not open_now.any or bool(reason.strip())
