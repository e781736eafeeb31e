"""The contracts that a self-report is asked for, each with its own due day by its own terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from aktsom.contracts.models import OwnFacts
from aktsom.core.journal import Act
from aktsom.core.outbox import send
from aktsom.core.wall import lowered
from aktsom.follow_up.actions.report_keys import recompute_one
from aktsom.follow_up.models import CoveredContract, FollowUp, ReportedContract, SelfReport
from aktsom.follow_up.queries.asking import to_ask_about
from aktsom.follow_up.rules.dues import OwnDue, own_due
from aktsom.follow_up.states import UNDER_WAY, ReportState
from aktsom.terms.queries import obligations, self_report_of

JOINED_MAIL = "self_report_joined"


@dataclass(frozen=True, slots=True)
class Signed:
    """What of a contract its terms need to know."""

    term_set: str
    starts_on: date | None
    signed_on: date | None


def dues_of(covered: Sequence[CoveredContract], dispatched_on: date) -> dict[int, OwnDue]:
    """By contract. When a contract was signed is its owner's to know; of that day nothing is given out but the due day
    that the terms count from it."""
    known = obligations()
    with lowered():
        facts = OwnFacts.objects.filter(contract_id__in=[row.contract_id for row in covered])
        signed = dict(facts.values_list("contract_id", "signed_on"))
    found = {}
    for row in covered:
        code = row.contract.term_set_id or ""
        facts_of_it = Signed(code, row.contract.starts_on, signed.get(row.contract_id))
        found[row.contract_id] = own_due(code, self_report_of(facts_of_it, known=known, dispatched_on=dispatched_on))
    return found


def reported(report: SelfReport, covered: Sequence[CoveredContract], at: datetime) -> list[ReportedContract]:
    """Rows for the contracts, stored. To be done with the wall lowered: the references are the owners'."""
    dues = dues_of(covered, timezone.localdate(at))
    ids = [row.contract_id for row in covered]
    references = dict(OwnFacts.objects.filter(contract_id__in=ids).values_list("contract_id", "reference"))
    rows = [
        ReportedContract(
            self_report=report,
            contract=row.contract,
            member_id=row.member_id,
            title=row.contract.title,
            reference=references.get(row.contract_id, ""),
            term_set=row.contract.term_set_id or "",
            due_on=dues[row.contract_id].on,
            due_why=dict(dues[row.contract_id].why),
            added_at=at,
            ticked_on=_answered_on(report),
        )
        for row in covered
    ]
    return ReportedContract.objects.bulk_create(rows)


def _answered_on(report: SelfReport) -> date | None:
    """Who joins after the answer gets what was answered, on the day that it was."""
    return timezone.localdate(report.answered_at) if report.answered_at else None


def take_late_joiners(one: FollowUp, at: datetime) -> list[Act]:
    """Contracts that the follow-up covers by now and its self-report does not, that which is under way or was judged
    last. The supplier is not asked anew, and is told of all of them in one letter."""
    with lowered():
        open_to_more = [*UNDER_WAY, ReportState.JUDGED]
        locked = SelfReport.objects.select_for_update(of=("self",)).select_related("supplier")
        report = locked.filter(follow_up=one, state__in=open_to_more).order_by("-id").first()
        if report is None:
            return []
        there = set(report.contracts.values_list("contract_id", flat=True))
        new = reported(report, [row for row in to_ask_about(one, at) if row.contract_id not in there], at)
        recompute_one(report, timezone.localdate(at))
    if new:
        joined = [row.contract.public_id for row in new]
        send(kind=JOINED_MAIL, payload={"report": report.public_id, "contracts": joined}, at=at)
    return [asked_act("self_report_joined", report, row, one.team_id is not None) for row in new]


def asked_act(verb: str, report: SelfReport, row: ReportedContract, by_mandate: bool) -> Act:
    told = {"contract": row.contract.public_id, "supplier": report.supplier.public_id, "due_on": row.due_on}
    return Act(verb, report.public_id, row.member_id, row.member_id if by_mandate else None, told)
