"""A chart to take away: as a picture that stands alone, with its colours, title and text inside, or as a sheet."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from textwrap import wrap
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.core.errors import NotVisible
from aktsom.effects.queries.figures import figures
from aktsom.effects.queries.scopes import Scope, named
from aktsom.effects.queries.trends import trend
from aktsom.effects.tables import indicators
from aktsom.interop.spreadsheets.writing import Column, Item, Style
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.excel import excel
from aktsom.web.base.jinja import write_moment, write_number
from aktsom.web.effects import charts, words
from aktsom.web.effects.addresses import scope_from, year_from
from aktsom.web.effects.dashboard import TREND

SVG = "image/svg+xml"
COLOURS = {"accent": "#0f4a56", "plain": "#c3cbce", "ink": "#1d2325", "quiet": "#4f5b60", "line": "#dde3e5"}
TOP, ROW = 84, 44  # of the first bar, and of each
LONGEST_BAR = 300  # leaves room for what it comes to, in words
NAME, TITLE = 36, 74  # letters on a line


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart of a page, as its picture and its sheet need it. `items` are bars, or the points of a line."""

    name: str
    title: str
    items: list[dict[str, Any]]
    reckoned: datetime
    scale: tuple[str, str] = ("", "")


@takes_part
@require_safe
def picture(request: SignedInRequest, kind: str, key: str, chart: str) -> HttpResponse:
    """A picture, or with `som=excel` what it shows as a sheet."""
    scope, at = scope_from(kind, key, request.GET.get("kategori", "")), timezone.now()
    year = year_from(request, timezone.localdate(at))
    whose = named(request.actor, scope)
    one = _line(request, scope, at) if chart == "trend" else _bars(request, scope, year, at, chart)
    if not one.items:
        raise NotVisible
    title = f"{one.title}: {whose} {year}"
    if request.GET.get("som") == "excel":
        return _sheet(title, one)
    return drawn(
        "effects/picture.svg",
        title,
        "; ".join(f"{item['name']}: {item.get('text') or round(item['value'])}" for item in one.items),
        one.reckoned,
        {**_drawing(one.name, one.items), "scale": one.scale},
    )


def _line(request: SignedInRequest, scope: Scope, at: datetime) -> Chart:
    one = indicators().get(request.GET.get("tall", TREND))
    if one is None:
        raise NotVisible
    points = trend(request.actor, scope, one, at)
    return Chart("trend", words.name_of(one), charts.line(points), at, charts.scale(points))


def _bars(request: SignedInRequest, scope: Scope, year: int, at: datetime, name: str) -> Chart:
    read = {"requests": charts.requests, "funnel": charts.funnel, "coverage": charts.coverage}.get(name)
    if read is None:
        raise NotVisible
    found = figures(request.actor, scope, year, at)
    reckoned = min((one.reckoned_at for one in found if one.reckoned_at), default=at)
    return Chart(name, _titles()[name], read(found), reckoned)


def _sheet(title: str, one: Chart) -> HttpResponse:
    """The numbers that are drawn, with the words beside them."""
    first = _("Kvartal") if one.name == "trend" else _("Hva")
    columns = [Column(first), Column(_("Tall"), Style.NUMBER), Column(_("Med ord")), Column(_("Regnet ut"))]
    when = write_moment(one.reckoned)
    rows: list[list[Item]] = [
        [str(item["name"]), round(Decimal(str(item["value"])), 1), str(item.get("text") or ""), when]
        for item in one.items
    ]
    return excel(title, columns, rows)


def drawn(
    template: str, title: str, described: str, reckoned: datetime | None, drawing: dict[str, Any]
) -> HttpResponse:
    """The picture as a file, with its title, what it says in words and when it was reckoned."""
    when = write_moment(reckoned) if reckoned else _("ikke ennå")
    context = {
        "title": title,
        "title_lines": wrap(title, TITLE)[:2],
        "described": described,
        "reckoned": _("Regnet ut %(moment)s. Aktsom.") % {"moment": when},
        "language": words.language(),
        "colours": COLOURS,
        **drawing,
    }
    named_file = content_disposition_header(True, f"{slugify(title, allow_unicode=True)}.svg")
    return HttpResponse(
        render_to_string(template, context),
        content_type=SVG,
        headers={"Content-Disposition": str(named_file)},
    )


def _titles() -> dict[str, str]:
    return {
        "requests": _("Gjort én gang for flere avtaler, og hva som ellers ville vært gjort"),
        "funnel": words.name_of(indicators()["funnel"]),
        "coverage": str(words.THEMES["coverage"]),
    }


def _drawing(chart: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    is_line = chart == "trend"
    height = TOP + (charts.HEIGHT + 70 if is_line else len(items) * ROW) + 36
    most = 100.0 if chart == "coverage" else max(item["value"] for item in items) or 1
    shown = items if is_line else [_bar(item, TOP + n * ROW, most) for n, item in enumerate(items)]
    return {"items": shown, "is_line": is_line, "height": height}


def _bar(item: dict[str, Any], y: int, most: float) -> dict[str, Any]:
    text = item.get("text") or write_number(item["value"])
    lines = wrap(str(item["name"]), NAME)[:2]
    return {**item, "lines": lines, "y": y, "width": round(LONGEST_BAR * item["value"] / most, 1), "text": text}
