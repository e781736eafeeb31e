"""What nobody does anything about is told to those who answer for the contracts: once, and again when it has moved and
then come to rest anew."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import Max, Q, QuerySet, Subquery
from django.utils import timezone

from aktsom.core.actor import PLATFORM
from aktsom.core.journal import Act, record
from aktsom.findings.actions.colours import lock
from aktsom.findings.models import ActionPlan, Finding, Measure
from aktsom.findings.queries.findings import put_right, said_of_it_now
from aktsom.findings.states import FindingKind, FindingState, MeasureState, PlanState
from aktsom.findings.tables import finding_limit
from aktsom.follow_up.telling import tell

Stalling = Finding | ActionPlan | Measure


class Stalled(StrEnum):
    """Why; a part of the letter's text."""

    IDLE = "idle"  # a deviation stands, and nobody has asked for a plan
    UNSHOWN = "unshown"  # what was found has not been shown to the supplier
    UNDECIDED = "undecided"  # the supplier has been heard, and nobody has said whether it stands
    UNCLOSED = "unclosed"  # all that puts a deviation right is enough, and nobody has closed it
    NO_PLAN = "no_plan"  # the supplier has not sent the plan it was asked for
    NO_ANSWER = "no_answer"  # those who follow up have not answered the plan
    NO_PROOF = "no_proof"  # a measure is past its day
    NO_VERDICT = "no_verdict"  # those who follow up have not judged what was shown


def escalate_all(today: date, at: datetime) -> int:
    """Returns how many were told of. Each by itself, so that whoever is stopped in between goes on where it was; what a
    day missed is told of on the next."""
    return sum(_escalate(row, why, today, at) for why in Stalled for row in _stalled(why, today))


def _stalled(why: Stalled, today: date, only: int | None = None) -> list[Stalling]:
    """Of all, or of the one row."""
    one = {} if only is None else {"pk": only}
    late, rest = today - _days("late_days"), today - _days("idle_days")
    plans = ActionPlan.objects.filter(escalated_on__isnull=True, **one).order_by("id")
    measures = Measure.objects.filter(
        escalated_on__isnull=True, agreed_at__isnull=False, finding__state=FindingState.STANDS, **one
    ).select_related("plan").order_by("id")  # fmt: skip
    match why:
        case Stalled.IDLE | Stalled.UNSHOWN | Stalled.UNDECIDED | Stalled.UNCLOSED:
            return [row for row, since in _findings(why, one) if since <= rest]
        case Stalled.NO_PLAN:
            return list(plans.filter(state__in=[PlanState.WANTED, PlanState.CHANGES], due_on__lte=late))
        case Stalled.NO_ANSWER:
            return [row for row in plans.filter(state=PlanState.PROPOSED) if _day(row.proposed_at) <= rest]
        case Stalled.NO_PROOF:
            return list(measures.filter(state__in=_UNSHOWN, due_on__lte=late))
        case Stalled.NO_VERDICT:
            shown = measures.filter(state=MeasureState.PROVED).annotate(last=Max("proofs__given_at"))
            return [row for row in shown if _day(row.__dict__["last"]) <= rest]


_UNSHOWN = (MeasureState.OPEN, MeasureState.INSUFFICIENT, MeasureState.BLOCKED)


def _findings(why: Stalled, one: dict[str, int]) -> Iterator[tuple[Finding, date]]:
    """Each with the day since which it has lain. What is good, or no more than seen, waits for nobody; what is stopped
    is not to be shown."""
    rows = Finding.objects.filter(escalated_on__isnull=True, stopped_at__isnull=True, **one).order_by("id")
    waits = rows.exclude(kind=FindingKind.OBSERVATION)
    match why:
        case Stalled.UNSHOWN:
            for row in waits.filter(state=FindingState.NOTED):
                yield row, _day(max(row.written_at, row.lifted_at or row.written_at))
        case Stalled.UNDECIDED:
            last = Subquery(said_of_it_now().order_by("-id").values("said_at")[:1])
            for row in waits.filter(state=FindingState.HEARING).annotate(last=last):
                said = row.__dict__["last"]
                yield row, _day(said) if said is not None else row.hear_by or date.max
        case Stalled.UNCLOSED:
            for row in rows.filter(put_right(), state=FindingState.STANDS).annotate(last=_JUDGED):
                yield row, _day(row.__dict__["last"])
        case _:
            for row in _idle().filter(**one):
                yield row, _day(row.stood_at)


_STANDING = (Stalled.IDLE, Stalled.UNCLOSED)
_JUDGED = Max("measures__proofs__judged_at", filter=Q(measures__preventive=False))


def _idle() -> QuerySet[Finding]:
    """Deviations that stand without a measure and without a plan that is asked for or agreed on; one that came to stand
    after the plan was made is not lost in it."""
    at_work = [PlanState.WANTED, PlanState.CHANGES, PlanState.PROPOSED]
    rows = Finding.objects.filter(
        kind=FindingKind.DEVIATION, state=FindingState.STANDS, escalated_on__isnull=True, measures__isnull=True
    )
    return rows.exclude(follow_up__plan__state__in=at_work).order_by("id")


def _day(at: datetime | None) -> date:
    """In Norway, whatever the database takes for a day."""
    return timezone.localdate(at) if at is not None else date.max


@transaction.atomic
def _escalate(row: Stalling, why: Stalled, today: date, at: datetime) -> bool:
    """Looked at again once nobody else is at work with it: what has moved since is not told of, and only the first of
    two workers that come to it tells."""
    one = row.plan if isinstance(row, Measure) else row
    lock(one.follow_up_id)
    if not _stalled(why, today, row.pk):
        return False
    type(row)._default_manager.filter(pk=row.pk).update(escalated_on=today)
    about = {"measure": row.public_id} if isinstance(row, Measure) else {}
    found = isinstance(row, Finding)
    verb = "plan_escalated" if not found else "deviation_escalated" if why in _STANDING else "finding_escalated"
    record(by=PLATFORM, at=at, acts=[Act(verb, one.public_id, one.owner_id, changes={"why": why, **about})])
    tell("deviation_idle" if found else "plan_stalled", one.public_id, at, why=why)
    return True


def _days(name: str) -> timedelta:
    return timedelta(days=finding_limit(name))
