"""The report on routines: follow-up, what was found, decisions, what was not acted on, and what it took."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.core.papers import Note, Part, Points, Table, Text
from aktsom.effects.indicators import Record
from aktsom.effects.part_names import term_set_names
from aktsom.effects.queries.unfollowed import Unfollowed, unfollowed
from aktsom.effects.report_tables import report_limit
from aktsom.effects.reports import words
from aktsom.effects.reports.context import Context
from aktsom.effects.reports.figures_said import figure_table, funnel, ledger_table
from aktsom.effects.reports.parts import Drafted, source
from aktsom.findings.queries.colours import colours_now
from aktsom.follow_up.models import CoveredContract, FollowUp
from aktsom.follow_up.queries.planning import follow_ups_for
from aktsom.sanctions.queries.decisions import decisions_for
from aktsom.sanctions.states import Answer, DecisionState
from aktsom.sanctions.tables import step_names


def follow_up(about: Context) -> Drafted:
    """Each that covered one of the member's contracts in the year, with how far it has come."""
    told, sources = figure_table(
        about.of, _("Hvor langt oppfølgingen er kommet"),
        ("followed_up", "with_self_report", "answers_in_time", "chain_told", "with_conclusion", "open_red"),
    )  # fmt: skip
    chart, drawn = funnel(about.of)
    table, ones = follow_up_table(about, _of_member(about))
    text = _("Oppfølginger som er varslet, og som dekket en av avtalene våre i året.")
    mine = source(_("Oppfølginger"), text, about.today, [one.pk for one in ones], "follow_up")
    return Drafted("follow_up", (*told, *chart, *table), (*sources, *drawn, mine))


def _of_member(about: Context) -> list[FollowUp]:
    touched = CoveredContract.objects.filter(
        Q(left_at__isnull=True) | Q(left_at__gte=about.start), member=about.own, joined_at__lt=about.end
    )
    return in_the_year(about, touched.values_list("follow_up_id", flat=True))


def in_the_year(about: Context, ids: Iterable[int]) -> list[FollowUp]:
    rows = follow_ups_for(about.viewer).filter(
        Q(ended_at__isnull=True) | Q(ended_at__gte=about.start), pk__in=set(ids), announced_at__lt=about.end
    )
    return list(rows.order_by("group_id", "supplier__name", "id"))


def follow_up_table(about: Context, ones: Sequence[FollowUp]) -> tuple[list[Part], Sequence[FollowUp]]:
    if not ones:
        return [Text(_("Ingen oppfølginger dekket avtalene i året."))], ones
    colours, sets = colours_now(about.viewer, ones), term_set_names()
    most = report_limit("rows_listed")
    rows = []
    for one in ones[:most]:
        standing = ", ".join(
            f"{sets.get(each.term_set, each.term_set)}: {colour_name(each.colour)}" for each in colours.get(one.pk, ())
        )
        rows.append((one.supplier.name, words.group_name(one.group_id), state_name(one.state), standing or "–"))
    columns = (_("Leverandør"), _("Kategori"), _("Tilstand"), _("Farge etter vilkårene"))
    parts: list[Part] = [Table(_("Oppfølginger i året"), columns, tuple(rows))]
    if len(ones) > most:
        parts.append(Note(words.more(len(ones) - most)))
    return parts, ones


def colour_name(colour: str) -> str:
    return {
        "green": _("ingen åpne avvik"), "yellow": _("avvik med frist"), "red": _("avvik over fristen"),
        "none": _("ikke vurdert"),
    }[colour]  # fmt: skip


def state_name(state: str) -> str:
    return {
        "planned": _("Planlagt"), "announced": _("Varslet"), "running": _("I gang"), "concluded": _("Avsluttet"),
        "dropped": _("Frafalt"),
    }[state]  # fmt: skip


def found(about: Context) -> Drafted:
    """Opening, new, closed and closing, how long it took, and remedy. No texts of findings: places and people stay in
    the case."""
    table, kept = ledger_table(about.of, ("follow_ups", "deviations", "plans", "inquiries"))
    told, sources = figure_table(
        about.of, _("Retting og oppreisning"),
        ("days_to_plan", "days_to_closure", "closure_rate", "idle", "remedied_people", "remedied_sums"),
    )  # fmt: skip
    said = Text(_("Et avvik regnes med fra det står, det vil si når leverandøren er hørt og funnet er delt med oss."))
    return Drafted("findings", (said, *table, *told), (*kept, *sources))


