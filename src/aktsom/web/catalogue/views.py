"""The high-risk list as it stands, for everybody; and its earlier versions, with which old results were made."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from aktsom.categories.catalogue import Catalogue
from aktsom.categories.entries import Group, KeywordKind, Language, Product
from aktsom.categories.finding import find_products
from aktsom.categories.models import CatalogueVersion
from aktsom.categories.permissions import keep_catalogue_refusal
from aktsom.categories.queries import catalogue_of, cpv_names, current_version, has_full_cpv
from aktsom.categories.versions_kept import version_of, versions
from aktsom.core.errors import NotVisible
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.jinja import country_name

GENERATIONS = {"G1G2": _("Listen fram til 2021"), "G3": _("Dagens liste")}
CONFIDENCES = {
    "verified": _("Står på siden som er oppgitt"),
    "inferred": _("Følger av en kilde, eller er alminnelig kjent"),
    "proposal": _("Vårt eget forslag"),
}
KINDS = {
    KeywordKind.NOUN: _("i alle bøyinger, alene eller sist i et sammensatt ord"),
    KeywordKind.WORD: _("i alle bøyinger, men bare alene"),
    KeywordKind.FORM: _("nøyaktig slik, og alene"),
    KeywordKind.ENDING: _("i alle bøyinger, men bare sist i et sammensatt ord"),
    KeywordKind.MATERIAL: _("i alle bøyinger, alene, sist i et sammensatt ord eller foran en form, som «stålprofil»"),
}
LANGUAGES = {Language.NB: _("bokmål"), Language.NN: _("nynorsk"), Language.EN: _("engelsk")}


@dataclass(frozen=True)
class Shown:
    """A version on the page; `is_current` when it is the one that screens today."""

    version: CatalogueVersion
    catalogue: Catalogue
    is_current: bool

    @property
    def suffix(self) -> str:
        return "" if self.is_current else f"?utgave={self.version.public_id}"


@signed_in
@require_safe
def browse(request: SignedInRequest) -> HttpResponse:
    shown, text = shown_version(request), request.GET.get("q", "").strip()
    found = find_products(shown.catalogue, text, country_name)
    groups = [
        (group, [product for product in found if product.group_id == group.id]) for group in shown.catalogue.groups
    ]
    return render(
        request,
        "catalogue/browse.html",
        {
            "shown": shown,
            "text": text,
            "groups": [(group, products) for group, products in groups if products],
            "found": len(found),
            "full_cpv": has_full_cpv(),
            "keeps": keep_catalogue_refusal(request.actor) is None,
        },
    )


@signed_in
@require_safe
def product(request: SignedInRequest, product_id: str) -> HttpResponse:
    shown = shown_version(request)
    listed = shown.catalogue.product.get(product_id)
    if listed is None:
        raise NotVisible
    rules = [rule for rule in shown.catalogue.cpv_rules if rule.product_id == product_id]
    return render(
        request,
        "catalogue/product.html",
        {
            "shown": shown,
            "product": listed,
            "group": shown.catalogue.group[listed.group_id],
            "rules": rules,
            "cpv_names": cpv_names([rule.code for rule in rules], translation.get_language()),
            "words": _words(shown.catalogue, listed),
            "full_cpv": has_full_cpv(),
            "generations": GENERATIONS,
            "confidences": CONFIDENCES,
        },
    )


@signed_in
@require_safe
def rights(request: SignedInRequest) -> HttpResponse:
    shown = shown_version(request)
    named = {
        right.code: [
            p for p in shown.catalogue.products if any(right.code in risk.rights for risk in p.stages.values())
        ]
        for right in shown.catalogue.rights
    }
    ordered = sorted(shown.catalogue.rights, key=lambda right: -right.severity)
    return render(
        request,
        "catalogue/rights.html",
        {"shown": shown, "rights": ordered, "named": named, "confidences": CONFIDENCES},
    )


@signed_in
@require_safe
def group(request: SignedInRequest, group_id: str) -> HttpResponse:
    """What finds a group when no product of it is named."""
    shown = shown_version(request)
    listed = shown.catalogue.group.get(group_id)
    if listed is None:
        raise NotVisible
    rules = [rule for rule in shown.catalogue.group_cpv_rules if rule.group_id == group_id]
    return render(
        request,
        "catalogue/group.html",
        {
            "shown": shown,
            "group": listed,
            "products": shown.catalogue.products_of(group_id),
            "rules": rules,
            "cpv_names": cpv_names([rule.code for rule in rules], translation.get_language()),
            "words": _words(shown.catalogue, listed),
            "full_cpv": has_full_cpv(),
            "confidences": CONFIDENCES,
        },
    )


@signed_in
@require_safe
def editions(request: SignedInRequest) -> HttpResponse:
    return render(
        request,
        "catalogue/editions.html",
        {"versions": versions(), "keeps": keep_catalogue_refusal(request.actor) is None},
    )


def shown_version(request: SignedInRequest) -> Shown:
    current = current_version()
    asked = request.GET.get("utgave", "")
    version = version_of(asked) if asked else current
    return Shown(version, catalogue_of(version), version == current)


def _words(catalogue: Catalogue, place: Product | Group) -> list[tuple[str, str, list[str]]]:
    """Words that find the product or group: language, how they are looked for, and the words."""
    if isinstance(place, Product):
        rows = [(w.language, w.kind, w.word) for w in catalogue.keywords if w.product_id == place.id]
    else:
        rows = [(w.language, w.kind, w.word) for w in catalogue.group_keywords if w.group_id == place.id]
    kinds = [(language, kind) for language in Language for kind in KeywordKind]
    gathered = [(kind, [row[2] for row in rows if row[:2] == kind]) for kind in kinds]
    return [(str(LANGUAGES[language]), str(KINDS[kind]), words) for (language, kind), words in gathered if words]
