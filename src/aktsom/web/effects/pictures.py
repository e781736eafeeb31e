"""A chart as a picture to take away: one file that stands alone, with its colours, title and text inside."""

from datetime import datetime
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
from aktsom.effects.queries.scopes import named
from aktsom.effects.queries.trends import trend
from aktsom.effects.tables import indicators
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.jinja import write_moment, write_number
from aktsom.web.effects import charts, words
from aktsom.web.effects.addresses import scope_from, year_from
from aktsom.web.effects.dashboard import TREND

SVG = "image/svg+xml"
COLOURS = {"accent": "#0f4a56", "plain": "#c3cbce", "ink": "#1d2325", "quiet": "#4f5b60", "line": "#dde3e5"}
TOP, ROW = 84, 44  # of the first bar, and of each
LONGEST_BAR = 300  # leaves room for what it comes to, in words
NAME, TITLE = 36, 74  # letters on a line


@takes_part
@require_safe
def picture(request: SignedInRequest, kind: str, key: str, chart: str) -> HttpResponse:
    scope, at = scope_from(kind, key, request.GET.get("kategori", "")), timezone.now()
    year = year_from(request, timezone.localdate(at))
    if chart not in charts.NAMES:
        raise NotVisible
    whose = named(request.actor, scope)
    reckoned, scale = at, ("", "")
    if chart == "trend":
        one = indicators().get(request.GET.get("tall", TREND))
        if one is None:
            raise NotVisible
        points = trend(request.actor, scope, one, at)
        items, title, scale = charts.line(points), words.name_of(one), charts.scale(points)
    else:
        found = figures(request.actor, scope, year, at)
        items = {"requests": charts.requests, "funnel": charts.funnel, "coverage": charts.coverage}[chart](found)
        title = _titles()[chart]
        reckoned = min((one.reckoned_at for one in found if one.reckoned_at), default=at)
    if not items:
        raise NotVisible
    return drawn(
        "effects/picture.svg",
        f"{title}: {whose} {year}",
        "; ".join(f"{item['name']}: {item.get('text') or round(item['value'])}" for item in items),
        reckoned,
        {**_drawing(chart, items), "scale": scale},
    )


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
