"""What the platform knows that a step of the ladder has to rest on, as far as the viewer may see it. Each function
names the records; a precondition that none of them meets is open."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import prefetch_related_objects
from django.utils import timezone

from aktsom.contracts.models import Contract, OwnFacts
from aktsom.findings.models import ActionPlan, Finding, Measure
from aktsom.findings.queries.colours import colours_now
from aktsom.findings.queries.findings import findings_for
from aktsom.findings.queries.plans import measures_of, plan_of
from aktsom.findings.rules.colour import Colour
from aktsom.findings.states import FindingKind, FindingState, MeasureState
from aktsom.follow_up.meeting_states import TOLD_MINUTES
from aktsom.follow_up.queries.meetings import meetings_of
from aktsom.follow_up.states import Verdict
from aktsom.sanctions.models import SanctionDecision
from aktsom.sanctions.queries.decisions import decisions_of, steps_taken
from aktsom.sanctions.rules.rights import Point, Right, rights_to
from aktsom.sanctions.seams import Case, Tick, knows
from aktsom.terms.models import Obligation
from aktsom.terms.queries import obligations

CORRECTION = "correction"
# A point gives the right, and the contract's own deviations name it; the other is our reading of the terms.
DEVIATES = ("deviates", "deviates_inferred")
OWN_CLAUSE = "own_clause"
INFERRED = "inferred"
NOT_DONE = (MeasureState.OPEN, MeasureState.INSUFFICIENT)


def deviations(case: Case) -> list[Finding]:
    """Those that stand and have not been put right, of points that are a duty in the contract's own term set. Where
    the platform knows no point of the contract's terms, all that stand: which clause they break is its owner's to cite.
    """
    rows = findings_for(case.viewer).filter(
        follow_up=case.follow_up, kind=FindingKind.DEVIATION, state=FindingState.STANDS
    )
    duties = {duty.number for duty in points_of(case.contract)}
    return [each for each in rows if each.number in duties] if duties else list(rows)


def points_of(contract: Contract) -> list[Obligation]:
    """Of the contract's own term set; empty where the platform knows none of them."""
    return obligations().get(contract.term_set_id or "", [])


def stood_at(found: Iterable[Finding]) -> list[datetime]:
    """When each of them came to stand, in order: what was written or demanded before was not about it."""
    return sorted(each.stood_at for each in found if each.stood_at is not None)


def gravity(case: Case) -> Iterator[Tick]:
    for one in deviations(case):
        if one.severity is not None and one.severity.is_grave:
            yield _finding("grave", one)


def _finding(kind: str, one: Finding) -> Tick:
    return Tick(kind, one.public_id, one.title, one.found_on)


@knows("gap-recorded")
def gaps(case: Case) -> Iterable[Tick]:
    rows = findings_for(case.viewer).filter(follow_up=case.follow_up, state=FindingState.STANDS, positive=False)
    found = [_finding("finding", one) for one in rows]
    open_ = case.follow_up.conclusions.filter(
        superseded_at__isnull=True, verdict__in=[Verdict.NOT_MET, Verdict.NOT_SHOWN], term_set=case.contract.term_set_id
    )
    numbers = sorted(set(open_.values_list("number", flat=True)))
    return [*found, *(Tick("conclusion", case.follow_up.public_id, number) for number in numbers)]


@knows("breach-documented")
def documented(case: Case) -> Iterable[Tick]:
    return [_finding("deviation", one) for one in deviations(case)]


@knows("clause-cited")
def cited(case: Case) -> Iterable[Tick]:
    if not points_of(case.contract):
        return _own_clause(case)
    code = case.contract.term_set_id
    return [Tick("clause", one.public_id, f"{one.number}, {code}") for one in deviations(case)]


@knows("deadline-set")
def deadlines(case: Case) -> Iterable[Tick]:
    """In the decision itself; to verify what was put right, one that has been set before."""
    if case.step == "verification":
        earlier = [each for each in _taken(case) if each.deadline_on is not None]
        yield from (Tick("deadline", each.public_id, "", each.deadline_on) for each in earlier)
        plan = _plan(case)
        if plan is not None:
            days = [row.due_on for row in _measures(case, plan)]
            yield from [Tick("plan_days", plan.public_id, "", max(days))] if days else []
    else:
        day = case.decision.deadline_on if case.decision is not None else None
        if day is not None and day > case.today:
            yield Tick("deadline", "", "", day)


