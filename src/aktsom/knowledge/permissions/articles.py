"""Why an actor may not do something with what is known, or nothing."""

from django.utils.translation import gettext_lazy as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.knowledge.kinds import ASKED, ArticleKind
from aktsom.knowledge.models import Article
from aktsom.members.permissions import has, keeps_network
from aktsom.members.roles import Permission
from aktsom.sharing.viewing import sees_network


def ask(actor: Actor) -> Refusal | None:
    """Asking and answering: everybody who takes part, for the body they are at home in."""
    if actor.is_platform or (sees_network(actor) and actor.member_id is not None):
        return None
    return Refusal(_("Bare de som er med i samarbeidet, kan spørre og svare her."))


def write_for_team(actor: Actor, team_id: int) -> Refusal | None:
    if actor.is_platform or team_id in actor.team_ids:
        return None
    return Refusal(_("Bare kategorigruppen kan skrive dette."))


def write_for_body(actor: Actor, member_id: int | None) -> Refusal | None:
    """What belongs to no team: those who keep the member's register, and the secretariat."""
    if keeps_network(actor) or (member_id is not None and has(actor, Permission.KEEP_REGISTER, member_id)):
        return None
    return Refusal(_("Bare de som holder registeret hos medlemmet, kan skrive dette."))


def change(actor: Actor, one: Article) -> Refusal | None:
    if actor.is_platform:
        return None
    if one.kind in ASKED:
        own = one.author_id is not None and one.author_id == actor.person_id
        return None if own else Refusal(_("Bare den som skrev det, kan endre det."))
    if one.team_id is not None:
        return write_for_team(actor, one.team_id)
    return _of_own_body(actor, one)


def share(actor: Actor, one: Article) -> Refusal | None:
    """Letting a version out, or taking it back: one of those who lead the team answers for the decision."""
    if refusal := change(actor, one):
        return refusal
    if actor.is_platform or one.team_id is None or one.team_id in actor.led_team_ids:
        return None
    return Refusal(_("Bare leder og nestleder i kategorigruppen kan dele med flere."))


def accept(actor: Actor, question: Article) -> Refusal | None:
    """Whoever asked says which answer helped; or those of the same body, where the person has left."""
    if question.kind != ArticleKind.QUESTION:
        return Refusal(_("Bare et spørsmål har et svar som godtas."))
    if actor.is_platform or question.author_id == actor.person_id:
        return None
    return _of_own_body(actor, question)


def _of_own_body(actor: Actor, one: Article) -> Refusal | None:
    if has(actor, Permission.KEEP_REGISTER, one.owner_id):
        return None
    own = keeps_network(actor) and one.owner_id == actor.member_id
    return None if own else Refusal(_("Bare de som skrev det, og virksomheten deres, kan gjøre dette."))
