"""A question is handed to a colleague at the supplier, and back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, stop_if
from aktsom.core.outbox import send
from aktsom.follow_up.actions.answering import question_in, report_to_answer
from aktsom.follow_up.models import HandedQuestion
from aktsom.follow_up.permissions import reports as permissions
from aktsom.follow_up.queries.answers import colleagues

HANDED_MAIL = "report_question_handed"
LONGEST_NOTE = 400


@transaction.atomic
def hand_question(*, by: Actor, at: datetime, report_id: str, code: str, person_id: str, note: str = "") -> None:
    """To the person of that public id, who is written to; to nobody in particular with an empty one. The same once more
    changes nothing."""
    report = report_to_answer(by, report_id)
    stop_if(permissions.answer(by, report))
    question_in(report, code)
    person = next((one for one in colleagues(report) if one.public_id == person_id), None)
    if person_id and person is None:
        raise DomainError(_("Velg en som svarer for leverandøren. Er det en annen, så inviter den først."))
    note = " ".join(storable(note).split())[:LONGEST_NOTE]
    last = report.handed.filter(code=code).order_by("-id").first()
    now = (person.pk if person else None, note)
    if (last.person_id, last.note) == now if last else person is None:
        return
    HandedQuestion.objects.create(self_report=report, code=code, person_id=now[0], note=note, by_id=by.person_id, at=at)
    if person is not None and person.pk != by.person_id:
        send(kind=HANDED_MAIL, payload={"report": report.public_id, "code": code, "person": person.public_id}, at=at)
