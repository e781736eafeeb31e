"""Reads of reports: lists, one with its sections, and what it would say if it were drafted now."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.effects.models import AccountDuty, Report, ReportSection
from aktsom.effects.permissions.reports import write_for
from aktsom.effects.report_states import OF_MEMBER, ReportKind, ReportState
from aktsom.effects.reports.drafting import drafted
from aktsom.effects.reports.parts import Changed, Drafted, changed, read
from aktsom.members.models import Member
from aktsom.members.permissions import keeps_network
from aktsom.members.queries.actors import members_with
from aktsom.members.roles import Permission
from aktsom.sharing.keys import may_see
from aktsom.sharing.viewing import sees_network
from aktsom.teams.models import CategoryTeam
from aktsom.terms.grammar import Yearly, parse
from aktsom.terms.queries import clock


def reports_for(viewer: Actor) -> QuerySet[Report]:
    """The viewer's members' and teams' own, the secretariat's for whoever keeps the network, and those of all that are
    adopted, the newest first."""
    seen = may_see(viewer)
    if keeps_network(viewer):
        seen |= Q(member__isnull=True, team__isnull=True)
    rows = Report.objects.filter(seen) if sees_network(viewer) else Report.objects.none()
    return rows.select_related("member", "team", "replaces")


def listed(viewer: Actor) -> list[Report]:
    rows = reports_for(viewer).exclude(state=ReportState.DROPPED)
    return list(rows.order_by("-year", "kind", "-number", "-id"))


def report(viewer: Actor, public_id: str) -> Report:
    """Raises NotVisible."""
    found = reports_for(viewer).exclude(state=ReportState.DROPPED).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def sections_of(_viewer: Actor, one: Report) -> list[ReportSection]:
    """Of a report that the viewer has been given."""
    return list(one.sections.all())


def section_of(viewer: Actor, one: Report, key: str) -> ReportSection:
    """Raises NotVisible."""
    found = next((each for each in sections_of(viewer, one) if each.key == key), None)
    if found is None:
        raise NotVisible
    return found


@dataclass(frozen=True, slots=True)
class Compared:
    section: ReportSection
    fresh: Drafted
    change: Changed | None


def compared(viewer: Actor, one: Report, at: datetime) -> list[Compared]:
    """Each section against what it would say now. Raises NotVisible where the viewer may not have its figures."""
    fresh = {each.key: each for each in drafted(viewer, one, at)}
    return [
        Compared(row, fresh[row.key], changed(read(row.drafted), fresh[row.key].parts))
        for row in sections_of(viewer, one)
    ]


@dataclass(frozen=True, slots=True)
class MayBegin:
    """A report that the viewer may begin: `key` is the public id of the member or team, empty for that of all."""

    kind: ReportKind
    key: str
    name: str
    group_id: str = ""


def may_begin(viewer: Actor) -> list[MayBegin]:
    members = Member.objects.filter(pk__in=viewer.member_ids).order_by("name")
    own = [one for one in members if write_for(viewer, one.pk, None) is None]
    found = [MayBegin(kind, one.public_id, one.name) for kind in OF_MEMBER for one in own]
    if write_for(viewer, None, None) is None and not viewer.is_platform:
        found.append(MayBegin(ReportKind.COOPERATION, "", ""))
    teams = CategoryTeam.objects.filter(pk__in=viewer.team_ids).order_by("group_id")
    return found + [MayBegin(ReportKind.CATEGORY, one.public_id, "", one.group_id) for one in teams]


@dataclass(frozen=True, slots=True)
class AccountClock:
    """For a member that owes an account: of the year before, by the day; `adopted` is the one that stands, if any."""

    member: Member
    year: int
    due_on: date
    adopted: Report | None


def account_day(year: int) -> date:
    """The day on which the account of the year before is due."""
    when = parse(clock("transparency-account")).alternatives[0].when
    if not isinstance(when, Yearly):
        raise ValueError("the clock of the account is no day of the year")
    return date(year, when.month, when.day)


def account_duties(viewer: Actor) -> list[tuple[Member, AccountDuty | None]]:
    """What each member whose register the viewer reads says that it owes, if it has said, by name."""
    members = members_with(viewer, Permission.READ_REGISTER)
    rows = AccountDuty.objects.filter(member__in=members, superseded_at__isnull=True)
    said = {row.member_id: row for row in rows}
    return [(one, said.get(one.pk)) for one in members]


def account_clocks(viewer: Actor, today: date) -> list[AccountClock]:
    """Of the viewer's members that owe one: the account due this year."""
    rows = AccountDuty.objects.filter(owes=True, superseded_at__isnull=True).select_related("member")
    if not viewer.is_platform:
        rows = rows.filter(member_id__in=viewer.member_ids)
    year = today.year - 1
    adopted = Report.objects.filter(kind=ReportKind.ACCOUNT, year=year, state=ReportState.ADOPTED)
    by_member = {one.member_id: one for one in adopted.filter(member__in=[row.member_id for row in rows])}
    return [AccountClock(row.member, year, account_day(today.year), by_member.get(row.member_id)) for row in rows]
