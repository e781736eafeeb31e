"""Why an actor may not do something with case files and requests for access, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.members.permissions import has
from aktsom.members.roles import Permission
from aktsom.records.models import AccessRequest, Consultation
from aktsom.records.states import REQUEST


def reads(actor: Actor, member_id: int) -> bool:
    """Whether the member's archive and what it is asked for lie open to the actor."""
    return has(actor, Permission.READ_REGISTER, member_id)


def keep(actor: Actor, member_id: int) -> Refusal | None:
    if has(actor, Permission.KEEP_REGISTER, member_id):
        return None
    return Refusal(_("Bare de som holder registeret hos medlemmet, kan gjøre dette."))


def handle(actor: Actor, one: AccessRequest, verb: str = "") -> Refusal | None:
    """`verb` is a move of the request, empty for what is done while it is open."""
    if refusal := keep(actor, one.member_id):
        return refusal
    return REQUEST.refusal(one.state, verb or "decide")


def answer(actor: Actor, one: Consultation) -> Refusal | None:
    if one.supplier_id not in actor.supplier_ids:
        return Refusal(_("Bare leverandøren selv svarer på dette."))
    return None
