"""The list of contracts as a sheet, with exactly the filters of its address."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.categories.catalogue import Catalogue
from aktsom.categories.queries import current_catalogue
from aktsom.interop.spreadsheets.writing import Column, Item, Style
from aktsom.risk.kept import listed
from aktsom.risk.queries import ContractRow, every_contract
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.addresses import contract_filters
from aktsom.web.base.excel import excel
from aktsom.web.base.risk_words import level_words, verdict_words
from aktsom.web.contracts.rows import risk_state_words, state_on, state_word


@takes_part
@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    filters, catalogue, today = contract_filters(request.GET), current_catalogue(), timezone.localdate()
    several = len(request.actor.member_ids) > 1
    columns = [
        Column(_("Referanse"), Style.CODE),
        Column(_("Tittel"), Style.LONG_TEXT),
        *([Column(_("Virksomhet"))] if several else []),
        Column(_("Leverandør")),
        Column(_("Risiko")),
        Column(_("Råvare")),
        Column(_("Komponent")),
        Column(_("Sluttprodukt")),
        Column(_("Grupper"), Style.LONG_TEXT),
        Column(_("Produkter"), Style.LONG_TEXT),
        Column(_("Avgjørelse")),
        Column(_("Verdi"), Style.MONEY),
        Column(_("Valuta")),
        Column(_("Starter"), Style.DAY),
        Column(_("Slutter"), Style.DAY),
        Column(_("Siste dag med opsjoner"), Style.DAY),
        Column(_("Vilkår"), Style.CODE),
        Column(_("Tilstand")),
    ]
    words: dict[str, Any] = {"level": level_words(), "verdict": verdict_words(), "risk_state": risk_state_words()}
    rows = (
        [*_exported(row, catalogue, words, several), state_word(state_on(row.state, row.runs_until, today))]
        for row in every_contract(request.actor, filters, today=today)
    )
    return excel(_("Avtaler"), columns, rows)


def _exported(row: ContractRow, catalogue: Catalogue, words: dict[str, Any], several: bool) -> list[Item]:
    language = translation.get_language() or "nb"

    def names(ids: str, known: Any) -> str:
        return ", ".join(known[one].name.in_language(language) if one in known else one for one in listed(ids))

    levels = words["level"]
    return [
        row.reference,
        row.title,
        *([row.member] if several else []),
        row.supplier,
        words["verdict"][row.verdict],
        *(levels.get(level, "") for level in (row.level_raw, row.level_component, row.level_final)),
        names(row.groups, catalogue.group),
        names(row.products, catalogue.product),
        words["risk_state"][row.risk_state],
        row.value,
        row.currency,
        row.starts_on,
        row.ends_on,
        row.option_until,
        row.term_set,
    ]
