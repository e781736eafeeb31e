"""Audits in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktsom.follow_up.audit_states import AUDIT, AuditState, ConsentState, CostKey, Payer, RowKind, Severity
from aktsom.follow_up.rules.payers import Ground
from aktsom.follow_up.states import Announced, Season, WorkersChosenBy

STATES: Mapping[str, str | Promise] = {
    AuditState.DRAFT: gettext_lazy("Utkast"),
    AuditState.CONSENT: gettext_lazy("Avtaleeierne er spurt"),
    AuditState.ORDERED: gettext_lazy("Bestilt"),
    AuditState.REPORTED: gettext_lazy("Rapportert"),
    AuditState.CANCELLED: gettext_lazy("Avlyst"),
}
CONSENTS: Mapping[str, str | Promise] = {
    ConsentState.ASKED: gettext_lazy("Ikke svart"),
    ConsentState.GIVEN: gettext_lazy("Sa ja"),
    ConsentState.REFUSED: gettext_lazy("Sa nei"),
}
CONSENT_MARKS = {"asked": "wait", "given": "ok", "refused": "late"}
PAYERS: Mapping[str, str | Promise] = {
    Payer.COOPERATION: gettext_lazy("Medlemmene"),
    Payer.SUPPLIER: gettext_lazy("Leverandøren"),
}
GROUNDS: Mapping[str, str | Promise] = {
    Ground.BY_NUMBER: gettext_lazy("Etter regelen, for revisjon nummer %(number)s."),
    Ground.BY_RESULT: gettext_lazy("Etter regelen, av resultatet."),
    Ground.RESULT_OPEN: gettext_lazy("Etter regelen, om den blir bestått. Ellers betaler leverandøren."),
    Ground.NO_RULE: gettext_lazy("Ingen regel gjelder. Velg selv."),
}
KEYS: Mapping[str, str | Promise] = {
    CostKey.EQUAL: gettext_lazy("Likt"),
    CostKey.BAND: gettext_lazy("Etter verdien av avtalene, i bånd"),
    CostKey.OWN: gettext_lazy("Egne andeler"),
}
ROW_KINDS: Mapping[str, str | Promise] = {
    RowKind.ALLEGATION: gettext_lazy("Påstand"),
    RowKind.OBSERVATION: gettext_lazy("Observasjon"),
    RowKind.DEVIATION: gettext_lazy("Avvik"),
}
SEVERITIES: Mapping[str, str | Promise] = {
    Severity.MINOR: gettext_lazy("Mindre"),
    Severity.MAJOR: gettext_lazy("Større"),
    Severity.CRITICAL: gettext_lazy("Kritisk"),
}
ANNOUNCED: Mapping[str, str | Promise] = {
    Announced.ANNOUNCED: gettext_lazy("Varslet"),
    Announced.WINDOW: gettext_lazy("Varslet innenfor noen uker"),
    Announced.UNANNOUNCED: gettext_lazy("Uanmeldt"),
}
SEASONS: Mapping[str, str | Promise] = {
    Season.IN_SEASON: gettext_lazy("I sesongen"),
    Season.OUTSIDE: gettext_lazy("Utenfor sesongen"),
    Season.NO_SEASON: gettext_lazy("Ingen sesong"),
}
CHOSEN_BY: Mapping[str, str | Promise] = {
    WorkersChosenBy.AUDITOR: gettext_lazy("Revisoren"),
    WorkersChosenBy.MANAGEMENT: gettext_lazy("Ledelsen"),
    WorkersChosenBy.WORKERS: gettext_lazy("Arbeiderne selv"),
}


def title(number: int) -> str:
    return _("Revisjon") if number == 1 else _("Revisjon nummer %(number)s") % {"number": number}


def whose_move(state: str, who: str) -> str:
    told = {"team": who, "contract owner": _("Avtaleeierne"), "auditor": _("Revisoren"), "": _("ingen")}
    return told[AUDIT.owners[state]]
