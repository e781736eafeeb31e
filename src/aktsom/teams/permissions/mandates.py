"""Why an actor may not ask for, answer or use a mandate, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.members.permissions import has
from aktsom.members.roles import ROLES, Permission
from aktsom.teams.models import CategoryTeam, Mandate
from aktsom.teams.states import MANDATE, TeamState


def lead(actor: Actor, team: CategoryTeam) -> Refusal | None:
    """Asking for mandates and taking back what was asked: the lead or the deputy, or whoever stands in for them."""
    if team.state == TeamState.CLOSED:
        return Refusal(_("Gruppen er avsluttet."))
    if actor.is_platform or team.pk in actor.led_team_ids:
        return None
    return Refusal(_("Bare lederen og nestlederen i gruppen kan be om fullmakter."))


def work(actor: Actor, team: CategoryTeam) -> Refusal | None:
    """Doing something under the team's mandates: whoever sits in it."""
    if team.state == TeamState.CLOSED:
        return Refusal(_("Gruppen er avsluttet."))
    if actor.is_platform or team.pk in actor.team_ids:
        return None
    return Refusal(_("Bare de som sitter i gruppen, kan føre det den gjør."))


def give(actor: Actor, member_id: int) -> Refusal | None:
    """Answering for a member: only who gives mandates there. Domain rule «Decisions stay with the party»."""
    if has(actor, Permission.GIVE_MANDATES, member_id):
        return None
    held = ", ".join(sorted(str(ROLES[code].name).lower() for code in actor.roles_for(member_id) if code in ROLES))
    if held:
        return Refusal(_("Bare avtaleeieren kan svare. Du er {roles}, og kan forberede svaret.").format(roles=held))
    return Refusal(_("Bare avtaleeieren kan svare."))


def answer(actor: Actor, mandate: Mandate, verb: str) -> Refusal | None:
    """`verb` is grant, refuse, limit or withdraw in the table of mandates."""
    return give(actor, mandate.member_id) or standing(mandate, verb)


def standing(mandate: Mandate, verb: str) -> Refusal | None:
    """As the table says, in words that tell what has happened instead."""
    if MANDATE.refusal(mandate.state, verb) is None:
        return None
    told = {
        "asked": _("Gruppen har spurt, men ingen har svart ennå."),
        "granted": _("Fullmakten er allerede gitt."),
        "refused": _("Svaret er allerede gitt: nei."),
        "withdrawn": _("Fullmakten er trukket tilbake."),
    }
    return Refusal(told[mandate.state])
