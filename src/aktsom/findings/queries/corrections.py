"""How far what was found has been put right: the days that count, and what that makes of the supplier's colour."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from aktsom.findings.models import ActionPlan, Finding, Measure
from aktsom.findings.rules.colour import Correction, Shown, colour_of
from aktsom.findings.states import COUNTS, FindingKind, MeasureState, PlanState
from aktsom.follow_up.audit_states import ReportState
from aktsom.follow_up.models import AuditRecheck, FollowUp
from aktsom.terms.queries import obligations

AUDIT_ROW = "audit:"  # how a finding that was noted from a row of a report names it


def shown_to_be_right(one: Finding) -> date | None:
    """The day on which the last of what was enough came in: every measure that corrects has been proved, or a re-audit
    has found it closed. None while neither is so."""
    measures = list(one.measures.filter(preventive=False).prefetch_related("proofs"))
    if measures and all(each.state == MeasureState.SUFFICIENT for each in measures):
        return max(day for each in measures for day in _enough(each))
    return _closed_by_re_audit(one)


def _enough(one: Measure) -> list[date]:
    return [timezone.localdate(each.given_at) for each in one.proofs.all() if each.sufficient]


def _closed_by_re_audit(one: Finding) -> date | None:
    if not one.rests_on.startswith(AUDIT_ROW):
        return None
    row = one.rests_on.removeprefix(AUDIT_ROW)
    said = AuditRecheck.objects.filter(row__public_id=row, report__state=ReportState.HANDED_IN)
    last = said.select_related("report").order_by("-report_id").first()
    return last.report.ended_on if last is not None and last.closed else None


def correction_of(one: Finding, plan: ActionPlan | None) -> Correction:
    """`one` with its measures and their proofs read along. While no plan is accepted and it is the supplier's move, the
    day for proposing one counts."""
    measures = [each for each in one.measures.all() if not each.preventive]
    due = max((each.due_on for each in measures), default=None) if _stands(plan) else None
    if due is None and plan is not None and plan.state in (PlanState.WANTED, PlanState.CHANGES):
        due = plan.due_on
    insufficient = any(each.state == MeasureState.INSUFFICIENT for each in measures)
    return Correction(due, one.closed_on, insufficient)


def _stands(plan: ActionPlan | None) -> bool:
    """Whether its days have been agreed; also while something more is added to it."""
    return plan is not None and plan.accepted_at is not None


def colours_of(one: FollowUp, term_sets: Iterable[str], today: date) -> dict[str, Shown]:
    """{term set: the colour}. A deviation counts under each set in which its point is a duty; the supplier has been
    assessed under a set when a point of it was concluded on by some method."""
    plan = ActionPlan.objects.filter(follow_up=one).first()
    rows = Finding.objects.filter(follow_up=one, kind=FindingKind.DEVIATION, state__in=COUNTS)
    deviations = list(rows.prefetch_related("measures__proofs"))
    concluded = one.conclusions.filter(superseded_at__isnull=True).exclude(method="")
    assessed = set(concluded.values_list("term_set_id", flat=True))
    known = obligations()
    found = {}
    for code in term_sets:
        duties = {duty.number for duty in known.get(code, ())}
        ours = [each for each in deviations if each.number in duties]
        open_ = [each for each in ours if each.closed_on is None]
        standings = [correction_of(each, plan).standing(today) for each in ours]
        planned = _stands(plan) and all(any(not m.preventive for m in each.measures.all()) for each in open_)
        found[code] = colour_of(standings, assessed=code in assessed or bool(ours), has_plan=planned)
    return found
