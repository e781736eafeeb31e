"""Who may do what with the catalogue: the reason why not, or nothing."""

from django.utils.translation import gettext_lazy as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.members.roles import Permission, permissions_of


def keep_catalogue_refusal(by: Actor) -> Refusal | None:
    if by.is_platform or Permission.KEEP_CATALOGUE in permissions_of(by.roles):
        return None
    return Refusal(_("Bare sekretariatet kan endre katalogen."))
