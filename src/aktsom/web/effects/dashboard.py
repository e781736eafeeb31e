"""The dashboards: of a member, a category, a team and the network, by year, each figure with the way to its records."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.actor import Actor
from aktsom.effects.actions.anew import ask_anew
from aktsom.effects.part_names import JOINT, part_names
from aktsom.effects.queries.effort import EffortScope
from aktsom.effects.queries.figures import Figure, Part, figures
from aktsom.effects.queries.ledger import Kept, ledger, opens
from aktsom.effects.queries.savings import member_savings
from aktsom.effects.queries.scopes import NETWORK, Scope, member_of, named, of_member, teams_of
from aktsom.effects.queries.trends import trend
from aktsom.effects.rules.ledger import Column as LedgerColumn
from aktsom.effects.tables import Cut, Kind, indicators
from aktsom.interop.spreadsheets.writing import Column, Item, Style
from aktsom.members.queries.actors import members_with
from aktsom.members.roles import Permission
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.excel import excel
from aktsom.web.base.jinja import write_moment
from aktsom.web.effects import charts, words
from aktsom.web.effects.addresses import address, scope_from, year_from
from aktsom.web.effects.rows import figure_rows
from aktsom.web.effort.words import hours_rule
from aktsom.web.effort.words import span as span_of_hours

TREND = "followed_up"


@takes_part
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """One's own first; who has no register of its own, such as the secretariat, begins with the network."""
    own = members_with(request.actor, Permission.READ_REGISTER)
    return _page(request, of_member(own[0].public_id) if own else NETWORK)


@takes_part
@require_safe
def shown(request: SignedInRequest, kind: str, key: str) -> HttpResponse:
    return _page(request, scope_from(kind, key, request.GET.get("kategori", "")))


def _page(request: SignedInRequest, scope: Scope) -> HttpResponse:
    actor, at = request.actor, timezone.now()
    today = timezone.localdate(at)
    year = year_from(request, today)
    found = figures(actor, scope, year, at)
    kept = ledger(actor, scope, year, at)
    points = trend(actor, scope, indicators()[TREND], at)
    context = {
        "scope": scope,
        "year": year,
        "years": [(each, address("effect_of", scope, each)) for each in range(today.year, today.year - 3, -1)],
        "title": named(actor, scope),
        "others": _others(actor, scope, year),
        "sections": _themes(found, scope, year),
        "ledger": ledger_rows(actor, kept, scope, year),
        "ledger_columns": [(_("Hva"), ""), *((name, "r") for name in words.columns(year).values())],
        "ledger_opens": words.ledger_opens(scope.cut, actor),
        "requests": charts.requests(found),
        "saved": address("effect_saved", scope, year) if scope.cut is Cut.MEMBER else "",
        "funnel": charts.funnel(found),
        "trend": charts.line(points),
        "scale": charts.scale(points),
        "trend_name": words.name_of(indicators()[TREND]),
        "nothing": not any(one.parts or one.withheld for one in found),
        "now": at,
        "fresh": max((one.reckoned_at for one in found if one.reckoned_at), default=None),
        "oldest": min((one.reckoned_at for one in found if one.reckoned_at), default=None),
        "excel": address("effect_excel", scope, year),
        "anew": address("effect_anew", scope) if scope.cut is Cut.MEMBER and year == today.year else "",
        "pictures": {chart: address("effect_picture", scope, year, chart=chart) for chart in charts.NAMES},
        "network": scope.cut is Cut.NETWORK,
    }
    return render(request, "effects/dashboard.html", context)


def _others(actor: Actor, scope: Scope, year: int) -> list[tuple[str, str, bool]]:
    """[(name, address, whether it is shown now)] of the other dashboards that the person has."""
    rows = [(one.name, of_member(one.public_id)) for one in members_with(actor, Permission.READ_REGISTER)]
    rows += [(_("Nettverket"), NETWORK)]
    rows += teams_of(actor)
    if scope.cut is Cut.CATEGORY:
        rows.append((named(actor, scope), scope))
    return [
        (name, address("effect_of", each, year), (each.cut, each.key) == (scope.cut, scope.key)) for name, each in rows
    ]


def _themes(found: Sequence[Figure], scope: Scope, year: int) -> list[tuple[str, list[dict[str, Any]]]]:
    by_theme: dict[str, list[dict[str, Any]]] = {theme: [] for theme in words.THEMES}
    for one in found:
        by_theme[one.indicator.theme] += figure_rows(one, scope, year)
    return [(str(words.THEMES[theme]), rows) for theme, rows in by_theme.items() if rows]


def ledger_rows(actor: Actor, kept: Sequence[Kept], scope: Scope, year: int) -> list[dict[str, Any]]:
    """Numbers of a member and a team lead to their records; those of all together to one's own of them."""
    names = words.columns(year)
    return [
        {
            "name": words.LEDGER[one.kind],
            "note": words.LEDGER_NOTES[one.kind],
            "withheld": words.WITHHELD.get(one.withheld, "") if one.withheld else "",
            "line": one.line,
            "columns": [
                (
                    names[column],
                    getattr(one.line, column.value),
                    address("effect_ledger", scope, year, ledger=one.kind, column=column.value)
                    if opens(actor, scope, one.kind) and getattr(one.line, column.value)
                    else "",
                )
                for column in LedgerColumn
            ],
        }
        for one in kept
    ]


