"""Why something is kept from others, as coded legal references: a new law changes rows, and no passage."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import DomainError
from aktsom.sharing.audiences import Audience

GROUNDS = Path(__file__).parent / "reference" / "secrecy_grounds.csv"


class UnknownGround(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Vi kjenner ikke denne hjemmelen. Velg en fra listen."))


@dataclass(frozen=True)
class SecrecyGround:
    """`widest` is as far as a thing may go while the ground stands: a duty of secrecy holds it closer than a ground
    that merely allows exemption."""

    code: str
    legal_reference: str
    name_nb: str
    name_nn: str
    name_en: str
    widest: Audience
    source: str
    date: str
    confidence: str


@cache
def secrecy_grounds(path: Path = GROUNDS) -> dict[str, SecrecyGround]:
    """By code, in the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    # Columns of the table carry the fields' names.
    return {row["code"]: SecrecyGround(**{**row, "widest": Audience(row["widest"])}) for row in rows}  # type: ignore[arg-type]


def secrecy_ground(code: str) -> SecrecyGround | None:
    """None for no ground; raises UnknownGround for a code that is not in the file."""
    if not code:
        return None
    if code not in secrecy_grounds():
        raise UnknownGround
    return secrecy_grounds()[code]
