"""Conclusions in words. Nothing here says that a supplier is in order: only what was found, how, and when."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktsom.follow_up.queries.conclusions import Seen
from aktsom.follow_up.queries.placed_risks import risk_names
from aktsom.follow_up.rules.fitness import Fit, Fitness, Need, Risk, RiskStanding, StandingOfRisk
from aktsom.follow_up.rules.reliance import Against, Reliance, Weighed
from aktsom.follow_up.states import Method, Verdict
from aktsom.web.base.jinja import write_date
from aktsom.web.base.risk_words import stage_words
from aktsom.web.cases import words

VERDICTS: Mapping[str, str | Promise] = {
    Verdict.MET: gettext_lazy("Ingen avvik funnet"),
    Verdict.NOT_MET: gettext_lazy("Avvik funnet"),
    Verdict.NOT_SHOWN: gettext_lazy("Ikke vist"),
    Verdict.NOT_ASSESSED: gettext_lazy("Ikke vurdert"),
}
MARKS = {Verdict.MET: "ok", Verdict.NOT_MET: "late", Verdict.NOT_SHOWN: "wait", Verdict.NOT_ASSESSED: "none"}
IN_METHOD: Mapping[str, str | Promise] = {
    Method.SELF_REPORT: gettext_lazy("egenrapporten"),
    Method.MEETING: gettext_lazy("møtet"),
    Method.DOCUMENT_REVIEW: gettext_lazy("gjennomgangen av dokumenter"),
    Method.AUDIT: gettext_lazy("revisjonen"),
}
NEEDS: Mapping[str, str | Promise] = {
    Need.UNANNOUNCED: gettext_lazy("kontrollen kom uten varsel"),
    Need.IN_SEASON: gettext_lazy("den var i sesongen"),
    Need.WORKERS_FREE: gettext_lazy("ledelsen valgte ikke hvem som ble intervjuet"),
    Need.INDEPENDENT: gettext_lazy("produsenten betalte den ikke selv"),
    Need.SPECIFIC: gettext_lazy("den gjelder disse varene og stedene"),
    Need.CONFIRMED: gettext_lazy("revisor har bekreftet rapporten"),
}
FITS: Mapping[str, str | Promise] = {
    Fit.FIT: gettext_lazy("kan vise det"),
    Fit.PART: gettext_lazy("viser noe av det"),
    Fit.UNFIT: gettext_lazy("kan ikke vise det"),
}
STANDINGS: Mapping[str, str | Promise] = {
    RiskStanding.BREACH: gettext_lazy("Avvik funnet"),
    RiskStanding.UNFIT: gettext_lazy("Åpen: metoden kan ikke vise dette"),
    RiskStanding.PART: gettext_lazy("Åpen: metoden viser bare noe av det"),
    RiskStanding.UNSEEN: gettext_lazy("Åpen: ingen har sett på det"),
    RiskStanding.CLOSED: gettext_lazy("Ingen avvik funnet, med en metode som kan vise det"),
}
STANDING_MARKS = {RiskStanding.BREACH: "late", RiskStanding.CLOSED: "ok", RiskStanding.UNSEEN: "none"}
CHOICES: Mapping[str, str | Promise] = {
    Reliance.FULLY: gettext_lazy("Bygger helt på konklusjonene"),
    Reliance.PARTLY: gettext_lazy("Bygger delvis på konklusjonene"),
    Reliance.OWN: gettext_lazy("Følger opp selv"),
}


def sentence(one: Seen) -> str:
    """What a conclusion says, and no more."""
    told = {
        "method": IN_METHOD.get(one.method, ""),
        "point": one.number,
        "terms": one.term_set,
        "day": write_date(one.done_on),
    }
    match one.verdict:
        case Verdict.MET:
            text = _("Ingen avvik funnet i %(method)s mot punkt %(point)s i %(terms)s %(day)s.")
        case Verdict.NOT_MET:
            text = _("Avvik funnet i %(method)s mot punkt %(point)s i %(terms)s %(day)s.")
        case Verdict.NOT_SHOWN:
            text = _("Det som ble lagt fram i %(method)s %(day)s, viser ikke om punkt %(point)s i %(terms)s er fulgt.")
        case Verdict.NOT_ASSESSED:
            text = _("Punkt %(point)s i %(terms)s er ikke vurdert.")
        case _:
            text = _("Punkt %(point)s i %(terms)s er vurdert i %(method)s %(day)s.")
    return f"{at_place(one)}: {text % told}" if one.at_site else text % told


def at_place(one: Seen) -> str:
    """Where, for what is not about the supplier as a whole."""
    return (one.site or _("Ett produksjonssted")) if one.at_site else ""


def grouped(rows: Sequence[Seen]) -> list[Seen]:
    """What was found alike under several sets of terms told once, with all of the sets; likewise of several places.
    Last what was left unassessed, told once for each reason."""
    merged = [
        replace(same[0], term_set=_joined(row.term_set for row in same))
        for same in _alike(rows, lambda row: (*_found(row), row.site))
    ]
    told = [
        replace(same[0], site=_joined(row.site for row in same))
        for same in _alike(merged, lambda row: (*_found(row), row.term_set))
    ]
    return [row for row in told if row.verdict != Verdict.NOT_ASSESSED] + _left_unassessed(told)


def _found(row: Seen) -> tuple[object, ...]:
    return (row.number, row.method, row.done_on, row.verdict, row.reason, row.left_open, row.at_site, row.reread_at)


def _alike(rows: Sequence[Seen], key: Callable[[Seen], object]) -> list[list[Seen]]:
    found: dict[object, list[Seen]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return list(found.values())


def _left_unassessed(rows: Sequence[Seen]) -> list[Seen]:
    """Those that were left for the same reason told once, with all of the points."""
    left = [row for row in rows if row.verdict == Verdict.NOT_ASSESSED]
    same_reason = _alike(left, lambda row: (row.term_set, row.reason, row.site))
    return [replace(same[0], number=", ".join(row.number for row in same)) for same in same_reason]


def _joined(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(filter(None, names)))


def by_right(risks: Sequence[Risk]) -> list[tuple[str, list[str]]]:
    """[(name of the right, its stages)], in the order given."""
    names, stages = risk_names(translation.get_language() or "nb"), stage_words()
    found: dict[str, list[str]] = {}
    for risk in sorted(risks, key=lambda each: list(stages).index(each.stage)):
        found.setdefault(risk.code, []).append(str(stages[risk.stage]).lower())
    return [(names.get(code, code), found[code]) for code in dict.fromkeys(risk.code for risk in risks)]


def risk_name(risk: Risk) -> str:
    """With the stage: «Tvangsarbeid, råvare»."""
    name = risk_names(translation.get_language() or "nb").get(risk.code, risk.code)
    return f"{name}, {str(stage_words()[risk.stage]).lower()}"


def able(method: str, found: Fitness) -> str:
    """What a method could show of a risk, and what it lacked."""
    told = f"{words.METHODS[method]} {FITS[found.standing]}"
    if found.unmet:
        lacking = _or_list([str(NEEDS[need]) for need in found.unmet])
        told = _("%(told)s. Det er ikke sagt at %(lacking)s") % {"told": told, "lacking": lacking}
    if found.missing:
        methods = ", ".join(str(words.METHODS[each]).lower() for each in found.missing)
        told = _("%(told)s. Det trengs også %(methods)s") % {"told": told, "methods": methods}
    at = {"nn": 1, "en": 2}.get(translation.get_language() or "nb", 0)
    return f"{told}. {found.why[at]}"


def _or_list(parts: Sequence[str]) -> str:
    return (
        parts[0]
        if len(parts) == 1
        else _("%(some)s eller %(last)s")
        % {
            "some": ", ".join(parts[:-1]),
            "last": parts[-1],
        }
    )


def standing_lines(found: StandingOfRisk) -> list[str]:
    return [able(method, each) for method, each in found.fitness]


def against_lines(weighed: Weighed, site_names: Mapping[str, str]) -> list[tuple[str, str]]:
    """(what speaks against, the particulars). `site_names` are of the contract's own places."""
    elsewhere = _("Det gjelder andre steder enn deres") if site_names else _("Det gjelder bare noen steder")
    told = {
        Against.CLAUSE_HIGHER: _("Vilkårene deres krever mer enn dem det ble konkludert etter"),
        Against.CLAUSE_UNKNOWN: _("Registeret sier ikke hvilke vilkår avtalen deres har"),
        Against.TOO_OLD: _("Noe av det er for gammelt til å bygge på"),
        Against.METHOD_UNFIT: _("Metoden kan ikke vise alle risikoene i avtalen deres"),
        Against.RISK_UNSEEN: _("Ingen har sett på alle risikoene i avtalen deres"),
        Against.OTHER_PRODUCTS: _("Det gjelder andre produkter enn deres"),
        Against.OTHER_SITES: elsewhere,
        Against.READ_AGAIN: _("Svarene det bygger på, leses på nytt"),
        Against.POINTS_OPEN: _("Noen punkter er ikke vist eller ikke vurdert"),
    }
    places = ", ".join(site_names.get(each, each) for each in weighed.other_sites)
    particulars = {
        Against.METHOD_UNFIT: _risks_told(weighed.unfit_for),
        Against.RISK_UNSEEN: _risks_told(weighed.unseen),
        Against.OTHER_SITES: (
            _("Ingen har sett på %(places)s") % {"places": places}
            if places
            else _("Ingen har sagt hvor varene deres er laget")
        ),
    }
    return [(told[each], particulars.get(each, "")) for each in weighed.against]


def _risks_told(risks: Sequence[Risk]) -> str:
    return "; ".join(f"{name} ({', '.join(stages)})" for name, stages in by_right(risks))
