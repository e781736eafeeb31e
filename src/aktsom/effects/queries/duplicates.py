"""Joint activities and the contracts each ticked off: what need not be done once more for each contract.

A self-report ticks off the contracts it was answered for; a meeting whose minutes stand, a closed review of documents
and a shared audit tick off the contracts that the follow-up covered that day and whose owner let it be done. Work that
is done for one contract avoids nothing, and is in the list as well, so that the figures add up.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.core.wall import lowered
from aktsom.effects.effort_states import JointKind
from aktsom.effects.queries.effort import EffortScope
from aktsom.effects.rules.hours import avoided, avoided_by_member
from aktsom.follow_up.audit_states import AuditState, ConsentState
from aktsom.follow_up.meeting_states import MeetingState
from aktsom.follow_up.methods import ACT_OF
from aktsom.follow_up.models import (
    Audit,
    AuditConsent,
    CoveredContract,
    DocumentReview,
    Meeting,
    ReportedContract,
    SelfReport,
)
from aktsom.follow_up.queries.audits import audits_for
from aktsom.follow_up.queries.document_reviews import reviews_for
from aktsom.follow_up.queries.meetings import case_meetings
from aktsom.follow_up.review_states import ReviewState
from aktsom.follow_up.states import Method
from aktsom.sharing.viewing import sees_network
from aktsom.teams.states import MandateState

_Row = TypeVar("_Row", SelfReport, Meeting, DocumentReview, Audit)


@dataclass(frozen=True, slots=True)
class JointActivity:
    """`ticked` is {member: contracts ticked off}, `carried_by` the member that did the work, `public_id` that of the
    self-report, meeting, review or audit."""

    kind: JointKind
    public_id: str
    follow_up_id: int
    group_id: str
    supplier: str
    on: date
    carried_by: int
    ticked: Mapping[int, int]

    @property
    def contracts(self) -> int:
        return sum(self.ticked.values())

    @property
    def avoided(self) -> int:
        return avoided(self.contracts)

    @property
    def avoided_by_member(self) -> dict[int, int]:
        """Whole numbers that come to `avoided`."""
        return avoided_by_member(self.ticked, self.carried_by)


def joint_activities(viewer: Actor, scope: EffortScope) -> list[JointActivity]:
    """Those that the viewer may open, the newest first; with `scope.member_id` those that ticked off one of its."""
    if not sees_network(viewer):
        return []
    return sorted(
        _found(
            scope,
            SelfReport.objects.visible_to(viewer),
            case_meetings(viewer),
            reviews_for(viewer),
            audits_for(viewer),
        ),
        key=lambda each: (each.on, each.public_id),
        reverse=True,
    )


@dataclass(frozen=True, slots=True)
class DuplicateSum:
    """Of one kind, member, category and year. `activities` is how many the member had contracts in: over members they
    come to more than there were. `contracts` and `avoided` add up."""

    kind: JointKind
    member_id: int
    group_id: str
    year: int
    activities: int
    contracts: int
    avoided: int


def summed(activities: Iterable[JointActivity]) -> list[DuplicateSum]:
    counts: dict[tuple[JointKind, int, str, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in activities:
        avoids = one.avoided_by_member
        for member_id, ticked in one.ticked.items():
            into = counts[one.kind, member_id, one.group_id, one.on.year]
            for place, more in enumerate((1, ticked, avoids[member_id])):
                into[place] += more
    return [DuplicateSum(*key, *found) for key, found in sorted(counts.items())]


@dataclass(frozen=True, slots=True)
class NetworkDuplicates:
    """Of all members together. Which contracts a follow-up covers is a fact of the network, and so are these counts."""

    activities: int
    contracts: int
    avoided: int


def network_duplicates(viewer: Actor, scope: EffortScope) -> dict[JointKind, NetworkDuplicates]:
    """Counts alone, over everything that was done; nothing of it may be opened. Empty for who takes no part."""
    return {kind: _together(ones) for kind, ones in by_kind(every_activity(viewer, scope)).items()}


def every_activity(viewer: Actor, scope: EffortScope) -> list[JointActivity]:
    """Of all members, for who takes part, to be summed and not shown. Empty for others."""
    if not sees_network(viewer):
        return []
    with lowered():
        rows = (SelfReport.objects.all(), Meeting.objects.all(), DocumentReview.objects.all(), Audit.objects.all())
        return list(_found(scope, *rows))


def by_kind(activities: Iterable[JointActivity]) -> dict[JointKind, list[JointActivity]]:
    found: dict[JointKind, list[JointActivity]] = {}
    for one in activities:
        found.setdefault(one.kind, []).append(one)
    return {kind: found[kind] for kind in JointKind if kind in found}


def _together(ones: list[JointActivity]) -> NetworkDuplicates:
    return NetworkDuplicates(len(ones), sum(one.contracts for one in ones), sum(one.avoided for one in ones))


def _found(
    scope: EffortScope,
    reports: QuerySet[SelfReport],
    meetings: QuerySet[Meeting],
    reviews: QuerySet[DocumentReview],
    audits: QuerySet[Audit],
) -> Iterator[JointActivity]:
    held = meetings.filter(state__in=[MeetingState.CONFIRMED, MeetingState.SETTLED], starts_at__range=_moments(scope))
    shared = Q(shared_at__range=_moments(scope))
    yield from _of_reports(scope, reports)
    yield from _of_method(JointKind.MEETING, Method.MEETING, _rows(scope, held, "starts_at"), scope)
    closed = reviews.filter(shared, state=ReviewState.CLOSED)
    yield from _of_method(JointKind.DOCUMENT_REVIEW, Method.DOCUMENT_REVIEW, _rows(scope, closed, "shared_at"), scope)
    reported = audits.filter(shared, state=AuditState.REPORTED)
    yield from _of_method(JointKind.AUDIT, Method.AUDIT, _rows(scope, reported, "shared_at"), scope)


def _of_reports(scope: EffortScope, reports: QuerySet[SelfReport]) -> Iterator[JointActivity]:
    """On the day of the first contract ticked off."""
    first = ReportedContract.objects.filter(ticked_on__isnull=False).order_by().values("self_report")
    first = first.annotate(day=Min("ticked_on")).filter(day__gte=scope.first, day__lte=scope.last)
    days = dict(first.filter(self_report__in=_within(scope, reports).values("pk")).values_list("self_report", "day"))
    found = _within(scope, reports).filter(pk__in=days).select_related("supplier")
    ticked: dict[int, Counter[int]] = defaultdict(Counter)
    counted = ReportedContract.objects.filter(self_report__in=days, ticked_on__isnull=False)
    for report_id, member_id, count in counted.order_by().values_list("self_report", "member").annotate(Count("id")):
        ticked[report_id][member_id] = count
    for one in found:
        if _concerns(scope, ticked[one.pk]):
            yield JointActivity(
                JointKind.SELF_REPORT, one.public_id, one.follow_up_id, one.group_id, one.supplier.name, days[one.pk],
                one.owner_id, dict(ticked[one.pk]),
            )  # fmt: skip


def _of_method(
    kind: JointKind, method: Method, rows: list[tuple[int, JointActivity]], scope: EffortScope
) -> Iterator[JointActivity]:
    covered = _covered({one.follow_up_id for _, one in rows}, method)
    consented = _consented([pk for pk, _ in rows]) if method == Method.AUDIT else {}
    for pk, one in rows:
        ticked = consented.get(pk) or Counter(
            member_id for member_id, from_day, until in covered[one.follow_up_id] if from_day <= one.on <= until
        )
        if _concerns(scope, ticked):
            yield replace(one, kind=kind, ticked=dict(ticked))


def _rows(scope: EffortScope, found: QuerySet[_Row], day: str) -> list[tuple[int, JointActivity]]:
    columns = ("pk", "public_id", "follow_up_id", "follow_up__group_id", "supplier__name", day, "owner_id")
    return [
        (pk, JointActivity(JointKind.MEETING, public_id, case, group, name, timezone.localdate(moment), owner, {}))
        for pk, public_id, case, group, name, moment, owner in _within(scope, found).order_by().values_list(*columns)
    ]


def _covered(follow_up_ids: set[int], method: Method) -> dict[int, list[tuple[int, date, date]]]:
    """{follow-up: (member, first day, last day) of each contract that the method may be used for}."""
    found: dict[int, list[tuple[int, date, date]]] = defaultdict(list)
    rows = CoveredContract.objects.filter(follow_up__in=follow_up_ids).select_related("mandate")
    for row in rows:
        from_day, until = timezone.localdate(row.joined_at), _day_before(row.left_at)
        given = row.mandate
        if given is not None:
            if not given.acts & ACT_OF[method] or given.state not in (MandateState.GRANTED, MandateState.WITHDRAWN):
                continue
            from_day = max(from_day, given.starts_on)
            until = min(until, given.ends_on, _day_before(given.withdrawn_at))
        found[row.follow_up_id].append((row.member_id, from_day, until))
    return found


def _day_before(moment: datetime | None) -> date:
    return date.max if moment is None else timezone.localdate(moment) - timedelta(days=1)


def _consented(audit_ids: list[int]) -> dict[int, Counter[int]]:
    """Of audits that contract owners were asked about, what they said yes to."""
    found: dict[int, Counter[int]] = defaultdict(Counter)
    rows = AuditConsent.objects.filter(audit__in=audit_ids, state=ConsentState.GIVEN)
    for audit_id, member_id in rows.values_list("audit_id", "member_id"):
        found[audit_id][member_id] += 1
    return found


def _within(scope: EffortScope, rows: QuerySet[_Row]) -> QuerySet[_Row]:
    if scope.group_id:
        rows = rows.filter(follow_up__group_id=scope.group_id)
    if scope.follow_up:
        rows = rows.filter(follow_up__public_id=scope.follow_up)
    return rows


def _concerns(scope: EffortScope, ticked: Mapping[int, int]) -> bool:
    return bool(ticked) and (scope.member_id is None or scope.member_id in ticked)


def _moments(scope: EffortScope) -> tuple[datetime, datetime]:
    first, after = (datetime.combine(day, time.min) for day in (scope.first, scope.last + timedelta(days=1)))
    return timezone.make_aware(first), timezone.make_aware(after) - timedelta(microseconds=1)
