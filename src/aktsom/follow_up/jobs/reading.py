"""What the outbox delivers for the reading of self-reports: to the supplier, that single answers came back."""

from typing import Any

from aktsom.core.letters import deliver, page_address
from aktsom.core.outbox import handles
from aktsom.follow_up.actions.reading import RETURNED_MAIL
from aktsom.follow_up.jobs.answers import told_of
from aktsom.follow_up.jobs.letters import spoken_to
from aktsom.follow_up.letters import returned_letter
from aktsom.follow_up.models import SelfReport
from aktsom.follow_up.states import ReportState
from aktsom.members.models import Person


@handles(RETURNED_MAIL)
def tell_that_answers_came_back(payload: dict[str, Any]) -> None:
    """To everybody who answers for the supplier, while it waits for them."""
    rows = SelfReport.objects.select_related("supplier").filter(state=ReportState.RETURNED)
    if (report := rows.filter(public_id=payload["report"]).first()) is None:
        return
    newest = report.submissions.order_by("-number").first()
    questions = report.sent_back.filter(submission=newest).count()
    held = {"supplier_roles__supplier": report.supplier_id, "is_active": True}
    for person in Person.objects.filter(**held).distinct().order_by("id"):
        with spoken_to(person):
            told = told_of(report, page_address("answers_report", public_id=report.public_id))
            deliver(returned_letter(person.name, told, questions), person.email)
