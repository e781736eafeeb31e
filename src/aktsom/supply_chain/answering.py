"""Which record answers when a company is asked, and which body the answer belongs to: the same for every question."""

from collections.abc import Collection, Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError
from aktsom.suppliers.models import Supplier, SupplierRole
from aktsom.supply_chain.models import TierInvitation


def answering(supplier: Supplier, contracts: Sequence[Contract]) -> Supplier:
    """The record that is asked, locked. To be asked with the wall lowered."""
    return Supplier.objects.select_for_update(no_key=True).get(pk=answering_among(supplier, contracts).pk)


def answering_among(supplier: Supplier, contracts: Sequence[Contract]) -> Supplier:
    """The record that somebody answers for, of those judged to be this company; where nobody does its own, or one that
    a contract names. Never one that a supplier invited: whoever invites chooses the name and the address, so that
    anybody's people could sit behind it."""
    ids = set(_may_answer(supplier).values_list("id", flat=True))
    answered = set(_may_answer(supplier).filter(people__person__is_active=True).values_list("id", flat=True))
    if not ids:
        raise DomainError(
            _(
                "Dette foretaket er her fordi en kunde inviterte det, og svarer bare den kunden. "
                "Be sekretariatet føre opp foretaket med organisasjonsnummer, og knytt avtalen til det."
            )
        )
    chosen = answered or {c.supplier_id for c in contracts if c.supplier_id in ids} or ids
    return Supplier.objects.get(pk=supplier.pk if supplier.pk in chosen else min(chosen))


def _may_answer(supplier: Supplier) -> QuerySet[Supplier]:
    identity = supplier.identity_id
    same = Supplier.objects.filter(Q(pk=identity) | Q(same_as_id=identity))
    return same.exclude(pk__in=TierInvitation.objects.values("declaration__supplier_id"))


def owner_among(by: Actor, contracts: Collection[Contract]) -> int:
    """The body that the answer belongs to: the asker's own, where it asks for itself or sits at home."""
    members = [contract.member_id for contract in contracts]
    return by.member_id if by.member_id is not None and by.member_id in members else members[0]


def who_answers(supplier_id: int) -> int:
    """How many people answer for the record."""
    held = SupplierRole.objects.filter(supplier_id=supplier_id, person__is_active=True)
    return held.values("person").distinct().count()
