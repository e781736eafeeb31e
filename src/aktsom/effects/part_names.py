"""What the parts are called that a figure is split into: on pages, in sheets and in reports alike."""

from collections.abc import Mapping

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aktsom.effects.effort_states import JointKind
from aktsom.effects.tables import Indicator
from aktsom.follow_up.rules.reliance import Reliance
from aktsom.supply_chain.states import Stage
from aktsom.terms.queries import term_sets

JOINT: Mapping[str, str | Promise] = {
    JointKind.SELF_REPORT: _("Egenrapporter"),
    JointKind.MEETING: _("Møter"),
    JointKind.DOCUMENT_REVIEW: _("Gjennomganger av dokumenter"),
    JointKind.AUDIT: _("Revisjoner"),
}
_NAMES: Mapping[str, Mapping[str, str | Promise]] = {
    "avoided": JOINT,
    "chain_told": {Stage.RAW: _("Råvare"), Stage.COMPONENT: _("Komponent"), Stage.FINAL: _("Sluttprodukt")},
    "reliance": {
        Reliance.FULLY: _("Bygger helt på den"),
        Reliance.PARTLY: _("Bygger delvis på den"),
        Reliance.OWN: _("Følger opp selv"),
    },
    "funnel": {
        "bought_from": _("Kjøpt fra med høy risiko"),
        "followed_up": _("Følges opp"),
        "answered": _("Har svart på egenrapport"),
        "documents": _("Dokumenter gjennomgått"),
        "met": _("Møtt"),
        "audited": _("Revidert på stedet"),
    },
}


def part_names(one: Indicator) -> dict[str, str]:
    """{part: name} in the language of the moment. A currency is called by its code, and has no name here."""
    if one.id == "terms":
        return term_set_names()
    return {part: str(name) for part, name in _NAMES.get(one.id, {}).items()}


def term_set_names() -> dict[str, str]:
    """{code: name} in the language of the moment: a code says nothing to whoever has not learnt the list."""
    language = translation.get_language() or "nb"
    return {row.code: getattr(row, f"name_{language}", "") or row.name_nb for row in term_sets()}
