"""Reads of effort: entries as the viewer sees them, sums of them, and the timer that runs.

Hours on a team's case are seen by the team, whoever entered them; all other hours are their own member's. Who did it,
what it cost and the note are the member's own everywhere (`EffortOwnFacts`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.effects.effort_states import Activity, Basis
from aktsom.effects.models import EffortEntry, EffortOwnFacts, RunningTimer
from aktsom.members.models import Person
from aktsom.sharing.keys import may_see
from aktsom.sharing.viewing import sees_network


@dataclass(frozen=True, slots=True)
class EffortScope:
    """A period, both days with it, and what to look at in it: everything, or one member, category or follow-up (by its
    public id)."""

    first: date
    last: date
    member_id: int | None = None
    group_id: str = ""
    follow_up: str = ""

    def test(self) -> Q:
        found = Q(on__gte=self.first, on__lte=self.last)
        if self.member_id is not None:
            found &= Q(member_id=self.member_id)
        if self.group_id:
            found &= Q(follow_up__group_id=self.group_id)
        if self.follow_up:
            found &= Q(follow_up__public_id=self.follow_up)
        return found


def _seen(viewer: Actor) -> Q:
    own = Q(made_by_id=viewer.person_id) if viewer.person_id and sees_network(viewer) else Q(pk__in=[])
    return may_see(viewer) | own


def entries_for(viewer: Actor) -> QuerySet[EffortEntry]:
    """All that the viewer sees, also what was corrected since."""
    return EffortEntry.objects.filter(_seen(viewer))


def entries(viewer: Actor, scope: EffortScope) -> QuerySet[EffortEntry]:
    """Members' entries that count, the newest first, with member and follow-up at hand."""
    rows = entries_for(viewer).filter(scope.test(), member__isnull=False, ended_at__isnull=True)
    return rows.select_related("member", "follow_up")


def entry(viewer: Actor, public_id: str) -> EffortEntry:
    """Raises NotVisible."""
    found = entries_for(viewer).filter(public_id=public_id).select_related("member", "supplier").first()
    if found is None:
        raise NotVisible
    return found


def own_facts(viewer: Actor, ones: list[EffortEntry]) -> dict[int, EffortOwnFacts]:
    """{entry: what its own people read of it}, of those that the viewer may read more of."""
    own = Q(person_id=viewer.person_id) if viewer.person_id and sees_network(viewer) else Q(pk__in=[])
    rows = EffortOwnFacts.objects.filter(may_see(viewer) | own)
    return {each.entry_id: each for each in rows.filter(entry__in=[one.pk for one in ones])}


def history(viewer: Actor, one: EffortEntry) -> list[EffortEntry]:
    """The entry and those that it took the place of, the newest first."""
    found, here = [one], one
    while here.replaces_id is not None:
        here = entries_for(viewer).get(pk=here.replaces_id)
        found.append(here)
    return found


@dataclass(frozen=True, slots=True)
class HoursSum:
    """`unchanged` of the `entries` are typical values left as they were proposed."""

    member_id: int
    member: str
    activity: Activity
    hours: Decimal
    entries: int
    unchanged: int


def hours_by_activity(viewer: Actor, scope: EffortScope) -> list[HoursSum]:
    """For each member and activity, of the entries that the viewer sees."""
    rows = (
        entries(viewer, scope)
        .order_by()
        .values_list("member_id", "member__name", "activity")
        .annotate(Sum("hours"), Count("id"), unchanged=Count("id", filter=Q(basis=Basis.TYPICAL)))
    )
    found = [HoursSum(id_, name, Activity(what), *sums) for id_, name, what, *sums in rows]
    order = list(Activity)
    return sorted(found, key=lambda each: (each.member, order.index(each.activity)))


def of_subject(viewer: Actor, subject: str) -> list[EffortEntry]:
    """What counts of one thing, members' and the supplier's, the newest first."""
    rows = entries_for(viewer).filter(subject=subject, ended_at__isnull=True)
    return list(rows.select_related("member", "supplier"))


def running(viewer: Actor) -> RunningTimer | None:
    return RunningTimer.objects.filter(person_id=viewer.person_id or 0).select_related("member").first()


def people_called(ids: Iterable[int]) -> dict[int, str]:
    """Names of those who wrote entries that the viewer reads the own facts of."""
    return dict(Person.objects.filter(pk__in=set(ids)).values_list("pk", "name"))
