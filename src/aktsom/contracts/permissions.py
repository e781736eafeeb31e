"""Why an actor may not do something with a contract register, or nothing. Used to stop acts and to explain buttons."""

from django.utils.translation import gettext as _

from aktsom.contracts.models import Contract, RegisterImport
from aktsom.contracts.states import CONTRACT, IMPORT
from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.members import permissions
from aktsom.members.roles import ROLES, Permission


def keep_register(actor: Actor, member_id: int) -> Refusal | None:
    """Adding, changing and importing contracts of this member."""
    if permissions.has(actor, Permission.KEEP_REGISTER, member_id):
        return None
    held = ", ".join(sorted(str(ROLES[code].name).lower() for code in actor.roles_for(member_id) if code in ROLES))
    if held:
        return Refusal(
            _("Bare avtaleeier og kontraktsforvalter kan endre registeret. Du er {roles}.").format(roles=held)
        )
    return Refusal(_("Bare avtaleeier og kontraktsforvalter kan endre registeret."))


def change_contract(actor: Actor, contract: Contract) -> Refusal | None:
    """Amending the facts of a contract that is in the register."""
    return keep_register(actor, contract.member_id)


def move_contract(actor: Actor, contract: Contract, verb: str) -> Refusal | None:
    """Ending, striking or reopening: `verb` from the table of contract states."""
    return keep_register(actor, contract.member_id) or CONTRACT.refusal(contract.state, verb)


def work_on_import(actor: Actor, register_import: RegisterImport, verb: str) -> Refusal | None:
    """Correcting, confirming or dropping a register file: `verb` from the table of import states."""
    return keep_register(actor, register_import.member_id) or IMPORT.refusal(register_import.state, verb)
