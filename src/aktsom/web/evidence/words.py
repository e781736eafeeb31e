"""Evidence in words: what kind it is, how good, who sees it, and what the scanner said."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aktsom.follow_up.models import Evidence
from aktsom.follow_up.states import Announced, EvidenceKind, PaidBy, Reach, ScanState, Season, WorkersChosenBy
from aktsom.sharing.audiences import Audience
from aktsom.web.base.jinja import write_number

Words = dict[str, str | Promise]
KINDS: Words = {
    EvidenceKind.POLICY: _("Retningslinjer"),
    EvidenceKind.RISK_ANALYSIS: _("Risikovurdering"),
    EvidenceKind.AUDIT_REPORT: _("Revisjonsrapport"),
    EvidenceKind.CERTIFICATE: _("Sertifikat"),
    EvidenceKind.ACTION_PLAN: _("Tiltaksplan"),
    EvidenceKind.MINUTES: _("Referat"),
    EvidenceKind.PAY_RECORDS: _("Lønns- og timelister"),
    EvidenceKind.PHOTO: _("Bilde"),
    EvidenceKind.LETTER: _("Brev eller e-post"),
    EvidenceKind.OTHER: _("Annet"),
}
QUALITY_NAMES: Words = {
    "paid_by": _("Hvem betalte for kontrollen?"),
    "announced": _("Var kontrollen varslet?"),
    "season": _("Når på året?"),
    "workers_chosen_by": _("Hvem valgte arbeiderne som ble intervjuet?"),
    "reach": _("Hva gjelder det?"),
}
QUALITY: dict[str, Words] = {
    "paid_by": {
        PaidBy.BUYER: _("Oppdragsgiveren"),
        PaidBy.SUPPLIER: _("Leverandøren"),
        PaidBy.PRODUCER: _("Produsenten selv"),
        PaidBy.SHARED: _("Flere delte"),
    },
    "announced": {
        Announced.ANNOUNCED: _("Varslet med dato"),
        Announced.WINDOW: _("Varslet innenfor noen uker"),
        Announced.UNANNOUNCED: _("Ikke varslet"),
    },
    "season": {
        Season.IN_SEASON: _("I sesongen"),
        Season.OUTSIDE: _("Utenfor sesongen"),
        Season.NO_SEASON: _("Produksjonen har ingen sesong"),
    },
    "workers_chosen_by": {
        WorkersChosenBy.AUDITOR: _("Den som kontrollerte"),
        WorkersChosenBy.MANAGEMENT: _("Ledelsen"),
        WorkersChosenBy.WORKERS: _("Arbeiderne selv"),
    },
    "reach": {
        Reach.SPECIFIC: _("Akkurat disse varene og stedene"),
        Reach.GENERIC: _("Selskapet i sin alminnelighet"),
    },
}


def size_words(size: int) -> str:
    if size < 1024 * 1024:
        return f"{write_number(max(1, round(size / 1024)))} kB"
    return f"{write_number(size / 1024 / 1024, 1)} MB"


def scan_words(state: str) -> tuple[str, str]:
    """(kind of state for its mark, words); words are empty where there is nothing to tell."""
    return {
        ScanState.CLEAN: ("ok", gettext("Undersøkt, ingen skadelig programvare kjent")),
        ScanState.WAITING: ("wait", gettext("Undersøkes for skadelig programvare")),
        ScanState.INFECTED: ("late", gettext("Skadelig programvare funnet, gis ikke ut")),
        ScanState.TOO_LARGE: ("none", gettext("For stor til å undersøkes for skadelig programvare")),
        ScanState.NOT_CONFIGURED: ("none", gettext("Ikke undersøkt for skadelig programvare")),
    }[ScanState(state)]


def audience_choice(audience: Audience, *, from_supplier: bool) -> str:
    """In the form, before it is known whether it is a team's."""
    return {
        Audience.CASE_TEAM: gettext("Bare den som ba om det, og dere") if from_supplier else gettext("Bare våre egne"),
        Audience.LINKED_BUYERS: gettext("Alle kjøperne det gjelder"),
        Audience.WORKER_PROTECTED: gettext("Bare jeg, eller lederne i gruppen. For det som kan røpe en arbeider"),
    }[audience]


def audience_words(one: Evidence) -> str:
    return {
        Audience.WORKER_PROTECTED: gettext("Lederne i gruppen") if one.team_id else gettext("Den som la det inn"),
        Audience.CASE_TEAM: gettext("Kategorigruppen") if one.team_id else one.owner.name,
        Audience.LINKED_BUYERS: gettext("Kjøperne det gjelder"),
        Audience.MEMBERS: gettext("Alle medlemmer"),
        Audience.PUBLIC: gettext("Alle, også uten innlogging"),
    }[Audience(one.audience)]


def quality_facts(one: Evidence) -> list[tuple[str, str]]:
    """What is known of how good it is, in the order of the form."""
    said = [(name, getattr(one, name)) for name in QUALITY]
    return [(str(QUALITY_NAMES[name]), str(QUALITY[name][value])) for name, value in said if value]
