"""Reads of joint inquiries: for those who run them, for bodies that are touched, and for suppliers that are asked."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, F, Q, QuerySet, When

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import running
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.findings.models import Finding, Inquiry, InquiryBranch, InquiryMember, Signal
from aktsom.findings.queries.signals import taken_in
from aktsom.findings.queries.touching import own_ways, whole
from aktsom.findings.signal_states import BranchState, InquiryState
from aktsom.follow_up.models import FollowUp, Meeting
from aktsom.follow_up.queries.meetings import meetings_in
from aktsom.follow_up.queries.planning import follow_ups_for
from aktsom.follow_up.states import LIVE
from aktsom.members.permissions import has, keeps_network
from aktsom.members.roles import Permission
from aktsom.sharing.keys import may_see
from aktsom.sharing.viewing import sees_network
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import identity, of_companies
from aktsom.supply_chain.models import Site
from aktsom.supply_chain.queries.reaching import Step
from aktsom.supply_chain.queries.starts import StartKind

SHOWN = 100
ALLEGED = "inquiry:"  # before the public id, in what a finding rests on


def inquiries_for(viewer: Actor) -> QuerySet[Inquiry]:
    """Those that the viewer runs, is touched by, or is asked in."""
    return Inquiry.objects.filter(taken_in(viewer)).select_related("team")


def inquiry(viewer: Actor, public_id: str) -> Inquiry:
    """Raises NotVisible."""
    found = inquiries_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def runs(viewer: Actor, one: Inquiry) -> bool:
    return keeps_network(viewer) or one.team_id in viewer.team_ids


def list_of(viewer: Actor) -> list[Inquiry]:
    """Open ones first, whatever has been closed since; newest first, with how many bodies and answers each has."""
    rows = inquiries_for(viewer).annotate(
        branch_count=Count("branches", distinct=True),
        answer_count=Count("branches", filter=Q(branches__state=BranchState.ANSWERED), distinct=True),
        member_count=Count("touched", distinct=True),
    )
    closed = Case(When(state=InquiryState.OPEN, then=0), default=1)
    return list(rows.order_by(closed, "-pk")[:SHOWN])


@dataclass(frozen=True)
class OwnContract:
    """One that the viewer's body has with a company that is touched. `way` is empty where the viewer may see none."""

    contract: Contract
    branch: InquiryBranch
    way: tuple[Step, ...]


@dataclass(frozen=True)
class InquiryView:
    """`place` is the name of what it is about, where the viewer may see it. `branches` are the first that it sees,
    those that were asked first, and `by_branch` and `by_state` how many of each kind there are in all. `touched` are
    all bodies for those who run it, the viewer's own otherwise; `judgements` are of others that share theirs;
    `meetings` are held in it."""

    inquiry: Inquiry
    runs: bool
    place: str
    signals: list[Signal]
    branches: list[InquiryBranch]
    by_branch: Counter[str]
    by_state: Counter[str]
    touched: list[InquiryMember]
    mine: list[InquiryMember]
    judgements: list[InquiryMember]
    bodies: int
    contracts: list[OwnContract]
    follow_ups: list[FollowUp]
    findings: list[Finding]
    meetings: list[Meeting]


def inquiry_view(viewer: Actor, one: Inquiry, today: date) -> InquiryView:
    ours = runs(viewer, one)
    seen = one.branches.filter(taken_in(viewer))
    by_branch, by_state = _counted(seen)
    touched = list(one.touched.filter(taken_in(viewer)).select_related("member").order_by("member__name"))
    mine = [row for row in touched if has(viewer, Permission.READ_REGISTER, row.member_id)]
    buys = sees_network(viewer)
    return InquiryView(
        inquiry=one,
        runs=ours,
        place=_place(viewer, one, ours),
        signals=list(one.signals.filter(taken_in(viewer))) if ours else [],
        branches=_first(seen),
        by_branch=by_branch,
        by_state=by_state,
        touched=touched if ours else mine,
        mine=mine,
        judgements=[row for row in touched if row.shares and row not in mine],
        bodies=len(touched),
        contracts=_contracts(viewer, one, seen, today) if mine else [],
        follow_ups=_follow_ups(viewer, seen) if buys else [],
        findings=list(Finding.objects.filter(may_see(viewer), rests_on=f"{ALLEGED}{one.public_id}")) if buys else [],
        meetings=meetings_in(viewer, one.public_id),
    )


def _counted(seen: QuerySet[InquiryBranch]) -> tuple[Counter[str], Counter[str]]:
    by_branch, by_state = Counter[str](), Counter[str]()
    for branch, state, count in seen.order_by().values_list("branch", "state").annotate(Count("id")):
        by_branch[branch] += count
        by_state[state] += count
    return by_branch, by_state


def _first(seen: QuerySet[InquiryBranch]) -> list[InquiryBranch]:
    """An inquiry about a country's raw material can reach more companies than a page can hold."""
    rows = seen.select_related("supplier").order_by(
        F("answered_at").asc(nulls_last=True), F("asked_at").asc(nulls_last=True), "supplier__name", "id"
    )
    return sorted(rows[:SHOWN], key=lambda row: (row.branch, row.supplier.name, row.pk))


