"""The kinds of reports: which sections each has, in order, what they are called, what a person is asked to write, and
where it may not be left empty."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aktsom.effects.report_states import ReportKind
from aktsom.effects.reports import account, management, resources, routine, routine_work, together
from aktsom.effects.reports.context import Context
from aktsom.effects.reports.parts import Drafted


@dataclass(frozen=True)
class Section:
    """`asks` is what a person is asked to write; `needed` where the report may not be adopted without it."""

    key: str
    title: str | Promise
    draft: Callable[[Context], Drafted]
    asks: str | Promise = ""
    needed: bool = False


_AHEAD = Section(
    "ahead",
    _("Videre arbeid"),
    routine_work.ahead,
    _("Hva vil dere gjøre bedre neste år, og hva trengs for å få det til?"),
)
_WHAT_WENT_WELL = _("Hva forklarer tallene? Hva er gjort som ikke vises i dem?")

KINDS: Mapping[ReportKind, Sequence[Section]] = {
    ReportKind.ROUTINE: (
        Section(
            "routine",
            _("Rutinen vår"),
            routine.routine,
            _("Hva sier rutinen deres, hvem vedtok den, og når ble den sist sett over?"),
            needed=True,
        ),
        Section("risk_overview", _("Oversikt over risiko"), routine.risk_overview, _WHAT_WENT_WELL),
        Section("contracts", _("Avtalene"), routine.contracts, _("Hva gjøres med avtaler uten vilkår?")),
        Section("follow_up", _("Oppfølging"), routine_work.follow_up, _WHAT_WENT_WELL),
        Section("findings", _("Avvik og retting"), routine_work.found, _("Hva lærte dere av avvikene?")),
        Section("decisions", _("Avgjørelser"), routine_work.decisions, _("Hva lå bak avgjørelsene?")),
        Section(
            "not_acting",
            _("Det vi ikke fulgte opp, og hvorfor"),
            routine_work.not_acting,
            _("Grunner skrives for hver avtale eller kategori. Her kan dere si noe om helheten."),
        ),
        Section("resources", _("Tid og ressurser"), resources.of_member, _WHAT_WENT_WELL),
        _AHEAD,
    ),
    ReportKind.ACCOUNT: (
        Section(
            "organisation",
            _("Organisering, retningslinjer og rutiner"),
            account.organisation,
            _("Hvordan er virksomheten og arbeidet organisert? Hvilke retningslinjer og rutiner har dere?"),
            needed=True,
        ),
        Section(
            "risks",
            _("Negative konsekvenser og vesentlig risiko"),
            account.risks,
            _("Hva har dere ellers avdekket? Ingen navn på underleverandører eller arbeidere, og ingen priser."),
        ),
        Section(
            "measures",
            _("Tiltak og resultater"),
            account.measures,
            _("Hva har dere gjort eller planlagt, og hva er resultatet eller det dere venter?"),
        ),
    ),
    ReportKind.MANAGEMENT: (
        Section("status", _("Slik står det"), management.status),
        Section("attention", _("Dette trenger ledelsens øye"), management.attention),
        Section("ahead", _("Vi foreslår"), routine_work.ahead, _("Hva bør ledelsen avgjøre? Kort, så alt får plass.")),
    ),
    ReportKind.COOPERATION: (
        Section(
            "cooperation", _("Samarbeidet"), together.cooperation, _("Hva har preget året, og hva er blitt annerledes?")
        ),
        Section("coverage", _("Hvor langt vi rekker"), together.coverage, _WHAT_WENT_WELL),
        Section("correction", _("Avvik, retting og oppreisning"), together.correction, _WHAT_WENT_WELL),
        Section("harmonisation", _("Hvor likt vi gjør det"), together.harmonisation, _WHAT_WENT_WELL),
        Section("resources", _("Hva det tar og sparer"), resources.of_all, _WHAT_WENT_WELL),
        Section("published", _("Det alle kan lese"), together.published),
        _AHEAD,
    ),
    ReportKind.CATEGORY: (
        Section("team", _("Gruppen og avtalene"), together.team, _("Hva har preget året i gruppen?")),
        Section("team_work", _("Oppfølgingene"), together.team_work, _("Hvilke metoder virket, og hvilke ikke?")),
        Section("correction", _("Avvik, retting og oppreisning"), together.correction, _WHAT_WENT_WELL),
        Section("resources", _("Hva det tar og sparer"), resources.of_all, _WHAT_WENT_WELL),
        _AHEAD,
    ),
}
NAMES: Mapping[ReportKind, str | Promise] = {
    ReportKind.ROUTINE: _("Rapport om rutiner for menneskerettigheter"),
    ReportKind.ACCOUNT: _("Redegjørelse for aktsomhetsvurderinger"),
    ReportKind.MANAGEMENT: _("Menneskerettigheter i leverandørkjeden, til ledelsen"),
    ReportKind.COOPERATION: _("Årsrapport for samarbeidet"),
    ReportKind.CATEGORY: _("Årsrapport for en kategori"),
}


def section(kind: str, key: str) -> Section:
    return next(one for one in KINDS[ReportKind(kind)] if one.key == key)