@takes_part
@require_safe
def saved(request: SignedInRequest, kind: str, key: str) -> HttpResponse:
    """Hours that a member saved, with what they rest on; fetched by the dashboard, and a page by itself."""
    scope, today = scope_from(kind, key, request.GET.get("kategori", "")), timezone.localdate()
    member, year = member_of(request.actor, scope.key if scope.cut is Cut.MEMBER else ""), year_from(request, today)
    span = EffortScope(date(year, 1, 1), date(year, 12, 31), member.pk, scope.group_id)
    context = {
        "savings": member_savings(request.actor, span, today),
        "joint": JOINT,
        "hours": span_of_hours,
        "rule": hours_rule(),
        "title": member.name,
        "year": year,
        "back": address("effect_of", scope, year),
    }
    return render(request, "effects/saved_body.html" if request.htmx else "effects/saved.html", context)


@takes_part
@require_safe
def export(request: SignedInRequest, kind: str, key: str) -> HttpResponse:
    """All figures and the ledger as a sheet: each number by itself, with what it is of and when it was reckoned."""
    scope, at = scope_from(kind, key, request.GET.get("kategori", "")), timezone.now()
    year = year_from(request, timezone.localdate(at))
    columns = [Column(_("Tema")), Column(_("Tall")), Column(_("Del"))]
    numbers = (_("Det som telles"), _("Av så mange"), _("Median, dager"), _("Median av, antall"), _("Timer, minst"),
               _("Timer, høyst"), _("Vet ikke"), _("Mål"))  # fmt: skip
    columns += [Column(name, Style.NUMBER) for name in numbers]
    columns += [Column(_("Merknad")), Column(_("Definisjon"), Style.LONG_TEXT), Column(_("Regnet ut"))]
    rows = [row for one in figures(request.actor, scope, year, at) for row in _sheet_rows(one)]
    rows += [row for kept in ledger(request.actor, scope, year, at) for row in _ledger_rows(kept, year)]
    title = _("Effekt")
    return excel(f"{title} {named(request.actor, scope)} {year}", columns, rows)


def _sheet_rows(one: Figure) -> list[list[Item]]:
    theme, name = str(words.THEMES[one.indicator.theme]), words.name_of(one.indicator)
    names = part_names(one.indicator)
    definition = one.indicator.said("definition", words.language())
    note = str(words.WITHHELD.get(one.withheld, "")) if one.withheld else _("avrundet") if one.rounded else ""
    end: list[Item] = [one.target, note, definition, write_moment(one.reckoned_at)]
    rows: list[list[Item]] = [
        [theme, name, names.get(part.part, part.part), *_numbers(one, part), part.unknown, *end] for part in one.parts
    ]
    if one.unknown or not rows:
        nothing = None if one.withheld or not one.unknown else one.unknown
        rows.append([theme, name, _("Vet ikke") if rows else "", *_NO_NUMBERS, nothing, *end])
    return rows


_NO_NUMBERS: tuple[Item, ...] = (None,) * 6


def _numbers(one: Figure, part: Part) -> tuple[Item, ...]:
    """In the columns of what they are: counted and of, a median and how many it is of, hours from and to. Where there
    is nothing to reckon of they are empty, which is not nought."""
    if not part.of:
        return _NO_NUMBERS
    before = {Kind.DAYS: 2, Kind.RANGE: 4}.get(one.indicator.kind, 0)
    return (*_NO_NUMBERS[:before], part.counted, part.of, *_NO_NUMBERS[before + 2 :])


def _ledger_rows(kept: Kept, year: int) -> list[list[Item]]:
    names = words.columns(year)
    withheld = str(words.WITHHELD.get(kept.withheld, "")) if kept.withheld else ""
    start, end = [_("Regnskap"), str(words.LEDGER[kept.kind])], [str(words.LEDGER_NOTES[kept.kind])]
    return [
        [*start, names[column], None if withheld else getattr(kept.line, column.value), *_NO_NUMBERS[1:], None, None,
         withheld, *end, write_moment(kept.reckoned_at)]
        for column in LedgerColumn
    ]  # fmt: skip


@takes_part
@require_POST
def anew(request: SignedInRequest, kind: str, key: str) -> HttpResponse:
    """The worker reckons a member's own again."""
    scope = scope_from(kind, key)
    member = member_of(request.actor, scope.key if scope.cut is Cut.MEMBER else "")
    ask_anew(by=request.actor, at=timezone.now(), member=member)
    messages.info(request, _("Tallene regnes ut på nytt. Det tar som regel under ett minutt."))
    return redirect(address("effect_of", scope))
