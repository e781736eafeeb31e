"""Reminders of self-reports that nobody has answered: each is decided once, however many workers think of it."""

from collections import defaultdict
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from aktsom.core.actor import PLATFORM
from aktsom.core.outbox import send
from aktsom.follow_up.actions.inviting import INVITED_MAIL
from aktsom.follow_up.models import ReportedContract, ReportLetter, SelfReport
from aktsom.follow_up.rules.reminding import reminder_due
from aktsom.follow_up.states import LetterKind, ReportState
from aktsom.members.actions import inviting
from aktsom.members.letters import take_up_page
from aktsom.members.models import Invitation
from aktsom.members.states import InvitationState
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.answering import who_answers
from aktsom.terms.queries import period

REMINDER_MAIL, OVERDUE_MAIL = "self_report_reminder", "self_report_overdue"
REMINDERS = (LetterKind.FIRST_REMINDER, LetterKind.SECOND_REMINDER)


def send_reminders(*, at: datetime) -> int:
    """To suppliers that have not answered, at most one letter a day each; returns to how many."""
    suppliers = SelfReport.objects.filter(state=ReportState.ASKED).order_by().values_list("supplier_id", flat=True)
    return sum(_remind(supplier_id, at) for supplier_id in sorted(set(suppliers)))


@transaction.atomic
def _remind(supplier_id: int, at: datetime) -> bool:
    """Whoever comes second waits at the supplier's row, and then finds that the day's letter is on its way."""
    today = timezone.localdate(at)
    if not _wanted(supplier_id, today):
        return False
    Supplier.objects.select_for_update(no_key=True).get(pk=supplier_id)
    wanted = _wanted(supplier_id, today)
    if not wanted or _heard_today(supplier_id, today):
        return False
    ReportLetter.objects.bulk_create(
        ReportLetter(self_report=report, kind=kind, about=timezone.localdate(report.asked_at), at=at)
        for report, kind in wanted
    )
    reports = [report for report, _kind in wanted]
    if who_answers(supplier_id) or not _sent_link_again(reports, at):
        send(kind=REMINDER_MAIL, payload={"reports": [one.public_id for one in reports]}, at=at)
    return True


def _wanted(supplier_id: int, today: date) -> list[tuple[SelfReport, LetterKind]]:
    first, second = period("self-report-reminder-1"), period("self-report-reminder-2")
    found = []
    for report in SelfReport.objects.filter(supplier_id=supplier_id, state=ReportState.ASKED).order_by("id"):
        kind = reminder_due(timezone.localdate(report.asked_at), today, first, second)
        if kind is not None and not ReportLetter.objects.filter(self_report=report, kind=kind).exists():
            found.append((report, kind))
    return found


def _heard_today(supplier_id: int, today: date) -> bool:
    """The supplier has been written to today already: asked for something new, or reminded."""
    asked = SelfReport.objects.filter(supplier_id=supplier_id).values_list("asked_at", flat=True)
    reminded = ReportLetter.objects.filter(self_report__supplier_id=supplier_id, kind__in=REMINDERS)
    days = [*asked, *reminded.values_list("at", flat=True)]
    return any(timezone.localdate(day) == today for day in days)


def _sent_link_again(reports: list[SelfReport], at: datetime) -> bool:
    """Whoever was invited and has not come in yet is reminded with a new link: the old one may be too old."""
    waiting = Invitation.objects.select_for_update(of=("self",)).filter(
        for_supplier__for_report__self_report__in=reports, state=InvitationState.SENT
    )
    found = list(waiting.order_by("id"))
    for one in found:
        name = one.for_supplier.supplier.name
        inviting.sent_again(one, PLATFORM, at, take_up_page(), body=name, letter=INVITED_MAIL)
    return bool(found)


def tell_of_days_past(*, at: datetime) -> int:
    """On the day after a contract's own due day those who ask are told, once for each day; returns how many letters. A
    day that was past when the contract was asked for is no news."""
    today = timezone.localdate(at)
    late = ReportedContract.objects.filter(
        due_on__lt=today, ticked_on__isnull=True, self_report__state=ReportState.ASKED
    )
    days: dict[int, set[date]] = defaultdict(set)
    for report_id, due_on, added_at in late.values_list("self_report_id", "due_on", "added_at"):
        if due_on is not None and due_on >= timezone.localdate(added_at):
            days[report_id].add(due_on)
    return sum(_tell(report_id, day, at) for report_id, found in sorted(days.items()) for day in sorted(found))


@transaction.atomic
def _tell(report_id: int, day: date, at: datetime) -> bool:
    report = SelfReport.objects.get(pk=report_id)
    _letter, is_new = ReportLetter.objects.get_or_create(
        self_report=report, kind=LetterKind.OVERDUE, about=day, defaults={"at": at}
    )
    if is_new:
        send(kind=OVERDUE_MAIL, payload={"report": report.public_id, "due_on": day.isoformat()}, at=at)
    return is_new
