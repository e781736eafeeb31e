"""What follows when judgements of sameness change: which record stands for which, and what is left to ask."""

from collections.abc import Collection

from django.db.models import Q

from aktsom.core.bulk import update_rows
from aktsom.suppliers.models import SamenessCandidate, Supplier
from aktsom.suppliers.queries.judgements import batches, closure, groups_of, standing
from aktsom.suppliers.sameness import Groups, standing_of
from aktsom.suppliers.telling import tell_sameness_changed


def lock_records(ids: Collection[int]) -> None:
    """In the order of their ids, so that two who lock the same wait for each other instead of stopping each other."""
    for part in batches(ids):
        rows = Supplier.objects.select_for_update(no_key=True).filter(pk__in=part).order_by("id")
        list(rows.values_list("id", flat=True))


def regroup(ids: Collection[int] | None = None) -> int:
    """Write `same_as` and the candidates' states anew for all records, or for those given and whatever hangs on them;
    returns how many records now stand under another than before, which areas above are told. Run with the records
    locked."""
    candidates = _candidates(ids)
    wide = None if ids is None else closure({*ids, *(id_ for row in candidates for id_ in row[1:3])})
    groups = groups_of(wide)
    changed = _write_same_as(groups, whole=wide is None)
    judged = {(each.one, each.other) for each in standing(wide)}
    moved: dict[str, list[int]] = {}
    for id_, one, other, evidence, state in candidates:
        now = standing_of(one, other, found=bool(evidence), judged=judged, groups=groups)
        if now != state:
            moved.setdefault(now, []).append(id_)
    for state, found in moved.items():
        for part in batches(found):
            SamenessCandidate.objects.filter(pk__in=part).update(state=state)
    return changed


def _candidates(ids: Collection[int] | None) -> list[tuple[int, int, int, dict[str, float], str]]:
    columns = ("id", "one_id", "other_id", "evidence", "state")
    rows = SamenessCandidate.objects.order_by("id")
    if ids is None:
        return list(rows.values_list(*columns))
    found = {
        row[0]: row
        for part in batches(ids)
        for row in rows.filter(Q(one_id__in=part) | Q(other_id__in=part)).values_list(*columns)
    }
    return list(found.values())


def _write_same_as(groups: Groups, *, whole: bool) -> int:
    wanted = {record: (None if head == record else head) for record, head in groups.all().items()}
    before: dict[int, int | None] = {}
    for part in [Supplier.objects.all()] if whole else [Supplier.objects.filter(pk__in=ids) for ids in batches(wanted)]:
        before.update(part.values_list("id", "same_as_id"))
    changed = [(head, record) for record, head in wanted.items() if before.get(record) != head]
    if changed:
        update_rows(Supplier, ("same_as_id",), changed)
        tell_sameness_changed([record for _head, record in changed])
    return len(changed)
