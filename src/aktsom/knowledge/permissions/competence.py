"""Why an actor may not confirm what somebody says of itself, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.knowledge.models import Competence


def confirm(actor: Actor, one: Competence, leads: bool) -> Refusal | None:
    """`leads` is whether the actor leads a team that the person sits in."""
    if one.person_id == actor.person_id:
        return Refusal(_("En annen som leder gruppen, må bekrefte det du sier om deg selv."))
    if not leads:
        return Refusal(_("Bare den som leder en gruppe personen sitter i, kan bekrefte."))
    if one.confirmed_at is not None:
        return Refusal(_("Det er bekreftet."))
    return None
