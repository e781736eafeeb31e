"""Reads of declarations: by the supplier itself, by whoever it answers for, and of what waits between the two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.core.wall import lowered
from aktsom.members.models import Invitation
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.models import Declaration, DeclarationRow, TierInvitation
from aktsom.supply_chain.rules.rows import RowFacts, facts_from
from aktsom.supply_chain.states import DeclarationState

OPEN_STATES = (DeclarationState.DRAFT, DeclarationState.SUBMITTED)


def answered_for(viewer: Actor) -> list[Supplier]:
    """Suppliers that the viewer answers for, by name."""
    return list(Supplier.objects.filter(id__in=viewer.supplier_ids).order_by("name", "id"))


def own_supplier(viewer: Actor, public_id: str) -> Supplier:
    found = Supplier.objects.filter(id__in=viewer.supplier_ids, public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def versions(viewer: Actor, supplier: Supplier) -> list[Declaration]:
    """Newest first, without those withdrawn. Whoever does not answer for the supplier sees what was sent, and that a
    draft is waited for."""
    seen = Declaration.objects.visible_to(viewer).filter(supplier=supplier).select_related("owner")
    return list(seen.exclude(state=DeclarationState.WITHDRAWN).order_by("-version"))


def declaration(viewer: Actor, public_id: str) -> Declaration:
    """One that was sent, or the viewer's own draft. Raises NotVisible."""
    seen = Declaration.objects.visible_to(viewer).select_related("supplier", "owner")
    found = seen.filter(public_id=public_id).first()
    if found is None or not reads(viewer, found):
        raise NotVisible
    return found


def own_declaration(viewer: Actor, public_id: str) -> Declaration:
    found = declaration(viewer, public_id)
    if found.supplier_id not in viewer.supplier_ids:
        raise NotVisible
    return found


def reads(viewer: Actor, one: Declaration) -> bool:
    """What is being written is for the supplier alone, until it is sent."""
    return viewer.is_platform or one.submitted_at is not None or one.supplier_id in viewer.supplier_ids


@dataclass(frozen=True, slots=True)
class RowView:
    """`problems` are {field, code, blocks, params}."""

    number: int
    words: dict[str, str]
    facts: RowFacts
    problems: list[dict[str, Any]]

    @property
    def blocked(self) -> bool:
        return any(problem["blocks"] for problem in self.problems)

    @property
    def mark(self) -> str:
        """Another as soon as the row is written anew: by it a page knows whether a colleague came in between."""
        return sha256(repr(sorted(self.words.items())).encode()).hexdigest()[:16]


def rows_of(viewer: Actor, one: Declaration) -> list[RowView]:
    if not reads(viewer, one):
        raise NotVisible
    rows = DeclarationRow.objects.filter(declaration=one).order_by("number")
    columns = rows.values_list("number", "words", "facts", "problems")
    return [RowView(number, words, facts_from(facts), problems) for number, words, facts, problems in columns]


@dataclass(frozen=True, slots=True)
class TierRow:
    """A next tier as the customer that invited it sees it: who, whether it came in, whether it has answered, and the
    answer only when it is not hidden from the customer."""

    invitation: str
    supplier: str
    email: str
    stage: str
    state: str
    sent_at: datetime
    expires_at: datetime
    answered_at: datetime | None
    answer: str  # public id, "" when there is none to read


def next_tiers(viewer: Actor, supplier: Supplier) -> list[TierRow]:
    """Those invited by the viewer's own supplier, newest first."""
    if supplier.pk not in viewer.supplier_ids:
        raise NotVisible
    seen = Declaration.objects.visible_to(viewer).filter(submitted_at__isnull=False)
    with lowered():  # letters that a colleague sent; whom they were sent to is the supplier's own matter
        asked = list(
            TierInvitation.objects.filter(asked_in__supplier=supplier)
            .select_related("invitation__invitation", "invitation__supplier")
            .order_by("-id")
        )
    ids = [one.invitation.supplier_id for one in asked]
    open_ = seen.filter(supplier_id__in=ids, state=DeclarationState.SUBMITTED)
    answers = dict(open_.values_list("supplier_id", "public_id"))
    return [_tier(one, one.invitation.invitation, answers) for one in asked]


def _tier(one: TierInvitation, letter: Invitation, answers: dict[int, str]) -> TierRow:
    return TierRow(
        letter.public_id,
        one.invitation.supplier.name,
        letter.email,
        one.stage,
        letter.state,
        letter.sent_at,
        letter.expires_at,
        one.answered_at,
        answers.get(one.invitation.supplier_id, ""),
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """That a supplier has been asked and has not answered; nothing of what it has written."""

    supplier: str
    asked_at: datetime
    answer_by: date | None
    late: bool


def waiting(viewer: Actor, suppliers: Sequence[int], today: date) -> list[Waiting]:
    drafts = _asked(viewer).filter(supplier_id__in=suppliers).select_related("supplier").order_by("asked_at")
    return [
        Waiting(one.supplier.name, one.asked_at, one.answer_by, one.answer_by is not None and one.answer_by < today)
        for one in drafts
        if one.asked_at is not None
    ]


def _asked(viewer: Actor) -> QuerySet[Declaration]:
    return Declaration.objects.visible_to(viewer).filter(state=DeclarationState.DRAFT, asked_at__isnull=False)
