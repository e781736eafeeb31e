"""What the library of clauses says, as papers."""

from datetime import date

from django.utils.translation import gettext as _

from aktsom.core.papers import Heading, Note, Paper, Part, Table, Text
from aktsom.knowledge.queries.clauses import Compared, Lacks, Shelf
from aktsom.knowledge.rules.clauses import Clause, Pair
from aktsom.web.base.jinja import write_date
from aktsom.web.clauses import words


def of_comparison(found: Compared, sender: str, today: date) -> Paper:
    names, left, right = words.likeness_words(), found.left.term_set.code, found.right.term_set.code
    lines = words.lines(found.pairs)
    rows = tuple((line.number, _both(line.left), _both(line.right), names[line.likeness]) for line in lines)
    columns = (_("Punkt"), left, right, _("Forskjell"))
    facts = [(names[kind], str(found.counts[kind])) for kind in names]
    return Paper(
        title=_("%(left)s og %(right)s, punkt for punkt") % {"left": left, "right": right},
        language=words.language(),
        sender=(sender,),
        facts=((left, words.name(found.left)), (right, words.name(found.right)), _reckoned(today), *facts),
        parts=(Table(_("Punktene i de to versjonene"), columns, rows), *_differences(lines), _source()),
        labels=(_("Side"), _("av")),
    )


def _both(side: words.Told | None) -> str:
    return side.text if side else "–"


def _differences(lines: list[words.Line]) -> list[Part]:
    """Of points that both have and that differ: in what."""
    found: list[Part] = []
    for line in lines:
        if line.changed:
            rows = tuple((what, left or "–", right or "–") for what, left, right, differs in line.rows if differs)
            found.append(Heading(_("Punkt %(number)s: endret") % {"number": line.number}, 2))
            found.append(Text(_("Endret er %(what)s.") % {"what": line.changed}))
            if rows:
                caption = _("Det som er endret i punkt %(number)s") % {"number": line.number}
                found.append(Table(caption, (_("Hva"), _("Den første"), _("Den andre")), rows))
    return found


def of_version(shelf: Shelf, clauses: list[Clause], sender: str, today: date) -> Paper:
    told = [words.told(one) for one in clauses]
    rows = tuple((one.number, one.text, one.due, one.evidence, one.effect) for one in told)
    columns = (_("Punkt"), _("Plikt"), _("Når"), _("Bevis"), _("Følge av brudd"))
    return Paper(
        title=_("Dette bør en avtale som signeres nå, ha med"),
        language=words.language(),
        sender=(sender,),
        facts=(
            (_("Versjon"), words.name(shelf)),
            (_("Gjelder"), words.in_force_text(shelf)),
            (_("Kilde"), words.source_text(shelf.term_set.source)),
            _reckoned(today),
        ),
        parts=(Table(_("Punktene"), columns, rows), _source()),
        labels=(_("Side"), _("av")),
    )


def of_contract(found: Lacks, sender: str, today: date) -> Paper:
    parts: list[Part] = []
    for heading, pairs in (
        (_("Mangler i avtalen"), found.missing),
        (_("Er annerledes i avtalen"), found.changed),
        (_("Har avtalen allerede"), found.kept),
    ):
        parts.append(Heading(heading))
        parts.append(_points(heading, pairs) if pairs else Text(_("Ingen punkter.")))
    if found.deviations:
        parts += [Heading(_("Avvik som er ført på avtalen")), Text(found.deviations)]
    return Paper(
        title=_("Vilkårene i avtalen mot vilkårene i dag"),
        language=words.language(),
        sender=(sender,),
        facts=(
            (_("Avtale"), found.contract.title),
            (_("Avtalen har"), words.name(found.own) if found.own else _("ingen vilkår i registeret")),
            (_("Sammenlignet med"), words.name(found.wanted) if found.wanted else _("ingen versjon i bruk")),
            _reckoned(today),
        ),
        parts=(*parts, _source()),
        labels=(_("Side"), _("av")),
    )


def _points(caption: str, pairs: list[Pair]) -> Table:
    rows = tuple((line.number, _both(line.right), line.changed or "–") for line in words.lines(pairs))
    return Table(caption, (_("Punkt"), _("Plikt i dag"), _("Endret")), rows)


def _reckoned(today: date) -> tuple[str, str]:
    return (_("Dag"), write_date(today))


def _source() -> Note:
    return Note(
        _(
            "Punktene er gjengitt med våre egne ord, med kilde for hvert punkt i klausulbiblioteket. Se den originale "
            "teksten før den tas inn i en avtale."
        )
    )
