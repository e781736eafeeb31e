"""Who is touched: asked from any page, answered before the finger has left the key."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.core.errors import NotVisible
from aktsom.interop.spreadsheets.writing import Column, Item, Style
from aktsom.risk.queries.touched import MOST_SHOWN, Touched, touched
from aktsom.sharing.viewing import sees_values
from aktsom.supply_chain.queries.reaching import Step
from aktsom.supply_chain.queries.sites import site_map
from aktsom.supply_chain.queries.starts import SHORTEST, Start, StartKind, offered, start_of
from aktsom.teams.queries.touched import FollowUps, follow_ups
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.act_words import act_words
from aktsom.web.base.excel import excel
from aktsom.web.base.seen import others_total, seen_value
from aktsom.web.chain.reaching import has_chain
from aktsom.web.memos.words import group_name, rows_in_words
from aktsom.web.touched import words

EXPORTED = 50_000  # contracts


@takes_part
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    return render(
        request,
        "touched/home.html",
        {
            "text": text,
            "too_short": len(text) < SHORTEST,
            "offers": [words.offer(one) for one in _offered(request, text)],
            "countries": site_map(request.actor).countries[:12],
        },
    )


@takes_part
@require_safe
def suggest(request: SignedInRequest) -> HttpResponse:
    """What is shown below the field while one types; nothing for a text that is too short."""
    text = request.GET.get("q", "").strip()
    offers = [words.offer(one) for one in _offered(request, text)]
    return render(request, "touched/suggestions.html", {"offers": offers, "text": text, "asked": len(text) >= SHORTEST})


def _offered(request: SignedInRequest, text: str) -> list[Start]:
    return offered(request.actor, text, timezone.localdate(), words.countries_like)


def _start(request: SignedInRequest, kind: str, key: str) -> Start:
    if kind not in list(StartKind):
        raise NotVisible
    return start_of(request.actor, StartKind(kind), key, timezone.localdate(), words.country_codes())


@takes_part
@require_safe
def answer(request: SignedInRequest, kind: str, key: str) -> HttpResponse:
    start = _start(request, kind, key)
    found = touched(request.actor, start, timezone.localdate())
    taken = follow_ups(request.actor, found.suppliers)
    return render(
        request,
        "touched/answer.html",
        {
            "found": found,
            "ways": _ways(found),
            "start": start,
            "name": words.name_of(start),
            "kind": words.kind_name(start.kind),
            "where": words.where_of(start),
            "chain_open": start.kind == StartKind.SUPPLIER and has_chain(request.actor, start.key),
            "others": others_total(found.combined),
            "sees_values": sees_values(request.actor),
            "most_shown": MOST_SHOWN,
            "follow_ups": taken,
            "memos": rows_in_words(taken.memos),
            "acts": act_words(),
            "groups": {id_: group_name(id_) for id_ in _groups(taken)},
            "words": words,
        },
    )


def _groups(taken: FollowUps) -> set[str]:
    return {step.group_id for step in taken.steps} | {task.group_id for task in taken.tasks}


def _ways(found: Touched) -> list[dict[str, Any]]:
    """Each way once, with how many of the contracts shown it leads to."""
    ways: dict[tuple[Step, ...], dict[str, Any]] = {}
    for one in found.contracts:
        if one.way:
            ways.setdefault(one.way, {"way": one.way, "weakest": one.weakest, "contracts": 0})["contracts"] += 1
    return sorted(ways.values(), key=lambda way: (-way["contracts"], len(way["way"])))


@takes_part
@require_safe
def export(request: SignedInRequest, kind: str, key: str) -> HttpResponse:
    """As the page shows it: own values exactly, others' as bands."""
    start = _start(request, kind, key)
    found, shows_money = touched(request.actor, start, timezone.localdate(), EXPORTED), sees_values(request.actor)
    columns = [Column(_("Avtale")), Column(_("Medlem")), Column(_("Leverandør")), Column(_("Slutter"), Style.DAY)]
    columns += [Column(_("Verdi"))] if shows_money else []
    columns += [Column(_("Ledd unna"), Style.NUMBER), Column(_("Svakeste ledd")), Column(_("Vei"), Style.LONG_TEXT)]
    return excel(_("Berørt av %(name)s") % {"name": words.name_of(start)}, columns, _rows(found, shows_money))


def _rows(found: Touched, shows_money: bool) -> list[list[Item]]:
    rows: list[list[Item]] = []
    for one in found.contracts:
        row: list[Item] = [one.title, one.member, one.supplier, one.ends_on]
        row += [seen_value(one.value, one.currency)] if shows_money else []
        way = words.way_words(one.way) if one.way else _("Avtalen sier det selv") if one.says_itself else ""
        rows.append([*row, one.hops, words.knowledge(one.weakest) if one.weakest else "", way])
    if found.more:
        rows.append([_("Kjeden går videre enn vi fulgte den. Det kan være flere.")])
    return rows
