"""What it is that a stage of the chain is not shown, by what the contract's own terms ask of the stage (case A10).
Never a finding of what may go on at a place: who does not say where the silicon comes from has not thereby used force.
"""

from dataclasses import dataclass

from aktsom.findings.states import FindingKind
from aktsom.supply_chain.rules.coverage import Cell


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
