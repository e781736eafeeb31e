"""Why an actor may not write down effort or correct it, or say what was done before, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.effects.models import EffortEntry
from aktsom.effects.subjects import Subject
from aktsom.members.permissions import has
from aktsom.members.roles import Permission
from aktsom.sharing.viewing import sees_network

WRITERS = frozenset({"contract_owner", "contract_manager", "team_member", "secretariat"})


def write(by: Actor) -> Refusal | None:
    """For a buyer or the secretariat."""
    if by.roles & WRITERS and by.person_id is not None:
        return None
    return Refusal(_("Bare de som følger opp eller forvalter avtaler, skriver ned tid."))


def is_suppliers(by: Actor, on: Subject) -> bool:
    """Whether it is as the supplier that the actor writes here."""
    return on.supplier_id in by.supplier_ids and not sees_network(by)


def state(by: Actor, on: Subject) -> Refusal | None:
    """For a supplier, of its own work."""
    if is_suppliers(by, on) and on.of_supplier is not None:
        return None
    return Refusal(_("Dere kan ikke oppgi tid her."))


def change(by: Actor, one: EffortEntry) -> Refusal | None:
    """Whoever wrote it, or keeps the register of the member it belongs to; of a supplier's anybody there."""
    if one.ended_at is not None:
        return Refusal(_("Denne linjen er rettet eller strøket allerede."))
    if one.supplier_id is not None:
        own = one.supplier_id in by.supplier_ids
        return None if own else Refusal(_("Bare leverandøren retter det den selv har oppgitt."))
    if by.person_id is not None and one.made_by_id == by.person_id and write(by) is None:
        return None
    if has(by, Permission.KEEP_REGISTER, one.member_id or 0):
        return None
    return Refusal(_("Bare den som skrev det ned, eller den som holder registeret, kan rette det."))


def keep_baseline(by: Actor, member_id: int) -> Refusal | None:
    """What the member did before and what an hour costs it."""
    if has(by, Permission.KEEP_REGISTER, member_id):
        return None
    return Refusal(_("Bare avtaleeieren og kontraktsforvalteren fører dette."))
