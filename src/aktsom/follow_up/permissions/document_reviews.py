"""Why an actor may not do something with a review of documents, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.follow_up.models import DocumentReview
from aktsom.follow_up.permissions.follow_ups import run
from aktsom.follow_up.review_states import REVIEW, ReviewState
from aktsom.sharing.audiences import supplier_key


def answers_for(actor: Actor, one: DocumentReview) -> bool:
    """Whether the actor is of the supplier that is asked."""
    return any(supplier_key(id_) in one.seen_by for id_ in actor.supplier_ids)


def move(actor: Actor, one: DocumentReview, verb: str) -> Refusal | None:
    """`verb` is one of the table of reviews."""
    if verb == "hand_in":
        if not answers_for(actor, one):
            return Refusal(_("Bare leverandøren sier at alt er lagt fram."))
    elif refusal := runs(actor, one):
        return refusal
    return REVIEW.refusal(one.state, verb)


def runs(actor: Actor, one: DocumentReview) -> Refusal | None:
    if answers_for(actor, one):  # who does not see the follow-up itself
        return Refusal(_("Bare de som ber om dokumentene, kan gjøre dette."))
    return run(actor, one.follow_up)


def write(actor: Actor, one: DocumentReview) -> Refusal | None:
    """The list itself: until it is sent."""
    if refusal := runs(actor, one):
        return refusal
    return None if one.state == ReviewState.DRAFT else Refusal(_("Listen er sendt, og endres ikke."))


def give(actor: Actor, one: DocumentReview) -> Refusal | None:
    if not answers_for(actor, one):
        return Refusal(_("Bare leverandøren legger fram dokumenter her."))
    return None if one.state == ReviewState.SENT else Refusal(_("Dere kan ikke legge fram mer her nå."))


def judge(actor: Actor, one: DocumentReview) -> Refusal | None:
    if refusal := runs(actor, one):
        return refusal
    if one.state in (ReviewState.SENT, ReviewState.HANDED_IN):
        return None
    return Refusal(_("Dokumenter vurderes mens forespørselen er ute."))
