"""What the outbox delivers about people: the letter with the link, and what each day asks for."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from aktsom.core.actor import PLATFORM
from aktsom.core.letters import deliver, page_address
from aktsom.core.outbox import daily, handles
from aktsom.members.actions.inviting import LETTER
from aktsom.members.actions.reviewing import REVIEW_MAIL, open_access_reviews
from aktsom.members.actions.signing_in import forget_old_sign_ins
from aktsom.members.letters import invitation_letter, review_letter
from aktsom.members.models import AccessReview, Invitation, Person
from aktsom.members.permissions import administrators
from aktsom.members.secrets import secret_of
from aktsom.members.states import InvitationState

OPEN_REVIEWS = "members.open_access_reviews"
FORGET_SIGN_INS = "members.forget_sign_ins"


@daily(OPEN_REVIEWS)
def open_reviews(_payload: dict[str, Any]) -> None:
    """Each review is opened once; run again it finds nothing to open."""
    open_access_reviews(by=PLATFORM, at=timezone.now())


@daily(FORGET_SIGN_INS)
def forget_sign_ins(_payload: dict[str, Any]) -> None:
    forget_old_sign_ins(by=PLATFORM, at=timezone.now())


@handles(LETTER)
def send_invitation(payload: dict[str, Any]) -> None:
    """A letter that was overtaken by an answer or by a newer letter is not sent any more."""
    found = Invitation.objects.select_related("member").filter(public_id=payload["invitation"]).first()
    sent_at = datetime.fromisoformat(payload["sent_at"])
    if found is None or found.state != InvitationState.SENT or found.sent_at != sent_at:
        return
    sender = Person.objects.filter(pk=found.sent_by_id or 0, is_active=True).first()
    letter = invitation_letter(
        found,
        sender=sender.name if sender else "",
        body=found.member.name if found.member else payload["body"],
        link=payload["link"] + secret_of(found.public_id, sent_at) + "/",
    )
    deliver(letter, found.email, reply_to=sender.email if sender else "")


@handles(REVIEW_MAIL)
def tell_of_review(payload: dict[str, Any]) -> None:
    """To each administrator that the member has by now; none once the review is closed."""
    found = AccessReview.objects.select_related("member").filter(public_id=payload["review"], closed_at=None).first()
    if found is None:
        return
    link = page_address("organisation_review", public_id=found.public_id)
    for person in Person.objects.filter(pk__in=administrators(found.member_id), is_active=True).order_by("pk"):
        with translation.override(person.language or settings.LANGUAGE_CODE):
            letter = review_letter(found, name=person.name, last_call=payload["last_call"], link=link)
        deliver(letter, person.email)
