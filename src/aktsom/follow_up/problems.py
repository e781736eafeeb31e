"""What stands against an act of a follow-up, told so that a person can choose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from aktsom.core.errors import DomainError


@dataclass(frozen=True)
class Already:
    """A follow-up of the same supplier in the same scope, as far as the actor may know of it: of one that is only
    planned, that it is, and by which team or member (`by`, a public id)."""

    public_id: str
    by: str
    group_id: str
    is_own: bool
    is_told: bool
    ends_on: date | None


class AlreadyFollowedUp(DomainError):
    """Nothing is written. One may join, or say why a second one is needed."""

    def __init__(self, others: Sequence[Already]) -> None:
        super().__init__(
            _("Leverandøren følges allerede opp på dette. Bli med, eller skriv hvorfor dere gjør det selv.")
        )
        self.others = tuple(others)
