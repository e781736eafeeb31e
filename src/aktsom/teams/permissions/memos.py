"""Why an actor may not do something with a memo, or nothing."""

from django.utils.translation import gettext_lazy as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal


def write(actor: Actor, team_id: int) -> Refusal | None:
    """Writing, narrowing and linking: everybody who sits in the team."""
    if actor.is_platform or team_id in actor.team_ids:
        return None
    return Refusal(_("Bare kategorigruppen kan skrive i notatet."))


def release(actor: Actor, team_id: int) -> Refusal | None:
    """Letting something out of the team is for its lead and deputy: one of the two answers for the decision."""
    if refusal := write(actor, team_id):
        return refusal
    if actor.is_platform or team_id in actor.led_team_ids:
        return None
    return Refusal(_("Bare leder og nestleder i kategorigruppen kan dele med flere."))
