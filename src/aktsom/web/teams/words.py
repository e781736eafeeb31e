"""Teams in words: states, parts, steps, and whose move it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aktsom.categories.queries import current_catalogue
from aktsom.teams.acts import MandateAct
from aktsom.teams.queries.teams import SeatRow, TeamRow
from aktsom.teams.states import HandoverState, SeatPart, TeamState
from aktsom.web.base.jinja import write_date
from aktsom.web.base.page import initials

STATES: dict[TeamState, str | Promise] = {
    TeamState.ACTIVE: gettext_lazy("Aktiv gruppe"),
    TeamState.DORMANT: gettext_lazy("I dvale"),
    TeamState.BILATERAL: gettext_lazy("Fortsetter mellom noen"),
    TeamState.CLOSED: gettext_lazy("Avsluttet"),
}
PARTS: dict[SeatPart, str | Promise] = {
    SeatPart.LEAD: gettext_lazy("leder"),
    SeatPart.DEPUTY: gettext_lazy("nestleder"),
    SeatPart.MEMBER: gettext_lazy("medlem"),
}
HANDOVERS: dict[HandoverState, str | Promise] = {
    HandoverState.OFFERED: gettext_lazy("Venter på svar"),
    HandoverState.ACCEPTED: gettext_lazy("Tatt imot"),
    HandoverState.DECLINED: gettext_lazy("Takket nei"),
    HandoverState.TAKEN_BACK: gettext_lazy("Trukket tilbake"),
}
STEPS: dict[int, str | Promise] = {
    MandateAct.ASK: gettext_lazy("Spurte leverandøren"),
    MandateAct.MEET: gettext_lazy("Møtte leverandøren"),
    MandateAct.REVIEW: gettext_lazy("Gikk gjennom dokumenter"),
    MandateAct.AUDIT: gettext_lazy("Bestilte revisjon"),
    MandateAct.PLAN: gettext_lazy("Avtalte handlingsplan"),
    MandateAct.RECOMMEND: gettext_lazy("Ga en anbefaling"),
}


@dataclass(frozen=True, slots=True)
class Face:
    """As the part `people` takes it."""

    name: str
    role: str
    initials: str
    lead: bool


def group_name(group_id: str) -> str:
    return group_namer()(group_id)


def group_namer() -> Callable[[str], str]:
    """For lists, which ask once. A group that a newer list no longer has is called by its id."""
    groups, language = current_catalogue().group, translation.get_language() or "nb"
    return lambda group_id: groups[group_id].name.in_language(language) if group_id in groups else group_id


def state_word(row: TeamRow) -> str:
    if row.flagged:
        return _("Lederen er stille") if row.led else _("Uten leder")
    if row.over and row.state == TeamState.ACTIVE:
        return _("Perioden er over")
    return str(STATES[row.state])


def state_kind(row: TeamRow) -> str:
    """As the part `state` takes it."""
    if row.state == TeamState.DORMANT:
        return "late"
    if row.flagged or row.over:
        return "wait"
    return "none" if row.state == TeamState.CLOSED else "ok"


def flag_text(row: TeamRow) -> str:
    """Why the team is flagged, and what comes of it; empty when it is not."""
    if row.standing is None or not row.standing.flagged:
        return ""
    day = _("i natt") if row.standing.due_dormant else write_date(row.standing.dormant_on)
    if not row.led:
        return _("Ingen leder gruppen nå. Uten en ny leder går den i dvale %(day)s.") % {"day": day}
    days = row.standing.silent_days
    said = ngettext(
        "Lederen har ikke gjort noe for gruppen på %(num)s dag.",
        "Lederen har ikke gjort noe for gruppen på %(num)s dager.",
        days,
    )
    return said % {"num": days} + " " + _("Skjer det ingenting, går den i dvale %(day)s.") % {"day": day}


def faces(row: TeamRow) -> list[Face]:
    return [Face(seat.name, face_role(seat), initials(seat.name), seat.part == SeatPart.LEAD) for seat in row.seats]


def face_role(seat: SeatRow) -> str:
    """Whom the person sits for, and as what: "Bergen kommune, nestleder"."""
    said = seat.member if seat.part == SeatPart.MEMBER else f"{seat.member}, {PARTS[seat.part]}"
    if seat.own:
        return _("%(who)s (deg)") % {"who": said}
    return said if seat.may_sit else _("%(who)s, har ikke lenger rolle der") % {"who": said}


def whose_move(row: TeamRow, waits_for: str = "") -> str:
    """`waits_for` is who has been offered the team."""
    if row.state == TeamState.CLOSED:
        return _("Ingen")
    if waits_for:
        return waits_for
    if row.state == TeamState.DORMANT:
        return row.fallback or _("Sekretariatet")
    return row.lead.name if row.lead and row.led else _("Sekretariatet")


def until(row: TeamRow, soonest: date | None) -> str:
    """The next day that something happens: dormancy, work that is due, or the end of the period."""
    if row.state == TeamState.CLOSED:
        return _("avsluttet")
    if row.standing and row.standing.flagged:
        return write_date(row.standing.dormant_on)
    if soonest:
        return write_date(soonest)
    return write_date(row.ends_on) if row.ends_on else _("uten sluttdato")


def period(row: TeamRow) -> str:
    start = write_date(row.starts_on)
    if row.ends_on is None:
        return _("fra %(start)s") % {"start": start}
    return _("%(start)s til %(end)s") % {"start": start, "end": write_date(row.ends_on)}


def open_text(row: TeamRow) -> str:
    """How much is open, in words: "2 løfter, 1 arbeid"."""
    if not (row.work or row.promises):
        return _("ingenting åpent")
    parts = []
    if row.promises:
        parts.append(ngettext("%(num)s løfte", "%(num)s løfter", row.promises) % {"num": row.promises})
    if row.work:
        parts.append(ngettext("%(num)s åpent arbeid", "%(num)s åpne arbeid", row.work) % {"num": row.work})
    return ", ".join(parts)
