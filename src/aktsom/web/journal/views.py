"""The journal as a list that can be narrowed and taken away: «all done in our name this quarter»."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.interop.spreadsheets.writing import Column, Style
from aktsom.members.queries.journal import JournalFilters, JournalRow, colleagues, journal
from aktsom.members.roles import ROLES
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.excel import excel
from aktsom.web.journal.periods import period_choices, span
from aktsom.web.journal.subjects import Subject, subjects
from aktsom.web.journal.verbs import VERBS, verb_words

NAMES = ("period", "who", "verb", "subject", "ours")
SHEET_ROWS = 20_000  # more than a person reads; the filters say which
SHEET_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    who: str
    what: str
    note: str
    subject: Subject
    member: str
    on_behalf_of: str


@signed_in
@require_safe
def journal_list(request: SignedInRequest) -> HttpResponse:
    _stop_who_has_none(request)
    said = _said(request)
    page = journal(request.actor, _filters(said), _after(request))
    return render(
        request,
        "journal/list.html",
        {
            "lines": _lines(request.actor, page.rows),
            "said": said,
            "narrowed": _narrowed(request, said),
            "periods": period_choices(),
            "people": [("", _("Alle")), *colleagues(request.actor)],
            "verbs": [("", _("Alt")), *sorted(((code, verb_words(code)) for code in VERBS), key=lambda one: one[1])],
            "ours_choices": [("", _("Alt")), ("1", _("Bare i vårt navn"))],
            "quick": _address({"period": "quarter", "ours": "1"}),
            "next": _address(said, after=page.next) if page.next else "",
            "first": _address(said) if _after(request) else "",
            "sheet": reverse("journal_sheet") + _query(said),
        },
    )


def _stop_who_has_none(request: SignedInRequest) -> None:
    if request.actor.member_id is None and not request.reached:
        raise NotVisible


def _said(request: SignedInRequest) -> dict[str, str]:
    return {name: value.strip() for name in NAMES if (value := request.GET.get(name, "")).strip()}


def _filters(said: Mapping[str, str]) -> JournalFilters:
    since, before = span(said.get("period", ""), timezone.localdate())
    return JournalFilters(
        since=since,
        before=before,
        who=said.get("who", ""),
        verb=said.get("verb", ""),
        subject=said.get("subject", ""),
        ours=said.get("ours") == "1",
    )


def _after(request: SignedInRequest) -> int | None:
    """What cannot be read counts as not said."""
    said = request.GET.get("after", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 18 else None


def _query(said: Mapping[str, str], after: int | None = None) -> str:
    asked = {**said, **({"after": str(after)} if after else {})}
    return f"?{urlencode(asked)}" if asked else ""


def _address(said: Mapping[str, str], after: int | None = None) -> str:
    return reverse("journal_list") + _query(said, after)


def _narrowed(request: SignedInRequest, said: Mapping[str, str]) -> list[tuple[str, str]]:
    """(what narrows the list, the address without it)."""
    people = dict(colleagues(request.actor)) if "who" in said else {}
    texts = {
        "period": dict(period_choices()).get(said.get("period", ""), ""),
        "who": people.get(said.get("who", ""), said.get("who", "")),
        "verb": verb_words(said.get("verb", "")),
        "subject": said.get("subject", ""),
        "ours": _("Gjort i vårt navn av andre"),
    }
    return [
        (texts[name] or said[name], _address({key: value for key, value in said.items() if key != name}))
        for name in said
    ]


def _lines(viewer: Actor, rows: list[JournalRow]) -> list[Line]:
    named = subjects(viewer, {_subject_of(row) for row in rows})
    return [
        Line(
            row.at,
            _who(row),
            verb_words(row.verb),
            _note(row.changes),
            named[_subject_of(row)],
            row.member,
            row.on_behalf_of,
        )
        for row in rows
    ]


def _subject_of(row: JournalRow) -> str:
    """Of a step the contract that it was done for: the step itself has no page."""
    return str(row.changes.get("contract") or row.subject) if row.verb == "step_done" else row.subject


def _who(row: JournalRow) -> str:
    if row.person:
        return f"{row.person}, {row.body}" if row.body else row.person
    return _("En ansatt i %(body)s") % {"body": row.body} if row.body else _("Aktsom")


def _note(changes: Mapping[str, Any]) -> str:
    """The role, where it is about one: the rest stands with the thing itself."""
    role = changes.get("role") or changes.get("roles")
    codes = [one for one in role if one] if isinstance(role, list) else [role] if isinstance(role, str) else []
    named = [str(ROLES[code].name) for one in codes for code in str(one).split(";") if code in ROLES]
    return ", ".join(named)


@signed_in
@require_safe
def sheet(request: SignedInRequest) -> HttpResponse:
    """Exactly what the list holds for the filters, all its pages."""
    _stop_who_has_none(request)
    columns = [
        Column(_("Nummer"), Style.NUMBER),
        Column(_("Tid"), Style.CODE),
        Column(_("Hvem")),
        Column(_("Hva"), Style.LONG_TEXT),
        Column(_("Rolle")),
        Column(_("Gjelder")),
        Column(_("Id"), Style.CODE),
        Column(_("Hos")),
        Column(_("På vegne av")),
    ]
    rows = (
        (
            row.number,
            timezone.localtime(row.at).isoformat(sep=" ", timespec="seconds"),
            line.who,
            line.what,
            line.note,
            line.subject.name,
            row.subject,
            row.member,
            row.on_behalf_of,
        )
        for row, line in _all(request.actor, _filters(_said(request)))
    )
    return excel(_("Journal"), columns, rows)


def _all(viewer: Actor, filters: JournalFilters) -> Iterator[tuple[JournalRow, Line]]:
    after, told = None, 0
    while told < SHEET_ROWS:
        page = journal(viewer, filters, after, size=SHEET_BATCH)
        yield from zip(page.rows, _lines(viewer, page.rows), strict=True)
        told, after = told + len(page.rows), page.next
        if after is None:
            return
