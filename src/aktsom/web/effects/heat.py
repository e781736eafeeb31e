"""How well each member's contracts are covered in each category, as a table in colours."""

from decimal import Decimal
from textwrap import wrap
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.categories.queries import current_catalogue
from aktsom.effects.queries.figures import nearest
from aktsom.effects.queries.trends import Heat, HeatCell, heat
from aktsom.effects.tables import indicators
from aktsom.interop.spreadsheets.writing import Column, Item, Style
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.addresses import number_in
from aktsom.web.base.excel import excel
from aktsom.web.effects import words
from aktsom.web.effects.addresses import year_from
from aktsom.web.effects.pictures import drawn

OFFERED = ("followed_up", "with_clause", "with_conclusion")
STEPS = 5  # of colour
FILLS = ("#ffffff", "#e3eef0", "#bdd5da", "#93bac2", "#6fa3ad")  # as on the page in its light colours
UNKNOWN = "#eef0f1"
NAME = 32  # letters of a member's name
LEFT, TOP, WIDE, HIGH = 230, 150, 84, 30  # of the first cell, and of each


@takes_part
@require_safe
def shown(request: SignedInRequest) -> HttpResponse:
    indicator, year = _asked(request)
    skip = number_in(request.GET, "fra", 5) or 0
    found = heat(request.actor, indicator, year, skip)
    names, query = group_names(found), f"?tall={indicator}&ar={year}"
    context = {
        "choices": [(id_, words.name_of(indicators()[id_])) for id_ in OFFERED],
        "chosen": indicator,
        "definition": indicators()[indicator].said("definition", words.language()),
        "year": year,
        "columns": [("", _("Alle")), *names],
        "rows": [_row(found, one, ["", *(id_ for id_, _name in names)]) for one in found.members],
        "reckoned_at": found.reckoned_at,
        "excel": reverse("effect_heat_excel") + query,
        "picture": reverse("effect_heat_picture") + query,
        "next": f"{reverse('effect_heat')}{query}&fra={skip + len(found.members)}" if found.more else "",
        "more": found.more,
        "steps": [(step, f"{20 * step}–{20 * step + 20} %") for step in range(STEPS)],
    }
    return render(request, "effects/heat.html", context)


def _asked(request: SignedInRequest) -> tuple[str, int]:
    said = request.GET.get("tall", "")
    return said if said in OFFERED else OFFERED[0], year_from(request, timezone.localdate())


def group_names(found: Heat) -> list[tuple[str, str]]:
    groups = current_catalogue().group
    named = [(id_, groups[id_].name.in_language(words.language()) if id_ in groups else id_) for id_ in found.groups]
    return sorted(named, key=lambda row: row[1])


def _row(found: Heat, member: Any, groups: list[str]) -> dict[str, Any]:
    return {"name": member.name, "cells": [_cell(found.cells.get((member.pk, group))) for group in groups]}


def _cell(cell: HeatCell | None) -> dict[str, Any]:
    """A step of colour from 0; none where nothing is bought, or nothing is known."""
    if cell is None:
        return {"step": None, "text": "–", "note": _("kjøper ikke her")}
    if not cell.of:
        return {"step": None, "text": "?", "note": _("vet ikke")}
    share = nearest(cell.counted, cell.of, Decimal(1))
    step = min(int(share) * STEPS // 100, STEPS - 1)
    return {"step": step, "text": f"{share:.0f} %", "note": f"{cell.counted:.0f}/{cell.of:.0f}"}


@takes_part
@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    """Of all members: a row for each category that one buys in, with the numbers that the share is of."""
    indicator, year = _asked(request)
    found = heat(request.actor, indicator, year, most=None)
    one = indicators()[indicator]
    headings = [one.said(what, words.language()) for what in ("counted", "of")]
    columns = [Column(_("Medlem")), Column(_("Kategori"))]
    columns += [Column(name, Style.NUMBER) for name in (*headings, _("Vet ikke"), _("Prosent"))]
    groups = [("", _("Alle")), *group_names(found)]
    rows = [
        [member.name, name, *_numbers(cell)]
        for member in found.members
        for group, name in groups
        if (cell := found.cells.get((member.pk, group))) is not None
    ]
    return excel(f"{words.name_of(one)} {year}", columns, rows)


def _numbers(cell: HeatCell) -> list[Item]:
    """Of nothing that is known there is no share."""
    share = nearest(cell.counted, cell.of, Decimal("0.1")) if cell.of else None
    return [cell.counted, cell.of, cell.unknown, share]


@takes_part
@require_safe
def picture(request: SignedInRequest) -> HttpResponse:
    """Of all members. The number stands in each cell, so that nothing is told by colour alone."""
    indicator, year = _asked(request)
    found = heat(request.actor, indicator, year, most=None)
    groups = [("", _("Alle")), *group_names(found)]
    rows = [_row(found, one, [id_ for id_, _name in groups]) for one in found.members]
    for n, row in enumerate(rows):
        row |= {"y": TOP + n * HIGH, "lines": wrap(row["name"], NAME)[:1]}
        for at, cell in enumerate(row["cells"]):
            cell |= {"x": LEFT + at * WIDE, "fill": UNKNOWN if cell["step"] is None else FILLS[cell["step"]]}
    drawing = {
        "columns": [{"lines": wrap(name, 12)[:3], "x": LEFT + at * WIDE} for at, (_id, name) in enumerate(groups)],
        "rows": rows,
        "width": max(800, LEFT + len(groups) * WIDE + 24),
        "height": TOP + len(rows) * HIGH + 46,
        "cell": {"wide": WIDE, "high": HIGH, "top": TOP},
    }
    title = f"{words.name_of(indicators()[indicator])} {year}"
    told = "; ".join(f"{row['name']}: {row['cells'][0]['text']}" for row in rows)
    return drawn("effects/heat.svg", title, told, found.reckoned_at, drawing)
