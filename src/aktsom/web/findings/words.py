"""Findings, plans and colours in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktsom.core.workflow import TransitionTable
from aktsom.findings.rules.colour import Colour, Flag
from aktsom.findings.rules.severity import Grade
from aktsom.findings.states import (
    BuyersPart,
    ConfirmedBy,
    FindingKind,
    FindingState,
    MeasureState,
    PlanState,
    RemedyKind,
)
from aktsom.follow_up.states import Method

KINDS: Mapping[str, str | Promise] = {
    FindingKind.ALLEGATION: gettext_lazy("Påstand"),
    FindingKind.OBSERVATION: gettext_lazy("Observasjon"),
    FindingKind.DEVIATION: gettext_lazy("Avvik"),
}
KIND_MEANINGS: Mapping[str, str | Promise] = {
    FindingKind.ALLEGATION: gettext_lazy("Noen sier det. Det er ikke vist."),
    FindingKind.OBSERVATION: gettext_lazy("Sett, og ikke et brudd på vilkårene. Kan også være noe som er bra."),
    FindingKind.DEVIATION: gettext_lazy("Et brudd på et punkt i vilkårene, vist med dokumentasjon."),
}
STATES: Mapping[str, str | Promise] = {
    FindingState.NOTED: gettext_lazy("Skrevet ned"),
    FindingState.HEARING: gettext_lazy("Leverandøren uttaler seg"),
    FindingState.STANDS: gettext_lazy("Står"),
    FindingState.CLOSED: gettext_lazy("Avsluttet"),
    FindingState.WITHDRAWN: gettext_lazy("Trukket"),
}
MARKS = {"noted": "none", "hearing": "wait", "stands": "wait", "closed": "ok", "withdrawn": "none"}
GRADES: Mapping[int, str | Promise] = {
    Grade.MINOR: gettext_lazy("Mindre alvorlig"),
    Grade.SERIOUS: gettext_lazy("Alvorlig"),
    Grade.GRAVE: gettext_lazy("Svært alvorlig"),
    Grade.MOST_GRAVE: gettext_lazy("Aller mest alvorlig"),
}
SCALES: Mapping[int, str | Promise] = {
    Grade.MINOR: gettext_lazy("Liten skade for den enkelte"),
    Grade.SERIOUS: gettext_lazy("Merkbar skade"),
    Grade.GRAVE: gettext_lazy("Stor skade på helse, frihet eller levekår"),
    Grade.MOST_GRAVE: gettext_lazy("Liv, frihet eller barns oppvekst"),
}
SCOPES: Mapping[int, str | Promise] = {
    Grade.MINOR: gettext_lazy("Enkelttilfeller"),
    Grade.SERIOUS: gettext_lazy("Flere på ett sted"),
    Grade.GRAVE: gettext_lazy("De fleste på stedet, eller flere steder"),
    Grade.MOST_GRAVE: gettext_lazy("Utbredt i kjeden eller området"),
}
IRREMEDIABLE: Mapping[int, str | Promise] = {
    Grade.MINOR: gettext_lazy("Lett å gjøre godt igjen"),
    Grade.SERIOUS: gettext_lazy("Kan gjøres godt igjen med innsats"),
    Grade.GRAVE: gettext_lazy("Vanskelig å gjøre godt igjen"),
    Grade.MOST_GRAVE: gettext_lazy("Kan ikke gjøres godt igjen"),
}
BUYERS_PARTS: Mapping[str, str | Promise] = {
    BuyersPart.PRICE: gettext_lazy("Prisen vi presset fram"),
    BuyersPart.LEAD_TIME: gettext_lazy("For kort leveringstid"),
    BuyersPart.LATE_CHANGE: gettext_lazy("Sene endringer i bestillingen"),
    BuyersPart.OTHER: gettext_lazy("Noe annet vi gjorde"),
}
COLOURS: Mapping[str, str | Promise] = {
    Colour.NONE: gettext_lazy("Ingen farge: ikke undersøkt"),
    Colour.GREEN: gettext_lazy("Grønn: ingen åpne avvik"),
    Colour.YELLOW: gettext_lazy("Gul: avvik rettes, ingenting er over fristen"),
    Colour.RED: gettext_lazy("Rød: avvik er over fristen"),
}
COLOUR_MARKS = {"none": "none", "green": "ok", "yellow": "wait", "red": "late"}
FLAGS: Mapping[str, str | Promise] = {
    Flag.CLOSED_LATE: gettext_lazy("lukket etter fristen"),
    Flag.NO_PLAN: gettext_lazy("uten godtatt plan"),
}
PLAN_STATES: Mapping[str, str | Promise] = {
    PlanState.WANTED: gettext_lazy("Bedt om"),
    PlanState.PROPOSED: gettext_lazy("Foreslått"),
    PlanState.CHANGES: gettext_lazy("Bedt om endringer"),
    PlanState.ACCEPTED: gettext_lazy("Godtatt, gjennomføres"),
    PlanState.ENDED: gettext_lazy("Gjennomført"),
}
MEASURE_STATES: Mapping[str, str | Promise] = {
    MeasureState.OPEN: gettext_lazy("Ikke vist ennå"),
    MeasureState.PROVED: gettext_lazy("Vist, venter på vurdering"),
    MeasureState.INSUFFICIENT: gettext_lazy("Ikke nok"),
    MeasureState.BLOCKED: gettext_lazy("Kan ikke gjøres nå"),
    MeasureState.SUFFICIENT: gettext_lazy("Vist at det er gjort"),
}
CHECKED_BY: Mapping[str, str | Promise] = {
    Method.DOCUMENT_REVIEW: gettext_lazy("Dokumentene"),
    Method.MEETING: gettext_lazy("Samtale eller møte"),
    Method.AUDIT: gettext_lazy("Kontroll på stedet"),
}
REMEDIES: Mapping[str, str | Promise] = {
    RemedyKind.WAGES: gettext_lazy("Lønn de ikke fikk"),
    RemedyKind.FEES: gettext_lazy("Gebyrer de betalte for jobben"),
    RemedyKind.COMPENSATION: gettext_lazy("Erstatning"),
    RemedyKind.MEDICAL: gettext_lazy("Behandling"),
    RemedyKind.WORK: gettext_lazy("Arbeid tilbake, eller et annet sted"),
    RemedyKind.SCHOOLING: gettext_lazy("Skolegang"),
    RemedyKind.APOLOGY: gettext_lazy("En unnskyldning"),
    RemedyKind.OTHER: gettext_lazy("Noe annet"),
}
CONFIRMED_BY: Mapping[str, str | Promise] = {
    ConfirmedBy.WORKERS: gettext_lazy("Arbeiderne selv"),
    ConfirmedBy.UNION: gettext_lazy("Fagforeningen"),
    ConfirmedBy.SAMPLE: gettext_lazy("En stikkprøve av betalingene"),
}


def whose_move(table: TransitionTable, state: str, who: str, supplier: str) -> str:
    return {"team": who, "supplier": supplier, "": _("ingen")}[table.owners[state]]


def place(name: str, country: str) -> str:
    """Where it was found."""
    return f"{name}, {country}" if name and country else name or _("Leverandøren som helhet")
