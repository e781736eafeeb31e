"""What stands against an act of a follow-up, told so that a person can choose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from aktsom.core.errors import DomainError
from aktsom.follow_up.models import Answer
from aktsom.follow_up.rules.answers import Problem


@dataclass(frozen=True)
class Already:
    """A follow-up of the same supplier in the same scope, as far as the actor may know of it: of one that is only
    planned, that it is, and by which team or member (`by`, a public id). `member` is the name of the member that does
    a told one for itself, none for a team's."""

    public_id: str
    by: str
    group_id: str
    is_own: bool
    is_told: bool
    ends_on: date | None
    member: str = ""


class AlreadyFollowedUp(DomainError):
    """Nothing is written. One may join, or say why a second one is needed."""

    def __init__(self, others: Sequence[Already]) -> None:
        super().__init__(
            _("Leverandøren følges allerede opp på dette. Bli med, eller skriv hvorfor dere gjør det selv.")
        )
        self.others = tuple(others)


class AnswerWrong(DomainError):
    """Nothing is written. `problems` are of `rules.answers`, put into words by whoever shows them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(_("Svaret er ikke lagret ennå. Rett det som er merket."))
        self.problems = tuple(problems)


class AnswerChanged(DomainError):
    """A colleague has written in the same answer since it was opened. Nothing is written; `answer` is what stands
    there now, nothing where it has been emptied."""

    def __init__(self, answer: Answer | None) -> None:
        super().__init__(_("En kollega har skrevet i dette svaret mens du hadde det åpent. Velg hva som skal stå."))
        self.answer = answer
