"""The first lines of a follow-up's page: whose move it is, until when, and what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from aktsom.web.base.jinja import write_date
from aktsom.web.cases.methods import next_of
from aktsom.web.cases.steps import Step


@dataclass(frozen=True, slots=True)
class Now:
    """`step` is what those who run it are to do, none while others have the move or for other readers."""

    step: Step | None
    move: str
    until: date
    text: str


def now_of(steps: Sequence[Step], *, runs: bool, ends_on: date, otherwise: str) -> Now:
    """`otherwise` is whose move it is where no step waits for anybody."""
    mine = next_of(steps) if runs else None
    first = mine or next((step for step in steps if step.is_open), None)
    if first is None:
        return Now(None, otherwise, ends_on, "")
    return Now(mine, first.move or otherwise, first.until or ends_on, _text(first, mine) if runs else "")


def _text(first: Step, mine: Step | None) -> str:
    day = write_date(first.until, "day") if first.until else ""
    told = {"who": first.move, "what": first.title, "day": day, "state": first.state_text}
    if mine is None:
        text = _("Dere venter på %(who)s: %(what)s, til %(day)s.") if day else _("Dere venter på %(who)s: %(what)s.")
        return text % told
    late = _("%(what)s: %(state)s. Det skulle vært gjort innen %(day)s.")
    text = late if mine.state == "late" else _("%(what)s: %(state)s. Gjør det innen %(day)s.")
    return (text if day else _("%(what)s: %(state)s.")) % told
