"""The board of open findings and plans by due date, for buyers and for the supplier's own room."""

import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.findings.permissions.findings import answers_for
from aktsom.findings.queries.board import PLAN, Board, Narrowed, OpenRow, Place, Term, Turn, board
from aktsom.findings.states import FindingKind, FindingState, PlanState
from aktsom.risk.queries.paging import Key, read_place, write_place
from aktsom.sharing.viewing import sees_network
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.findings import words
from aktsom.web.meetings.words import by_whom

_PUBLIC_ID = re.compile(r"sup-[a-z0-9]{1,40}")
NAMES = {"term": "frist", "turn": "venter", "what": "hva", "supplier": "leverandor"}


@signed_in
@require_safe
def shown(request: SignedInRequest) -> HttpResponse:
    """Whoever neither buys nor supplies has no findings."""
    actor, today = request.actor, timezone.localdate()
    if not (sees_network(actor) or actor.supplier_ids):
        raise NotVisible
    chosen = _chosen(request)
    found = board(actor, chosen, today, _place(request.GET.get("fra")))
    context = {
        "rows": [_line(actor, row) for row in found.rows],
        "total": found.total,
        "tabs": _tabs(found, chosen),
        "chosen": chosen,
        "none_at_all": not found.terms[Term.ALL] and chosen == Narrowed(),
        "choices": _choices(found),
        "chips": _chips(found, chosen),
        "previous": _page(chosen, found.before),
        "next": _page(chosen, found.after),
        "supplier": bool(actor.supplier_ids) and not sees_network(actor),
    }
    return render(request, "findings/board.html", context)


def _chosen(request: SignedInRequest) -> Narrowed:
    """What the address does not say rightly is as if it were not said."""
    said = {name: request.GET.get(word, "") for name, word in NAMES.items()}
    return Narrowed(
        term=Term(said["term"]) if said["term"] in list(Term) else Term.ALL,
        turn=Turn(said["turn"]) if said["turn"] in list(Turn) else Turn.ALL,
        what=said["what"] if said["what"] in (*FindingKind, PLAN) else "",
        supplier=said["supplier"] if _PUBLIC_ID.fullmatch(said["supplier"]) else "",
    )


_KEY = Key("due", "pk", descending=False, read=date.fromisoformat)


def _place(text: str | None) -> Place | None:
    """The table is told by whether the key is odd: places are of two tables."""
    found = read_place(text, _KEY)
    if found is None or found.tie < 0:
        return None
    return Place(found.value, found.tie % 2, found.tie // 2, found.back)


def _page(chosen: Narrowed, place: Place | None) -> str:
    if place is None:
        return ""
    return _address(chosen, fra=write_place(place.due.isoformat(), place.key * 2 + place.table, back=place.back))


def _address(chosen: Narrowed, **more: str) -> str:
    said = {word: str(getattr(chosen, name)) for name, word in NAMES.items()} | more
    said = {word: text for word, text in said.items() if text}
    return reverse("findings_board") + (f"?{urlencode(said)}" if said else "")


def _with(chosen: Narrowed, **more: str) -> str:
    return _address(Narrowed(**{name: more.get(name, getattr(chosen, name)) for name in NAMES}))


def _tabs(found: Board, chosen: Narrowed) -> list[tuple[str, int, str, bool]]:
    """[(text, how many, address, whether it is shown now)]."""
    told = {
        Term.ALL: _("Alt som er åpent"),
        Term.LATE: _("Over fristen"),
        Term.SOON: _("Neste 14 dager"),
        Term.NO_DAY: _("Uten frist"),
    }
    return [(text, found.terms[term], _with(chosen, term=term), term == chosen.term) for term, text in told.items()]


def _choices(found: Board) -> Mapping[str, list[tuple[str, str]]]:
    turns = [("", _("Alle")), (str(Turn.TEAM), _("De som følger opp")), (str(Turn.SUPPLIER), _("Leverandøren"))]
    kinds = [(str(kind), str(text)) for kind, text in words.KINDS.items()]
    return {
        "turn": turns,
        "what": [("", _("Alt")), *kinds, (PLAN, _("Tiltaksplan"))],
        "supplier": [("", _("Alle")), *found.suppliers],
    }


def _chips(found: Board, chosen: Narrowed) -> list[tuple[str, str]]:
    """What narrows the list besides the tabs, each with the address without it."""
    names = {name: dict(options) for name, options in _choices(found).items()}
    told = [(name, str(getattr(chosen, name))) for name in names]
    return [
        (names[name].get(value) or _("En leverandør som ikke har noe åpent"), _with(chosen, **{name: ""}))
        for name, value in told
        if value
    ]


def _line(actor: Actor, row: OpenRow) -> dict[str, object]:
    one, who = row.one, by_whom(row.one.team, row.one.owner)
    ours = answers_for(actor, one)
    move = (_("Dere") if ours else one.supplier.name) if row.turn is Turn.SUPPLIER else who
    common = {
        "supplier": one.supplier.name,
        "due": row.due_on,
        "late": row.late,
        "move": move,
        "told": one.escalated_on,
    }
    mark = "late" if row.late else "wait"
    if row.table:
        href = reverse("plans_one", kwargs={"public_id": one.public_id})
        state = str(words.PLAN_STATES[one.state])
        return common | {"title": _("Tiltaksplan"), "href": href, "what": "", "state": state, "mark": mark}
    grade = words.GRADES[one.severity.whole] if one.severity else ""
    what = f"{words.KINDS[one.kind]}, {str(grade).lower()}" if grade else str(words.KINDS[one.kind])
    href = reverse("findings_one", kwargs={"public_id": one.public_id})
    place = words.place(one.site_name, one.site_country)
    return common | {"title": one.title, "href": href, "what": what, "place": place, "state": _stage(row), "mark": mark}


def _stage(row: OpenRow) -> str:
    """How far it has come, in a few words."""
    one = row.one
    if one.state == FindingState.NOTED:
        return _("Ikke vist leverandøren")
    if one.state == FindingState.HEARING:
        return _("Hørt, avgjør om det står") if row.turn is Turn.TEAM else str(words.STATES[one.state])
    if one.kind != FindingKind.DEVIATION:
        return str(words.STATES[one.state])
    if row.shown:
        return _("Vist, venter på vurdering")
    if one.planned:
        return _("Rettes etter planen") if row.owed or row.due_on else _("Vist rettet, kan avsluttes")
    return {
        PlanState.WANTED: _("Venter på tiltaksplan"),
        PlanState.CHANGES: _("Venter på tiltaksplan"),
        PlanState.PROPOSED: _("Tiltaksplan er foreslått"),
    }.get(PlanState(row.plan_state) if row.plan_state else PlanState.ENDED, _("Uten plan"))
