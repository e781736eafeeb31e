"""What a member did before and what an hour costs it: for its own people alone."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Sum

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.effects.effort_states import Activity
from aktsom.effects.models import Baseline, HourlyCost
from aktsom.effects.queries.effort import EffortScope, entries_for


def baselines(viewer: Actor, member_id: int) -> list[Baseline]:
    """Those that count. Raises NotVisible."""
    _own(viewer, member_id)
    return list(Baseline.objects.filter(member=member_id, ended_at__isnull=True))


def hourly_costs(viewer: Actor, member_id: int) -> list[HourlyCost]:
    """The newest first. Raises NotVisible."""
    _own(viewer, member_id)
    return list(HourlyCost.objects.filter(member=member_id, ended_at__isnull=True))


def hourly_cost(viewer: Actor, member_id: int, day: date) -> HourlyCost | None:
    """As it was that day; none for others than the member's own people."""
    if member_id not in viewer.member_ids:
        return None
    rows = HourlyCost.objects.filter(member=member_id, ended_at__isnull=True, since__lte=day)
    return rows.order_by("-since").first()


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Of one activity. `before` is what the member said that it did in a year (`baseline` says who, and which year);
    `hours` and `count` are what was written down in the period, on how many things. Either may be none."""

    activity: Activity
    baseline: Baseline | None
    before: Decimal | None
    hours: Decimal | None
    count: int


def before_after(viewer: Actor, scope: EffortScope) -> list[BeforeAfter]:
    """Of `scope.member_id`, one of the viewer's own; a year at a time compares with a year. Raises NotVisible."""
    _own(viewer, scope.member_id)
    said = Baseline.objects.filter(member=scope.member_id, ended_at__isnull=True).order_by("year")
    before = {one.activity: one for one in said}
    rows = entries_for(viewer).filter(scope.test(), ended_at__isnull=True)
    sums = rows.order_by().values_list("activity").annotate(Sum("hours"), Count("subject", distinct=True))
    after = {what: (hours, count) for what, hours, count in sums}
    found = []
    for activity in Activity:
        one, (hours, count) = before.get(activity), after.get(activity, (None, 0))
        if one is not None or hours is not None:
            was = None if one is None else one.per_year * one.hours_each
            found.append(BeforeAfter(activity, one, was, hours, count))
    return found


def _own(viewer: Actor, member_id: int | None) -> None:
    if member_id is None or member_id not in viewer.member_ids:
        raise NotVisible
