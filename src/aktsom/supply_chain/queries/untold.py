"""Checked links that their supplier no longer tells of: checked once, and left out of its newest version."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q

from aktsom.supply_chain.models import ChainLink, Declaration
from aktsom.supply_chain.states import Confidence, DeclarationState

What = tuple[int | str | None, ...]
_CHECKED = Q(confidence=Confidence.VERIFIED) | Q(laid_by__isnull=False)
_WHAT = ("from_site_id", "from_supplier_id", "to_site_id", "to_supplier_id", "stage", "product_id")


def untold(public_ids: Collection[str]) -> dict[str, date]:
    """Of these links, which the viewer sees, those that are told no longer, with the day since. A link is told by the
    version in force that it was checked against, or by one beside it that says the same. With the newest version
    withdrawn, or none sent, nobody has said otherwise."""
    checked = ChainLink.objects.filter(_CHECKED, public_id__in=public_ids)
    rows = list(checked.values_list("public_id", "declaration_id", "declaration__supplier_id", *_WHAT))
    newest = _newest({supplier for _id, _declaration, supplier, *_what in rows if supplier})
    standing = ChainLink.objects.filter(
        declaration_id__in=[id_ for id_, _since in newest.values()], ended_at__isnull=True
    ).exclude(_CHECKED)
    said: set[What] = set(standing.values_list("declaration_id", *_WHAT))
    found = {}
    for public_id, declaration, supplier, *what in rows:
        told = newest.get(supplier)
        if told is not None and declaration != told[0] and (told[0], *what) not in said:
            found[public_id] = told[1].date()
    return found


def _newest(supplier_ids: Collection[int]) -> dict[int | None, tuple[int, datetime]]:
    """Of each supplier the version in force and when it was sent."""
    sent = Declaration.objects.filter(supplier_id__in=supplier_ids, state=DeclarationState.SUBMITTED)
    rows = sent.values_list("supplier_id", "id", "submitted_at")
    return {supplier: (id_, at) for supplier, id_, at in rows if at is not None}
