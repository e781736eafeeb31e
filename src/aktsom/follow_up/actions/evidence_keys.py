"""The one place that computes who sees evidence."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from aktsom.core.wall import lowered
from aktsom.follow_up.models import AnswerFile, Evidence
from aktsom.sharing.audiences import Audience, auditor_key, keys_carried, supplier_key
from aktsom.sharing.recomputing import Checked, mended
from aktsom.supply_chain.concerned import concerned_by
from aktsom.supply_chain.readers import further_keys


@dataclass(frozen=True, slots=True)
class Buyers:
    """Members with a running contract that evidence about the supplier concerns, and keys of who reads for them."""

    members: frozenset[int] = frozenset()
    further: frozenset[int] = frozenset()


def buyers_now(supplier_id: int | None, day: date) -> Buyers:
    """Whom evidence about the supplier concerns, whoever asks."""
    if supplier_id is None:
        return Buyers()
    with lowered():
        concerned = concerned_by(supplier_id, day)
        return Buyers(concerned.members, further_keys(concerned.contracts.keys(), day))


def keys_of(one: Evidence, buyers: Buyers) -> frozenset[int]:
    """Buyers and who reads for them, while a contract of theirs runs. The supplier sees what its people brought, and an
    auditor what it brought itself; of what came with an answer, whoever reads the answers that it was handed in
    with."""
    if one.with_answer:
        return keys_of_answered(one)
    keys = keys_carried(
        Audience(one.audience),
        owner_id=one.owner_id,
        author_id=None if one.from_supplier else one.uploaded_by_id,
        team_id=one.team_id,
        linked_ids=buyers.members,
        supplier_id=one.supplier_id if one.from_supplier else None,
    )
    if not one.from_supplier and one.uploaded_by_id is not None:
        keys |= {auditor_key(one.owner_id, one.uploaded_by_id)}
    return keys | buyers.further if Audience(one.audience).width >= Audience.LINKED_BUYERS.width else keys


def keys_of_answered(one: Evidence) -> frozenset[int]:
    """Of what came with an answer: the supplier's, and those of the self-reports that it was handed in with."""
    with lowered():  # what is written is the supplier's own
        files = AnswerFile.objects.filter(evidence_id=one.pk, handed_in_at__isnull=False)
        readers = list(files.values_list("self_report__seen_by", flat=True))
    return frozenset({supplier_key(one.supplier_id or 0)}).union(*readers)


def recompute(supplier_ids: Collection[int], day: date) -> int:
    """As contracts begin and end; returns how many rows changed."""
    return len(_mended(Evidence.objects.filter(supplier_id__in=supplier_ids), day))


def recompute_read_with(report_ids: Collection[int], day: date) -> int:
    """What came with the answers of these self-reports follows who reads them."""
    with lowered():  # what is written is the supplier's own
        ids = set(AnswerFile.objects.filter(self_report__in=report_ids).values_list("evidence_id", flat=True))
    return len(_mended(Evidence.objects.filter(pk__in=ids, with_answer=True), day))


def recompute_all(day: date) -> int:
    return len(_mended(Evidence.objects.all(), day))


def check_all(*, day: date, mend: bool = False) -> Checked:
    """What differs was written past the actions, or its day has come."""
    found = Checked(Evidence.objects.count())
    found.add(_differences(Evidence.objects.order_by("id"), day))
    if mend:
        recompute_all(day)
    return found


def _mended(rows: QuerySet[Evidence], day: date) -> list[Evidence]:
    return mended(rows, lambda locked: _differences(locked, day))


def _differences(rows: QuerySet[Evidence], day: date) -> Iterator[tuple[Evidence, frozenset[int]]]:
    known: dict[int | None, Buyers] = {}
    for one in rows:
        if one.supplier_id not in known:
            known[one.supplier_id] = buyers_now(one.supplier_id, day)
        keys = keys_of(one, known[one.supplier_id])
        if one.seen_by != keys:
            yield one, keys
