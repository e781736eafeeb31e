"""Self-reports as those who ask, and the members whose contracts they are asked for, see them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible
from aktsom.core.wall import lowered
from aktsom.follow_up.actions.dispatching import edition_of
from aktsom.follow_up.actions.reported import dues_of
from aktsom.follow_up.models import (
    CoveredContract,
    FollowUp,
    QuestionnaireEdition,
    ReportedContract,
    SelfReport,
)
from aktsom.follow_up.permissions import run
from aktsom.follow_up.queries.asked_suppliers import minutes_of, people_of_supplier
from aktsom.follow_up.queries.asking import to_ask_about
from aktsom.follow_up.queries.rounds import known_contacts
from aktsom.follow_up.rules.dues import OwnDue, Timing, earliest, timing
from aktsom.follow_up.states import OPEN_TO_SUPPLIER
from aktsom.members.models import Invitation, Member, Person
from aktsom.members.rules import stands
from aktsom.members.states import InvitationState
from aktsom.suppliers.actions.first_person import FirstPerson, somebody_answers, waiting_for
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.answering import answering_among


@dataclass(frozen=True)
class Preview:
    """What would be asked, before anything is. `contracts` with each one's own due day, `answers` how many people
    answer for the supplier, `invited` whether somebody is on the way in, `contacts` whom the viewer's own members
    write to there. `edition` is none before there is one."""

    contracts: Sequence[tuple[CoveredContract, OwnDue]]
    members: Sequence[tuple[str, int]]
    readers: Sequence[str]
    supplier: Supplier
    edition: QuestionnaireEdition | None
    minutes: int
    answers: int
    invited: bool
    contacts: Sequence[FirstPerson]

    @property
    def due(self) -> date | None:
        return earliest(due.on for _row, due in self.contracts)

    @property
    def needs_first(self) -> bool:
        return not self.answers and not self.invited


def preview(viewer: Actor, one: FollowUp, at: datetime) -> Preview:
    """For who may dispatch it. Raises DomainError where no record of the company may answer."""
    covered = to_ask_about(one, at)
    dues = dues_of(covered, timezone.localdate(at))
    with lowered():
        supplier = answering_among(one.supplier, [row.contract for row in covered])
        answers, invited = len(people_of_supplier(supplier.pk)), bool(waiting_for(supplier, at))
    edition = _edition(one)
    return Preview(
        contracts=[(row, dues[row.contract_id]) for row in covered],
        members=sorted(Counter(row.member.name for row in covered).items()),
        readers=_names({row.member_id for row in covered}),
        supplier=supplier,
        edition=edition,
        minutes=minutes_of(edition) if edition else 0,
        answers=answers,
        invited=invited,
        contacts=known_contacts(viewer, one.supplier),
    )


def _edition(one: FollowUp) -> QuestionnaireEdition | None:
    try:
        return edition_of(one)
    except DomainError:
        return None


def _names(member_ids: set[int]) -> list[str]:
    return list(Member.objects.filter(pk__in=member_ids).order_by("name").values_list("name", flat=True))


@dataclass(frozen=True)
class Invited:
    """Whom those who ask have invited to answer, and whether the link can still be used."""

    name: str
    email: str
    sent_at: datetime
    expires_at: datetime
    stands: bool


@dataclass(frozen=True)
class ReportView:
    """`contracts` are those that the viewer may know the day of: all for those who ask, else its own. `timings` count
    all. `answers` are the names of who answers, for those who ask."""

    report: SelfReport
    runs: bool
    contracts: Sequence[tuple[ReportedContract, Timing]]
    timings: Counter[Timing]
    readers: Sequence[str]
    contact: Person | None
    answers: Sequence[str]
    invited: Invited | None
    reminded_on: Sequence[datetime]
    handed_in: int  # how many times

    @property
    def total(self) -> int:
        return self.timings.total()

    @property
    def due(self) -> date | None:
        return earliest(row.due_on for row, _timing in self.contracts if row.ticked_on is None)

    @property
    def may_invite(self) -> bool:
        return self.runs and not self.answers and self.report.state in OPEN_TO_SUPPLIER


def seen_report(viewer: Actor, public_id: str) -> SelfReport:
    """As a buyer sees it. Raises NotVisible."""
    rows = SelfReport.objects.visible_to(viewer).select_related("follow_up__team", "follow_up__supplier", "supplier")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def reports_of(viewer: Actor, one: FollowUp, now: datetime) -> list[ReportView]:
    """Those of a follow-up that the viewer sees, the newest first."""
    rows = SelfReport.objects.visible_to(viewer).filter(follow_up=one).select_related("supplier", "edition")
    runs = run(viewer, one) is None
    return [_view(viewer, report, runs, now) for report in rows]


def _view(viewer: Actor, report: SelfReport, runs: bool, now: datetime) -> ReportView:
    today = timezone.localdate(now)
    rows = list(report.contracts.select_related("contract", "member").order_by("member__name", "title", "id"))
    timed = [(row, timing(row.due_on, row.ticked_on, today)) for row in rows]
    reminders = report.letters.exclude(kind="overdue").values_list("at", flat=True)
    return ReportView(
        report=report,
        runs=runs,
        contracts=[(row, stands_) for row, stands_ in timed if runs or row.member_id in viewer.member_ids],
        timings=Counter(stands_ for _row, stands_ in timed),
        readers=_names({row.member_id for row in rows} | {report.owner_id}),
        contact=Person.objects.select_related("home").filter(pk=report.contact_id or 0).first(),
        answers=_answering(report) if runs else [],
        invited=_invited(report, now) if runs else None,
        reminded_on=list(reminders),
        handed_in=report.submissions.count(),
    )


def nobody_answers(supplier: Supplier) -> bool:
    """For who follows it up and is about to show it something: nobody would read it."""
    with lowered():
        return not somebody_answers(supplier)


def _answering(report: SelfReport) -> list[str]:
    with lowered():
        return sorted(person.name for person in people_of_supplier(report.supplier_id))


def _invited(report: SelfReport, now: datetime) -> Invited | None:
    """A colleague may have sent it."""
    with lowered():
        sent = Invitation.objects.filter(
            for_supplier__for_report__self_report=report, state=InvitationState.SENT
        ).order_by("-id")
        one = sent.first()
    if one is None:
        return None
    return Invited(one.name, one.email, one.sent_at, one.expires_at, stands(one.state, one.expires_at, now))


def report_of_contract(viewer: Actor, contract: Contract, today: date) -> tuple[ReportedContract, Timing] | None:
    """The newest self-report that the contract is covered by, for its own people and for those who ask."""
    rows = ReportedContract.objects.filter(
        contract=contract, self_report__in=SelfReport.objects.visible_to(viewer).exclude(state="withdrawn")
    ).select_related("self_report__follow_up")
    row = rows.order_by("-id").first()
    if row is None:
        return None
    asks = row.self_report.team_id in viewer.case_team_ids or row.member_id in viewer.member_ids
    return (row, timing(row.due_on, row.ticked_on, today)) if asks else None


@dataclass(frozen=True)
class AskedOf:
    """A self-report as the supplier's own people find it in their list."""

    report: SelfReport
    contracts: Sequence[tuple[ReportedContract, Timing]]
    readers: Sequence[str]
    contact: Person | None

    @property
    def due(self) -> date | None:
        return earliest(row.due_on for row, _timing in self.contracts if row.ticked_on is None)

    @property
    def is_open(self) -> bool:
        return self.report.state in OPEN_TO_SUPPLIER


def asked_of(viewer: Actor, today: date) -> list[AskedOf]:
    """Of all that the viewer answers for, whoever asks, the newest first. The follow-up behind it is the buyers'."""
    rows = (
        SelfReport.objects.visible_to(viewer)
        .filter(supplier_id__in=viewer.supplier_ids)
        .select_related("supplier", "team", "owner")
        .prefetch_related("contracts__member")
    )
    reports = list(rows)
    contacts = Person.objects.select_related("home").in_bulk([one.contact_id for one in reports if one.contact_id])
    return [
        AskedOf(
            report,
            [(row, timing(row.due_on, row.ticked_on, today)) for row in report.contracts.all()],
            sorted({row.member.name for row in report.contracts.all()} | {report.owner.name}),
            contacts.get(report.contact_id or 0),
        )
        for report in reports
    ]
