"""What becomes of a question: the answer that helped, and guidance made of it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal, stop_if
from aktsom.core.journal import record
from aktsom.knowledge.actions.loading import article_for_change, told
from aktsom.knowledge.models import Article
from aktsom.knowledge.permissions import articles as permissions


@transaction.atomic
def accept_answer(*, by: Actor, at: datetime, question_id: str, answer_id: str, revision: int) -> Article:
    """The answer that helped, in place of the one that was accepted before. Pressed twice it is accepted once."""
    one = article_for_change(by, question_id)
    stop_if(permissions.accept(by, one))
    answer = one.answers.filter(public_id=answer_id).first()
    if answer is None:
        raise NotVisible
    if one.accepted_id == answer.pk:
        return one
    if one.revision != revision:
        stop_if(Refusal(_("Noen har godtatt et annet svar mens du leste. Se på spørsmålet igjen.")))
    one.accepted, one.revision = answer, one.revision + 1
    one.save(update_fields=["accepted", "revision"])
    record(by=by, at=at, acts=[told(by, one, "answer_accepted", answer=answer.public_id)])
    return one
