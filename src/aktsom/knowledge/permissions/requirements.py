"""Why an actor may not keep a choice of texts for a member, or nothing."""

from aktsom.contracts.permissions import keep_register
from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal


def keep_choice(actor: Actor, member_id: int) -> Refusal | None:
    """Whoever keeps the member's register writes its tenders."""
    return keep_register(actor, member_id)
