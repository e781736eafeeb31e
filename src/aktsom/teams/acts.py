"""What a mandate can permit. The acts are bits of one small number, so that a mandate is compared and stored as one
value; no sanction has a bit, and the database refuses a number with any other."""

from collections.abc import Iterable
from enum import IntFlag


class MandateAct(IntFlag):
    """What a category team may do on behalf of a contract owner.

    Deciding a sanction is not among them: only the contract party can (domain rule «Decisions stay with the party»).
    """

    ASK = 1  # send questions and self-reports, and receive the answers
    MEET = 2  # speak with the supplier in a meeting
    REVIEW = 4  # ask for documents and judge them
    AUDIT = 8  # order an audit under the contract's audit right
    PLAN = 16  # agree a plan of action
    RECOMMEND = 32  # recommend to the owner what to do


EVERY_ACT = (
    MandateAct.ASK | MandateAct.MEET | MandateAct.REVIEW | MandateAct.AUDIT | MandateAct.PLAN | MandateAct.RECOMMEND
)
HIGHEST = int(EVERY_ACT)


def together(acts: Iterable[MandateAct]) -> MandateAct:
    total = MandateAct(0)
    for act in acts:
        total |= act
    return total


def each(acts: int) -> list[MandateAct]:
    """The single acts in a stored number, in the order of the class."""
    return [act for act in MandateAct if act & acts]
