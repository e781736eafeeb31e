"""Why an actor may not look at or judge likenesses to lists of concern, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.members.permissions import keep_network, keeps_network


def judges(actor: Actor) -> bool:
    return keeps_network(actor) or bool(actor.led_team_ids)


def judge_hits(actor: Actor) -> Refusal | None:
    """A likeness is a suspicion about a named company: few look at it, and each who judges says why."""
    if judges(actor):
        return None
    return Refusal(_("Bare sekretariatet og de som leder en kategorigruppe, vurderer likheter med lister."))


def load_list(actor: Actor) -> Refusal | None:
    return keep_network(actor)
