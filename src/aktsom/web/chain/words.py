"""A chain in words: stages, how well something is known, what contradicts, and the cells of a row that is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.interop.chains.problems import describe
from aktsom.interop.chains.products import product_names
from aktsom.interop.chains.words import EXPLAINED, HEADINGS, STAGES, folded, says_yes, stage_of_words
from aktsom.supply_chain.queries.links import Place
from aktsom.supply_chain.queries.starts import StartKind
from aktsom.supply_chain.rules.coverage import Cell
from aktsom.supply_chain.rules.rows import FIELDS
from aktsom.supply_chain.states import Confidence, Known, SiteState, Stage
from aktsom.supply_chain.tables import worker_bands
from aktsom.web.base.jinja import country_name
from aktsom.web.chain.knowledge import unknown, word

FIRST = ("stage", "product", "material", "unknown", "name", "country", "town", "delivers_to")  # shown at once
LONG = frozenset({"address", "processes", "document"})
HIDDEN = frozenset({"site"})  # ours; kept with the row and not to be typed


def language() -> str:
    return translation.get_language() or "nb"


def stage_words() -> dict[str, str]:
    return {Stage(stage).value: str(name) for stage, name in STAGES.items()}


def confidence_words() -> dict[str, str]:
    return {one.value: word(one) for one in Confidence}


def place_address(place: Place) -> str:
    if not place.public_id:
        return ""
    kind = StartKind.SITE if place.kind == "site" else StartKind.SUPPLIER
    return reverse("touched_answer", kwargs={"kind": str(kind), "key": place.public_id})


def place_page(place: Place) -> str:
    """What is known of it, rather than whom it touches."""
    if not place.public_id:
        return ""
    return reverse("touched_place" if place.kind == "site" else "suppliers_supplier", args=[place.public_id])


def place_name(place: Place) -> str:
    return place.name or _("Sted du ikke ser")


def field_name(field: str) -> str:
    """Of a fact that is said of a place."""
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


def state_name(state: str) -> str:
    return {SiteState.OPEN: _("I drift"), SiteState.CLOSED: _("Stengt"), SiteState.MOVED: _("Flyttet")}[
        SiteState(state)
    ]


def said_value(name: str, value: str) -> str:
    """What is said of it, in words."""
    match name:
        case "country":
            return country_name(value)
        case "workers_band" if value in worker_bands():
            return worker_bands()[value].name(language())
        case "state" if value in set(SiteState):
            return state_name(value)
        case "position" | "processes":
            return ", ".join(value.replace("\n", ",").split(","))
    return value


def note_of(cell: Cell) -> str:
    """What stands behind a cell of the coverage, and what falls short."""
    parts = [
        _("%(count)s %(what)s") % {"count": count, "what": word(confidence).lower()}
        for confidence, count in sorted(cell.links.items(), key=lambda one: -Confidence(one[0]).strength)
    ]
    if cell.said and cell.partly:
        parts.append(_("resten vet leverandøren ikke"))
    elif cell.branches:
        bare = ngettext("%(num)s sted uten noe bak seg", "%(num)s steder uten noe bak seg", cell.branches)
        parts.append(bare % {"num": cell.branches})
    elif cell.said:
        parts.append(unknown(said=True))
    elif cell.known is Known.UNKNOWN:
        parts.append(unknown(said=False))
    return ", ".join(parts)


def product_words(ids: Sequence[str]) -> list[str]:
    names = product_names(ids, language())
    return [names[id_] for id_ in ids]


@dataclass(frozen=True, slots=True)
class FormCell:
    """`kind` is text, long, choice or tick; `options` of a choice, with what was written even when it is none of
    them. `complaints` are (what, how to mend, blocks)."""

    name: str
    label: str
    help: str
    kind: str
    text: str
    options: list[tuple[str, str]] = field(default_factory=list)
    complaints: list[tuple[str, str, bool]] = field(default_factory=list)


def form_cells(
    words: Mapping[str, str], problems: Sequence[Mapping[str, Any]], products: Sequence[str]
) -> list[FormCell]:
    told: dict[str, list[tuple[str, str, bool]]] = {}
    for problem in problems:
        described = describe(problem, _)
        told.setdefault(problem["field"], []).append((described.what, described.mend, problem["blocks"]))
    return [
        FormCell(
            name,
            str(HEADINGS[name]),
            str(EXPLAINED.get(name, "")),
            _kind(name),
            _text(name, words.get(name, "")),
            _options(name, words.get(name, ""), products),
            told.get(name, []),
        )
        for name in FIELDS
        if name not in HIDDEN or name in told
    ]


def _kind(name: str) -> str:
    if name in ("stage", "product", "workers"):
        return "choice"
    return "tick" if name == "unknown" else "long" if name in LONG else "text"


def _text(name: str, text: str) -> str:
    """A choice written in another language is the choice all the same."""
    if name == "stage" and folded(text) in stage_of_words():
        return stage_words()[stage_of_words()[folded(text)]]
    return "ja" if name == "unknown" and says_yes(text) else text


def _options(name: str, text: str, products: Sequence[str]) -> list[tuple[str, str]]:
    match name:
        case "stage":
            words = list(stage_words().values())
        case "product":
            words = product_words(products)
        case "workers":
            words = [band.name(language()) for band in worker_bands().values()]
        case _:
            return []
    chosen = _text(name, text)
    return [(word, word) for word in dict.fromkeys(["", *words, chosen])]
