"""Who may renew the terms that all contracts are judged by."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.members.roles import Permission, permissions_of


def load_terms(actor: Actor) -> Refusal | None:
    if actor.is_platform or Permission.KEEP_CATALOGUE in permissions_of(actor.roles):
        return None
    return Refusal(_("Bare sekretariatet kan fornye vilkårene."))
