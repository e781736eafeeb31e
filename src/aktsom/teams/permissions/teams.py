"""Why an actor may not do something with a team, or nothing. That a team exists is known to the whole network."""

from django.utils.translation import gettext_lazy as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.members.roles import Permission, permissions_of
from aktsom.teams.models import CategoryTeam, Handover
from aktsom.teams.states import HANDOVER, TEAM, TeamState


def keeps_network(actor: Actor) -> bool:
    return actor.is_platform or Permission.KEEP_NETWORK in permissions_of(actor.roles)


def leads(actor: Actor, team: CategoryTeam) -> bool:
    """Lead and deputy, and the fallback owner's keepers while the team is dormant."""
    return team.pk in actor.led_team_ids


def form(actor: Actor) -> Refusal | None:
    return None if keeps_network(actor) else Refusal(_("Bare sekretariatet danner grupper."))


def keep(actor: Actor, team: CategoryTeam) -> Refusal | None:
    """The frame of a team: its fallback owner and its period."""
    if not keeps_network(actor):
        return Refusal(_("Bare sekretariatet kan endre dette."))
    return running(team)


def seat(actor: Actor, team: CategoryTeam) -> Refusal | None:
    if not (leads(actor, team) or keeps_network(actor)):
        return Refusal(_("Bare lederen, nestlederen og sekretariatet kan endre hvem som sitter i gruppen."))
    return running(team)


def leave(actor: Actor, team: CategoryTeam, person_id: int) -> Refusal | None:
    """Everybody may leave a team; others are taken out by those who may seat them."""
    return running(team) if actor.person_id == person_id else seat(actor, team)


def add_task(actor: Actor, team: CategoryTeam) -> Refusal | None:
    """A promise binds the next lead too, so those who lead write it."""
    if not leads(actor, team):
        return Refusal(_("Bare lederen og nestlederen skriver opp arbeid og løfter."))
    return running(team)


def finish_task(actor: Actor, team: CategoryTeam) -> Refusal | None:
    if team.pk not in actor.team_ids:
        return Refusal(_("Bare de som sitter i gruppen, kan si at noe er gjort."))
    return running(team)


def hand_over(actor: Actor, team: CategoryTeam, *, led: bool) -> Refusal | None:
    """`led`: somebody leads, and the team is not dormant. Else the secretariat may start it too."""
    if leads(actor, team) or (keeps_network(actor) and not led):
        return running(team)
    if keeps_network(actor):
        return Refusal(_("Gruppen har en leder. Lederen eller nestlederen leverer den over."))
    return Refusal(_("Bare lederen og nestlederen kan levere over gruppen."))


def answer(actor: Actor, handover: Handover, verb: str) -> Refusal | None:
    """`verb` is "accept" or "decline"."""
    if actor.person_id != handover.receiver_id:
        return Refusal(_("Bare den som får gruppen, kan svare."))
    return HANDOVER.refusal(handover.state, verb)


def take_back(actor: Actor, handover: Handover) -> Refusal | None:
    if not (leads(actor, handover.team) or keeps_network(actor)):
        return Refusal(_("Bare de som leder gruppen, kan trekke tilbake overleveringen."))
    return HANDOVER.refusal(handover.state, "take_back")


def lead_on(actor: Actor, team: CategoryTeam, lead_id: int | None) -> Refusal | None:
    """Nobody can say it for the lead; a dormant team is woken instead."""
    if actor.person_id is None or actor.person_id != lead_id or not leads(actor, team):
        return Refusal(_("Bare lederen kan si dette."))
    return None if team.state == TeamState.ACTIVE else Refusal(_("Du kan ikke gjøre dette slik saken står nå."))


def fall_dormant(actor: Actor, team: CategoryTeam) -> Refusal | None:
    if not actor.is_platform:
        return Refusal(_("Bare plattformen gjør dette, når fristen er ute."))
    return TEAM.refusal(team.state, "fall_dormant")


def declare_dormant(actor: Actor, team: CategoryTeam) -> Refusal | None:
    return _secretariat(actor) or TEAM.refusal(team.state, "declare_dormant")


def wake(actor: Actor, team: CategoryTeam) -> Refusal | None:
    if not (leads(actor, team) or keeps_network(actor)):
        return Refusal(_("Bare lederen, den som overtar og sekretariatet kan vekke gruppen."))
    return TEAM.refusal(team.state, "wake")


def continue_bilaterally(actor: Actor, team: CategoryTeam) -> Refusal | None:
    return _secretariat(actor) or TEAM.refusal(team.state, "continue_bilaterally")


def close(actor: Actor, team: CategoryTeam) -> Refusal | None:
    return _secretariat(actor) or TEAM.refusal(team.state, "close")


def running(team: CategoryTeam) -> Refusal | None:
    return Refusal(_("Gruppen er avsluttet.")) if team.state == TeamState.CLOSED else None


def _secretariat(actor: Actor) -> Refusal | None:
    return None if keeps_network(actor) else Refusal(_("Bare sekretariatet kan gjøre dette."))
