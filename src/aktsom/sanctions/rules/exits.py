"""What has to be written before a step that takes orders from a place (OECD guidance on responsible disengagement):
what it does to workers, what else was tried, and what happens to the remedy that is owed."""

from dataclasses import dataclass


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
