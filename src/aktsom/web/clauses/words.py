"""Points of the terms in the words of the page's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from aktsom.knowledge.queries.clauses import Shelf, effect_words
from aktsom.knowledge.rules.clauses import Aspect, Clause, Likeness, Pair
from aktsom.sanctions.tables import step_names
from aktsom.terms.explanations import explain
from aktsom.web.base.jinja import by_language


@dataclass(frozen=True, slots=True)
class Told:
    """A point as it is read: what each of its aspects says."""

    number: str
    text: str
    owed_by: str
    due: str
    evidence: str
    effect: str
    ladder: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Line:
    """`rows` are (what, left, right, whether they differ), of those aspects that are said."""

    number: str
    likeness: Likeness
    left: Told | None
    right: Told | None
    changed: str
    rows: tuple[tuple[str, str, str, bool], ...]


def language() -> str:
    return translation.get_language() or "nb"


def name(shelf: Shelf) -> str:
    return f"{by_language(shelf.term_set, 'name')} ({shelf.term_set.code})"


def told(one: Clause) -> Told:
    code = language()
    steps, effects = step_names(code), effect_words(code)
    return Told(
        number=one.number,
        text=one.text[code] or one.text["nb"],
        owed_by=_("Leverandøren skylder dette") if one.owed_by == "supplier" else _("En rett for oppdragsgiver"),
        due=explain(one.due),
        evidence=one.evidence[code] or one.evidence["nb"],
        effect=effects.get(one.effect, one.effect),
        ladder=", ".join(steps.get(step, step) for step in one.ladder),
        source=source_text(one.source),
        confidence=confidence_words().get(one.confidence, one.confidence),
    )


def lines(pairs: Iterable[Pair]) -> list[Line]:
    return [_line(pair) for pair in pairs]


def _line(pair: Pair) -> Line:
    left, right = (told(side) if side else None for side in (pair.left, pair.right))
    names = aspect_words()
    changed = ", ".join(names[aspect].lower() for aspect in pair.changed)
    said = (
        (names[aspect], _of(left, aspect), _of(right, aspect), aspect in pair.changed)
        for aspect in Aspect
        if aspect is not Aspect.TEXT
    )
    return Line(pair.number, pair.likeness, left, right, changed, tuple(row for row in said if row[1] or row[2]))


def _of(side: Told | None, aspect: Aspect) -> str:
    return str(getattr(side, aspect.value)) if side else ""


def aspect_words() -> dict[Aspect, str]:
    return {
        Aspect.TEXT: _("Plikten"),
        Aspect.OWED_BY: _("Hvem det gjelder"),
        Aspect.DUE: _("Når"),
        Aspect.EVIDENCE: _("Bevis"),
        Aspect.EFFECT: _("Følge av brudd"),
        Aspect.LADDER: _("Steg på stigen"),
    }


def likeness_words() -> dict[Likeness, str]:
    return {
        Likeness.SAME: _("Uendret"),
        Likeness.CHANGED: _("Endret"),
        Likeness.LEFT_ONLY: _("Bare i den første"),
        Likeness.RIGHT_ONLY: _("Bare i den andre"),
    }


def source_text(source: str) -> str:
    """Addresses and days stand as they are; what is said of them is in the reader's language."""
    said = {
        "(undated, newest)": _("(uten dato, den nyeste)"),
        "(undated)": _("(uten dato)"),
        "and newest)": _("og den nyeste)"),
        "OECD due diligence guidance, six steps": _("OECDs veileder for aktsomhetsvurderinger, de seks trinnene"),
        "OECD due diligence guidance": _("OECDs veileder for aktsomhetsvurderinger"),
        "Swedish regions' clause as pattern": _("med de svenske regionenes klausul som mønster"),
    }
    for written, told_ in said.items():
        source = source.replace(written, told_)
    return source


def confidence_words() -> dict[str, str]:
    return {"verified": _("sett i kilden"), "inferred": _("sluttet fra kilden"), "proposal": _("eget forslag")}


def in_force_text(shelf: Shelf) -> str:
    """ "fra 2022-12" is as precise as it is known."""
    since = {"since": shelf.term_set.valid_from, "until": shelf.term_set.valid_to}
    if shelf.in_force:
        return _("i bruk siden %(since)s") % since
    return _("%(since)s til %(until)s") % since if shelf.term_set.valid_to else _("fra %(since)s") % since
