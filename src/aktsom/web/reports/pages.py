"""The list of reports, one as it will be read, the rows it is made of, its files, and the acts on it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.papers import pdf_of, word_of
from aktsom.effects.actions import adopting, reports
from aktsom.effects.models import Report, ReportSection
from aktsom.effects.permissions import reports as permissions
from aktsom.effects.queries.described import Described
from aktsom.effects.queries.report_rows import rows_of
from aktsom.effects.queries.reports import (
    account_clocks,
    account_duties,
    may_begin,
    report,
    section_of,
    sections_of,
)
from aktsom.effects.queries.reports import (
    listed as listed_reports,
)
from aktsom.effects.report_states import KEPT, ReportState
from aktsom.effects.report_tables import report_limit
from aktsom.effects.reports.kinds import section
from aktsom.effects.reports.parts import checksum, read, read_sources
from aktsom.effects.reports.setting import paper_of, title_of
from aktsom.sanctions.letter_making import PDF, TYPES
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.looking import looked, looks
from aktsom.web.contracts.sending import revision_of
from aktsom.web.effects.addresses import page_of
from aktsom.web.evidence.download import Stored, given_out
from aktsom.web.letters.pages import handed_out
from aktsom.web.reports import words


@takes_part
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()
    context = {
        "rows": [(one, title_of(one), words.whose(one)) for one in listed_reports(actor)],
        "may_begin": bool(may_begin(actor)),
        "clocks": account_clocks(actor, today),
        "soon": today + timedelta(days=report_limit("remind_first")),
        "duties": [
            (one, duty, permissions.write_for(actor, one.pk, None) is None) for one, duty in account_duties(actor)
        ],
        "year": today.year,
        "today": today,
        "words": words,
    }
    return render(request, "reports/list.html", context)


@takes_part
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    return shown(request, public_id)


def shown(request: SignedInRequest, public_id: str, wrong: dict[str, Any] | None = None) -> HttpResponse:
    actor, row = request.actor, report(request.actor, public_id)
    rows = sections_of(actor, row)
    may_write = permissions.write(actor, row) is None
    lacking = adopting.missing(row, rows)
    context = {
        "one": row,
        "title": title_of(row),
        "whose": words.whose(row),
        "paper": paper_of(row, rows),
        "sections": [_shown_section(row, each) for each in rows],
        "read": adopting.content_of(rows),
        "words": words,
        "kept": row.state in KEPT,
        "may_write": may_write,
        "lacking": lacking,
        "adopt_off": _off(row, permissions.adopt(actor, row), lacking),
        "may_correct": permissions.correct(actor, row) is None,
        "old": may_write and timezone.now() - row.drafted_at > timedelta(days=report_limit("fresh_days")),
        "wrong": wrong or {},
        **looks(wrong["looks"] if wrong else None),
    }
    return render(request, "reports/one.html", context, status=422 if wrong else 200)


def _off(row: Report, refusal: object, lacking: list[str]) -> str:
    if row.state != ReportState.DRAFT:
        return ""
    return str(refusal) if refusal else _("Skriv i «%(section)s» først.") % {"section": lacking[0]} if lacking else ""


def _shown_section(row: Report, each: ReportSection) -> dict[str, Any]:
    said = section(row.kind, each.key)
    with translation.override(row.language):
        title = str(said.title)
    return {
        "row": each,
        "title": title,
        "needed": said.needed and not each.text,
        "parts": read(each.drafted) if each.shown else (),
        "paragraphs": [text for text in each.text.split("\n\n") if text.strip()],
        "sources": read_sources(each.sources),
        "moved_on": bool(each.text) and each.text_on != checksum(each.drafted),
    }


@takes_part
@require_safe
def source(request: SignedInRequest, public_id: str, key: str, number: int) -> HttpResponse:
    """The rows that a section is made of, as they were kept with it; in words as they are now."""
    row = report(request.actor, public_id)
    sources = read_sources(section_of(request.actor, row, key).sources)
    if number >= len(sources):
        raise NotVisible
    found = sources[number]
    context = {
        "one": row,
        "title": title_of(row),
        "source": found,
        "on": date.fromisoformat(found.on) if found.on else None,
        "rows": [(each, _address(each)) for each in rows_of(request.actor, found, row.year)],
        "section": str(section(row.kind, key).title),
    }
    return render(request, "reports/source.html", context)


def _address(each: Described) -> str:
    if each.room == "result":
        return reverse("public_result", kwargs={"page": each.public_id})
    return page_of(each)


@takes_part
@require_safe
def file(request: SignedInRequest, public_id: str, form: str) -> HttpResponse:
    """As it was adopted; of a draft as it would be, marked as one."""
    row = report(request.actor, public_id)
    if form not in TYPES:
        raise NotVisible
    name = f"{title_of(row)}.{form}"
    if row.state not in KEPT:
        paper = paper_of(row, sections_of(request.actor, row))
        return handed_out(pdf_of(paper) if form == PDF else word_of(paper), name, TYPES[form])
    key, sha256, size = (
        (row.pdf_key, row.pdf_sha256, row.pdf_size) if form == PDF else (row.word_key, row.word_sha256, row.word_size)
    )
    return given_out(request, Stored(row.public_id, key, sha256, size, name, TYPES[form]))


@takes_part
@require_POST
def move(request: SignedInRequest, public_id: str, verb: str) -> HttpResponse:
    if verb not in _MOVES:
        raise NotVisible
    report(request.actor, public_id)
    act, told = _MOVES[verb]
    usual = {"by": request.actor, "at": timezone.now(), "report_id": public_id}
    try:
        made = act(request, usual)
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        text = request.POST.get("text", "")
        return shown(request, public_id, {"verb": verb, "text": text, "error": str(error), "looks": error})
    messages.success(request, told())
    return redirect("reports_list") if verb == "slett" else redirect("reports_one", public_id=made.public_id)


def _adopt(request: SignedInRequest, usual: dict[str, Any]) -> Report:
    return adopting.adopt_report(**usual, revision=revision_of(request), read=request.POST.get("read", ""))


def _drop(request: SignedInRequest, usual: dict[str, Any]) -> Report:
    return reports.drop_report(**usual, revision=revision_of(request))


def _correct(request: SignedInRequest, usual: dict[str, Any]) -> Report:
    return reports.begin_correction(**usual, reason=request.POST.get("text", ""), looked=looked(request))


_MOVES: dict[str, tuple[Callable[[SignedInRequest, dict[str, Any]], Report], Callable[[], str]]] = {
    "vedta": (_adopt, lambda: _("Rapporten er vedtatt. Filene er lagt i arkivet og endres ikke mer.")),
    "rett": (_correct, lambda: _("En ny utgave er satt opp. Den som er vedtatt, står til den nye er vedtatt.")),
    "slett": (_drop, lambda: _("Utkastet er slettet.")),
}
