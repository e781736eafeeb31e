"""The yearly report of the cooperation, and that of a category: figures of all together or of one team."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.core.papers import Facts, Part, Points, Table, Text
from aktsom.effects.queries.scopes import of_category
from aktsom.effects.reports import words
from aktsom.effects.reports.context import Context
from aktsom.effects.reports.figures_said import figure_table, funnel, ledger_table, reckoned
from aktsom.effects.reports.parts import Drafted, source
from aktsom.effects.reports.routine_work import follow_up_table, in_the_year
from aktsom.findings.queries.public_results import standing_results
from aktsom.follow_up.models import FollowUp
from aktsom.members.models import Member
from aktsom.teams.models import CategoryTeam, TeamSeat
from aktsom.teams.models.teams import LIVE
from aktsom.teams.states import TeamState

_COVERAGE = ("followed_up", "with_clause", "with_self_report", "with_conclusion", "answers_in_time", "chain_told")
_CORRECTION = ("open_red", "days_to_plan", "days_to_closure", "closure_rate", "idle")
_REMEDY = ("remedied_people", "remedied_sums")


def cooperation(about: Context) -> Drafted:
    """Who takes part, and the teams."""
    teams = list(CategoryTeam.objects.filter(state__in=LIVE).order_by("group_id"))
    seats = TeamSeat.objects.filter(left_at__isnull=True, team__in=[team.pk for team in teams])
    seated = {team: set() for team in (one.pk for one in teams)}  # type: dict[int, set[int]]
    for team_id, member_id in seats.values_list("team_id", "member_id"):
        seated[team_id].add(member_id)
    with_contracts = Member.objects.filter(contracts__isnull=False).distinct().count()
    pairs = (
        (_("Medlemmer med avtaler i registeret"), words.number(with_contracts)),
        (_("Kategorigrupper"), words.number(len(teams))),
        (_("Av dem ligger i dvale"), words.number(sum(team.state == TeamState.DORMANT for team in teams))),
    )
    columns = (_("Kategori"), _("Medlemmer i gruppen"))
    rows = tuple((words.group_name(team.group_id), words.number(len(seated[team.pk]))) for team in teams)
    table: list[Part] = [Table(_("Kategorigrupper"), columns, rows, frozenset({1}))] if rows else []
    told, sources = figure_table(about.of, _("Grupper og tilgang"), ("without_lead", "overdue_reviews"))
    mine = source(_("Samarbeidet"), _("Medlemmer, grupper og plasser som de står i dag."), about.today)
    return Drafted("cooperation", (Facts(pairs), *table, *told), (mine, *sources))


def coverage(about: Context) -> Drafted:
    told, sources = figure_table(about.of, _("Avtaler med høy risiko"), _COVERAGE)
    chart, drawn = funnel(about.of)
    return Drafted("coverage", (*told, *chart), (*sources, *drawn))


def correction(about: Context) -> Drafted:
    kinds = ("follow_ups", "deviations", "plans", "inquiries", "signals")
    table, kept = ledger_table(about.of, kinds if about.team is None else kinds[:4])
    told, sources = figure_table(about.of, _("Retting"), _CORRECTION)
    remedy, paid = figure_table(about.of, _("Oppreisning"), _REMEDY)
    return Drafted("correction", (*table, *told, *remedy), (*kept, *sources, *paid))


def harmonisation(about: Context) -> Drafted:
    told, sources = figure_table(
        about.of, _("Hvor likt vi gjør det"), ("terms", "own_deviations", "same_step", "reliance")
    )
    return Drafted("harmonisation", tuple(told), tuple(sources))


def published(about: Context) -> Drafted:
    """What everybody can read, of all suppliers."""
    rows = list(standing_results(None).filter(published_at__gte=about.start, published_at__lt=about.end))
    said = ngettext("%(count)s resultat ble publisert i året.", "%(count)s resultater ble publisert i året.", len(rows))
    parts: list[Part] = [
        Text(said % {"count": words.number(len(rows))} if rows else _("Ingenting ble publisert i året."))
    ]
    names = sorted({f"{row.supplier_name}, {words.group_name(row.group_id)}" for row in rows})
    if names:
        parts.append(Points(tuple(names)))
    text = _("Resultater som er ute, og som verken er trukket eller rettet av en nyere.")
    pages = [row.page for row in rows]
    return Drafted("published", tuple(parts), (source(_("Publisert"), text, about.today, pages, "public_result"),))


def team(about: Context) -> Drafted:
    """Who sits there and for whom; no names of people. How much is followed up is said of all the category: of what the
    team follows up it would be all, by what the words mean."""
    if about.team is None:
        raise ValueError("a report of no team")
    seats = TeamSeat.objects.filter(team=about.team, left_at__isnull=True).select_related("member")
    members = sorted({seat.member.name for seat in seats})
    pairs = (
        (_("Kategori"), words.group_name(about.team.group_id)),
        (_("Medlemmer i gruppen"), ", ".join(members) or _("Ingen")),
        (_("Plasser"), words.number(len(seats))),
    )
    whole = reckoned(about.viewer, of_category(about.team.group_id), about.year, about.at)
    covered, behind = figure_table(whole, _("Avtaler i kategorien"), ("followed_up",))
    told, sources = figure_table(about.of, _("Avtaler gruppen følger opp"), _COVERAGE)
    mine = source(_("Gruppen"), _("Plassene i gruppen som de står i dag."), about.today)
    return Drafted("team", (Facts(pairs), *covered, *told), (mine, *behind, *sources))


def team_work(about: Context) -> Drafted:
    ids = FollowUp.objects.filter(team=about.team).values_list("pk", flat=True)
    table, ones = follow_up_table(about, in_the_year(about, ids))
    chart, drawn = funnel(about.of)
    text = _("Gruppens oppfølginger som er varslet, og som løp i året.")
    mine = source(_("Oppfølginger"), text, about.today, [one.pk for one in ones], "follow_up")
    return Drafted("team_work", (*table, *chart), (mine, *drawn))
