"""Why an actor may not do something with a chain, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.members import permissions
from aktsom.members.roles import Permission
from aktsom.suppliers.models import SupplierRole
from aktsom.supply_chain.models import Declaration
from aktsom.supply_chain.states import DECLARATION


def answers(actor: Actor, supplier_id: int) -> bool:
    """One of the supplier's own people."""
    return supplier_id in actor.supplier_ids


def fill_in(actor: Actor, declaration: Declaration) -> Refusal | None:
    if not answers(actor, declaration.supplier_id):
        return Refusal(_("Bare de som svarer for leverandøren, kan fylle ut dette."))
    return DECLARATION.refusal(declaration.state, "submit")


def submit(actor: Actor, declaration: Declaration) -> Refusal | None:
    """Asked of the table, since the actor's roles do not say for which supplier one approves."""
    if (refusal := fill_in(actor, declaration)) is not None:
        return refusal
    if approves(actor, declaration.supplier_id):
        return None
    return Refusal(_("Den som godkjenner for leverandøren, må sende inn. Alt du har skrevet, er lagret."))


def approves(actor: Actor, supplier_id: int) -> bool:
    return SupplierRole.objects.filter(
        supplier_id=supplier_id, person_id=actor.person_id or 0, role="supplier_approver", person__is_active=True
    ).exists()


def ask(actor: Actor, member_id: int) -> Refusal | None:
    """For one's own contracts; a team asks under its mandate (`teams.actions.chains`)."""
    if permissions.has(actor, Permission.KEEP_REGISTER, member_id):
        return None
    return Refusal(_("Bare avtaleeier og kontraktsforvalter kan be leverandøren om dette."))


def keep_sites(actor: Actor) -> Refusal | None:
    if permissions.keeps_network(actor):
        return None
    return Refusal(_("Bare sekretariatet kan endre produksjonssteder."))
