"""The cross-member view as tables: who buys in the same category, and from the same supplier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aktsom.categories.catalogue import Catalogue
from aktsom.interop.screening.sheets import Sheet
from aktsom.interop.screening.summary import Summary, category_name, kroner
from aktsom.interop.spreadsheets.problems import Translate, _
from aktsom.interop.spreadsheets.writing import Column, Item, Style
from aktsom.risk.shares import shared


def shared_sheets(summary: Summary, catalogue: Catalogue, language: str, translate: Translate) -> list[Sheet]:
    """Nothing when there is only one buyer, who shares with nobody."""
    if len(summary.buyers) < 2:
        return []
    said = [translate(text) for text in _CATEGORY_HEADINGS]
    categories = [Column(text, style) for text, style in zip(said, _CATEGORY_STYLES, strict=True)]
    said = [translate(text) for text in _SUPPLIER_HEADINGS]
    suppliers = [Column(text, style) for text, style in zip(said, _SUPPLIER_STYLES, strict=True)]
    return [
        Sheet(
            translate(_("Kategorier")),
            "shared_categories",
            categories,
            _categories(summary, catalogue, language),
            file=translate(_("kategorier")),
        ),
        Sheet(
            translate(_("Felles leverandører")),
            "shared_suppliers",
            suppliers,
            _suppliers(summary, catalogue, language),
            file=translate(_("leverandorer")),
        ),
    ]


_CATEGORY_HEADINGS = (
    _("Gruppe"),
    _("Produkt"),
    _("Virksomheter"),
    _("Hvem"),
    _("Leverandører"),
    _("Avtaler"),
    _("Verdi i kroner"),
)
_SUPPLIER_HEADINGS = (
    _("Leverandør"),
    _("Organisasjonsnummer"),
    _("Virksomheter"),
    _("Hvem"),
    _("Hva"),
    _("Avtaler"),
    _("Verdi i kroner"),
)
_CATEGORY_STYLES = (Style.TEXT, Style.TEXT, Style.NUMBER, Style.LONG_TEXT, Style.NUMBER, Style.NUMBER, Style.MONEY)
_SUPPLIER_STYLES = (Style.TEXT, Style.CODE, Style.NUMBER, Style.LONG_TEXT, Style.LONG_TEXT, Style.NUMBER, Style.MONEY)


def _categories(summary: Summary, catalogue: Catalogue, language: str) -> Iterator[Sequence[Item]]:
    for share in summary.shares.categories():
        yield (
            catalogue.group[share.category.group].name.in_language(language),
            category_name(share.category, catalogue, language) if share.category.product else "",
            len(share.buyers),
            "; ".join(share.buyers),
            len(share.suppliers),
            share.total.purchases,
            kroner(share.total),
        )


def _suppliers(summary: Summary, catalogue: Catalogue, language: str) -> Iterator[Sequence[Item]]:
    for share in shared(summary.shares.suppliers()):
        yield (
            share.supplier.name,
            share.supplier.number,
            len(share.buyers),
            "; ".join(share.buyers),
            "; ".join(sorted({category_name(found, catalogue, language) for found in share.categories})),
            share.total.purchases,
            kroner(share.total),
        )
