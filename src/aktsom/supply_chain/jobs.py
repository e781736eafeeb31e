"""What the outbox delivers for chains: who reads them as contracts change, and places that are one."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from aktsom.contracts.models import Contract
from aktsom.contracts.telling import CONTRACTS_CHANGED
from aktsom.core.outbox import daily, handles
from aktsom.suppliers.telling import SAMENESS_CHANGED
from aktsom.supply_chain.actions.seen_by import recompute, recompute_all
from aktsom.supply_chain.actions.submitting import COMPARE_SITES
from aktsom.supply_chain.analysis import compare_sites
from aktsom.supply_chain.models import Declaration, DeclarationContract

RECKON_READERS = "supply_chain.readers"


@daily(RECKON_READERS)
def reckon_readers(_payload: dict[str, Any]) -> None:
    """Contracts and mandates end by their day, without anybody doing anything."""
    recompute_all(timezone.localdate())


@handles(CONTRACTS_CHANGED)
def follow_contracts(payload: dict[str, Any]) -> None:
    """Of a member or of single contracts: the suppliers they are with now, and those that answer for them."""
    told = DeclarationContract.objects.all()
    rows = Contract.objects.filter(supplier__declarations__isnull=False)
    if member := payload.get("member"):
        told, rows = told.filter(member_id=member), rows.filter(member_id=member)
    else:
        ids = payload["contracts"]
        told, rows = told.filter(contract_id__in=ids), rows.filter(pk__in=ids)
    suppliers = set(told.values_list("declaration__supplier_id", flat=True))
    suppliers |= set(rows.values_list("supplier_id", flat=True).distinct()) | set(payload.get("suppliers", ()))
    recompute({one for one in suppliers if one}, timezone.localdate())


@handles(SAMENESS_CHANGED)
def follow_sameness(payload: dict[str, Any]) -> None:
    """Questions hold by company: records were judged to be one, or came apart."""
    ids = payload["suppliers"]
    asked = DeclarationContract.objects.filter(Q(declaration__supplier_id__in=ids) | Q(contract__supplier_id__in=ids))
    recompute(set(asked.values_list("declaration__supplier_id", flat=True)), timezone.localdate())


@handles(COMPARE_SITES)
def compare_places(payload: dict[str, Any]) -> None:
    told = Declaration.objects.filter(public_id=payload["declaration"]).first()
    if told is not None:
        compare_sites(at=timezone.now(), about=set(told.statements.values_list("site_id", flat=True)))
