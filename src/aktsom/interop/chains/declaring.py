"""What a person writes into a declaration, typed or in a file, understood and kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError
from aktsom.interop.chains.products import known_products
from aktsom.interop.chains.rows import KEPT, understood
from aktsom.interop.chains.sheets import read_declaration
from aktsom.interop.chains.words import HEADINGS
from aktsom.supply_chain.actions.declaring import Saved, save_rows


class CellTooLong(DomainError):
    """What is typed is refused and not cut, as a cell of a file is: whoever typed it still has it before them."""

    def __init__(self, field: str, length: int) -> None:
        super().__init__(
            _("Feltet «{field}» har {length} tegn. Grensen er {limit}. Se om noe er limt inn på feil sted.").format(
                field=HEADINGS[field], length=length, limit=KEPT
            )
        )
        self.field = field


def write_row(*, by: Actor, at: datetime, declaration_id: str, number: int | None, words: Mapping[str, str]) -> Saved:
    """One row as typed; a new one where no number is given, and once though the button is pressed twice. Raises
    CellTooLong."""
    longest = max(words, key=lambda name: len(words[name]), default="")
    if longest and len(words[longest]) > KEPT:
        raise CellTooLong(longest, len(words[longest]))
    row = understood(words, known_products(), number)
    return save_rows(by=by, at=at, declaration_id=declaration_id, rows=[row], once=True)


@dataclass(frozen=True)
class TakenSheet:
    saved: Saved
    rows: int
    wrong: int  # rows that somebody has to mend
    unused: tuple[str, ...]


def take_sheet(*, by: Actor, at: datetime, declaration_id: str, content: bytes, filename: str) -> TakenSheet:
    """Every row of the file, also the wrong ones, which are mended on the page. Rows with the number of one that is
    there take its place; rows that the file leaves out stay; the same file sent again adds nothing. Raises FileProblem,
    or DomainError before anything is written."""
    read = read_declaration(content, filename, known_products())
    saved = save_rows(by=by, at=at, declaration_id=declaration_id, rows=read.rows, once=True)
    wrong = sum(any(problem.blocks for problem in row.problems) for row in read.rows)
    return TakenSheet(saved, len(read.rows), wrong, tuple(read.unused))