def decisions(about: Context) -> Drafted:
    """Of the contract owner: what was recommended and what was chosen, and whether it relied on a conclusion."""
    rows = decisions_for(about.viewer).filter(
        owner=about.own, decided_at__gte=about.start, decided_at__lt=about.end,
        state__in=[DecisionState.DECIDED, DecisionState.SUPERSEDED],
    )  # fmt: skip
    made = list(rows.order_by("id"))
    names = step_names(words.language())
    counts = Counter((names.get(one.step, "") or answer_name(one.answer), one.answer) for one in made)
    parts: list[Part] = []
    if counts:
        told = tuple(
            (step, answer_name(answer), words.number(count)) for (step, answer), count in sorted(counts.items())
        )
        columns = (_("Steg"), _("Svar på anbefalingen"), _("Avgjørelser"))
        parts.append(Table(_("Avgjørelser i året"), columns, told, frozenset({2})))
    else:
        parts.append(Text(_("Vi avgjorde ingen steg overfor leverandører i året.")))
    waiting, kept = ledger_table(about.of, ("decisions",))
    relied, sources = figure_table(about.of, _("Bygger på andres konklusjoner"), ("reliance",))
    mine = source(
        _("Avgjørelser"), _("Avgjørelser for avtalene våre, tatt i året, også de som en nyere har avløst."),
        about.today, [one.pk for one in made], Record.DECISION,
    )  # fmt: skip
    return Drafted("decisions", (*parts, *waiting, *relied), (mine, *kept, *sources))


def answer_name(answer: str) -> str:
    return {
        Answer.FOLLOW: _("Fulgte anbefalingen"), Answer.OTHER_STEP: _("Valgte et annet steg"),
        Answer.DECLINE: _("Fulgte den ikke"), Answer.AWAIT: _("Avventet"),
    }.get(Answer(answer), "") if answer else ""  # fmt: skip


def not_acting(about: Context) -> Drafted:
    """Contracts with high risk that nobody follows up, with the reasons a person has written."""
    rows = unfollowed(about.viewer, about.own, about.year, about.today)
    by_reason: dict[str, list[Unfollowed]] = defaultdict(list)
    without: Counter[str] = Counter()
    for row in rows:
        if row.reason is not None:
            by_reason[row.reason.reason].append(row)
        else:
            without.update(row.group_ids or ("",))
    parts: list[Part] = [Text(_headline(about, rows))]
    for reason, same in by_reason.items():
        parts.append(Points((_("%(which)s: %(reason)s") % {"which": _which(same), "reason": reason},)))
    if without:
        told = tuple((words.group_name(id_), words.number(count)) for id_, count in sorted(without.items()))
        parts.append(Table(_("Uten skrevet grunn"), (_("Kategori"), _("Avtaler")), told, frozenset({1})))
    text = _(
        "Avtaler med høy risiko som ikke regnes som fulgt opp. Det er de samme som mangler i «Avtaler som følges opp»."
    )
    keys = [row.contract.pk for row in rows]
    return Drafted("not_acting", tuple(parts), (source(_("Ikke fulgt opp"), text, about.today, keys, Record.CONTRACT),))


def _headline(about: Context, rows: Sequence[Unfollowed]) -> str:
    if not rows:
        high = about.of.figures["followed_up"]
        return _("Alle avtaler med høy risiko følges opp.") if high.parts else _("Vi har ingen avtaler med høy risiko.")
    nobody = sum(row.unknown for row in rows)
    said = ngettext(
        "%(count)s avtale med høy risiko følges ikke opp. For %(reasons)s er grunnen skrevet.",
        "%(count)s avtaler med høy risiko følges ikke opp. For %(reasons)s av dem er grunnen skrevet.",
        len(rows),
    ) % {"count": words.number(len(rows)), "reasons": words.number(sum(row.reason is not None for row in rows))}
    if nobody:
        said += " " + ngettext(
            "For %(count)s vet vi det ikke, fordi registeret ikke sier hvem leverandøren er.",
            "For %(count)s vet vi det ikke, fordi registeret ikke sier hvem leverandøren er.",
            nobody,
        ) % {"count": words.number(nobody)}
    return said


def _which(rows: Sequence[Unfollowed]) -> str:
    first = rows[0].reason
    if first is not None and first.group_id:
        return f"{words.group_name(first.group_id)} ({words.contracts(len(rows))})"
    titles = [row.contract.title for row in rows[:3]]
    rest = len(rows) - len(titles)
    return ", ".join(titles) + (f", {words.more(rest).rstrip('.').lower()}" if rest > 0 else "")


def ahead(_about: Context) -> Drafted:
    """A person's own words alone."""
    return Drafted("ahead")
