"""What of the teams stands on the page Home."""

from collections.abc import Callable
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.teams.queries.teams import TeamRow
from aktsom.teams.queries.waiting import Waiting, WaitingHandover
from aktsom.web.base.jinja import write_date
from aktsom.web.home.words import Row
from aktsom.web.teams.words import flag_text, group_namer, open_text

Name = Callable[[str], str]


def rows(found: Waiting) -> list[Row]:
    """What needs the person itself: a team offered, a team to act for, a team whose lead is silent; and for the
    secretariat a team that nobody else can give a lead."""
    if not (found.offered or found.dormant or found.flagged or found.unled):
        return []
    name = group_namer()
    return [
        *(_offered(one, name) for one in found.offered),
        *(_dormant(row, name) for row in found.dormant),
        *(_flagged(row, name) for row in found.flagged),
        *(_unled(row, name) for row in found.unled),
    ]


def waits(found: Waiting) -> list[Row]:
    """Handovers that somebody else is to answer."""
    name = group_namer() if found.asked else str
    return [
        Row(
            title=_("Gruppen for %(group)s") % {"group": name(one.group_id)},
            text=_("%(name)s skal si ja eller nei til å ta over.") % {"name": one.receiver},
            href=_handover(one),
            state="wait",
            state_text=_("Venter på svar"),
        )
        for one in found.asked
    ]


def _offered(one: WaitingHandover, name: Name) -> Row:
    text = _("Gruppen har ingen leder og er tilbudt deg.")
    if one.giver:
        text = _("%(name)s vil levere over gruppen til deg.") % {"name": one.giver}
    if one.promises:
        promises = ngettext("%(num)s løfte følger med.", "%(num)s løfter følger med.", one.promises)
        text += " " + promises % {"num": one.promises}
    return Row(
        title=_("Ta over gruppen for %(group)s") % {"group": name(one.group_id)},
        text=text,
        href=_handover(one),
        due=write_date(one.offered_at, "day"),
        due_note=_("tilbudt"),
        act=_("Se hva som følger med"),
    )


def _dormant(row: TeamRow, name: Name) -> Row:
    title = _("Gruppen for %(group)s er i dvale") % {"group": name(row.group_id)}
    text = _("Du handler for gruppen til den får en leder: %(open)s.") % {"open": open_text(row)}
    last = (row.lead_active_at, _("lederen var sist aktiv"))
    return _team(row, title, text, last, act=_("Gi den en leder"))


def _flagged(row: TeamRow, name: Name) -> Row:
    title = _("Gruppen for %(group)s") % {"group": name(row.group_id)}
    falls = (row.standing.dormant_on if row.standing else None, _("går i dvale"))
    return _team(row, title, flag_text(row), falls, act=_("Se gruppen"))


def _unled(row: TeamRow, name: Name) -> Row:
    title = _("Gruppen for %(group)s") % {"group": name(row.group_id)}
    text = _("Ingen leder gruppen, og ingen andre kan gi den en leder: %(open)s.") % {"open": open_text(row)}
    last = (row.last_activity_at, _("siste aktivitet"))
    return _team(row, title, text, last, act=_("Gi den en leder"), page="teams_hand_over")


def _team(
    row: TeamRow, title: str, text: str, due: tuple[date | datetime | None, str], *, act: str, page: str = "teams_team"
) -> Row:
    """`due` is a day of the team and what it is."""
    day, note = due
    href = reverse(page, kwargs={"public_id": row.public_id})
    return Row(title=title, text=text, href=href, due=write_date(day, "day") if day else "", due_note=note, act=act)


def _handover(one: WaitingHandover) -> str:
    return reverse("teams_handover", kwargs={"handover_id": one.public_id})
