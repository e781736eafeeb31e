"""The supplier whose chain a page is about."""

from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.suppliers import supplier
from aktsom.teams.queries.chains import chain_is_open


def supplier_with_chain(actor: Actor, public_id: str) -> Supplier:
    """Raises NotVisible also where the supplier is known to everybody and its chain is not the actor's to see: a page
    that said that nobody has told of it would be untrue."""
    if not has_chain(actor, public_id):
        raise NotVisible
    return supplier(actor, public_id)


def has_chain(actor: Actor, public_id: str) -> bool:
    """Whether there is such a page for the actor."""
    return chain_is_open(actor, supplier(actor, public_id), timezone.localdate())
