"""What the outbox delivers for answers to self-reports: to those who asked, to who handed in, to a colleague."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone, translation

from aktsom.categories.queries import current_catalogue
from aktsom.core.letters import deliver, page_address
from aktsom.core.outbox import handles
from aktsom.follow_up.actions.handing import HANDED_MAIL
from aktsom.follow_up.actions.submitting import ANSWERED_MAIL
from aktsom.follow_up.jobs.letters import runners, spoken_to
from aktsom.follow_up.letters import ToldOfReport, answered_letter, handed_letter, receipt_letter
from aktsom.follow_up.models import HandedQuestion, SelfReport, Submission
from aktsom.members.models import Person
from aktsom.teams.queries.owners import owners_of


@handles(ANSWERED_MAIL)
def tell_that_it_is_answered(payload: dict[str, Any]) -> None:
    """One letter to each who asked or owns a contract that is ticked off, with its own contracts counted."""
    made = Submission.objects.select_related("self_report__supplier", "self_report__follow_up__team").get(
        public_id=payload["submission"]
    )
    report = made.self_report
    page = page_address("cases_follow_up", public_id=report.follow_up.public_id)
    for person, in_time, late in _asked(report):
        with spoken_to(person):
            deliver(answered_letter(person.name, told_of(report, page), in_time, late), person.email)
    signer = Person.objects.filter(pk=made.person_id or 0).first()
    if signer is not None:
        with spoken_to(signer):
            told = told_of(report, page_address("answers_report", public_id=report.public_id))
            deliver(receipt_letter(signer.name, told, made.number, made.sha256), signer.email)


def _asked(report: SelfReport) -> Iterable[tuple[Person, int, int]]:
    """Each person once, with how many of its contracts are ticked off in time and late: all of them for the team."""
    rows = list(report.contracts.all())
    told: dict[int, tuple[Person, set[int]]] = {}
    for person in runners(report.follow_up):
        told[person.pk] = (person, {row.member_id for row in rows})
    members = {row.member_id for row in rows}
    for member_id, owners in owners_of(members, timezone.localdate()).items():
        for person in owners:
            told.setdefault(person.pk, (person, set()))[1].add(member_id)
    for person, concerned in told.values():
        own = [row.in_time for row in rows if row.member_id in concerned]
        yield person, own.count(True), own.count(False)


@handles(HANDED_MAIL)
def tell_that_a_question_waits(payload: dict[str, Any]) -> None:
    """While it is still handed to that person."""
    report = SelfReport.objects.select_related("supplier").get(public_id=payload["report"])
    rows = HandedQuestion.objects.filter(self_report=report, code=payload["code"]).order_by("-id")
    last, person = rows.first(), Person.objects.filter(public_id=payload["person"], is_active=True).first()
    if last is None or person is None or last.person_id != person.pk:
        return
    giver = Person.objects.filter(pk=last.by_id or 0).first()
    with spoken_to(person):
        link = page_address("answers_report", public_id=report.public_id)
        letter = handed_letter(person.name, told_of(report, link), giver.name if giver else "", payload["code"])
        deliver(letter, person.email, reply_to=giver.email if giver else "")


def told_of(report: SelfReport, link: str) -> ToldOfReport:
    """In the language that is active."""
    group = current_catalogue().group.get(report.group_id)
    name = group.name.in_language(translation.get_language() or "nb").lower() if group else report.group_id
    return ToldOfReport(report.supplier.name, name, link)
