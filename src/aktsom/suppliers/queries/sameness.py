"""Pairs that wait for a person, side by side, and what has been judged."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal
from aktsom.members.models import Person
from aktsom.sharing.viewing import sees_network
from aktsom.suppliers import permissions
from aktsom.suppliers.hiding import hidden_from, invited_alone
from aktsom.suppliers.models import SamenessCandidate, SamenessJudgement, Supplier, SupplierAddress, SupplierName
from aktsom.suppliers.queries.identity import identity, ids_called, record_ids
from aktsom.suppliers.queries.judgements import judged_by_people, thresholds
from aktsom.suppliers.states import CandidateState
from aktsom.suppliers.thresholds import Tally, Thresholds, bands

PAGE = 50


class Waiting(NamedTuple):
    """A pair that waits, as the list beside the comparison has it."""

    public_id: str
    one: str
    other: str
    weight: float


@dataclass(frozen=True)
class Queue:
    """The surest first: `rows` around the pair shown, `before` and `after` it in the queue; `total` waits in all."""

    rows: list[Waiting]
    total: int
    shown: str
    before: str
    after: str


@dataclass(frozen=True)
class Side:
    """One company of a pair: the record the pair is about, the ways the company is written, where it is."""

    record: Supplier
    written: list[str]
    numbers: list[str]
    addresses: list[SupplierAddress]
    record_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class PairView:
    """`evidence` is {field: weight}, what speaks most first. `refusal` is why the viewer may not judge."""

    candidate: SamenessCandidate
    one: Side
    other: Side
    evidence: dict[str, float]
    refusal: Refusal | None


class JudgedRow(NamedTuple):
    """A judgement that stands or was undone. `person` is empty where the matching judged."""

    public_id: str
    one: Supplier
    other: Supplier
    verdict: str
    reason: str
    at: datetime
    person: str
    member: str
    undone_at: datetime | None
    undone_person: str
    undone_why: str
    refusal: Refusal | None


@dataclass(frozen=True)
class Learned:
    """What the thresholds are, and how people have judged pairs of each stretch of weights."""

    now: Thresholds
    bands: list[Tally]
    judged: int


def queue(viewer: Actor, *, only_own: bool = False, shown: str = "") -> Queue:
    """Without `shown`, or when that waits no longer, the first pair is shown."""
    return around(_waiting(viewer, only_own), shown)


def around(found: QuerySet[Any], shown: str) -> Queue:
    """Of pairs of records, in their order, those around the one shown."""
    ids = list(found.values_list("public_id", flat=True))
    at = ids.index(shown) if shown in ids else 0
    start = max(0, min(at - PAGE // 2, len(ids) - PAGE))
    rows = found.values_list("public_id", "one__name", "other__name", "weight")[start : start + PAGE]
    return Queue(
        [Waiting(*row) for row in rows],
        len(ids),
        ids[at] if ids else "",
        ids[at - 1] if at else "",
        ids[at + 1] if at + 1 < len(ids) else "",
    )


def waiting_count(viewer: Actor, *, only_own: bool = False) -> int:
    return _waiting(viewer, only_own).count() if sees_network(viewer) else 0


def _waiting(viewer: Actor, only_own: bool) -> QuerySet[SamenessCandidate]:
    if not sees_network(viewer):
        raise NotVisible
    found = SamenessCandidate.objects.filter(state=CandidateState.WAITING).order_by("-weight", "id")
    if hidden := _hidden(viewer):
        found = found.exclude(one__in=hidden).exclude(other__in=hidden)
    if not only_own:
        return found
    own = Supplier.objects.filter(contracts__member_id__in=viewer.member_ids).values_list(identity())
    sides = found.annotate(one_company=identity("one"), other_company=identity("other"))
    return sides.filter(Q(one_company__in=own) | Q(other_company__in=own))


def _hidden(viewer: Actor) -> set[int]:
    """Records in pairs that the viewer may not know of."""
    invited = invited_alone()
    return hidden_from(viewer, invited) if invited else invited


def pair(viewer: Actor, public_id: str) -> PairView:
    """Whatever its state: who comes too late is shown what it was."""
    rows = SamenessCandidate.objects.select_related("one", "other").filter(public_id=public_id)
    found = rows.first() if sees_network(viewer) else None
    if found is None or hidden_from(viewer, [found.one_id, found.other_id]):
        raise NotVisible
    one, other = side(found.one), side(found.other)
    evidence = dict(sorted(found.evidence.items(), key=lambda item: -item[1]))
    return PairView(found, one, other, evidence, permissions.judge(viewer, [*one.record_ids, *other.record_ids]))


def evidence_of(viewer: Actor, one: Supplier, other: Supplier) -> dict[str, float]:
    """What the matching said of the two, what speaks most first; empty where it has not pointed at them."""
    if not sees_network(viewer):
        raise NotVisible
    older, newer = sorted((one.pk, other.pk))
    found = SamenessCandidate.objects.filter(one_id=older, other_id=newer).first()
    return dict(sorted(found.evidence.items(), key=lambda item: -item[1])) if found else {}


def side(record: Supplier) -> Side:
    ids = record_ids(record.identity_id)
    records = list(Supplier.objects.filter(pk__in=ids).order_by("id"))
    names = SupplierName.objects.filter(supplier__in=ids).order_by("id").values_list("name", flat=True)
    written = dict.fromkeys((record.name, *(each.name for each in records), *names))
    numbers = dict.fromkeys(each.organisation_number for each in records if each.organisation_number)
    places = SupplierAddress.objects.filter(supplier__in=ids).order_by("postal", "supplier_id")
    return Side(record, list(written), list(numbers), list(places), ids)


def judged(viewer: Actor, *, supplier_id: str = "", before: str = "") -> tuple[list[JudgedRow], str]:
    """The newest first, of one company or of all, and the judgement after which the next page begins, if any."""
    if not sees_network(viewer):
        raise NotVisible
    found = SamenessJudgement.objects.select_related("one", "other", "member").order_by("-id")
    if hidden := _hidden(viewer):
        found = found.exclude(one__in=hidden).exclude(other__in=hidden)
    if supplier_id:
        ids = ids_called(supplier_id)
        found = found.filter(Q(one__in=ids) | Q(other__in=ids))
    if before:
        found = found.filter(id__lt=found.filter(public_id=before).values("id"))
    rows = list(found[: PAGE + 1])
    return _told(viewer, rows[:PAGE]), rows[PAGE - 1].public_id if len(rows) > PAGE else ""


def judgement(viewer: Actor, public_id: str) -> JudgedRow | None:
    """One that stands, to be undone right after it was made."""
    if not sees_network(viewer):
        return None
    rows = SamenessJudgement.objects.select_related("one", "other", "member")
    told = _told(viewer, list(rows.filter(public_id=public_id, undone_at__isnull=True)))
    return told[0] if told else None


def _told(viewer: Actor, rows: Collection[SamenessJudgement]) -> list[JudgedRow]:
    people = {id_ for row in rows for id_ in (row.person_id, row.undone_person_id) if id_}
    names = dict(Person.objects.filter(pk__in=people).values_list("id", "name"))
    refusals = _refusals(viewer, rows)
    return [
        JudgedRow(
            row.public_id, row.one, row.other, row.verdict, row.reason, row.at, names.get(row.person_id or 0, ""),
            row.member.name if row.member else "", row.undone_at, names.get(row.undone_person_id or 0, ""),
            row.undone_why, refusals[row.public_id],
        )
        for row in rows
    ]  # fmt: skip


def _refusals(viewer: Actor, rows: Collection[SamenessJudgement]) -> dict[str, Refusal | None]:
    """Why the viewer may not undo each, as `permissions.judge` would say, asked once for all."""
    companies = {side.identity_id for row in rows for side in (row.one, row.other)}
    of: dict[int, set[int]] = defaultdict(set)
    members = Supplier.objects.filter(Q(pk__in=companies) | Q(same_as_id__in=companies))
    for id_, company in members.values_list("id", identity()):
        of[company].add(id_)
    bought = permissions.bought_by_own(viewer, {id_ for ids in of.values() for id_ in ids})
    nothing = permissions.judge(viewer, [])
    return {
        row.public_id: None if bought & (of[row.one.identity_id] | of[row.other.identity_id]) else nothing
        for row in rows
    }


def learned(viewer: Actor) -> Learned:
    if not sees_network(viewer):
        raise NotVisible
    said, now = judged_by_people(), thresholds()
    return Learned(now, bands(said, now), len(said))
