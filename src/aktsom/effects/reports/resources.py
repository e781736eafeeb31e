"""What joint work takes and saves, with what it rests on."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.core.papers import Note, Part, Table, Text
from aktsom.effects.indicators import Record
from aktsom.effects.part_names import JOINT
from aktsom.effects.queries.duplicates import network_duplicates
from aktsom.effects.queries.effort import EffortScope, hours_by_activity
from aktsom.effects.queries.savings import MemberSavings, SavedOfKind, member_savings, network_savings
from aktsom.effects.reports import words
from aktsom.effects.reports.context import Context
from aktsom.effects.reports.parts import Drafted, source
from aktsom.effects.rules.hours import Ground, Span
from aktsom.sharing.rules import Withheld


def period(about: Context, group_id: str = "") -> EffortScope:
    member = about.member.pk if about.member is not None else None
    return EffortScope(date(about.year, 1, 1), about.last, member, group_id)


def of_member(about: Context) -> Drafted:
    hours = hours_by_activity(about.viewer, period(about))
    spent = sum((each.hours for each in hours), Decimal(0))
    entries = sum(each.entries for each in hours)
    saved = member_savings(about.viewer, period(about), about.today)
    said = Text(
        ngettext(
            "Vi har ført %(hours)s timer i %(entries)s oppføring i året.",
            "Vi har ført %(hours)s timer i %(entries)s oppføringer i året.",
            entries,
        )
        % {"hours": words.number(spent), "entries": words.number(entries)}
        if entries
        else _("Ingen har ført timer i året. Hvor mye tid arbeidet tok, er derfor ukjent.")
    )
    parts: list[Part] = [said, *saved_parts(saved)]
    sources = (
        source(_("Timer"), _("Timer som våre egne folk har ført, og som ikke er rettet siden."), about.today),
        source(
            _("Ganger spart"),
            _("Avtaler krysset av i hver felles aktivitet, minus den ene som arbeidet uansett måtte gjøres for."),
            about.today, _activities(saved), Record.ACTIVITY,
        ),
    )  # fmt: skip
    return Drafted("resources", tuple(parts), sources)


def _activities(saved: MemberSavings) -> list[str]:
    """As the records of activities are called."""
    return [f"{one.public_id} {saved.member_id}" for kind in saved.kinds for one in kind.activities]


def saved_parts(saved: MemberSavings) -> list[Part]:
    if not saved.kinds:
        return [Text(_("Ingen felles aktiviteter krysset av avtalene våre i året."))]
    columns = (_("Felles aktivitet"), _("Avtaler krysset av"), _("Ganger spart"), _("Timer spart"))
    rows = tuple(
        (str(JOINT[each.kind]), words.number(each.contracts), words.number(each.avoided), _saved(each))
        for each in saved.kinds
    )
    parts: list[Part] = [Table(_("Felles arbeid"), columns, rows, frozenset({1, 2}))]
    parts.append(Text(saved_sentence(saved)))
    parts += [Note(f"{JOINT[each.kind]}: {ground(each.span)}") for each in saved.kinds if each.span is not None]
    return parts


def saved_sentence(saved: MemberSavings) -> str:
    """Money only where the member has entered what an hour costs it."""
    if saved.total is None:
        return _("Hvor mange timer det sparte, er ukjent: ingen har ført hva en slik aktivitet tar alene.")
    said = _("Det sparte oss for %(hours)s, etter det som er ført.") % {"hours": words.hours(saved.total)}
    if saved.without_basis:
        said += " " + _("Ganger spart som ikke er med, fordi vi ikke vet hva de tar: %(count)s.") % {
            "count": words.number(saved.without_basis)
        }
    if (money := saved.money) is not None:
        said += " " + _("Det er %(low)s til %(high)s %(currency)s, med %(hourly)s %(currency)s i timen.") % {
            "low": words.number(round(money.low)), "high": words.number(round(money.high)),
            "currency": money.currency, "hourly": words.number(money.hourly),
        }  # fmt: skip
    return said


def _saved(each: SavedOfKind) -> str:
    return words.hours(each.saved) if each.saved is not None else _("Ukjent")


def ground(span: Span) -> str:
    """The assumption, in a sentence."""
    hours = {"low": words.number(span.low), "high": words.number(span.high), "count": words.number(span.count)}
    return {
        Ground.QUARTILES: _("én tar %(low)s til %(high)s timer, midterste halvdel av %(count)s egne oppføringer."),
        Ground.EXTREMES: _("én tar %(low)s til %(high)s timer, laveste og høyeste av %(count)s egne oppføringer."),
        Ground.ONE: _("én tar %(low)s timer, etter en eneste egen oppføring."),
        Ground.BASELINE: _("én tar %(low)s timer, slik vi selv har sagt at det var før."),
        Ground.BOTH: _("én tar %(low)s til %(high)s timer, etter egne oppføringer og slik det var før."),
        Ground.OTHERS: _("én tar %(low)s til %(high)s timer hos andre medlemmer; vi har ikke ført noe selv."),
    }[span.ground] % hours


def of_all(about: Context) -> Drafted:
    """Counts alone; a team's of its category."""
    scope = period(about, about.team.group_id if about.team is not None else "")
    found = network_duplicates(about.viewer, scope)
    parts: list[Part] = []
    if found:
        columns = (_("Felles aktivitet"), _("Aktiviteter"), _("Avtaler krysset av"), _("Ganger spart"))
        rows = tuple(
            (str(JOINT[kind]), words.number(one.activities), words.number(one.contracts), words.number(one.avoided))
            for kind, one in found.items()
        )
        parts.append(Table(_("Felles arbeid"), columns, rows, frozenset({1, 2, 3})))
    else:
        parts.append(Text(_("Ingen felles aktiviteter ble fullført i året.")))
    parts.append(Text(_network_saved(about, scope)))
    text = _("Avtaler krysset av i hver felles aktivitet, minus den ene som arbeidet uansett måtte gjøres for.")
    return Drafted("resources", tuple(parts), (source(_("Ganger spart"), text, about.today),))


def _network_saved(about: Context, scope: EffortScope) -> str:
    saved = network_savings(about.viewer, scope, about.today)
    if saved is not None and saved.withheld is Withheld.TELLING:
        return _("Hvor mange timer det sparte medlemmene til sammen, vises ikke: ett medlem er nesten hele tallet.")
    if saved is None or saved.saved is None:
        return _("Hvor mange timer det sparte medlemmene til sammen, vises ikke: for få har ført hva arbeidet tar.")
    return _(
        "%(members)s medlemmer har ført hva arbeidet tar. De sparte omtrent %(hours)s til sammen. Ganger spart som "
        "ikke er med, fordi medlemmet ikke har ført noe: %(without)s."
    ) % {
        "members": words.number(saved.members), "hours": words.hours(saved.saved),
        "without": words.number(saved.without_basis),
    }  # fmt: skip
