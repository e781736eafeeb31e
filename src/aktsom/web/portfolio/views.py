"""One's own purchases at one look: where the risk lies, how much money, and whether the terms cover it."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.categories.levels import Stage
from aktsom.core.errors import Refusal, stop_if
from aktsom.interop.spreadsheets.writing import Column, Style
from aktsom.risk.queries.contract_list import WITHOUT, ContractFilters
from aktsom.risk.queries.portfolio import Portfolio, portfolio
from aktsom.risk.queries.priorities import FirstContract, first_contracts
from aktsom.risk.telling import told
from aktsom.sharing.viewing import sees_values
from aktsom.terms.queries import term_sets
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.addresses import contracts_address
from aktsom.web.base.excel import excel
from aktsom.web.base.jinja import by_language, country_name
from aktsom.web.base.risk_words import level_words, stage_words, verdict_words
from aktsom.web.base.seen import about
from aktsom.web.portfolio.words import step_text

FILLS = {"high_risk": "accent", "insufficient_information": "unknown", "not_on_list": "plain"}


@signed_in
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    stop_if(_refusal(request))
    today = timezone.localdate()
    view = portfolio(request.actor, today)
    context = {
        "view": view,
        "heat": _heat(view),
        "contracts_by_verdict": _verdicts(view, money=False),
        "value_by_verdict": _verdicts(view, money=True),
        "unvalued": sum(share.unvalued for share in view.verdicts),
        "terms": _terms(view),
        "high_risk": sum(share.contracts for share in view.terms),
        "bare": sum(share.contracts for share in view.terms if share.term_set is None),
        "steps": [(step_text(step), contracts_address(step.filters)) for step in view.steps],
        "first": [_first(view, found) for found in first_contracts(request.actor, today=today)],
        "high_risk_address": contracts_address(ContractFilters(verdict="high_risk")),
    }
    return render(request, "portfolio/portfolio.html", context)


@signed_in
@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    """The heat map as a sheet: one row a group."""
    stop_if(_refusal(request))
    view = portfolio(request.actor, timezone.localdate())
    names = level_words()
    columns = [Column(_("Gruppe")), *(Column(stage) for stage in stage_words().values())]
    columns += [Column(_("Avtaler"), Style.NUMBER), Column(_("Verdi i kroner"), Style.MONEY)]
    columns += [Column(_("Avtaler uten oppgitt verdi i kroner"), Style.NUMBER)]
    language = translation.get_language()
    rows = (
        [
            row.group.name.in_language(language),
            *(names[row.cells[stage].level] for stage in Stage),
            row.contracts,
            row.value,
            row.unvalued,
        ]
        for row in view.heat
    )
    return excel(_("Oversikt over risiko"), columns, rows)


def _refusal(request: SignedInRequest) -> Refusal | None:
    return None if sees_values(request.actor) else Refusal(_("Bare den som har avtaler i registeret, har en oversikt."))


def _heat(view: Portfolio) -> dict[str, Any]:
    """Rows and cells of the heat map; the count in a cell is of the contracts whose level there is known."""
    rows, cells = [], {}
    for row in view.heat:
        group, href = row.group.id, contracts_address(ContractFilters(group=row.group.id))
        name = row.group.name.in_language(translation.get_language())
        note = about(row.value) if row.value else ""
        rows.append({"key": group, "name": name, "note": note, "href": href, "total": row.contracts})
        for stage, cell in row.cells.items():
            cells[group, stage.value] = {
                "level": cell.level.value,
                "href": href,
                "count": row.contracts - cell.unknown if cell.level.known else row.contracts,
            }
    unknown = [
        (row.group.name.in_language(translation.get_language()), [row.cells[stage].unknown for stage in Stage])
        for row in view.heat
        if any(cell.unknown for cell in row.cells.values())
    ]
    return {"rows": rows, "cells": cells, "unknown": unknown}


def _verdicts(view: Portfolio, *, money: bool) -> list[dict[str, Any]]:
    words = verdict_words()
    return [
        {
            "name": words[share.verdict],
            "value": (share.value or 0) if money else share.contracts,
            "text": about(share.value or Decimal(0)) if money else None,
            "fill": FILLS[share.verdict],
            "href": contracts_address(ContractFilters(verdict=share.verdict)),
        }
        for share in view.verdicts
    ]


def _terms(view: Portfolio) -> list[dict[str, Any]]:
    names = {terms.code: by_language(terms, "name") for terms in term_sets()}
    return [
        {
            "name": names.get(share.term_set, share.term_set) if share.term_set else _("Ingen vilkår oppgitt"),
            "value": share.contracts,
            "fill": "accent" if share.term_set else "unknown",
            "href": contracts_address(ContractFilters(verdict="high_risk", term_set=share.term_set or WITHOUT)),
        }
        for share in sorted(view.terms, key=lambda share: (share.term_set is None, -share.contracts))
    ]


def _first(view: Portfolio, found: FirstContract) -> tuple[Any, list[str]]:
    language = translation.get_language() or "nb"
    return found.row, told(found.reasons, view.catalogue, language, country=country_name)
