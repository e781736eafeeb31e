"""What stands judged of which records are one company, as plain values for `suppliers.sameness`."""

from collections.abc import Collection, Iterator

from django.db.models import Q

from aktsom.suppliers.models import SamenessJudgement, SamenessThreshold, Supplier, SupplierEvent
from aktsom.suppliers.resolution.tables import RecordKind, weights
from aktsom.suppliers.sameness import Groups, Judged, relied_on
from aktsom.suppliers.states import EventKind, Verdict
from aktsom.suppliers.thresholds import Thresholds, Weighed

BATCH = 500  # values in one question to the database
DEEPEST = 20  # merger upon merger, or a unit of a unit


def batches(ids: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]


def standing(ids: Collection[int] | None = None) -> list[Judged]:
    """All judgements that stand, or those that touch one of the records."""
    rows = SamenessJudgement.objects.filter(undone_at__isnull=True).order_by("id")
    columns = ("one_id", "other_id", "verdict", "person_id", "weight")
    if ids is None:
        found = set(rows.values_list(*columns))
    else:
        found = {
            row
            for part in batches(ids)
            for row in rows.filter(Q(one_id__in=part) | Q(other_id__in=part)).values_list(*columns)
        }
    return [
        Judged(one, other, verdict == Verdict.SAME, person is not None, weight or 0.0)
        for one, other, verdict, person, weight in sorted(found, key=lambda row: row[:2])
    ]


def doubted() -> set[tuple[int, int]]:
    """Pairs that a person has undone a judgement of and nobody has judged since: never joined again without asking."""
    undone = SamenessJudgement.objects.filter(undone_person_id__isnull=False)
    judged = SamenessJudgement.objects.filter(undone_at__isnull=True)
    return set(undone.values_list("one_id", "other_id")) - set(judged.values_list("one_id", "other_id"))


def closure(ids: Collection[int]) -> set[int]:
    """The records, and all that judgements of sameness tie to them directly or through others."""
    found, fresh = set(ids), set(ids)
    while fresh:
        next_ = {id_ for each in standing(fresh) if each.same for id_ in (each.one, each.other)}
        for part in batches(fresh):
            tied = Supplier.objects.filter(Q(same_as_id__in=part) | Q(same_records__in=part))
            next_.update(tied.values_list("id", flat=True))
        fresh = next_ - found
        found |= fresh
    return found


def numbers_of(ids: Collection[int] | None = None) -> dict[int, tuple[str, str]]:
    """By record number and country of its legal entity: for a sub-unit those of its company, for a company that was
    merged into another those of that one, as the company register says. ("", country) where no number is known."""
    own = _own_numbers(ids)
    into = _belongs_to(ids)
    missing = set(into.values()) - own.keys()
    for _depth in range(DEEPEST):
        if not missing:
            break
        own |= _own_numbers(missing)
        into |= _belongs_to(missing)
        missing = set(into.values()) - own.keys()
    asked = own.keys() if ids is None else set(ids) & own.keys()
    return {id_: own[_head(id_, into)] for id_ in asked}


def _own_numbers(ids: Collection[int] | None) -> dict[int, tuple[str, str]]:
    columns = ("id", "organisation_number", "country")
    if ids is None:
        rows = list(Supplier.objects.values_list(*columns))
    else:
        rows = [r for part in batches(ids) for r in Supplier.objects.filter(pk__in=part).values_list(*columns)]
    return {id_: (number, country) for id_, number, country in rows}


def _belongs_to(ids: Collection[int] | None) -> dict[int, int]:
    """By record the company it is a unit of, or was merged into."""
    merged = SupplierEvent.objects.filter(kind=EventKind.MERGED_INTO, other__isnull=False).order_by("id")
    units = Supplier.objects.filter(unit_of__isnull=False)
    parts: list[list[int] | None] = [None] if ids is None else [*batches(ids)]
    found: dict[int, int] = {}
    for part in parts:
        chosen = {} if part is None else {"supplier_id__in": part}
        found.update(
            (one, other) for one, other in merged.filter(**chosen).values_list("supplier_id", "other_id") if other
        )
        chosen = {} if part is None else {"pk__in": part}
        found.update((one, other) for one, other in units.filter(**chosen).values_list("id", "unit_of_id") if other)
    return found


def _head(id_: int, into: dict[int, int]) -> int:
    seen = {id_}
    while id_ in into and into[id_] not in seen:
        id_ = into[id_]
        seen.add(id_)
    return id_


def groups_of(ids: Collection[int] | None = None) -> Groups:
    """The groups that all records form, or those given, which should be whole (`closure`)."""
    numbers = {id_: relied_on(*said) for id_, said in numbers_of(ids).items()}
    return Groups(numbers, standing(ids))


def product_thresholds() -> Thresholds:
    """Those that the product came with."""
    table = weights(RecordKind.COMPANY)
    return Thresholds(table.join_above, table.ask_above)


def thresholds() -> Thresholds:
    newest = SamenessThreshold.objects.first()
    if newest is None:
        return product_thresholds()
    return Thresholds(newest.join_above, newest.ask_above, newest.judged, newest.wrong)


def judged_by_people() -> list[Weighed]:
    """Pairs that people's standing judgements say of, with the weight the matching gave them."""
    rows = SamenessJudgement.objects.filter(undone_at__isnull=True, person_id__isnull=False, weight__isnull=False)
    return [
        Weighed(weight or 0.0, verdict == Verdict.SAME) for weight, verdict in rows.values_list("weight", "verdict")
    ]
