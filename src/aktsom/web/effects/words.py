"""Figures, their parts and why some are not told, in words."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from babel.numbers import format_decimal
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from aktsom.core.actor import Actor
from aktsom.effects.part_names import part_names
from aktsom.effects.queries.figures import Figure, Part, nearest
from aktsom.effects.rules.ledger import Column
from aktsom.effects.tables import Cut, Indicator, Kind, figure_sources
from aktsom.sharing.rules import Withheld
from aktsom.web.base.jinja import locale, write_date, write_money, write_number

THEMES: dict[str, str | Promise] = {
    "saved": _("Spart arbeid"),
    "coverage": _("Hvor godt avtalene dekkes"),
    "harmonisation": _("Likere praksis"),
    "correction": _("Retting av avvik"),
    "remedy": _("Det mennesker har fått"),
    "use": _("Samarbeidet selv"),
}
LEDGER: dict[str, str | Promise] = {
    "deviations": _("Avvik"),
    "follow_ups": _("Oppfølginger"),
    "plans": _("Tiltaksplaner"),
    "inquiries": _("Felles undersøkelser"),
    "decisions": _("Anbefalinger som venter på en avtaleeier"),
    "signals": _("Varsler"),
}
LEDGER_NOTES: dict[str, str | Promise] = {
    "deviations": _("Åpent fra det står og deles, til det er lukket."),
    "follow_ups": _("Åpen fra den kunngjøres, til den avsluttes."),
    "plans": _("Åpen fra den er godtatt, til alt i den er vist rettet."),
    "inquiries": _("Åpen fra den åpnes, for hvert medlem fra det får vite at det er berørt."),
    "decisions": _("Én for hver avtale, fra steget er anbefalt, til avtaleeieren har avgjort det."),
    "signals": _("Åpent til det er tatt inn i en undersøkelse, lagt bort eller sendt videre."),
}
WITHHELD: dict[Withheld, str | Promise] = {
    Withheld.TOO_FEW: _("Vises ikke: så få bidrar at et medlem kunne regnes ut."),
    Withheld.TELLING: _("Vises ikke: ett medlem er nesten hele tallet."),
}


def columns(year: int) -> dict[Column, str]:
    """Of the ledger of a year: what is open when a year is over is not what is open now."""
    last = _now("Åpne nå") if year >= timezone.localdate().year else _now("Åpne ved årets slutt")
    names = (_now("Åpne ved årets start"), _now("Nye"), _now("Avsluttet"), last)
    return dict(zip((Column.OPENING, Column.ADDED, Column.CLOSED, Column.CLOSING), names, strict=True))


def ledger_opens(cut: Cut, actor: Actor) -> str:
    """What is behind the numbers of a ledger for this reader, or why nothing is."""
    if cut in (Cut.MEMBER, Cut.TEAM):
        return _now("Hvert tall åpner radene bak.")
    if actor.member_ids:
        return _now("Hvert tall åpner det som er deres eget bak det. Andres er med i tallet, og vises ikke.")
    return _now("Tallene åpner seg ikke her. Radene bak er medlemmenes egne, og du hører ikke til hos noen av dem.")


def name_of(one: Indicator) -> str:
    return one.said("name", language())


def source_of(one: Indicator) -> str:
    """Where the figure comes from, and since when it has been reckoned so."""
    names = figure_sources()[one.source]
    return f"{names.get(language(), names['nb'])} ({write_date(date.fromisoformat(one.since))})"


def language() -> str:
    return translation.get_language() or "nb"


def value_text(figure: Figure, part: Part) -> str:
    """The figure in words, with how many it is of."""
    return _TEXTS[figure.indicator.kind](figure, part)


def lowest_text(figure: Figure) -> str:
    """What a chart with one number of each figure says: of several parts the lowest, and which it is."""
    part = figure.lowest
    if part is None:
        return ""
    name = part_names(figure.indicator).get(part.part, part.part)
    return f"{name}: {value_text(figure, part)}" if name else value_text(figure, part)


def _share(figure: Figure, part: Part) -> str:
    if not part.of:
        return _now("ingen å regne av")
    said = {"counted": write_number(part.counted), "of": write_number(part.of), "share": per_cent(part)}
    if figure.rounded and not part.counted:
        return _now("ingen eller svært få av om lag %(of)s") % said
    if figure.rounded:
        return _now("om lag %(counted)s av %(of)s (%(share)s %%)") % said
    return _now("%(counted)s av %(of)s (%(share)s %%)") % said


def per_cent(part: Part) -> str:
    """The nearest whole; a share that is neither nothing nor all is not said to be."""
    if not part.of:
        return write_number(Decimal(0))
    if 0 < 100 * part.counted < part.of:
        return _now("under 1")
    return write_number(nearest(part.counted, part.of, Decimal(1)))


def _days(figure: Figure, part: Part) -> str:
    if not part.of:
        return _now("ingen å regne av")
    days = ngettext("%(days)s dag", "%(days)s dager", int(part.counted)) % {"days": write_number(part.counted)}
    said = {"days": days, "of": write_number(part.of)}
    if figure.rounded:
        return _now("%(days)s (median av om lag %(of)s)") % said
    return _now("%(days)s (median av %(of)s)") % said


def _money(figure: Figure, part: Part) -> str:
    said = {"paid": write_money(part.counted, part.part), "owed": write_money(part.of, part.part)}
    return _now("om lag %(paid)s av %(owed)s") % said if figure.rounded else _now("%(paid)s av %(owed)s") % said


def _range(figure: Figure, part: Part) -> str:
    low, high = (format_decimal(each, "#,##0.##", locale=locale()) for each in (part.counted, part.of))
    said = {"low": low, "high": high}
    return (
        _now("om lag %(low)s til %(high)s timer") % said
        if figure.rounded
        else _now("%(low)s til %(high)s timer") % said
    )


def _count(figure: Figure, part: Part) -> str:
    number = write_number(part.counted)
    return _now("om lag %(number)s") % {"number": number} if figure.rounded else number


_TEXTS: dict[Kind, Callable[[Figure, Part], str]] = {
    Kind.SHARE: _share,
    Kind.PARTS: _share,
    Kind.DAYS: _days,
    Kind.FUNNEL: _count,
    Kind.MONEY: _money,
    Kind.RANGE: _range,
}


def unknown_of(figure: Figure) -> Decimal:
    """Beside all its parts; where the same are unknown in each of several, the most."""
    return figure.unknown + max((part.unknown for part in figure.parts), default=Decimal(0))


def target_text(figure: Figure) -> str:
    if figure.target is None:
        return ""
    number = write_number(figure.target, 0 if figure.target == figure.target // 1 else 1)
    if figure.indicator.kind is Kind.DAYS:
        return _now("høyst %(number)s dager") % {"number": number}
    if figure.indicator.better == "down":
        return _now("høyst %(number)s %%") % {"number": number}
    return _now("minst %(number)s %%") % {"number": number}
