"""What a supplier meets first: who asks, for which contracts, until when, what is asked and what is had already."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from aktsom.effects.effort_states import Activity
from aktsom.follow_up.actions.answering import open_report
from aktsom.follow_up.models import ReportedContract, SelfReport
from aktsom.follow_up.permissions import reports as permissions
from aktsom.follow_up.queries.answers import Form, contact_of, form_of, own_report
from aktsom.follow_up.queries.reading import advice_to
from aktsom.follow_up.rules.difference import Need
from aktsom.follow_up.states import ReportState
from aktsom.follow_up.tables import answer_limit
from aktsom.web.answers import words
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.effort.here import effort_here
from aktsom.web.teams.words import group_name


@dataclass(frozen=True)
class Buyer:
    """A member with what is asked for in its name; `due_on` is its first due day."""

    name: str
    contracts: list[ReportedContract]
    due_on: date | None


@signed_in
@require_safe
def report(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = own_report(request.actor, public_id)
    if found.opened_at is None and permissions.answer(request.actor, found) is None:
        open_report(by=request.actor, at=timezone.now(), report_id=public_id)
        found.refresh_from_db()
    form = form_of(found)
    returned = _returned(found, form)
    left = len(returned) if found.state == ReportState.RETURNED else form.left
    context = head_of(found) | {
        "form": form,
        "returned": returned,
        "left": left,
        "steps": words.STEPS,
        "standing": words.STATES[found.state],
        "minutes": max(5, 5 * round(left * answer_limit("minutes") / 5)) if left else 0,
        "held": sum(len(step.questions) - step.left for step in form.steps),
        "asked": len(form.questions),
        "advice": advice_to(request.actor, found),
        "refusal": permissions.answer(request.actor, found),
        "first": next((step.code for step in form.steps if step.left), form.steps[0].code if form.steps else ""),
        "handed_to_me": [one for one in form.questions if one.to_do and one.handed_id == request.user.public_id],
        "effort": effort_here(request.actor, public_id, Activity.ANSWERING, supplier=True),
        "submissions": list(found.submissions.order_by("-number")),
    }
    return render(request, "answers/report.html", context)


@dataclass(frozen=True)
class Returned:
    """A question whose answer was sent back and has not been written on since."""

    code: str
    text: str
    missing: str
    href: str


def _returned(found: SelfReport, form: Form) -> list[Returned]:
    if found.state != ReportState.RETURNED:
        return []
    return [
        Returned(
            one.question.code,
            words.text_of(one.question),
            one.missing,
            reverse("answers_step", kwargs={"public_id": found.public_id, "step": step.code}) + f"#{one.question.code}",
        )
        for step in form.steps
        for one in step.questions
        if one.need is Need.SENT_BACK
    ]


def head_of(found: SelfReport) -> dict[str, object]:
    """What every page of the self-report says of it."""
    buyers = buyers_of(found)
    days = [one.due_on for one in buyers if one.due_on]
    return {
        "found": found,
        "category": group_name(found.group_id),
        "buyers": buyers,
        "contracts": sum(len(one.contracts) for one in buyers),
        "first_due": min(days, default=None),
        "late": bool(days) and min(days) < timezone.localdate() and found.answered_at is None,
        "contact": contact_of(found),
    }


def buyers_of(found: SelfReport) -> list[Buyer]:
    rows = found.contracts.select_related("member").order_by("member__name", "id")
    by_name: dict[str, list[ReportedContract]] = {}
    for row in rows:
        by_name.setdefault(row.member.name, []).append(row)
    return [
        Buyer(name, told, min((one.due_on for one in told if one.due_on), default=None))
        for name, told in by_name.items()
    ]