def _place(viewer: Actor, one: Inquiry, ours: bool) -> str:
    """A place's name is told to those who may see the place, and to those who run the inquiry."""
    if ours or one.start_kind != StartKind.SITE:
        return one.start_name
    seen = Site.objects.visible_to(viewer).filter(public_id=one.start_key).first()
    return seen.name if seen else ""


def _contracts(viewer: Actor, one: Inquiry, seen: QuerySet[InquiryBranch], today: date) -> list[OwnContract]:
    found = Contract.objects.filter(running(today), member_id__in=viewer.member_ids).annotate(
        company=identity("supplier")
    )
    found = found.filter(company__in=_companies(seen)).select_related("supplier", "member")
    contracts = list(found.order_by("title", "id")[:SHOWN])
    companies = {each.company for each in contracts}
    by_company = {
        row.supplier.identity_id: row
        for row in seen.select_related("supplier").filter(of_companies(companies, "supplier"))
    }
    ways = own_ways(viewer, whole(one.start_kind, one.start_key, today), companies, today) if contracts else {}
    return [OwnContract(each, by_company[each.company], ways.get(each.company, ())) for each in contracts]


def _companies(seen: QuerySet[InquiryBranch]) -> QuerySet[InquiryBranch, int]:
    return seen.order_by().annotate(company=identity("supplier")).values_list("company", flat=True)


def _follow_ups(viewer: Actor, seen: QuerySet[InquiryBranch]) -> list[FollowUp]:
    """Of the companies, that go on and that the viewer may see: where a joint meeting is held."""
    live = follow_ups_for(viewer).filter(state__in=LIVE).annotate(company=identity("supplier"))
    return list(live.filter(company__in=_companies(seen)).order_by("supplier__name", "id")[:SHOWN])


def open_about(viewer: Actor, company_ids: Collection[int]) -> list[Inquiry]:
    """Open inquiries that the viewer sees and that ask one of these companies: told to who is about to open the same
    case."""
    rows = InquiryBranch.objects.filter(taken_in(viewer)).filter(of_companies(company_ids, "supplier"))
    return list(inquiries_for(viewer).filter(state=InquiryState.OPEN, pk__in=rows.order_by().values("inquiry_id")))


def alerts_waiting(viewer: Actor) -> list[InquiryMember]:
    """Zero-tolerance alerts that a body of the viewer's has not acknowledged."""
    rows = _mine(viewer).filter(alerted_at__isnull=False, acknowledged_at__isnull=True)
    return list(rows.select_related("inquiry", "member").order_by("alerted_at", "id"))


def touched_waiting(viewer: Actor) -> list[InquiryMember]:
    """Open inquiries in which a body of the viewer's has not said what it does."""
    rows = _mine(viewer).filter(part="", inquiry__state=InquiryState.OPEN)
    return list(rows.select_related("inquiry", "member").order_by("-id"))


def _mine(viewer: Actor) -> QuerySet[InquiryMember]:
    kept = [id_ for id_ in viewer.member_ids if has(viewer, Permission.KEEP_REGISTER, id_)]
    return InquiryMember.objects.filter(may_see(viewer), member_id__in=kept)


def answers_waiting(viewer: Actor) -> list[Inquiry]:
    """That the viewer runs as a team: inquiries with an answer come in. The secretariat has its list."""
    rows = inquiries_for(viewer).filter(team_id__in=viewer.team_ids, state=InquiryState.OPEN)
    return list(rows.filter(branches__state=BranchState.ANSWERED).distinct())


def asked_branches(viewer: Actor) -> list[InquiryBranch]:
    """For the supplier's own list, what it is to answer first."""
    rows = InquiryBranch.objects.filter(may_see(viewer), asked_at__isnull=False)
    rows = rows.filter(of_companies(_own_companies(viewer), "supplier"))
    return list(rows.select_related("supplier", "inquiry__team").order_by("answered_at", "-id"))


def _own_companies(viewer: Actor) -> set[int]:
    rows = Supplier.objects.filter(id__in=viewer.supplier_ids).values_list("id", "same_as_id")
    return {same_as or id_ for id_, same_as in rows}


def asked_meanwhile(viewer: Actor, company_id: int, since: datetime, until: datetime | None) -> list[InquiryBranch]:
    """Of inquiries that touch the company and were open at some time in between, as far as the viewer sees them."""
    rows = InquiryBranch.objects.filter(taken_in(viewer)).filter(of_companies([company_id], "supplier"))
    open_then = Q(inquiry__closed_at__isnull=True) | Q(inquiry__closed_at__gte=since)
    if until is not None:
        open_then &= Q(inquiry__opened_at__lte=until)
    return list(rows.filter(open_then).select_related("inquiry__team").order_by("id"))


def branch(viewer: Actor, public_id: str) -> InquiryBranch:
    """As the supplier that is asked sees it. Raises NotVisible."""
    rows = InquiryBranch.objects.filter(may_see(viewer), asked_at__isnull=False, public_id=public_id)
    one = rows.select_related("supplier", "inquiry__team").first()
    if one is None or not viewer.supplier_ids:
        raise NotVisible
    return one


def member_row(viewer: Actor, one: Inquiry, member_id: str) -> InquiryMember:
    """By the body's public id. Raises NotVisible."""
    row = one.touched.filter(taken_in(viewer), member__public_id=member_id).select_related("member", "inquiry").first()
    if row is None:
        raise NotVisible
    return row
