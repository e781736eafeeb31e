"""The draft of a public account of due diligence. It is for everybody, and so it holds nothing but what is public
already and the member's own counts: names of suppliers and what was found come from published results alone, so that
sub-suppliers, prices, passages that are kept in and results that wait stay out."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.categories.queries import current_catalogue
from aktsom.core.papers import Facts, Heading, Note, Part, Points, Table, Text
from aktsom.effects.part_names import term_set_names
from aktsom.effects.report_tables import report_limit
from aktsom.effects.reports import words
from aktsom.effects.reports.context import Context
from aktsom.effects.reports.figures_said import figure_table
from aktsom.effects.reports.parts import Drafted, source
from aktsom.effects.reports.routine_work import colour_name
from aktsom.findings.models import PublicResult
from aktsom.findings.queries.public_results import standing_results
from aktsom.findings.queries.publications import publications_of
from aktsom.findings.rules.published import PublicFields, Told
from aktsom.follow_up.judging_tables import legal_ground
from aktsom.follow_up.models import CoveredContract
from aktsom.follow_up.queries.planning import follow_ups_for
from aktsom.risk.models import RiskProduct, Verdict
from aktsom.risk.queries.running import running


def organisation(about: Context) -> Drafted:
    """What a person has to write is most of it: how the work is organised, and the routines."""
    member = about.own
    law = legal_ground("transparency_account", about.last, words.language())
    said = Text(_("Denne redegjørelsen er gitt etter %(law)s, for %(year)s.") % {"law": law, "year": about.year})
    pairs = [(_("Virksomhet"), member.name_en or member.name if words.language() == "en" else member.name)]
    if member.organisation_number:
        pairs.append((_("Organisasjonsnummer"), member.organisation_number))
    pairs.append((_("Risikoområder vi kjøper fra"), ", ".join(words.group_name(id_) for id_ in _groups(about)) or "–"))
    where = source(_("Virksomheten"), _("Opplysninger om virksomheten, og registeret over avtaler."), about.today)
    return Drafted("organisation", (said, Facts(tuple(pairs))), (where,))


def _groups(about: Context) -> list[str]:
    rows = RiskProduct.objects.filter(running(about.today, "risk__"), risk__verdict=Verdict.HIGH_RISK, member=about.own)
    found = set(rows.values_list("group_id", flat=True))
    return [group.id for group in current_catalogue().groups if group.id in found]


def risks(about: Context) -> Drafted:
    """Significant risks by the public list, and adverse impacts that are published."""
    rows = tuple((words.group_name(id_), ", ".join(_gravest(id_)) or "–") for id_ in _groups(about))
    parts: list[Part] = [Heading(_("Vesentlige risikoer"), 2)]
    if rows:
        parts.append(
            Table(_("Risiko etter høyrisikolisten"), (_("Område"), _("De alvorligste rettighetene i fare")), rows)
        )
    else:
        parts.append(Text(_("Ingen av avtalene våre er vurdert til høy risiko.")))
    results = _results(about)
    parts += [Heading(_("Faktiske negative konsekvenser"), 2), *_impacts(results)]
    sources = (
        source(_("Høyrisikolisten"), _("Den offentlige listen over produkter med høy risiko."), about.today),
        source(
            _("Publiserte resultater"),
            _("Resultater som er publisert, der vi har en avtale. Det som ikke er publisert ennå, er ikke med."),
            about.today, [row.page for row in results], "public_result",
        ),
    )  # fmt: skip
    return Drafted("risks", tuple(parts), sources)


def _gravest(group_id: str) -> list[str]:
    return words.right_names(_rights(group_id)[: report_limit("rights_listed")])


def _rights(group_id: str) -> tuple[str, ...]:
    catalogue = current_catalogue()
    found = {
        code
        for product in catalogue.products_of(group_id)
        for stage in product.stages.values()
        for code in stage.rights
    }
    order = sorted((one for one in catalogue.right.values() if one.code in found), key=lambda one: -one.severity)
    return tuple(one.code for one in order)


def _results(about: Context) -> list[PublicResult]:
    covered = CoveredContract.objects.filter(member=about.own, left_at__isnull=True)
    ones = list(follow_ups_for(about.viewer).filter(pk__in=covered.values("follow_up")))
    pages = [each.public_id for each in publications_of(about.viewer, ones)]
    rows = standing_results(None).filter(page__in=pages, published_at__lt=about.end)
    return list(rows.order_by("supplier_name", "page"))


def _impacts(results: Sequence[PublicResult]) -> list[Part]:
    if not results:
        return [Text(_("Ingen resultater fra oppfølging av leverandørene våre er publisert ennå."))]
    parts: list[Part] = []
    sets = term_set_names()
    for row in results:
        told = PublicFields.read(row.content)
        parts.append(Heading(f"{told.supplier}, {words.group_name(told.risk_area)}", 3))
        parts.append(Text(_outcome(told, sets)))
        if told.outcome.deviations:
            parts.append(Points(tuple(_deviation(each) for each in told.outcome.deviations)))
        if told.outcome.left_out:
            parts.append(Note(_("Noe er holdt tilbake av hensyn til arbeidere eller lovbestemt taushetsplikt.")))
    return parts


def _outcome(told: PublicFields, sets: Mapping[str, str]) -> str:
    said = _("Etter vilkårene «%(terms)s»: %(colour)s") % {
        "terms": sets.get(told.outcome.term_set, told.outcome.term_set), "colour": colour_name(told.outcome.colour),
    }  # fmt: skip
    if told.outcome.since:
        said = _("%(said)s, siden %(day)s") % {"said": said, "day": words.day(date.fromisoformat(told.outcome.since))}
    return f"{said}."


def _deviation(told: Told) -> str:
    said = _("Punkt %(number)s: %(text)s") % {"number": told.number, "text": told.text or _("avvik")}
    if told.closed_on:
        return _("%(said)s (rettet %(day)s)") % {"said": said, "day": words.day(date.fromisoformat(told.closed_on))}
    if told.due_on:
        day = words.day(date.fromisoformat(told.due_on))
        return _("%(said)s (skal være rettet %(day)s)") % {"said": said, "day": day}
    return said


def measures(about: Context) -> Drafted:
    """What is done, counted over the member's own contracts, and what has come of it where it is published."""
    told, sources = figure_table(about.of, _("Tiltak"), ("with_clause", "followed_up", "with_self_report"))
    results = [PublicFields.read(row.content) for row in _results(about)]
    found = [each for one in results for each in one.outcome.deviations]
    closed = sum(bool(each.closed_on) for each in found)
    said = (
        ngettext(
            "%(count)s avvik er publisert. %(closed)s er rettet.",
            "%(count)s avvik er publisert. %(closed)s av dem er rettet.",
            len(found),
        )
        % {"count": words.number(len(found)), "closed": words.number(closed)}
        if found
        else _("Ingen avvik er publisert. Resultatene av tiltakene er derfor ikke kjent for alle ennå.")
    )
    own = source(_("Resultater"), _("Avvik i de publiserte resultatene, og hva de sier om retting."), about.today)
    return Drafted("measures", (*told, Text(said)), (*sources, own))
