"""What suppliers have been asked to tell of their chains: by whom, for which contracts, who will read the answer, and
whether it has come. For the supplier's own people, and for the buyers that it concerns."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q
from django.utils import timezone

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.members.models import Member
from aktsom.supply_chain.models import Declaration, DeclarationContract
from aktsom.supply_chain.queries.asked import Buyer, Told, told_of
from aktsom.supply_chain.states import DeclarationState

SHOWN = 50  # questions, the newest first


class Progress(StrEnum):
    """How far the answer is. That something is written is told to the supplier alone."""

    UNANSWERED = "unanswered"
    BEGUN = "begun"
    SENT = "sent"
    SET_ASIDE = "set_aside"  # the supplier put the question away without an answer


@dataclass(frozen=True, slots=True)
class Question:
    """`askers` are members; one who asks for the next tier has the `customer` that invited it instead. `readers` are
    the members the answer is for, with titles of contracts where the viewer may see them."""

    declaration: str
    supplier: str
    supplier_name: str
    askers: tuple[str, ...]
    customer: str
    readers: tuple[Buyer, ...]
    message: str
    asked_at: datetime
    answer_by: date | None
    progress: Progress
    answered_at: datetime | None

    @property
    def open(self) -> bool:
        return self.progress in (Progress.UNANSWERED, Progress.BEGUN)

    def late(self, today: date) -> bool:
        return self.open and self.answer_by is not None and self.answer_by < today


def questions_to(viewer: Actor, supplier_ids: Collection[int]) -> list[Question]:
    """Those the viewer may know of, open ones first, the most pressing on top; then the newest answers."""
    seen = Declaration.objects.visible_to(viewer).filter(supplier_id__in=supplier_ids, asked_at__isnull=False)
    rows = list(seen.select_related("supplier", "owner").order_by("-id")[:SHOWN])
    told, readers = told_of(rows), _readers(viewer, rows)
    found = [_question(viewer, one, told, readers[one.pk]) for one in rows]
    waiting = sorted((q for q in found if q.open), key=lambda q: (q.answer_by or date.max, q.asked_at))
    return waiting + [q for q in found if not q.open]


def _readers(viewer: Actor, rows: Collection[Declaration]) -> dict[int, tuple[Buyer, ...]]:
    """By declaration. Titles of the viewer's own contracts, and of the supplier's own where it answers directly."""
    answered = list(DeclarationContract.objects.filter(declaration__in=rows).order_by("id"))
    names = dict(Member.objects.filter(pk__in={row.member_id for row in answered}).values_list("id", "name"))
    ids = {row.contract_id for row in answered}
    own = Q(member_id__in=viewer.member_ids) | Q(supplier_id__in=viewer.supplier_ids)
    titles = dict(Contract.objects.filter(own, pk__in=ids).values_list("id", "title"))
    found: dict[int, dict[str, list[str]]] = {one.pk: {} for one in rows}
    for row in sorted(answered, key=lambda row: (names[row.member_id], row.pk)):
        told = found[row.declaration_id].setdefault(names[row.member_id], [])
        told += [titles[row.contract_id]] if row.contract_id in titles else []
    return {id_: tuple(Buyer(name, tuple(told)) for name, told in by.items()) for id_, by in found.items()}


def _question(viewer: Actor, one: Declaration, told: Told, readers: Iterable[Buyer]) -> Question:
    own = one.supplier_id in viewer.supplier_ids
    askers = told.askers.get(one.public_id, [] if one.invited_by_id else [one.owner.name])
    return Question(
        one.public_id,
        one.supplier.public_id,
        one.supplier.name,
        tuple(dict.fromkeys(askers)),
        told.customers.get(one.invited_by_id or 0, "") if own else "",
        tuple(readers),
        one.message if own or one.owner_id in viewer.member_ids else "",
        one.asked_at or timezone.now(),
        one.answer_by,
        _progress(one, own and one.public_id in told.written),
        one.submitted_at,
    )


def _progress(one: Declaration, begun: bool) -> Progress:
    match one.state:
        case DeclarationState.DRAFT:
            return Progress.BEGUN if begun else Progress.UNANSWERED
        case DeclarationState.WITHDRAWN:
            return Progress.SET_ASIDE
        case _:
            return Progress.SENT
