"""The report to a member's management, on one page: where we stand, and what asks for their eye."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.core.papers import Part, Points, Table, Text
from aktsom.effects.part_names import JOINT
from aktsom.effects.queries.savings import MemberSavings, member_savings
from aktsom.effects.queries.unfollowed import unfollowed
from aktsom.effects.reports import words
from aktsom.effects.reports.context import Context
from aktsom.effects.reports.figures_said import figure_source, ledger_table, short
from aktsom.effects.reports.parts import Drafted
from aktsom.effects.reports.resources import period, saved_sentence

_SHOWN = ("with_clause", "followed_up", "with_self_report", "with_conclusion", "open_red", "days_to_closure")


def status(about: Context) -> Drafted:
    found = about.of.those(_SHOWN)
    rows = [(one.indicator.said("name", words.language()), short(one)) for one in found]
    table = Table(_("Tall vi følger"), (_("Tall"), _("Resultat")), tuple(rows))
    kept, sources = ledger_table(about.of, ("follow_ups", "deviations"))
    return Drafted("status", (table, *kept), (*(figure_source(about.of, one) for one in found), *sources))


def attention(about: Context) -> Drafted:
    """At most four lines: what is red, what waits for a decision, what nobody acts on, what joint work saved."""
    lines = [line for line in (_red(about), _waiting(about), _unfollowed(about)) if line]
    saved = member_savings(about.viewer, period(about), about.today)
    if saved.kinds:
        lines.append(f"{_spared(saved)} {saved_sentence(saved)}")
    parts: list[Part] = [Points(tuple(lines))] if lines else [Text(_("Ingenting trenger ledelsens øye nå."))]
    return Drafted("attention", tuple(parts))


def _spared(saved: MemberSavings) -> str:
    """What is counted is single activities, not follow-ups: one follow-up may hold several."""
    kinds = ", ".join(f"{JOINT[each.kind]}: {words.number(each.avoided)}" for each in saved.kinds)
    return _("Ganger spart med felles arbeid: %(count)s (%(kinds)s).") % {
        "count": words.number(saved.avoided), "kinds": kinds,
    }  # fmt: skip


def _red(about: Context) -> str:
    one = about.of.figures.get("open_red")
    if one is None or not one.parts or not one.parts[0].counted:
        return ""
    return _("%(contracts)s står på rødt: rettingen er over fristen.") % {
        "contracts": words.contracts(int(one.parts[0].counted))
    }


def _waiting(about: Context) -> str:
    kept = about.of.ledgers.get("decisions")
    if kept is None or not kept.line.closing:
        return ""
    return ngettext(
        "%(count)s anbefaling venter på at vi avgjør.", "%(count)s anbefalinger venter på at vi avgjør.",
        kept.line.closing,
    ) % {"count": words.number(kept.line.closing)}  # fmt: skip


def _unfollowed(about: Context) -> str:
    rows = unfollowed(about.viewer, about.own, about.year, about.today)
    without = sum(row.reason is None for row in rows)
    if not rows:
        return ""
    return _("%(contracts)s med høy risiko følges ikke opp. Ingen har skrevet hvorfor for %(without)s av dem.") % {
        "contracts": words.contracts(len(rows)), "without": words.number(without),
    }  # fmt: skip
