"""A self-report is read by two: how far they have come, and the acts on the whole of it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.effects.effort_states import Activity
from aktsom.follow_up.actions import reading as acts
from aktsom.follow_up.actions.reading_again import read_again
from aktsom.follow_up.permissions import reading as permissions
from aktsom.follow_up.queries.reading import asked_by, hours_of, reading, rereadings_of
from aktsom.follow_up.rules.reading import FIRST, SECOND, ReadStanding, Scores
from aktsom.follow_up.states import ReportState
from aktsom.web.answers import words as answer_words
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.looking import looked, looks
from aktsom.web.cases import reading_words
from aktsom.web.contracts.sending import revision_of
from aktsom.web.effort.here import effort_here
from aktsom.web.teams.words import group_name


@takes_part
@require_safe
def read(request: SignedInRequest, report_id: str) -> HttpResponse:
    return _shown(request, report_id)


def _shown(
    request: SignedInRequest, report_id: str, error: DomainError | None = None, reason: str = ""
) -> HttpResponse:
    report = asked_by(request.actor, report_id)
    stop_if(permissions.read(request.actor, report))
    found = reading(request.actor, report)
    judges = permissions.judge(request.actor, report) is None
    open_lines = [line for line in found.lines if _waits_for(line.scores, line.standing, found.place)]
    context = {
        "found": found,
        "report": report,
        "name": group_name(report.group_id),
        "one": report.follow_up,
        "state": reading_words.STATES[report.state],
        "standings": reading_words.STANDINGS,
        "marks": reading_words.MARKS,
        "places": reading_words.PLACES,
        "free": [place for place in (FIRST, SECOND) if place not in found.readers and not found.place and judges],
        "steps": answer_words.STEPS,
        "words": answer_words,
        "judges": judges,
        "next_code": open_lines[0].code if open_lines and found.place and judges else "",
        "may_finish": judges and found.progress.is_done and not found.to_send_back,
        "finish_off": _finish_off(found.progress.is_done, bool(found.to_send_back)),
        "breaches": [line for line in found.lines if line.answer.is_breach],
        "hours": hours_of(report),
        "hours_text": reading_words.hours_text,
        "effort": effort_here(request.actor, report_id, Activity.READING),
        "today": timezone.localdate(),
        "error": str(error or ""),
        **looks(error),
        "reason": reason,
        "may_read_again": permissions.judge(request.actor, report, "read_again") is None,
        "rereadings": rereadings_of(report),
        "answered": report.state == ReportState.ANSWERED,
    }
    return render(request, "cases/reading.html", context, status=422 if error else 200)


def _waits_for(scores: Scores, standing: ReadStanding, place: int | None) -> bool:
    if standing not in (ReadStanding.UNREAD, ReadStanding.HALF) or place is None:
        return False
    return scores.of(place) is None


def _finish_off(done: bool, waits: bool) -> str:
    if waits:
        return _("Noen svar venter på å bli sendt tilbake.")
    return "" if done else _("Noen svar er ikke lest av to, eller leserne er uenige.")


@takes_part
@require_POST
def act(request: SignedInRequest, report_id: str, verb: str) -> HttpResponse:
    """`verb` is an act on the whole of it, as its button says."""
    doing = ACTS.get(verb)
    if doing is None:
        raise Http404
    try:
        told = doing(request, report_id)
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        return _shown(request, report_id, error, request.POST.get("reason", ""))
    messages.success(request, told)
    return redirect("cases_read", report_id=report_id)


def _take(request: SignedInRequest, report_id: str) -> str:
    text = request.POST.get("place", "")
    place = int(text) if text in ("1", "2") else 0
    acts.take_place(by=request.actor, at=timezone.now(), report_id=report_id, place=place)
    return _("Du er meldt som leser. Poengene dine er skjult for den andre til begge har gitt sine.")


def _send_back(request: SignedInRequest, report_id: str) -> str:
    made = acts.send_back(by=request.actor, at=timezone.now(), report_id=report_id, revision=revision_of(request))
    told = ngettext(
        "%(num)s svar er sendt tilbake. Leverandøren får brev om det.",
        "%(num)s svar er sendt tilbake. Leverandøren får brev om det.",
        len(made),
    )
    return told % {"num": len(made)}


def _finish(request: SignedInRequest, report_id: str) -> str:
    acts.finish_reading(by=request.actor, at=timezone.now(), report_id=report_id, revision=revision_of(request))
    return _("Lesingen er ferdig. Nå kan punktene i vilkårene vurderes.")


def _again(request: SignedInRequest, report_id: str) -> str:
    read_again(
        by=request.actor, at=timezone.now(), report_id=report_id, revision=revision_of(request),
        reason=request.POST.get("reason", ""), looked=looked(request),
    )  # fmt: skip
    return _("Lesingen er åpnet igjen. Poengene og konklusjonene står til noen endrer dem.")


ACTS: dict[str, Callable[[SignedInRequest, str], str]] = {
    "les": _take,
    "send-tilbake": _send_back,
    "ferdig": _finish,
    "les-igjen": _again,
}