@knows("supplier-heard")
def heard(case: Case) -> Iterable[Tick]:
    """On each deviation that stands: it has commented, or has been shown it and let the day pass."""
    found, standing = list[Tick](), deviations(case)
    prefetch_related_objects(standing, "comments")
    for one in standing:
        comment = next(reversed(one.comments.all()), None)
        if comment is not None:
            found.append(Tick("commented", one.public_id, one.title, timezone.localdate(comment.said_at)))
        elif one.shown_at is not None and one.hear_by is not None and one.hear_by < case.today:
            found.append(Tick("silent", one.public_id, one.title, one.hear_by))
        else:
            return []
    return found


@knows("meeting-held")
def met(case: Case) -> Iterable[Tick]:
    held = [each for each in meetings_of(case.viewer, [case.follow_up]) if each.state in TOLD_MINUTES]
    return [Tick("meeting", each.public_id, "", timezone.localdate(each.starts_at)) for each in held]


@knows("measures-owned")
def owned(case: Case) -> Iterable[Tick]:
    plan = _plan(case)
    rows = _measures(case, plan) if plan is not None else []
    if plan is None or not rows or not all(row.who for row in rows):
        return []
    return [Tick("plan_owned", plan.public_id, str(len(rows)))]


@knows("evidence-received")
def evidence(case: Case) -> Iterable[Tick]:
    """Proof of what was asked for is in, or the time for it is out."""
    plan = _plan(case)
    for row in _measures(case, plan) if plan is not None else []:
        last = next(reversed(row.proofs.all()), None)  # which are read already
        if last is not None:
            yield Tick("proof", row.plan.public_id, row.text, timezone.localdate(last.given_at))
        elif row.due_on < case.today:
            yield Tick("overdue", row.plan.public_id, row.text, row.due_on)
    for each in _taken(case):
        if each.deadline_on is not None and each.deadline_on < case.today:
            yield Tick("deadline_gone", each.public_id, "", each.deadline_on)


@knows("plan-not-met")
def not_met(case: Case) -> Iterable[Tick]:
    """A measure past its day or judged not enough, a demand for correction past its deadline, or what the colour says
    of days that only those who follow up may see."""
    plan = _plan(case)
    for row in _measures(case, plan) if plan is not None else []:
        if row.state == MeasureState.INSUFFICIENT:
            yield Tick("insufficient", row.plan.public_id, row.text)
        elif row.state in NOT_DONE and row.due_on < case.today:
            yield Tick("overdue", row.plan.public_id, row.text, row.due_on)
    standing = stood_at(deviations(case))
    for each in _taken(case):
        about = bool(standing) and each.decided_at is not None and each.decided_at >= standing[0]
        if about and each.step == CORRECTION and each.deadline_on is not None and each.deadline_on < case.today:
            yield Tick("deadline_gone", each.public_id, "", each.deadline_on)
    for colour in colours_now(case.viewer, [case.follow_up]).get(case.follow_up.pk, []):
        if standing and colour.colour is Colour.RED and colour.term_set == case.contract.term_set_id:
            yield Tick("red", case.follow_up.public_id, colour.term_set, colour.since)


@knows("contract-allows")
def allows(case: Case) -> Iterable[Tick]:
    """The contract's own terms, as it deviates from them; only its own people may read the deviations. Where they give
    no right that the platform knows of, the clause that the owner cites."""
    points = [
        Point(each.number, each.owed_by, each.ladder_hint, each.confidence == INFERRED)
        for each in points_of(case.contract)
    ]
    own = OwnFacts.objects.filter(contract=case.contract, member_id__in=case.viewer.member_ids).first()
    rights = rights_to(case.step, points, own.term_deviations if own is not None else "")
    return [_right(case, each) for each in rights] or _own_clause(case)


def _right(case: Case, right: Right) -> Tick:
    kind = "deviates" if right.deviates else "right"
    kind = f"{kind}_inferred" if right.inferred else kind
    return Tick(kind, case.contract.public_id, f"{right.number}, {case.contract.term_set_id}")


def _own_clause(case: Case) -> list[Tick]:
    one = case.decision
    if one is None or not one.cites_own_clause:
        return []
    return [Tick(OWN_CLAUSE, case.contract.public_id, one.clause_number)]


@knows("serious-breach")
def serious(case: Case) -> Iterable[Tick]:
    return list(gravity(case))


def _taken(case: Case) -> list[SanctionDecision]:
    rows = decisions_of(case.viewer, case.contract, case.follow_up)
    return [each for each in steps_taken(rows) if each.owner_id == case.contract.member_id]


def _plan(case: Case) -> ActionPlan | None:
    found = plan_of(case.viewer, case.follow_up)
    return found if found is not None and found.accepted_at is not None else None


def _measures(case: Case, plan: ActionPlan) -> list[Measure]:
    return [row for row in measures_of(case.viewer, plan) if not row.preventive]
