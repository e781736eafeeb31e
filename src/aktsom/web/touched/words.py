"""What places, stages and knowledge are called."""

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from aktsom.categories.queries import current_catalogue
from aktsom.core.words import nearness_of
from aktsom.supply_chain.queries.reaching import Place, Step
from aktsom.supply_chain.queries.starts import Start, StartKind
from aktsom.supply_chain.states import Confidence, SiteState, Stage
from aktsom.web.base.jinja import country_name, locale

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


def place_address(place: Place) -> str:
    if not place.public_id:
        return ""
    kind = StartKind.SITE if place.kind == "site" else StartKind.SUPPLIER
    return reverse("touched_answer", kwargs={"kind": str(kind), "key": place.public_id})


def place_name(place: Place) -> str:
    return place.name or _("Sted du ikke ser")


def place_where(place: Place) -> str:
    return ", ".join(word for word in (place.town, country_name(place.country) if place.country else "") if word)


def stage_name(stage: Stage | None) -> str:
    if stage is None:
        return _("Leverandør")
    return {Stage.RAW: _("Råvare"), Stage.COMPONENT: _("Komponent"), Stage.FINAL: _("Sluttprodukt")}[stage]


def knowledge(confidence: Confidence | None) -> str:
    """None is what nobody has said."""
    return {
        None: _("Ukjent"),
        Confidence.DECLARED: _("Oppgitt"),
        Confidence.DOCUMENTED: _("Dokumentert"),
        Confidence.VERIFIED: _("Bekreftet"),
    }[confidence]


def state_name(state: str) -> str:
    return {SiteState.OPEN: _("I drift"), SiteState.CLOSED: _("Stengt"), SiteState.MOVED: _("Flyttet")}[
        SiteState(state)
    ]


def field_name(field: str) -> str:
    return {
        "name": _("Navn"),
        "local_name": _("Navn på stedets språk"),
        "address": _("Adresse"),
        "town": _("Sted"),
        "region": _("Region"),
        "postcode": _("Postnummer"),
        "country": _("Land"),
        "position": _("Posisjon"),
        "processes": _("Prosesser"),
        "workers_band": _("Ansatte"),
        "os_id": _("Open Supply Hub-id"),
        "state": _("Tilstand"),
    }.get(field, field)


def way_words(way: tuple[Step, ...]) -> str:
    """The way in one line, for a sheet."""
    return " → ".join(place_name(step.place) for step in way)
