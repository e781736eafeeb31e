"""How well each member's contracts are covered in each category, as a table in colours."""

from decimal import Decimal
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
from aktsom.interop.spreadsheets.writing import Column, Item
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.addresses import number_in
from aktsom.web.base.excel import excel
from aktsom.web.effects import words
from aktsom.web.effects.addresses import year_from

OFFERED = ("followed_up", "with_clause", "with_conclusion")
STEPS = 5  # of colour


@takes_part
@require_safe
def shown(request: SignedInRequest) -> HttpResponse:
    indicator, year, found, skip = _asked(request)
    names = group_names(found)
    context = {
        "choices": [(id_, words.name_of(indicators()[id_])) for id_ in OFFERED],
        "chosen": indicator,
        "definition": indicators()[indicator].said("definition", words.language()),
        "year": year,
        "columns": [("", _("Alle")), *names],
        "rows": [_row(found, one, ["", *(id_ for id_, _name in names)]) for one in found.members],
        "reckoned_at": found.reckoned_at,
        "excel": f"{reverse('effect_heat_excel')}?tall={indicator}&ar={year}",
        "next": f"{reverse('effect_heat')}?tall={indicator}&fra={skip + len(found.members)}" if found.more else "",
        "more": found.more,
        "steps": [(step, f"{20 * step}–{20 * step + 20} %") for step in range(STEPS)],
    }
    return render(request, "effects/heat.html", context)


def _asked(request: SignedInRequest) -> tuple[str, int, Heat, int]:
    said = request.GET.get("tall", "")
    indicator = said if said in OFFERED else OFFERED[0]
    first = number_in(request.GET, "fra", 5) or 0
    year = year_from(request, timezone.localdate())
    return indicator, year, heat(request.actor, indicator, year, first), first


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
    indicator, year, found, _skip = _asked(request)
    names = group_names(found)
    columns = [Column(_("Medlem")), Column(_("Alle")), *(Column(name) for _id, name in names)]
    rows: list[list[Item]] = [
        [one.name, *(_cell(found.cells.get((one.pk, group)))["text"] for group in ("", *(id_ for id_, _name in names)))]
        for one in found.members
    ]
    return excel(f"{words.name_of(indicators()[indicator])} {year}", columns, rows)
