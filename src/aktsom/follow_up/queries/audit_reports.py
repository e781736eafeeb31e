"""Reads of reports of audits: one with its rows, what earlier audits found and whether it is closed, and figures."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.audit_states import Payer, ReportState, RowKind
from aktsom.follow_up.methods import OpenPoint, offers_points, seen
from aktsom.follow_up.models import Audit, AuditRecheck, AuditReport, AuditRow, Evidence, FollowUp
from aktsom.follow_up.permissions import audits as permissions
from aktsom.follow_up.resting import rests_on_evidence
from aktsom.follow_up.rules.closing import Closure, closure
from aktsom.follow_up.rules.fitness import Quality
from aktsom.follow_up.states import PaidBy, Reach


def reports_for(viewer: Actor) -> QuerySet[AuditReport]:
    rows = AuditReport.objects.filter(seen(viewer))
    return rows.select_related("audit__owner", "audit__team", "audit__supplier", "audit__earlier")


def report(viewer: Actor, public_id: str) -> AuditReport:
    """Raises NotVisible."""
    found = reports_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def report_of(viewer: Actor, one: Audit) -> AuditReport | None:
    return reports_for(viewer).filter(audit=one).first()


def shown_to_supplier(viewer: Actor) -> list[AuditReport]:
    rows = reports_for(viewer).filter(audit__supplier_id__in=viewer.supplier_ids, shown_at__isnull=False)
    return list(rows.order_by("-shown_at", "-id"))


def stopped(viewer: Actor) -> list[AuditReport]:
    """Those held back because telling the employer now endangers workers, and those that came through the seller and
    nobody has confirmed."""
    waits = Q(blocked_at__isnull=False) | Q(through_seller=True, confirmed_at__isnull=True)
    return list(reports_for(viewer).filter(waits, state=ReportState.HANDED_IN).order_by("handed_in_at", "id"))


def looked_into(viewer: Actor, one: FollowUp, number: str) -> list[AuditReport]:
    """What the follow-up's own audits reported of a point they were ordered for, and nobody has stopped. A report of
    another scheme is a file, and is cited as one."""
    found = reports_for(viewer).filter(
        audit__follow_up=one, state=ReportState.HANDED_IN, scheme="", blocked_at__isnull=True
    )
    return [report for report in found.order_by("audit__number") if number in report.audit.points]


def quality_of(one: AuditReport) -> Quality:
    """As the order and the report say; an audit of sites in the order is of these goods."""
    paid_by = PaidBy.SUPPLIER if one.audit.payer == Payer.SUPPLIER else PaidBy.BUYER
    audit = one.audit
    return Quality(paid_by, audit.announced, audit.season, one.chosen_by, Reach.SPECIFIC)


def rows_of(one: AuditReport) -> list[AuditRow]:
    return list(one.rows.select_related("site"))


def earlier_deviations(viewer: Actor, one: Audit) -> list[AuditRow]:
    """Deviations of the audits before it, as far as the viewer sees their reports, that no audit before it closed."""
    before = _before(one)
    if not before:
        return []
    rows = AuditRow.objects.filter(
        kind=RowKind.DEVIATION, report__in=reports_for(viewer).filter(audit_id__in=before, state=ReportState.HANDED_IN)
    )
    found = list(rows.select_related("site").order_by("report_id", "point", "id"))
    closed = _closed_by(found, before)
    return [row for row in found if row.pk not in closed]


def _before(one: Audit) -> list[int]:
    """Ids of the audits before, the nearest first; within one follow-up and so few."""
    earlier = dict(Audit.objects.filter(follow_up_id=one.follow_up_id).values_list("id", "earlier_id"))
    found, at = list[int](), one.earlier_id
    while at is not None:
        found.append(at)
        at = earlier.get(at)
    return found


def _closed_by(rows: Iterable[AuditRow], audits: Iterable[int]) -> set[int]:
    told = AuditRecheck.objects.filter(
        row__in=[row.pk for row in rows], report__audit_id__in=list(audits), report__state=ReportState.HANDED_IN
    )
    now = dict(told.order_by("report_id").values_list("row_id", "closed"))
    return {row_id for row_id, closed in now.items() if closed}


def closure_of(viewer: Actor, one: AuditReport) -> Closure:
    """Of the deviations of this report, by the re-audits that the viewer sees."""
    deviations = list(one.rows.filter(kind=RowKind.DEVIATION).values_list("id", flat=True))
    told = AuditRecheck.objects.filter(
        row__in=deviations, report__in=reports_for(viewer).filter(state=ReportState.HANDED_IN)
    )
    return closure(deviations, told.order_by("report_id").values_list("row_id", "closed"))


@dataclass(frozen=True)
class ReportView:
    """As the viewer may see it: `files` are those that it may open. `protected`: whether it may know why a report is
    stopped."""

    report: AuditReport
    rows: list[AuditRow]
    rechecks: list[AuditRecheck]
    files: dict[int, Evidence]
    closure: Closure
    supplier: bool
    protected: bool


def report_view(viewer: Actor, public_id: str) -> ReportView:
    one = report(viewer, public_id)
    supplier = permissions.answers_for(viewer, one)
    runs = not supplier and permissions.runs(viewer, one.audit) is None
    rows = rows_of(one)
    files = [row.evidence_id for row in rows if row.evidence_id] + [one.evidence_id or 0]
    return ReportView(
        one,
        rows,
        list(one.rechecks.select_related("row")),
        {found.pk: found for found in Evidence.objects.visible_to(viewer).filter(pk__in=files)},
        closure_of(viewer, one),
        supplier,
        runs or permissions.is_auditor(viewer, one.audit),
    )


@offers_points
def deviations_left(viewer: Actor, one: FollowUp) -> list[OpenPoint]:
    """Deviations that no later audit has closed. Of a report that is stopped none: an agenda goes to the supplier."""
    told = reports_for(viewer).filter(follow_up=one, state=ReportState.HANDED_IN, blocked_at__isnull=True)
    shown = told.filter(shown_at__isnull=False)
    rows = list(AuditRow.objects.filter(report__in=shown, kind=RowKind.DEVIATION))
    closed = _closed_by(rows, told.values_list("audit_id", flat=True))
    return [OpenPoint(f"audit:{row.public_id}", row.title) for row in rows if row.pk not in closed]


@rests_on_evidence
def shown_in_a_report(evidence: Evidence) -> bool:
    rows = AuditRow.objects.filter(evidence=evidence).exists()
    return rows or AuditReport.objects.filter(evidence=evidence).exists()
