"""What is wrong with something that a person wrote, and in which field."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from aktsom.core.errors import DomainError, LeftAlone


class Wrong(DomainError):
    """`field` is the name of the argument that is wrong."""

    def __init__(self, field: str, message: str | Promise) -> None:
        super().__init__(message)
        self.field = field


class NotCovered(DomainError):
    """A step cannot be recorded: these contracts' mandates do not permit it. Nothing is written."""

    def __init__(self, contracts: Sequence[LeftAlone]) -> None:
        super().__init__(_("Fullmakten dekker ikke dette for alle avtalene. Ingenting er ført."))
        self.contracts = tuple(contracts)


@dataclass(frozen=True)
class EarlierStep:
    """What a member of the network may know of a step: who did what kind of thing, when."""

    public_id: str
    group_id: str
    done_on: date
    same_team: bool


class AlreadyDone(DomainError):
    """The same act was done towards the supplier not long ago: a finished step is not repeated without a reason."""

    def __init__(self, steps: Sequence[EarlierStep]) -> None:
        super().__init__(_("Dette er gjort overfor leverandøren for ikke lenge siden. Skriv hvorfor det gjøres igjen."))
        self.steps = tuple(steps)
