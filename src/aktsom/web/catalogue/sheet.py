"""The high-risk list as a sheet."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from aktsom.categories.catalogue import Catalogue
from aktsom.interop.spreadsheets.writing import Column, Item
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.excel import excel
from aktsom.web.base.jinja import country_name
from aktsom.web.base.risk_words import level_words, stage_words
from aktsom.web.catalogue.views import shown_version


@signed_in
@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    """One row a product and stage, as the list is shown."""
    lands = pgettext("several", "Land")
    named = (_("Gruppe"), _("Produkt"), _("Ledd"), _("Nivå"), _("Rettigheter i fare"), lands, _("Dato"), _("Kilde"))
    return excel(_("Høyrisikolisten"), [Column(name) for name in named], _rows(shown_version(request).catalogue))


def _rows(catalogue: Catalogue) -> Iterator[list[Item]]:
    language, levels, stages = translation.get_language(), level_words(), stage_words()
    for product in catalogue.products:
        for risk in product.stages.values():
            yield [
                catalogue.group[product.group_id].name.in_language(language),
                product.name.in_language(language),
                stages[risk.stage],
                levels[risk.level],
                ", ".join(catalogue.right[code].name.in_language(language) for code in risk.rights),
                ", ".join(country_name(code) for code in risk.countries),
                risk.as_of,
                risk.source,
            ]
