"""Why an actor may not write questionnaires, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.follow_up.models import QuestionnaireEdition
from aktsom.follow_up.states import EDITION, EditionState
from aktsom.members.roles import Permission, permissions_of


def keep_questionnaires(actor: Actor) -> Refusal | None:
    if actor.is_platform or Permission.KEEP_CATALOGUE in permissions_of(actor.roles):
        return None
    return Refusal(_("Bare sekretariatet skriver skjemaene."))


def edition(actor: Actor, one: QuestionnaireEdition, verb: str) -> Refusal | None:
    """`verb` is one of the table of editions, or "write" for changing its questions."""
    if refusal := keep_questionnaires(actor):
        return refusal
    if verb == "write":
        return None if one.state == EditionState.DRAFT else Refusal(_closed(one.state))
    if refusal := EDITION.refusal(one.state, verb):
        return refusal
    if verb == "publish" and not actor.is_platform and actor.person_id == one.changed_by_id:
        return Refusal(_("Du skrev sist i denne utgaven. En annen må lese og publisere den."))
    return None


def _closed(state: str) -> str:
    told = {
        EditionState.REVIEW: _("Utgaven ligger til gjennomlesing. Ta den tilbake for å endre den."),
        EditionState.DROPPED: _("Utkastet er forkastet."),
    }
    return told.get(EditionState(state), _("Utgaven er publisert og endres aldri. Lag et utkast til en ny."))
