"""Why an actor may not let figures out, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.members.roles import Permission, permissions_of


def publish(actor: Actor) -> Refusal | None:
    if Permission.KEEP_NETWORK not in permissions_of(actor.roles):
        return Refusal(_("Bare sekretariatet kan publisere tall."))
    return None
