"""Evidence in words: what kind it is, how good, who sees it, and what the scanner said."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from aktsom.follow_up.models import Evidence
from aktsom.follow_up.states import Announced, EvidenceKind, PaidBy, Reach, ScanState, Season, WorkersChosenBy
from aktsom.sharing.audiences import Audience
from aktsom.web.base.jinja import write_number

Words = dict[str, str | Promise]
KINDS: Words = {
    EvidenceKind.POLICY: lazy("Retningslinjer"),
    EvidenceKind.RISK_ANALYSIS: lazy("Risikovurdering"),
    EvidenceKind.AUDIT_REPORT: lazy("Revisjonsrapport"),
    EvidenceKind.CERTIFICATE: lazy("Sertifikat"),
    EvidenceKind.ACTION_PLAN: lazy("Tiltaksplan"),
    EvidenceKind.MINUTES: lazy("Referat"),
    EvidenceKind.PAY_RECORDS: lazy("Lønns- og timelister"),
    EvidenceKind.PHOTO: lazy("Bilde"),
    EvidenceKind.LETTER: lazy("Brev eller e-post"),
    EvidenceKind.OTHER: lazy("Annet"),
}
QUALITY_NAMES: Words = {
    "paid_by": lazy("Hvem betalte for kontrollen?"),
    "announced": lazy("Var kontrollen varslet?"),
    "season": lazy("Når på året?"),
    "workers_chosen_by": lazy("Hvem valgte arbeiderne som ble intervjuet?"),
    "reach": lazy("Hva gjelder det?"),
}
QUALITY: dict[str, Words] = {
    "paid_by": {
        PaidBy.BUYER: lazy("Oppdragsgiveren"),
        PaidBy.SUPPLIER: lazy("Leverandøren"),
        PaidBy.PRODUCER: lazy("Produsenten selv"),
        PaidBy.SHARED: lazy("Flere delte"),
    },
    "announced": {
        Announced.ANNOUNCED: lazy("Varslet på dagen"),
        Announced.WINDOW: lazy("Varslet innenfor noen uker"),
        Announced.UNANNOUNCED: lazy("Ikke varslet"),
    },
    "season": {
        Season.IN_SEASON: lazy("I sesongen"),
        Season.OUTSIDE: lazy("Utenfor sesongen"),
        Season.NO_SEASON: lazy("Produksjonen har ingen sesong"),
    },
    "workers_chosen_by": {
        WorkersChosenBy.AUDITOR: lazy("Den som kontrollerte"),
        WorkersChosenBy.MANAGEMENT: lazy("Ledelsen"),
        WorkersChosenBy.WORKERS: lazy("Arbeiderne selv"),
    },
    "reach": {
        Reach.SPECIFIC: lazy("Akkurat disse varene og stedene"),
        Reach.GENERIC: lazy("Selskapet i sin alminnelighet"),
    },
}


def size_words(size: int) -> str:
    if size < 1024 * 1024:
        return f"{write_number(max(1, round(size / 1024)))} kB"
    return f"{write_number(size / 1024 / 1024, 1)} MB"


def scan_words(state: str) -> tuple[str, str]:
    """(kind of state for its mark, words); words are empty where there is nothing to tell."""
    return {
        ScanState.CLEAN: ("ok", _("Undersøkt, ingen skadelig programvare kjent")),
        ScanState.WAITING: ("wait", _("Undersøkes for skadelig programvare")),
        ScanState.INFECTED: ("late", _("Skadelig programvare funnet, gis ikke ut")),
        ScanState.TOO_LARGE: ("none", _("For stor til å undersøkes for skadelig programvare")),
        ScanState.NOT_CONFIGURED: ("none", _("Ikke undersøkt for skadelig programvare")),
    }[ScanState(state)]


def audience_choice(audience: Audience, *, from_supplier: bool) -> str:
    """In the form, before it is known whether it is a team's."""
    return {
        Audience.CASE_TEAM: _("Bare den som ba om det, og dere") if from_supplier else _("Bare våre egne"),
        Audience.LINKED_BUYERS: _("Alle kjøperne det gjelder"),
        Audience.WORKER_PROTECTED: _("Bare jeg, eller lederne i gruppen. For det som kan røpe en arbeider"),
    }[audience]


def audience_words(one: Evidence) -> str:
    return {
        Audience.WORKER_PROTECTED: _("Lederne i gruppen") if one.team_id else _("Den som la det inn"),
        Audience.CASE_TEAM: _("Kategorigruppen") if one.team_id else one.owner.name,
        Audience.LINKED_BUYERS: _("Kjøperne det gjelder"),
        Audience.MEMBERS: _("Alle medlemmer"),
        Audience.PUBLIC: _("Alle, også uten innlogging"),
    }[Audience(one.audience)]


def quality_facts(one: Evidence) -> list[tuple[str, str]]:
    """What is known of how good it is, in the order of the form."""
    said = [(name, getattr(one, name)) for name in QUALITY]
    return [(str(QUALITY_NAMES[name]), str(QUALITY[name][value])) for name, value in said if value]
