"""Figures as what charts take; the same for the page, its table and the picture to take away."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.effects.part_names import part_names
from aktsom.effects.queries.figures import Figure
from aktsom.effects.queries.trends import Point
from aktsom.effects.tables import Kind
from aktsom.web.base.jinja import write_number
from aktsom.web.effects import words

NAMES = ("requests", "funnel", "trend", "coverage")
HEIGHT, WIDTH = 200, 640  # of a line, in the drawing's own units


def requests(found: Sequence[Figure]) -> list[dict[str, Any]]:
    """What was done, that is answered or finished, beside what would have been."""
    one = _figure(found, "avoided")
    if one is None or not one.parts:
        return []
    would, saved = (sum(getattr(part, name) for part in one.parts) for name in ("of", "counted"))
    return [
        {"name": _("Ville vært gjort"), "value": float(would), "fill": "plain"},
        {"name": _("Ble gjort"), "value": float(would - saved), "fill": "accent"},
    ]


def funnel(found: Sequence[Figure]) -> list[dict[str, Any]]:
    one = _figure(found, "funnel")
    if one is None or not any(part.counted for part in one.parts):
        return []
    names = part_names(one.indicator)
    return [
        {
            "name": names[part.part],
            "value": float(part.counted),
            "text": words.value_text(one, part),
            "fill": "accent",
        }
        for part in one.parts
    ]


def coverage(found: Sequence[Figure]) -> list[dict[str, Any]]:
    """Shares of the theme, each of what is known."""
    rows = [one for one in found if one.indicator.theme == "coverage" and one.indicator.kind is Kind.SHARE]
    return [
        {
            "name": words.name_of(one.indicator),
            "value": float(one.value),
            "text": words.value_text(one, one.parts[0]),
            "fill": "accent",
        }
        for one in rows
        if one.value is not None and len(one.parts) == 1
    ]


def line(points: Sequence[Point]) -> list[dict[str, Any]]:
    """Where each quarter's share stands in the drawing, from 0 to 100 per cent; what is unknown is no point."""
    shown = [(point, point.figure.value) for point in points if point.figure.value is not None]
    step = WIDTH / max(len(shown) - 1, 1)
    return [
        {
            "name": quarter_name(point),
            "value": float(value or 0),
            "text": words.lowest_text(point.figure),
            "x": round(n * step, 1),
            "y": round(HEIGHT - HEIGHT * float(value or 0) / _most(points), 1),
            "fill": "accent",
        }
        for n, (point, value) in enumerate(shown)
    ]


def scale(points: Sequence[Point]) -> tuple[str, str]:
    """What the lowest and the highest line of the drawing stand for."""
    if not points:
        return ("", "")
    most = _most(points)
    if points[0].figure.indicator.kind is not Kind.DAYS:
        return ("0 %", "100 %")
    days = ngettext("%(days)s dag", "%(days)s dager", round(most)) % {"days": write_number(most)}
    return ("0", days)


def _most(points: Sequence[Point]) -> float:
    """The top of the scale: all of it, or for days the longest."""
    if points[0].figure.indicator.kind is not Kind.DAYS:
        return 100.0
    return max((float(point.figure.value or 0) for point in points), default=1.0) or 1.0


def quarter_name(point: Point) -> str:
    number = (point.quarter.month - 1) // 3 + 1
    return _("%(number)s. kvartal %(year)s") % {"number": number, "year": point.quarter.year}


def _figure(found: Sequence[Figure], id_: str) -> Figure | None:
    return next((one for one in found if one.indicator.id == id_), None)
