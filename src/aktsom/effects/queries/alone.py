"""What one activity takes a member that does it alone, by what members have said; and what they spent on joint ones."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from aktsom.core.wall import lowered
from aktsom.effects.effort_states import ACTIVITIES_OF, Basis, JointKind
from aktsom.effects.models import Baseline, EffortEntry
from aktsom.effects.queries.duplicates import JointActivity
from aktsom.effects.rules.hours import Span, others_span, own_span
from aktsom.sharing.rules import total_limits

Spans = Mapping[tuple[int, JointKind], Span]


def own_spans(
    members: Collection[int], entries: QuerySet[EffortEntry], baselines: QuerySet[Baseline], today: date
) -> dict[tuple[int, JointKind], Span]:
    """{(member, kind): from its own entries on single self-reports, meetings, reviews and audits, and its baseline}."""
    before = _baselines(members, baselines)
    found = {}
    for kind, what in ACTIVITIES_OF.items():
        sums, unchanged = _written(members, entries.filter(activity__in=what, on__lte=today))
        for member_id in members:
            known = [before[member_id, each] for each in what if (member_id, each) in before]
            span = own_span(sums[member_id], sum(known, Decimal(0)) if known else None, unchanged[member_id])
            if span is not None:
                found[member_id, kind] = span
    return found


def _written(
    members: Collection[int], entries: QuerySet[EffortEntry]
) -> tuple[dict[int, list[Decimal]], dict[int, int]]:
    """Hours on each single thing, and of how many of them all hours are typical values left as they were."""
    sums: dict[int, list[Decimal]] = defaultdict(list)
    unchanged: dict[int, int] = defaultdict(int)
    rows = entries.filter(member__in=members, ended_at__isnull=True, hours__gt=0)
    of_one = rows.exclude(subject="").exclude(subject__startswith="fol-").order_by().values_list("member", "subject")
    said = Count("id", filter=~Q(basis=Basis.TYPICAL))
    for member_id, _subject, hours, corrected in of_one.annotate(Sum("hours"), said=said):
        sums[member_id].append(hours)
        unchanged[member_id] += not corrected
    return sums, unchanged


def _baselines(members: Collection[int], rows: QuerySet[Baseline]) -> dict[tuple[int, str], Decimal]:
    """The newest year's."""
    said = rows.filter(member__in=members, ended_at__isnull=True).order_by("year")
    return {(id_, what): hours for id_, what, hours in said.values_list("member", "activity", "hours_each")}


def others_spans(member_id: int, kinds: Collection[JointKind], today: date) -> dict[JointKind, Span]:
    """For kinds that the member has said nothing of: from the others' means, where they are enough."""
    if not kinds:
        return {}
    with lowered():
        rows = EffortEntry.objects.filter(member__isnull=False).exclude(member=member_id)
        said = Baseline.objects.exclude(member=member_id)
        ids = [*rows.values_list("member_id", flat=True).distinct(), *said.values_list("member_id", flat=True)]
        theirs = own_spans({each for each in ids if each is not None}, rows, said, today)
    means: dict[JointKind, list[Decimal]] = defaultdict(list)
    for (_, kind), span in theirs.items():
        means[kind].append((span.low + span.high) / 2)
    found = {kind: others_span(means[kind], total_limits().minimum_contributors) for kind in kinds}
    return {kind: span for kind, span in found.items() if span is not None}


def spent(ones: Iterable[JointActivity], entries: QuerySet[EffortEntry]) -> dict[tuple[int, str], Decimal]:
    """{(member, the activity's public id): its own hours on it}."""
    subjects = [one.public_id for one in ones]
    rows = entries.filter(member__isnull=False, subject__in=subjects, ended_at__isnull=True, hours__gt=0)
    sums = rows.order_by().values_list("member_id", "subject").annotate(Sum("hours"))
    return {(member_id, subject): hours for member_id, subject, hours in sums if member_id is not None}
