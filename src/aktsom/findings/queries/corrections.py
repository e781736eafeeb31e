"""How far what was found has been put right: the days that count, and what that makes of the supplier's colour."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from aktsom.core.models import JournalEntry
from aktsom.core.wall import lowered
from aktsom.findings.models import ActionPlan, Finding, Measure
from aktsom.findings.rules.colour import (
    Correction,
    Due,
    Moved,
    Shown,
    Standing,
    colour_of,
    correction,
    day_that_counts,
)
from aktsom.findings.states import COUNTS, FindingKind, MeasureState, PlanState
from aktsom.follow_up.audit_states import ReportState
from aktsom.follow_up.models import AuditRecheck, Conclusion, FollowUp
from aktsom.follow_up.states import Verdict
from aktsom.terms.queries import obligations

AUDIT_ROW = "audit:"  # how a finding that was noted from a row of a report names it


def shown_to_be_right(one: Finding) -> date | None:
    """The day on which the last of what was enough came in: every measure that corrects has been proved, or a re-audit
    has found it closed. None while neither is so."""
    agreed = one.measures.filter(preventive=False, agreed_at__isnull=False)
    measures = list(agreed.prefetch_related("proofs"))
    if measures and all(each.state == MeasureState.SUFFICIENT for each in measures):
        return max(day for each in measures for day in _enough(each))
    return _closed_by_re_audit(one)


def _enough(one: Measure) -> list[date]:
    """The day of what was found to be enough last: what was doubted since has been shown anew."""
    return [timezone.localdate(each.given_at) for each in one.proofs.all() if each.sufficient][-1:]


def _closed_by_re_audit(one: Finding) -> date | None:
    if not one.rests_on.startswith(AUDIT_ROW):
        return None
    row = one.rests_on.removeprefix(AUDIT_ROW)
    said = AuditRecheck.objects.filter(row__public_id=row, report__state=ReportState.HANDED_IN)
    reopened = _reopened_at(one)
    if reopened is not None:
        said = said.filter(report__handed_in_at__gt=reopened, report__ended_on__gte=timezone.localdate(reopened))
    last = said.select_related("report").order_by("-report_id").first()
    return last.report.ended_on if last is not None and last.closed else None


def _reopened_at(one: Finding) -> datetime | None:
    """Last, by the journal: what was said before that has not held."""
    with lowered():
        rows = JournalEntry.objects.filter(subject=one.public_id, verb="finding_reopened").order_by("-number")
        return rows.values_list("at", flat=True).first()


def correction_of(one: Finding, plan: ActionPlan | None) -> Correction:
    """`one` with its measures, their proofs and extensions read along. Where nothing has been agreed of it and the
    supplier owes a plan, or sent it after its day and nobody has accepted it, the day for proposing one counts."""
    agreed = [each for each in one.measures.all() if not each.preventive and each.agreed_at is not None]
    if agreed or one.closed_on is not None or plan is None:
        return correction([_due(each) for each in agreed], one.closed_on)
    late = plan.proposed_at is not None and timezone.localdate(plan.proposed_at) > plan.due_on
    owed = plan.state in (PlanState.WANTED, PlanState.CHANGES) or (plan.state == PlanState.PROPOSED and late)
    return Correction(plan.due_on if owed else None)


def _due(one: Measure) -> Due:
    moves = [Moved(each.before, each.after, timezone.localdate(each.at)) for each in one.extensions.all()]
    shown = list(one.proofs.all())
    given = timezone.localdate(shown[-1].given_at) if shown else None
    enough = {MeasureState.SUFFICIENT: True, MeasureState.PROVED: None}.get(MeasureState(one.state), False)
    if not shown or one.state in (MeasureState.OPEN, MeasureState.BLOCKED):
        given, enough = None, None
    return Due(day_that_counts(one.due_on, moves), given, enough)


def colours_of(one: FollowUp, term_sets: Iterable[str], today: date) -> dict[str, Shown]:
    """{term set: the colour}. A deviation counts under each set in which its point is a duty; the supplier has been
    assessed under a set when a point of it was concluded on by some method. A point that was found not to be met is
    open and without a plan until a deviation has taken it up."""
    plan = ActionPlan.objects.filter(follow_up=one).first()
    deviations = list(_counting(one).prefetch_related("measures__proofs", "measures__extensions"))
    concluded = list(one.conclusions.filter(superseded_at__isnull=True).exclude(method=""))
    assessed = {row.term_set_id for row in concluded}
    known = obligations()
    found = {}
    for code in term_sets:
        duties = {duty.number for duty in known.get(code, ())}
        ours = [each for each in deviations if each.number in duties]
        open_ = [each for each in ours if each.closed_on is None]
        standings = [correction_of(each, plan).standing(today) for each in ours]
        planned = all(_is_agreed(each) for each in open_)
        if not_taken_up((row for row in concluded if row.term_set_id == code), ours):
            standings, planned = [*standings, Standing.OPEN_IN_TIME], False
        found[code] = colour_of(standings, assessed=code in assessed or bool(ours), has_plan=planned)
    return found


def not_taken_up(concluded: Iterable[Conclusion], deviations: Iterable[Finding]) -> list[Conclusion]:
    """Conclusions that a point is not met, which none of the deviations is about: of the point, at the place where both
    name one, and not closed by what came in before the point was looked into."""
    known = list(deviations)
    return [
        row for row in concluded if row.verdict == Verdict.NOT_MET and not any(_is_about(each, row) for each in known)
    ]


def _is_about(one: Finding, said: Conclusion) -> bool:
    same_place = one.site_key == said.site_key or "" in (one.site_key, said.site_key)
    return one.number == said.number and same_place and (one.closed_on is None or said.done_on <= one.closed_on)


def _counting(one: FollowUp) -> QuerySet[Finding]:
    """Deviations that stand or stood. One that has stood stopped all along is left out: a colour that turned would tell
    the employer that something was found. What was known before it was stopped goes on counting."""
    rows = Finding.objects.filter(follow_up=one, kind=FindingKind.DEVIATION, state__in=COUNTS)
    return rows.exclude(Q(stopped_at__isnull=False, stood_at__gte=F("stopped_at")) & ~Q(unheard_reason=""))


def turns_colour(one: Finding) -> bool:
    """Whether what is done with it can turn the colour: it stands or has stood, and not stopped all along."""
    if one.stood_at is None:
        return False
    return one.stopped_at is None or one.stood_at < one.stopped_at or not one.unheard_reason


def _is_agreed(one: Finding) -> bool:
    return any(not each.preventive and each.agreed_at is not None for each in one.measures.all())
