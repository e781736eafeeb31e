"""What places, stages and knowledge are called."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from aktsom.categories.queries import current_catalogue
from aktsom.core.words import nearness_of
from aktsom.supply_chain.queries.links import Place
from aktsom.supply_chain.queries.reaching import Step
from aktsom.supply_chain.queries.starts import Start, StartKind
from aktsom.supply_chain.states import Stage
from aktsom.web.base.jinja import country_name, locale, write_number
from aktsom.web.chain.knowledge import word as knowledge
from aktsom.web.chain.words import field_name, place_address, place_name, place_page, state_name
from aktsom.web.chain.words import said_value as told

__all__ = ["field_name", "knowledge", "place_address", "place_name", "place_page", "state_name", "told"]

# Territories of CLDR that are no countries: the world, continents, the euro zone.
_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"})


def country_codes() -> frozenset[str]:
    codes = (str(code) for code in locale().territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY)


def countries_like(text: str) -> list[str]:
    """Codes of countries whose name holds the text, those that begin with it first."""
    words = text.casefold()
    found = [(country_name(code).casefold(), code) for code in country_codes()]
    named = sorted((nearness_of(words, name), name, code) for name, code in found if words in name)
    return [code for _near, _name, code in named]


def name_of(start: Start) -> str:
    match start.kind:
        case StartKind.COUNTRY:
            return country_name(start.key)
        case StartKind.PRODUCT:
            product = current_catalogue().product.get(start.key)
            return product.name.in_language(translation.get_language()) if product else start.key
        case StartKind.MATERIAL:
            return start.name[:1].upper() + start.name[1:]
    return start.name


def kind_name(kind: StartKind) -> str:
    return {
        StartKind.SITE: _("Sted"),
        StartKind.SUPPLIER: _("Leverandør"),
        StartKind.COUNTRY: _("Land"),
        StartKind.REGION: _("Region"),
        StartKind.MATERIAL: _("Råvare"),
        StartKind.PRODUCT: _("Produkt"),
    }[kind]


def where_of(start: Start) -> str:
    """Town, region and country as far as they say more than the name."""
    if start.kind not in (StartKind.SITE, StartKind.SUPPLIER, StartKind.REGION):
        return ""
    named = (start.place, country_name(start.country) if start.country else "")
    return ", ".join(word for word in named if word)


def address_of(start: Start) -> str:
    return reverse("touched_answer", kwargs={"kind": str(start.kind), "key": start.key})


def offer(start: Start) -> dict[str, Any]:
    kind, where = kind_name(start.kind), where_of(start)
    return {
        "name": name_of(start),
        "kind": str(start.kind),
        "note": f"{kind}, {where}" if where else kind,
        "href": address_of(start),
    }


def place_where(place: Place) -> str:
    return ", ".join(word for word in (place.town, country_name(place.country) if place.country else "") if word)


def stage_name(stage: Stage | None) -> str:
    if stage is None:
        return _("Leverandør")
    return {Stage.RAW: _("Råvare"), Stage.COMPONENT: _("Komponent"), Stage.FINAL: _("Sluttprodukt")}[stage]


def position(latitude: Decimal, longitude: Decimal) -> str:
    """As it is copied into a map's search."""
    return f"{latitude.normalize():f}, {longitude.normalize():f}"


def kilometres(apart: float) -> str:
    return _("%(km)s km fra hverandre") % {"km": write_number(apart, 0 if apart >= 10 else 1)}


def way_words(way: tuple[Step, ...]) -> str:
    """The way in one line, for a sheet."""
    return " → ".join(place_name(step.place) for step in way)
