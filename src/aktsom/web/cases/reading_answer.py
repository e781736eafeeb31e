"""One answer beside what guides the reader: evidence, guidance, last time's answer, examples. Keys score it too."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.follow_up.actions import reading as acts
from aktsom.follow_up.permissions import reading as permissions
from aktsom.follow_up.queries.reading import (
    ReportReading,
    asked_by,
    duties_shown_by,
    examples,
    last_time,
    reading,
)
from aktsom.follow_up.rules.reading import ReadStanding
from aktsom.follow_up.states import RemarkKind
from aktsom.web.answers import words as answer_words
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.looking import looked, looks
from aktsom.web.cases import reading_words
from aktsom.web.evidence.words import QUALITY, QUALITY_NAMES
from aktsom.web.knowledge.beside import WHEN_READING, guidance
from aktsom.web.teams.words import group_name


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: SignedInRequest, report_id: str, code: str) -> HttpResponse:
    report = asked_by(request.actor, report_id)
    stop_if(permissions.read(request.actor, report))
    found = reading(request.actor, report)
    found.line(code)
    error, field, found_looks = "", "", looks(None)
    if request.method == "POST":
        try:
            told = _do(request, report_id, code)
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as wrong:
            error, field, found_looks = str(wrong), request.POST.get("act", "score"), looks(wrong)
        else:
            messages.success(request, told)
            on = _next(found, code) if "score" in request.POST and "act" not in request.POST else code
            return redirect("cases_read_answer", report_id=report_id, code=on)
    context = _page(request, found, code) | {"typed": request.POST, "error": error, "field": field, **found_looks}
    return render(request, "cases/reading_answer.html", context, status=422 if error else 200)


def _page(request: SignedInRequest, found: ReportReading, code: str) -> dict[str, object]:
    line, report = found.line(code), found.report
    before, after = _beside(found, code)
    return {
        "found": found,
        "report": report,
        "one": report.follow_up,
        "name": group_name(report.group_id),
        "line": line,
        "question": line.answer.question,
        "words": answer_words,
        "steps": answer_words.STEPS,
        "scale": reading_words.scale(),
        "standings": reading_words.STANDINGS,
        "marks": reading_words.MARKS,
        "places": reading_words.PLACES,
        "duties": duties_shown_by(report, line.answer.question.points),
        "examples": examples(code, report.team_id),
        "last": last_time(request.actor, report, code),
        "before": before,
        "after": after,
        "number": [each.code for each in found.lines].index(code) + 1,
        "score_off": _score_off(request, found, line.standing),
        "may_settle": permissions.settle(request.actor, report) is None,
        "judges": permissions.judge(request.actor, report) is None,
        "quality_names": QUALITY_NAMES,
        "quality": QUALITY,
        "guidance": guidance(request.actor, report.group_id, timezone.localdate(), WHEN_READING),
    }


def _do(request: SignedInRequest, report_id: str, code: str) -> str:
    said, mark = request.POST, request.POST.get("mark", "")
    match said.get("act", ""):
        case "":
            acts.give_score(
                by=request.actor, at=timezone.now(), report_id=report_id, code=code, mark=mark, score=_score(said)
            )
            return _("%(code)s er lest.") % {"code": code}
        case "settle":
            acts.settle_score(
                by=request.actor, at=timezone.now(), report_id=report_id, code=code, mark=mark,
                weighed=said.get("weighed", ""), score=_score(said), reason=said.get("reason", ""),
                looked=looked(request),
            )  # fmt: skip
            return _("Poenget for %(code)s er avgjort.") % {"code": code}
        case kind if kind in list(RemarkKind):
            acts.remark(
                by=request.actor, at=timezone.now(), report_id=report_id, code=code, mark=mark, kind=RemarkKind(kind),
                text=said.get("text", ""), before=said.get("before", ""), looked=looked(request),
            )  # fmt: skip
            return _("Lagret. Leverandøren ser det når dere sender tilbake eller er ferdige.")
    raise Stale


def _score(said: QueryDict) -> int:
    text = said.get("score", "")
    return int(text) if text in ("0", "1", "2", "3") else -1


def _score_off(request: SignedInRequest, found: ReportReading, standing: ReadStanding) -> str:
    """Why the reader cannot score it now."""
    if refusal := permissions.judge(request.actor, found.report):
        return str(refusal)
    if found.place is None:
        return _("Meld deg som leser først.")
    return _("Svaret er tomt, og får 0 av seg selv.") if standing is ReadStanding.EMPTY else ""


def _beside(found: ReportReading, code: str) -> tuple[str, str]:
    codes = [line.code for line in found.lines]
    at = codes.index(code)
    return (codes[at - 1] if at else "", codes[at + 1] if at + 1 < len(codes) else "")


def _next(found: ReportReading, code: str) -> str:
    """The next that the reader has not scored, after this one and then from the start; else the one after."""
    codes = [line.code for line in found.lines]
    at = codes.index(code)
    waits = {
        line.code
        for line in found.lines
        if found.place is not None and line.standing is not ReadStanding.EMPTY and line.scores.of(found.place) is None
    } - {code}
    return next((each for each in (*codes[at:], *codes[:at]) if each in waits), _beside(found, code)[1] or code)
