"""What every supplier is asked to say of itself, by nobody in particular: whom its buyers may write to, and where its
yearly account stands."""

from dataclasses import dataclass
from datetime import datetime

from aktsom.core.actor import Actor
from aktsom.suppliers.models import Supplier, SupplierProposal
from aktsom.suppliers.states import Covered, ProposalKind, ProposalState


@dataclass(frozen=True, slots=True)
class SelfSaid:
    """One thing that a supplier may say of itself. `said_at` is when it did; `declined` is why a buyer said no to what
    was said last."""

    kind: ProposalKind
    supplier: str
    supplier_name: str
    said_at: datetime | None
    known: bool
    declined: str

    @property
    def open(self) -> bool:
        return not self.known


def asked_of_all(viewer: Actor) -> list[SelfSaid]:
    """Of the suppliers with contracts that the viewer answers for, by name. Only those whom the law covers are asked
    for an account."""
    own = Supplier.objects.filter(pk__in=viewer.supplier_ids, contracts__isnull=False).distinct()
    suppliers = list(own.order_by("name", "id"))
    company = {one.pk for one in suppliers} | {one.identity_id for one in suppliers}
    proposals = list(SupplierProposal.objects.filter(supplier_id__in=company).order_by("id"))
    found = []
    for supplier in suppliers:
        for kind in ProposalKind:
            made = [p for p in proposals if p.kind == kind and p.supplier_id in (supplier.pk, supplier.identity_id)]
            has_account = kind == ProposalKind.ACCOUNT and bool(supplier.account_address)
            if kind == ProposalKind.ACCOUNT and not has_account and not made and supplier.covered != Covered.YES:
                continue
            found.append(_said(supplier, kind, made, has_account))
    return found


def _said(supplier: Supplier, kind: ProposalKind, made: list[SupplierProposal], known: bool) -> SelfSaid:
    standing = [one for one in made if one.state in (ProposalState.WAITING, ProposalState.TAKEN)]
    last = made[-1] if made else None
    declined = last.reason if last is not None and last.state == ProposalState.DECLINED and not standing else ""
    at = standing[-1].proposed_at if standing else None
    return SelfSaid(kind, supplier.public_id, supplier.name, at, known or bool(standing), declined)
