"""Figures in a report: in words and in one table, each with what it is made of, and what is unknown said apart."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.core.actor import Actor
from aktsom.core.papers import Bars, Part, Table
from aktsom.effects.indicators import READS, Span
from aktsom.effects.part_names import part_names
from aktsom.effects.queries.figures import Figure, figures
from aktsom.effects.queries.figures import Part as FigurePart
from aktsom.effects.queries.ledger import Kept, ledger
from aktsom.effects.queries.scopes import Scope, narrowed
from aktsom.effects.reports import words
from aktsom.effects.reports.parts import Source, source
from aktsom.effects.rules.hours import Saved
from aktsom.effects.tables import Cut, Kind


@dataclass(frozen=True)
class Reckoned:
    """Figures and ledgers of one scope, read once for a whole report."""

    viewer: Actor
    scope: Scope
    year: int
    at: datetime
    figures: Mapping[str, Figure]
    ledgers: Mapping[str, Kept]

    def those(self, ids: Iterable[str]) -> list[Figure]:
        return [self.figures[id_] for id_ in ids if id_ in self.figures]


def reckoned(viewer: Actor, scope: Scope, year: int, at: datetime) -> Reckoned:
    """Raises NotVisible."""
    found = {one.indicator.id: one for one in figures(viewer, scope, year, at)}
    kept = {one.kind: one for one in ledger(viewer, scope, year, at)}
    return Reckoned(viewer, scope, year, at, found, kept)


def figure_table(of: Reckoned, caption: str, ids: Collection[str]) -> tuple[list[Part], list[Source]]:
    """A row for each figure, with its sources. The funnel is a chart of its own."""
    found = of.those(ids)
    rows = [row for one in found for row in figure_rows(one)]
    table = Table(caption, (_("Tall"), _("Resultat"), _("Ukjent")), tuple(rows), frozenset({2}))
    return ([table] if rows else []), [figure_source(of, one) for one in found]


def figure_rows(one: Figure) -> list[tuple[str, str, str]]:
    """(name, result, unknown). Nothing to reckon of is said in words, never as nought."""
    name = one.indicator.said("name", words.language())
    if one.withheld is not None:
        return [(name, words.withheld(one.withheld), "–")]
    if not one.parts:
        return [(name, _nothing(one), words.unknown(one.unknown))]
    names = part_names(one.indicator)
    rows = [
        (_named(name, names.get(part.part, part.part)), result(one, part), words.unknown(part.unknown))
        for part in one.parts
    ]
    if one.unknown:
        rows.append((one.indicator.said("unknown", words.language()), _("Ukjent"), words.unknown(one.unknown)))
    return rows  # fmt: skip


def _nothing(one: Figure) -> str:
    if one.reckoned_at is None:
        return _("Ikke regnet ut ennå")
    return _("Ingenting å regne av i perioden")


def _named(name: str, part: str) -> str:
    return f"{name}: {part}" if part else name


def result(one: Figure, part: FigurePart) -> str:
    """With the whole it is of, and roughly where it is rounded."""
    if not part.of:
        return _("Alt er ukjent") if part.unknown and one.indicator.kind is not Kind.DAYS else _nothing(one)
    if one.indicator.kind is Kind.DAYS:
        return _days(one, part)
    said = _of_whole(one, part)
    return _("omtrent %(figure)s") % {"figure": said} if one.rounded else said


def _days(one: Figure, part: FigurePart) -> str:
    """The median stands exactly also where how many it is of is rounded."""
    counted, of = words.number(part.counted), words.number(part.of)
    days = ngettext("%(days)s dag", "%(days)s dager", int(part.counted)) % {"days": counted}
    if one.rounded:
        return _("%(days)s (median av omtrent %(of)s)") % {"days": days, "of": of}
    return _("%(days)s (median av %(of)s)") % {"days": days, "of": of}


def _of_whole(one: Figure, part: FigurePart) -> str:
    counted, of = words.number(part.counted), words.number(part.of)
    if one.indicator.kind is Kind.MONEY:
        return _("%(paid)s av %(owed)s %(currency)s") % {"paid": counted, "owed": of, "currency": part.part}
    if one.indicator.kind is Kind.RANGE:
        return words.hours(Saved(part.counted, part.of))
    said = _("%(counted)s av %(of)s") % {"counted": counted, "of": of}
    return said if part.per_cent is None else f"{said} ({words.per_cent(part.per_cent)})"


def short(one: Figure) -> str:
    """For a page with little room: the result of the first part, with what is unknown beside it."""
    if one.withheld is not None or not one.parts:
        return figure_rows(one)[0][1]
    part = one.parts[0]
    said = result(one, part)
    beside = part.unknown or one.unknown
    return _("%(result)s, %(unknown)s ukjent") % {"result": said, "unknown": words.number(beside)} if beside else said


def figure_source(of: Reckoned, one: Figure) -> Source:
    """The definition, the day, and the rows of a member's own or a team's; of all together only how many."""
    language = words.language()
    text = one.indicator.said("definition", language)
    if one.unknown or any(part.unknown for part in one.parts):
        text = _("%(definition)s Ukjent: %(unknown)s.") % {
            "definition": text, "unknown": one.indicator.said("unknown", language).rstrip("."),
        }  # fmt: skip
    day = timezone.localdate(one.reckoned_at) if one.reckoned_at else None
    rows, record = _rows(of, one)
    return source(one.indicator.said("name", language), text, day, rows, record)


def _rows(of: Reckoned, one: Figure) -> tuple[Sequence[int | str], str]:
    if of.scope.cut not in (Cut.MEMBER, Cut.TEAM):
        return (), ""
    to = narrowed(of.viewer, of.scope)
    found = READS[one.indicator.id](Span(of.year, timezone.localdate(of.at))).narrowed(to)
    return list(dict.fromkeys(row.key for row in found.read())), found.record


def funnel(of: Reckoned) -> tuple[list[Part], list[Source]]:
    one = of.figures.get("funnel")
    if one is None or one.withheld is not None or not one.parts or not one.parts[0].of:
        return [], []
    names = part_names(one.indicator)
    bars = tuple((names[part.part], float(part.counted), words.number(part.counted)) for part in one.parts)
    told = ", ".join(f"{name}: {written}" for name, _much, written in bars)
    name = one.indicator.said("name", words.language())
    chart = Bars(name, _("Søyler for hvert trinn. %(told)s.") % {"told": told}, bars, (_("Trinn"), _("Leverandører")))
    return [chart], [figure_source(of, one)]


_KINDS = ("follow_ups", "deviations", "plans", "decisions", "inquiries")


def ledger_table(of: Reckoned, kinds: Collection[str] = _KINDS) -> tuple[list[Part], list[Source]]:
    """Opening and new less closed is closing; what was dropped is among the closed."""
    kept = [of.ledgers[kind] for kind in kinds if kind in of.ledgers]
    rows = tuple(_ledger_row(each) for each in kept)
    last = _("Åpne ved årets slutt") if of.year < timezone.localdate(of.at).year else _("Åpne nå")
    columns = (_("Hva"), _("Åpne ved årets start"), _("Nye"), _("Avsluttet"), last)
    if not rows:
        return [], []
    parts: list[Part] = [Table(_("Inn og ut i året"), columns, rows, frozenset({1, 2, 3, 4}))]
    text = _(
        "Åpne ved årets start og nye, uten de avsluttede, er de som er åpne til sist. Regnet fra datoene på hver post."
    )
    days = [each.reckoned_at for each in kept if each.reckoned_at is not None]
    on = timezone.localdate(min(days)) if days else None
    return parts, [source(_("Inn og ut i året"), text, on)]


def _ledger_row(kept: Kept) -> tuple[str, str, str, str, str]:
    name = kind_name(kept.kind)
    if kept.withheld is not None or kept.reckoned_at is None:
        why = words.withheld(kept.withheld) if kept.withheld else _("Ikke regnet ut ennå")
        return (name, why, "–", "–", "–")
    line = kept.line
    closed = words.number(Decimal(line.closed))
    if line.dropped:
        closed = _("%(closed)s (%(dropped)s frafalt)") % {"closed": closed, "dropped": line.dropped}
    return (name, words.number(line.opening), words.number(line.added), closed, words.number(line.closing))


def kind_name(kind: str) -> str:
    return {
        "deviations": _("Avvik"), "follow_ups": _("Oppfølginger"), "plans": _("Tiltaksplaner"),
        "inquiries": _("Felles undersøkelser"), "decisions": _("Anbefalinger som venter på avgjørelse"),
        "signals": _("Varsler"),
    }[kind]  # fmt: skip
