"""Whether somebody sets what a member aims at."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.members.permissions import has
from aktsom.members.roles import Permission


def aim(actor: Actor, member_id: int) -> Refusal | None:
    if has(actor, Permission.KEEP_REGISTER, member_id):
        return None
    return Refusal(_("Bare den som holder registeret for medlemmet, setter mål."))
