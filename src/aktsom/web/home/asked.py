"""One thing that a supplier is asked, as its list tells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True, slots=True)
class Request:
    """One thing asked, as the list tells it. `contracts` and `readers` are words; `late` when its day has gone by,
    `first` when it has no day and still goes before all that has one. What it belongs to is told by the id of its
    follow-up, or of the decision that set it in motion."""

    title: str
    who: str
    href: str
    act: str
    open: bool
    state: str
    state_text: str
    supplier: str = ""
    contracts: Sequence[str] = ()
    readers: str = ""
    contact: str = ""
    message: str = ""
    asked_at: datetime | None = None
    answer_by: date | None = None
    late: bool = False
    first: bool = False
    due_note: str = ""
    follow_up: int | None = None
    decision: int | None = None


def due_note(answer_by: date | None, today: date) -> str:
    if answer_by is None:
        return ""
    days = (answer_by - today).days
    if days < 0:
        return ngettext("%(num)s dag over fristen", "%(num)s dager over fristen", -days) % {"num": -days}
    if days == 0:
        return _("i dag")
    return ngettext("%(num)s dag igjen", "%(num)s dager igjen", days) % {"num": days}
