"""What a declaration is asked about: products, buyers, and the terms that it is answered under."""

from dataclasses import dataclass

from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.core.wall import lowered
from aktsom.supply_chain.concerned import concerned_by
from aktsom.supply_chain.models import Declaration, DeclarationContract


def term_sets_of(declaration: Declaration) -> frozenset[str]:
    """Codes of the terms of every contract that runs and that the answer concerns, "" for one without. A supplier
    further back may not see the contracts themselves, and is bound by them all the same."""
    with lowered():
        return concerned_by(declaration.supplier_id, timezone.localdate()).term_sets


def products_of(declaration: Declaration) -> list[str]:
    """Ids of the products asked about, each once."""
    listed = DeclarationContract.objects.filter(declaration=declaration).order_by("id")
    found = (id_ for text in listed.values_list("products", flat=True) for id_ in text.split("\n") if id_)
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Buyer:
    """A member that the declaration answers for; `contracts` are titles, none to whoever may not see them."""

    name: str
    contracts: tuple[str, ...]


def buyers(viewer: Actor, declaration: Declaration) -> list[Buyer]:
    """By name. To the supplier that has the contracts with their titles; to one further back the names alone."""
    rows = DeclarationContract.objects.filter(declaration=declaration).select_related("member")
    direct = declaration.invited_by_id is None
    titles: dict[str, list[str]] = {}
    for row in rows.order_by("member__name", "id"):
        known = titles.setdefault(row.member.name, [])
        if direct and declaration.supplier_id in viewer.supplier_ids:
            title = DeclarationContract.objects.filter(pk=row.pk, contract__supplier_id__in=viewer.supplier_ids)
            known += title.values_list("contract__title", flat=True)
    return [Buyer(name, tuple(found)) for name, found in titles.items()]


def customer_of(viewer: Actor, declaration: Declaration) -> str:
    """The name of the customer that invited the supplier, for the supplier itself; "" where it answers directly. What
    the customer has told is not the supplier's to see."""
    if declaration.invited_by_id is None or declaration.supplier_id not in viewer.supplier_ids:
        return ""
    with lowered():
        found = Declaration.objects.filter(pk=declaration.invited_by_id)
        return found.values_list("supplier__name", flat=True)[0]
