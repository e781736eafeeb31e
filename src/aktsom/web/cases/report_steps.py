"""The self-report and its reading among the steps of follow-ups."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.core.actor import Actor
from aktsom.follow_up.methods import OPEN_TO_METHODS
from aktsom.follow_up.models import FollowUp, SelfReport
from aktsom.follow_up.queries.standings import (
    PointsNow,
    ReadingNow,
    leaders_of,
    newest_reports,
    readings_now,
)
from aktsom.follow_up.states import OPEN_TO_SUPPLIER, Method, ReportState
from aktsom.web.cases import report_words
from aktsom.web.cases.starting import page
from aktsom.web.cases.steps import Kind, Step, Waits, lead_of, mark, runs


def steps(
    actor: Actor, ones: Sequence[FollowUp], today: date, points: Mapping[int, PointsNow]
) -> Iterator[tuple[int, Step]]:
    """`points` tells whether any contract is covered: with none there is nobody to ask for."""
    ours, reports = runs(actor, ones), newest_reports(actor, ones)
    readings = readings_now(reports[one.pk] for one in ones if one.pk in ours and one.pk in reports)
    leaders = leaders_of(one for one in ones if one.pk in ours)
    for one in ones:
        report = reports.get(one.pk)
        if report is not None:
            yield one.pk, _asked(actor, one, report, today, one.pk in ours)
            if one.pk in ours and report.pk in readings:
                yield one.pk, _reading(one, report, readings[report.pk], leaders, today)
        elif one.pk in ours and Method.SELF_REPORT in one.methods and one.state in OPEN_TO_METHODS:
            yield one.pk, _to_ask(one, points[one.pk].contracts, today)


def _to_ask(one: FollowUp, contracts: int, today: date) -> Step:
    act, href = _("Spør om egenrapport"), reverse("cases_dispatch", kwargs={"public_id": one.public_id})
    if not contracts and one.team is not None:
        act = _("Be om fullmakter")
        href = reverse("mandates_ask", kwargs={"public_id": one.team.public_id})
        href += f"?leverandor={one.supplier.public_id}"
    return Step(
        kind=Kind.SELF_REPORT,
        title=_("Egenrapport"),
        href=href,
        state=mark(over=False, late=one.starts_on < today),
        state_text=_("Ikke spurt") if contracts else _("Ingen fullmakt ennå"),
        until=one.starts_on,
        waits=Waits.US,
        people=lead_of(one),
        act=act,
    )


def _asked(actor: Actor, one: FollowUp, report: SelfReport, today: date, ours: bool) -> Step:
    """Days that the viewer may know: all for those who ask, else those of its own contracts."""
    rows = [row for row in report.contracts.all() if ours or row.member_id in actor.member_ids]
    waits = report.state in OPEN_TO_SUPPLIER
    until = min((row.due_on for row in rows if row.due_on and row.ticked_on is None), default=None) if waits else None
    opened = _("Åpnet av leverandøren") if report.opened_at else _("Ikke åpnet ennå")
    return Step(
        kind=Kind.SELF_REPORT,
        title=_("Egenrapport"),
        href=page(one) + "#egenrapport",
        state=mark(over=not waits, late=until is not None and until < today),
        state_text=str(report_words.STATES[report.state]),
        move=one.supplier.name if waits else "",
        until=until,
        note=opened if report.state == ReportState.ASKED else "",
        waits=Waits.SUPPLIER if waits else Waits.NOBODY,
    )


def _reading(
    one: FollowUp, report: SelfReport, found: ReadingNow, leaders: Mapping[int, list[int]], today: date
) -> Step:
    state_text, act, people = _next(one, found, leaders)
    told = {"read": found.progress.read, "total": found.progress.total}
    return Step(
        kind=Kind.READING,
        title=_("Lesing av egenrapporten"),
        href=reverse("cases_read", kwargs={"report_id": report.public_id}),
        state=mark(over=False, late=one.ends_on < today),
        state_text=state_text,
        until=one.ends_on,
        note=_("%(read)s av %(total)s svar lest av to") % told,
        waits=Waits.US,
        people=people or lead_of(one),
        act=act,
    )


def _next(one: FollowUp, found: ReadingNow, leaders: Mapping[int, list[int]]) -> tuple[str, str, tuple[int, ...]]:
    """(state, what to press, by whom): to read what is unread, send back what lacks, settle, and end it."""
    if found.progress.read < found.progress.total:
        reads = tuple(person for place, person in found.readers.items() if found.left[place])
        missing = len(found.left) - len(found.readers)
        if not missing:
            return _("Leses"), _("Les egenrapporten"), reads
        told = ngettext("Mangler %(num)s leser", "Mangler %(num)s lesere", missing) % {"num": missing}
        return told, _("Les egenrapporten"), tuple(dict.fromkeys([*lead_of(one), *reads]))
    if found.to_send_back:
        told = ngettext("%(num)s svar mangler noe", "%(num)s svar mangler noe", found.to_send_back)
        return told % {"num": found.to_send_back}, _("Send tilbake det som mangler"), ()
    if disagreed := found.progress.disagreed:
        told = ngettext("Uenige om %(num)s svar", "Uenige om %(num)s svar", disagreed) % {"num": disagreed}
        return told, _("Avgjør det leserne er uenige om"), tuple(leaders.get(one.team_id or 0, ()))
    return _("Lest av to"), _("Avslutt lesingen"), ()
