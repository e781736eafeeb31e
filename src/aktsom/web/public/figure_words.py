"""The cooperation's figures in words: what each is of, from how many to how many, and why some are not told."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktsom.effects.part_names import JOINT
from aktsom.effects.rules.public_figures import Between, PublicFigure, PublicPart, together
from aktsom.effects.tables import Indicator, Kind, indicators
from aktsom.web.base.jinja import write_number

PARTS: Mapping[str, str | Promise] = {
    **JOINT,
    "bought_from": gettext_lazy("Leverandører det kjøpes av"),
    "followed_up": gettext_lazy("Følges opp"),
    "answered": gettext_lazy("Har svart"),
    "documents": gettext_lazy("Dokumenter gjennomgått"),
    "met": gettext_lazy("Møtt"),
    "audited": gettext_lazy("Revidert"),
}
WITHHELD: Mapping[str, str | Promise] = {
    "too_few": gettext_lazy("Holdt tilbake: for få står bak tallet til at det kan fortelles uten å peke på noen."),
    "telling": gettext_lazy("Holdt tilbake: én står bak nesten hele tallet."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One part of a figure: what it is called, from how many to how many, and what is not known."""

    name: str | Promise
    value: str
    unknown: str


@dataclass(frozen=True, slots=True)
class Shown:
    """`whole` is the figure in short where it has one; `lines` its parts, none where it has one part alone."""

    id: str
    name: str
    definition: str
    whole: str
    unknown: str
    lines: tuple[Line, ...]
    withheld: str | Promise
    nothing: bool


def shown(figure: PublicFigure) -> Shown:
    language, one = translation.get_language() or "nb", indicators()[figure.id]
    whole, lines = "", tuple(_line(one, part) for part in figure.parts)
    unknown = ""
    if len(figure.parts) == 1 and not figure.parts[0].part:
        whole, unknown, lines = lines[0].value, lines[0].unknown, ()
    elif figure.id == "avoided" and (sum_ := together(figure)) is not None:
        whole = between(sum_)
    return Shown(
        id=figure.id,
        name=one.said("name", language),
        definition=one.said("definition", language),
        whole=whole,
        unknown=unknown,
        lines=lines,
        withheld=WITHHELD.get(figure.withheld, WITHHELD["too_few"]) if figure.withheld else "",
        nothing=not figure.parts and not figure.withheld,
    )


def _line(one: Indicator, part: PublicPart) -> Line:
    """What cannot be unknown is not said to be so, though an interval of none goes up to what rounding may hide."""
    unknown = "" if part.unknown.high == 0 or one.always_known else between(part.unknown)
    return Line(PARTS.get(part.part, part.part), _value(one.kind, part), unknown)


def _value(kind: Kind, part: PublicPart) -> str:
    match kind:
        case Kind.DAYS:
            return _("%(days)s dager (median av %(count)s)") % {
                "days": between(part.counted),
                "count": between(part.of),
            }
        case Kind.RANGE:
            return _("%(range)s timer") % {"range": between(Between(part.counted.low, part.of.high))}
        case Kind.FUNNEL:
            return between(part.counted)
        case _:
            return _("%(counted)s av %(of)s") % {"counted": between(part.counted), "of": between(part.of)}


def between(said: Between) -> str:
    """Every number that everybody reads: from low to high."""
    low, high = write_number(said.low), write_number(said.high)
    return low if low == high else f"{low}–{high}"
