"""What is published, in words. Nothing here says that a supplier is in order: only what was found, how, and when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aktsom.categories.queries import current_catalogue
from aktsom.findings.rules.published import Buyers, Outcome, PublicFields, Told
from aktsom.follow_up.states import Method, Verdict
from aktsom.web.base.jinja import write_date
from aktsom.web.findings.words import COLOUR_MARKS, COLOURS, FLAGS
from aktsom.web.teams.words import group_name

FIELD_NAMES: Mapping[str, str | Promise] = {
    "supplier": gettext_lazy("Leverandør"),
    "audited_on": gettext_lazy("Kontrollert"),
    "risk_area": gettext_lazy("Risikoområde"),
    "sample_product": gettext_lazy("Stikkprøve"),
    "buyers": gettext_lazy("Kjøpere med avtale"),
    "outcome": gettext_lazy("Resultat"),
}
FIELD_MEANINGS: Mapping[str, str | Promise] = {
    "supplier": gettext_lazy("Virksomheten som har avtalen med kjøperne. Underleverandører nevnes ikke."),
    "audited_on": gettext_lazy("Dagen for den siste kontrollen som resultatet bygger på. Tom når ingen er gjort."),
    "risk_area": gettext_lazy("Gruppen på listen over høyrisikoprodukter."),
    "sample_product": gettext_lazy("Varene som kontrollen gjaldt. Tom når den gjaldt alt i risikoområdet."),
    "buyers": gettext_lazy(
        "Offentlige kjøpere som har avtale med leverandøren, og året registeret er fra. De kan ha avtale om andre "
        "varer enn stikkprøven, og listen kan ha med kjøp uten avtale."
    ),
    "outcome": gettext_lazy(
        "Fargen for dette risikoområdet under disse vilkårene, siden når, fargene før, konklusjoner, avvik i korte "
        "trekk, neste steg og leverandørens kommentar."
    ),
}
IN_METHOD: Mapping[str, str | Promise] = {
    Method.SELF_REPORT: gettext_lazy("egenrapporten"),
    Method.MEETING: gettext_lazy("møtet"),
    Method.DOCUMENT_REVIEW: gettext_lazy("gjennomgangen av dokumenter"),
    Method.AUDIT: gettext_lazy("revisjonen"),
}


def conclusion(row: Told, term_set: str) -> str:
    """What a conclusion says, and no more."""
    told = {
        "method": IN_METHOD.get(row.method, ""),
        "point": row.number,
        "terms": term_set,
        "day": write_date(row.on),
    }
    text = {
        Verdict.MET: _("Ingen avvik funnet i %(method)s mot punkt %(point)s i %(terms)s %(day)s."),
        Verdict.NOT_MET: _("Avvik funnet i %(method)s mot punkt %(point)s i %(terms)s %(day)s."),
        Verdict.NOT_SHOWN: _(
            "Det som ble lagt fram i %(method)s %(day)s, viser ikke om punkt %(point)s i %(terms)s er fulgt."
        ),
    }.get(Verdict(row.verdict), _("Punkt %(point)s i %(terms)s er ikke vurdert."))
    return text % told


def deviation(row: Told, term_set: str) -> str:
    told = {"point": row.number, "terms": term_set, "day": write_date(row.on)}
    return _("Avvik fra punkt %(point)s i %(terms)s, funnet %(day)s.") % told


def correction(row: Told) -> str:
    if row.closed_on:
        return _("Vist at det er rettet %(day)s.") % {"day": write_date(row.closed_on)}
    if row.due_on:
        return _("Skal være rettet innen %(day)s.") % {"day": write_date(row.due_on)}
    return _("Ingen plan med frist er godtatt.")


def colour(told: Outcome) -> str:
    """The sign alone, which never stands without `scope`."""
    return _("Ingen farge") if not told.since else str(COLOURS[told.colour])


def scope(told: Outcome, area: str) -> str:
    if not told.since:
        return _("Ikke undersøkt mot %(terms)s.") % {"terms": told.term_set}
    flags = "".join(f", {FLAGS[flag]}" for flag in told.flags)
    said = {"area": area.lower(), "terms": told.term_set, "day": write_date(told.since), "flags": flags}
    return _("Gjelder %(area)s etter %(terms)s, siden %(day)s%(flags)s.") % said


def history(told: Outcome) -> list[str]:
    return [
        _("%(colour)s fra %(day)s") % {"colour": str(COLOURS[colour]), "day": write_date(day)}
        for day, colour in told.history
    ]


def caveat(buyers: Buyers) -> str:
    return _(
        "Listen bygger på avtaleregistre fra %(year)s. Kjøperne kan ha avtale om andre varer enn stikkprøven, og "
        "listen kan ha med kjøp uten avtale."
    ) % {"year": buyers.year}


def left_out(told: Outcome) -> str:
    text = ngettext(
        "%(num)s punkt er ikke omtalt, fordi loven krever eller tillater at det holdes tilbake.",
        "%(num)s punkter er ikke omtalt, fordi loven krever eller tillater at de holdes tilbake.",
        told.left_out,
    )
    return text % {"num": told.left_out} if told.left_out else ""


def area(group_id: str) -> str:
    return group_name(group_id)


def products(told: PublicFields) -> list[str]:
    known, language = current_catalogue().product, translation.get_language() or "nb"
    return [known[id_].name.in_language(language) if id_ in known else id_ for id_ in told.sample_product]


@dataclass(frozen=True)
class Shown:
    """The six fields as the page and the open data tell them, in the reader's language; what people wrote is in
    `language`."""

    language: str
    supplier: str
    audited_on: str
    risk_area: str
    sample_product: tuple[str, ...]
    buyers: tuple[str, ...]
    caveat: str
    colour: str
    scope: str
    mark: str
    history: tuple[str, ...]
    conclusions: tuple[str, ...]
    deviations: tuple[tuple[str, str, str], ...]  # ours, people's, ours
    left_out: str
    statement: str
    next_step: str
    comment: str


def shown(told: PublicFields, language: str) -> Shown:
    out, where = told.outcome, area(told.risk_area)
    return Shown(
        language=language,
        supplier=told.supplier,
        audited_on=write_date(told.audited_on) if told.audited_on else _("Ikke kontrollert ennå"),
        risk_area=where,
        sample_product=tuple(products(told)) or (_("Alt i risikoområdet"),),
        buyers=told.buyers.names,
        caveat=caveat(told.buyers),
        colour=colour(out),
        scope=scope(out, where),
        mark=COLOUR_MARKS[out.colour],
        history=tuple(history(out)),
        conclusions=tuple(conclusion(row, out.term_set) for row in out.conclusions),
        deviations=tuple((deviation(row, out.term_set), row.text, correction(row)) for row in out.deviations),
        left_out=left_out(out),
        statement=out.statement,
        next_step=out.next_step,
        comment=out.comment,
    )


def outcome_lines(told: Shown) -> Iterable[str]:
    """The outcome as lines of text, for a cell of a table."""
    yield f"{told.colour}. {told.scope}"
    yield from told.history
    if told.statement:
        yield told.statement
    yield from told.conclusions
    for ours, words, end in told.deviations:
        yield " ".join(part for part in (ours, words, end) if part)
    if told.left_out:
        yield told.left_out
    if told.next_step:
        yield _("Neste steg: %(text)s") % {"text": told.next_step}
    if told.comment:
        yield _("Leverandøren sier: %(text)s") % {"text": told.comment}
