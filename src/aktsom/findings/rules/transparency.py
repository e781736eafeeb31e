"""What it is that a stage of the chain is not shown, by what the contract's own terms ask of the stage (case A10).
Never a finding of what may go on at a place: who does not say where the silicon comes from has not thereby used force.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from aktsom.findings.states import FindingKind
from aktsom.supply_chain.rules.coverage import Cell
from aktsom.supply_chain.states import Stage


@dataclass(frozen=True, slots=True)
class Untold:
    """`kind` None: no finding, the outcome is not achieved. `show_request`: beside it stands that it was asked for
    formally, which is all that can be said under terms without the demand."""

    kind: FindingKind | None
    show_request: bool


def untold(cell: Cell) -> Untold | None:
    """None where the terms are met, or where nothing is asked and nothing is lacking."""
    if not cell.gap:
        return None
    if cell.target is None:
        return Untold(None, show_request=True)
    return Untold(FindingKind.DEVIATION, show_request=False)


@dataclass(frozen=True, slots=True)
class AskedFor:
    """That a chain was asked for: when, until when, and when an answer came."""

    on: date
    answer_by: date | None
    answered_on: date | None = None
    set_aside: bool = False

    def lacking_since(self, today: date) -> date | None:
        """From when what is not told is lacking: with the answer, else from the day after the last one for it. None
        while the supplier still has time, or was given no day: a demand that nobody has made is not broken."""
        if self.answered_on is not None:
            return self.answered_on
        if self.answer_by is not None and self.answer_by < today:
            return date.fromordinal(self.answer_by.toordinal() + 1)
        return self.on if self.set_aside else None


def weakest(cells: Iterable[Cell]) -> list[Cell]:
    """One for each product and stage: what one contract's answer leaves open is open, whatever another's shows. In the
    order of the chain, from the raw material."""
    found: dict[tuple[str, Stage], Cell] = {}
    for cell in cells:
        key = (cell.product_id, cell.stage)
        if key not in found or (cell.gap and not found[key].gap):
            found[key] = cell
    stages = list(Stage)
    return sorted(found.values(), key=lambda cell: (cell.product_id, stages.index(cell.stage)))
