"""Each letter that asks for something: its link opens the page where it is answered, for whoever got it, in their
language; and it holds nothing that others must not read, since e-mail is a postcard."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from aktsom.core.actor import PLATFORM
from aktsom.core.models import OutboxMessage
from aktsom.core.outbox import _daily, _handlers, deliver_due
from aktsom.follow_up.actions.audits import order_audit
from aktsom.follow_up.actions.concluding import CONCLUDED_MAIL
from aktsom.follow_up.actions.dispatching import ASKED_MAIL as REPORT_MAIL
from aktsom.follow_up.actions.dispatching import Dispatch, dispatch_self_report
from aktsom.follow_up.actions.handing import HANDED_MAIL, hand_question
from aktsom.follow_up.actions.inviting import INVITED_MAIL
from aktsom.follow_up.actions.joining import JOIN_MAIL
from aktsom.follow_up.actions.monthly import MONTHLY_MAIL
from aktsom.follow_up.actions.planning import ANNOUNCED_MAIL, SECOND_MAIL, Plan, announce, cover_more, plan_follow_up
from aktsom.follow_up.actions.questionnaires import load_questionnaires
from aktsom.follow_up.actions.reading import RETURNED_MAIL
from aktsom.follow_up.actions.reminding import OVERDUE_MAIL, REMINDER_MAIL
from aktsom.follow_up.actions.reported import JOINED_MAIL
from aktsom.follow_up.actions.submitting import ANSWERED_MAIL
from aktsom.follow_up.actions.withdrawing import WITHDRAWN_MAIL, withdraw_self_report
from aktsom.follow_up.jobs.answers import tell_that_a_question_waits, tell_that_it_is_answered
from aktsom.follow_up.jobs.letters import (
    tell_that_it_is_announced,
    tell_that_it_is_concluded,
    tell_that_one_wants_to_join,
    tell_that_there_is_a_second,
)
from aktsom.follow_up.jobs.method_letters import _written, tell_of_a_method
from aktsom.follow_up.jobs.monthly import tell_of_the_month
from aktsom.follow_up.jobs.reading import tell_that_answers_came_back
from aktsom.follow_up.jobs.reports import (
    remind_of_reports,
    tell_of_late_joiners,
    tell_that_a_day_is_past,
    tell_that_it_is_withdrawn,
)
from aktsom.follow_up.methods import runner_keys, supplier_keys
from aktsom.follow_up.models import Audit, AuditReport, DocumentReview, FollowUp, Meeting, SelfReport, SentBack
from aktsom.follow_up.states import Method
from aktsom.follow_up.telling import METHOD_MAIL
from aktsom.knowledge.actions.articles import ANSWERED_MAIL as MEMBER_ANSWERED_MAIL
from aktsom.knowledge.actions.articles import ASKED_MAIL as MEMBER_ASKED_MAIL
from aktsom.knowledge.actions.articles import Check
from aktsom.knowledge.actions.checking import CHECK_MAIL
from aktsom.knowledge.jobs.asking import tell_that_it_is_answered as tell_that_a_member_answered
from aktsom.knowledge.jobs.asking import tell_that_somebody_asks
from aktsom.knowledge.jobs.checking import tell_that_it_is_to_be_checked
from aktsom.members.actions import inviting
from aktsom.members.actions.reviewing import REVIEW_MAIL, close_access_review, keep_used, open_access_reviews
from aktsom.members.jobs import tell_of_review
from aktsom.members.letters import take_up_page
from aktsom.members.limits import limit
from aktsom.members.models import AccessReview, Membership, Person
from aktsom.suppliers.actions.first_person import FirstPerson
from aktsom.suppliers.actions.people import invite_for_supplier
from aktsom.supply_chain.actions.asking import ASKED_MAIL as CHAIN_MAIL
from aktsom.supply_chain.letter_jobs import tell_that_a_chain_is_asked_for
from aktsom.teams.actions.answering import LAPSING_MAIL
from aktsom.teams.actions.asking import ASKED_MAIL
from aktsom.teams.actions.handing_over import HANDOVER_MAIL, decline_handover, offer_handover
from aktsom.teams.jobs.letters import (
    tell_that_a_team_is_offered,
    tell_that_mandates_are_asked_for,
    tell_that_mandates_lapse,
)
from aktsom.teams.models import Handover, Mandate
from aktsom.terms.actions import load_terms
from tests.cast import NOON, PASSWORD, actor, member, person, supplier
from tests.factories.articles import answer, guidance, question
from tests.factories.chains import asked as asked_chain
from tests.factories.mandates import asked, grant, granted, team
from tests.factories.reports import asked as report_for
from tests.factories.reports import handed_in
from tests.follow_up.audits import asked as consent_asked
from tests.follow_up.audits import consented, drafted
from tests.follow_up.audits import now as now_of
from tests.follow_up.audits import offered as offer_in
from tests.follow_up.methods import followed
from tests.risk.purchases import gloves
from tests.web.conftest import sign_in
from tests.web.found_letters import FOUND
from tests.web.record_letters import ALL as MOVED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]

# What stands in the records behind the letters, and in none of them.
SECRETS = ("987654", "987 654", "Hemmelig notat", "Engangshansker", "Bergen kommune sier")
NEW = "kari@oslo.example"


def speaks(name: str, language: str) -> Person:
    found = person(name)
    found.language = language
    found.save()
    return found


def contract() -> Any:
    return gloves("oslo", value=Decimal("987654.00"), ends_on=timezone.localdate() + timedelta(days=900))


def invitation(language: str) -> str:
    inviting.invite(
        by=actor("ada"), at=timezone.now(), member=member("oslo").public_id, addresses=[NEW], roles=["reader"],
        language=language, link=take_up_page(),
    )  # fmt: skip
    deliver_due(timezone.now())
    return NEW


def suppliers_invitation(language: str) -> str:
    invite_for_supplier(
        by=actor("sekka"), at=timezone.now(), supplier=supplier().public_id, addresses=[NEW],
        roles=["supplier_respondent"], language=language, link=take_up_page(),
    )  # fmt: skip
    deliver_due(timezone.now())
    return NEW


def mandate_asked(language: str) -> str:
    olga = speaks("olga", language)
    done = asked(team(), contract(), gloves("bergen"), message="Bergen kommune sier: Hemmelig notat")
    tell_that_mandates_are_asked_for({"request": done.request.public_id, "person": olga.public_id})
    return olga.email


def mandate_lapsing(language: str) -> str:
    olga, today, one = speaks("olga", language), timezone.localdate(), contract()
    asked(team(), one, starts_on=today, ends_on=today + timedelta(days=30), at=timezone.now())
    grant(one, at=timezone.now(), reservations="Hemmelig notat")
    given = Mandate.objects.select_related("request").get()
    assert given.request is not None
    ends_on = given.ends_on.isoformat()
    told = {"request": given.request.public_id, "member": member("oslo").public_id, "ends_on": ends_on}
    tell_that_mandates_lapse(told)
    return olga.email


def offered() -> Handover:
    of = team()
    return offer_handover(
        by=actor("bjarne"), at=timezone.now(), public_id=of.public_id, revision=1, receiver=person("olga"),
        member=member("oslo"), note="Hemmelig notat",
    )  # fmt: skip


def followed_up(language: str) -> FollowUp:
    """By a team, of a supplier that Oslo buys from."""
    ours, _olga = team(), speaks("olga", language)
    granted(ours, contract())
    plan = Plan(timezone.localdate(), timezone.localdate() + timedelta(days=100), [Method.MEETING])
    one = plan_follow_up(
        by=actor("bjarne"), at=timezone.now(), team_id=ours.public_id, supplier_id=supplier().public_id, plan=plan
    )
    announce(by=actor("bjarne"), at=timezone.now(), follow_up_id=one.public_id, revision=1)
    return one


def follow_up_announced(language: str) -> str:
    tell_that_it_is_announced({"follow_up": followed_up(language).public_id})
    return person("olga").email


def follow_up_concluded(language: str) -> str:
    one = followed_up(language)
    FollowUp.objects.update(state="concluded")
    tell_that_it_is_concluded({"follow_up": one.public_id})
    return person("olga").email


def follow_up_join(language: str) -> str:
    """Bjarne leads the team that others want to join."""
    bjarne = speaks("bjarne", language)
    tell_that_one_wants_to_join({"follow_up": followed_up("nb").public_id})
    return bjarne.email


def follow_up_second(language: str) -> str:
    """Oslo follows up itself, and is told of the team's."""
    own = FollowUp.objects.create(
        member=member("oslo"), supplier=supplier(), group_id="medical", starts_on=timezone.localdate(),
        ends_on=timezone.localdate(), made_at=NOON, methods=["meeting"],
    )  # fmt: skip
    FollowUp.objects.filter(pk=own.pk).update(state="dropped", dropped_reason="x")
    second = followed_up(language)
    FollowUp.objects.filter(pk=own.pk).update(state="planned")
    tell_that_there_is_a_second({"follow_up": second.public_id})
    return person("olga").email


def report_dispatched(language: str) -> str:
    """Of one that Mons of Oslo has asked; Nora answers for the supplier."""
    nora = speaks("nora", language)
    dispatch("mons")
    return nora.email


def dispatch(by: str, **said: Any) -> SelfReport:
    load_terms(by=PLATFORM, at=NOON)
    load_questionnaires(by=PLATFORM, at=NOON)
    one = followed_up("nb")
    FollowUp.objects.filter(pk=one.pk).update(methods=["self_report"])
    report = dispatch_self_report(
        by=actor(by), at=timezone.now(), follow_up_id=one.public_id, revision=None, link=take_up_page(),
        dispatch=Dispatch("Hemmelig notat", **said),
    )  # fmt: skip
    for kind in (REPORT_MAIL, INVITED_MAIL):
        for message in OutboxMessage.objects.filter(kind=kind):
            _handlers[kind][0](message.payload)
    return report


def report_invited(language: str) -> str:
    dispatch("mons", first=FirstPerson("Kari", NEW, language))
    return NEW


def report_reminder(language: str) -> str:
    nora = speaks("nora", language)
    report = dispatch("mons")
    mail.outbox.clear()
    remind_of_reports({"reports": [report.public_id]})
    return nora.email


def report_withdrawn(language: str) -> str:
    nora = speaks("nora", language)
    report = dispatch("mons")
    mail.outbox.clear()
    withdraw_self_report(
        by=actor("mons"), at=timezone.now(), report_id=report.public_id, revision=1, reason="Hemmelig notat om saken."
    )
    tell_that_it_is_withdrawn({"report": report.public_id})
    return nora.email


def report_joined(language: str) -> str:
    """A contract came to it after it was asked for."""
    nora = speaks("nora", language)
    report = dispatch("mons")
    granted(report.team, contract())
    mail.outbox.clear()
    cover_more(by=actor("mons"), at=timezone.now(), follow_up_id=report.follow_up.public_id)
    (message,) = OutboxMessage.objects.filter(kind=JOINED_MAIL)
    tell_of_late_joiners(message.payload)
    return nora.email


def report_overdue(language: str) -> str:
    mons, _nora = speaks("mons", language), person("nora")
    report = dispatch("mons")
    mail.outbox.clear()
    day = timezone.localdate()
    report.contracts.update(due_on=day)
    tell_that_a_day_is_past({"report": report.public_id, "due_on": day.isoformat()})
    return mons.email


def report_returned(language: str) -> str:
    """To Nora, who answers for the supplier."""
    load_terms(by=PLATFORM, at=NOON)
    nora, report = speaks("nora", language), report_for(followed_up("nb"))
    made = handed_in(report)
    SentBack.objects.create(self_report=report, submission=made, code="F-1.1", missing="Hemmelig notat", at=NOON)
    SelfReport.objects.update(state="returned")
    tell_that_answers_came_back({"report": report.public_id})
    return nora.email


def report_asked(language: str) -> SelfReport:
    """Of Oslo's contract, by the team that Olga leads."""
    return report_for(followed_up(language))


def report_answered(language: str) -> str:
    tell_that_it_is_answered({"submission": handed_in(report_asked(language)).public_id})
    return person("olga").email


def report_received(language: str) -> str:
    made = handed_in(report_asked(language))
    aksel = speaks("aksel", language)
    tell_that_it_is_answered({"submission": made.public_id})
    return aksel.email


def question_handed(language: str) -> str:
    report = report_asked(language)
    nora = speaks("nora", language)
    said = {"report_id": report.public_id, "code": "F-1.4", "person_id": nora.public_id}
    hand_question(by=actor("aksel"), at=NOON, **said)
    tell_that_a_question_waits({"report": report.public_id, "code": "F-1.4", "person": nora.public_id})
    return nora.email


def chain_asked(language: str) -> str:
    nora = speaks("nora", language)
    told = asked_chain(contract(), message="Hemmelig notat").declaration
    tell_that_a_chain_is_asked_for({"declaration": told.public_id, "members": [member("oslo").pk]})
    return nora.email


def offered_audit(one: FollowUp) -> Audit:
    return offer_in(drafted(one))


def of_a_method(what: str, public_id: str, to: str, language: str) -> str:
    speaks(to, language)
    tell_of_a_method({"what": what, "id": public_id})
    return person(to).email


def running() -> FollowUp:
    """Announced, of Nordhav, with secrets beside it that no letter may hold."""
    load_terms(by=PLATFORM, at=NOON)
    return followed("oslo", value=Decimal("987654.00"))


def of_what_was_found(what: str, language: str) -> str:
    make, state, to, _page, _words = FOUND[what]
    public_id = make(running(), state)
    speaks(to, language)
    why = "idle" if what == "deviation_idle" else "no_plan"
    more = {"did": "accepted", "why": why, "member": member("oslo").public_id}
    tell_of_a_method({"what": what, "id": public_id, **more})
    return person(to).email


def of_what_was_moved(what: str, language: str) -> str:
    make, state, to, did, _page, _words = MOVED[what]
    public_id = make(running(), state)
    speaks(to, language)
    tell_of_a_method({"what": what, "id": public_id, "did": did})
    return person(to).email


def meeting_in(state: str) -> str:
    one = running()
    made = Meeting.objects.create(
        follow_up=one, owner=member("oslo"), team=one.team, supplier=one.supplier, made_at=NOON, starts_at=NOON,
        state=state, place="Hemmelig notat", confirm_by=NOON.date(), cancelled_reason="Hemmelig notat",
        seen_by=runner_keys(one) | supplier_keys(one),
    )  # fmt: skip
    return made.public_id


def meeting_invited(language: str) -> str:
    return of_a_method("meeting_invited", meeting_in("invited"), "nora", language)


def meeting_changed(language: str) -> str:
    return of_a_method("meeting_changed", meeting_in("cancelled"), "nora", language)


def minutes_sent(language: str) -> str:
    return of_a_method("minutes_sent", meeting_in("minutes_sent"), "nora", language)


def minutes_answered(language: str) -> str:
    return of_a_method("minutes_answered", meeting_in("commented"), "mons", language)


def review_in(state: str) -> str:
    one = running()
    made = DocumentReview.objects.create(
        follow_up=one, owner=member("oslo"), team=one.team, supplier=one.supplier, made_at=NOON, sent_at=NOON,
        state=state, message="Hemmelig notat", due_on=NOON.date(), seen_by=runner_keys(one) | supplier_keys(one),
    )  # fmt: skip
    return made.public_id


def documents_asked_for(language: str) -> str:
    return of_a_method("documents_asked_for", review_in("sent"), "nora", language)


def documents_handed_in(language: str) -> str:
    return of_a_method("documents_handed_in", review_in("handed_in"), "mons", language)


def audit_consent(language: str) -> str:
    return of_a_method("audit_consent", consent_asked(offered_audit(running())).public_id, "olga", language)


def an_assignment() -> Audit:
    person("revi")
    one = consent_asked(offered_audit(running()))
    consented(one, "olga")
    return order_audit(**now_of(one))


def audit_assigned(language: str) -> str:
    return of_a_method("audit_assigned", an_assignment().public_id, "revi", language)


def a_report(**said: Any) -> str:
    one = an_assignment()
    made = AuditReport.objects.create(
        audit=one, follow_up=one.follow_up, begun_at=NOON, handed_in_at=NOON, state="handed_in",
        seen_by=runner_keys(one.follow_up) | supplier_keys(one.follow_up), summary="Hemmelig notat", **said,
    )  # fmt: skip
    Audit.objects.filter(pk=one.pk).update(seen_by=made.seen_by)
    return made.public_id


def audit_reported(language: str) -> str:
    return of_a_method("audit_reported", a_report(), "mons", language)


def audit_stopped(language: str) -> str:
    stopped = a_report(blocked_at=NOON, blocked_reason="Hemmelig notat")
    return of_a_method("audit_stopped", stopped, "mons", language)


def audit_shown(language: str) -> str:
    return of_a_method("audit_shown", a_report(shown_at=NOON), "nora", language)


def monthly(language: str) -> str:
    """To Bjarne, who leads the team whose follow-up begins today."""
    bjarne = speaks("bjarne", language)
    followed_up("nb")
    tell_of_the_month({"person": bjarne.public_id, "day": timezone.localdate().isoformat()})
    return bjarne.email


def handover(language: str) -> str:
    olga = speaks("olga", language)
    tell_that_a_team_is_offered({"handover": offered().public_id})
    return olga.email


def review_opened() -> AccessReview:
    Membership.objects.update(given_at=NOON - timedelta(days=300), last_used_on=date(2026, 3, 1))
    open_access_reviews(by=PLATFORM, at=NOON)
    return AccessReview.objects.get(member=member("oslo"))


def review(language: str) -> str:
    ada, _olga = speaks("ada", language), person("olga")
    tell_of_review({"review": review_opened().public_id, "last_call": False})
    return ada.email


def review_reminder(language: str) -> str:
    ada, _olga = speaks("ada", language), person("olga")
    tell_of_review({"review": review_opened().public_id, "last_call": True})
    return ada.email


def article_to_check(language: str) -> str:
    """To Olga, who said that she would look again."""
    olga = speaks("olga", language)
    day = NOON.date() + timedelta(days=9)
    one = guidance(check=Check(day, olga.pk))
    tell_that_it_is_to_be_checked({"article": one.public_id, "day": day.isoformat()})
    return olga.email


def member_asked(language: str) -> str:
    """To Olga, who sits in the team of the category."""
    team(others=("olga",))
    olga = speaks("olga", language)
    tell_that_somebody_asks({"article": question(actor("stina"), "Hemmelig notat", "Hemmelig notat").public_id})
    return olga.email


def member_answered(language: str) -> str:
    """To Olga, who asked."""
    olga = speaks("olga", language)
    said = answer(actor("stina"), question(actor("olga"), "Hemmelig notat"), "Hemmelig notat")
    tell_that_a_member_answered({"article": said.public_id})
    return olga.email


def new_password(language: str) -> str:
    olga = speaks("olga", language)
    olga.set_password(PASSWORD)
    olga.save()
    Client().post(reverse("account_reset_password"), {"email": olga.email}, HTTP_HOST="localhost")
    return olga.email


# Who writes the letter, the page its first link opens, a word of its own in each language.
LETTERS: dict[str, tuple[Callable[[str], str], str, tuple[str, str, str]]] = {
    "invitation": (invitation, "organisation_take_up", ("Åpne lenken", "Opne lenkja", "Open the link")),
    "suppliers": (suppliers_invitation, "organisation_take_up", ("Åpne lenken", "Opne lenkja", "Open the link")),
    "asked": (mandate_asked, "mandates_answer", ("Svar her", "Svar her", "Answer here")),
    "lapsing": (mandate_lapsing, "mandates_ours", ("Se fullmaktene", "Sjå fullmaktene", "See the mandates")),
    "announced": (follow_up_announced, "cases_follow_up", ("Se oppfølgingen", "Sjå oppfølginga", "See the follow-up")),
    "concluded": (
        follow_up_concluded,
        "cases_conclusions",
        ("Se hva som er funnet", "Sjå kva som er funne", "See what was found"),
    ),
    "returned": (
        report_returned,
        "answers_report",
        ("Se hva som mangler", "Sjå kva som manglar", "See what is missing"),
    ),
    "second": (follow_up_second, "cases_follow_up", ("Se saken deres", "Sjå saka dykkar", "See your own case")),
    "join": (follow_up_join, "cases_follow_up", ("Be om fullmakt", "Be om fullmakt", "Ask for mandates")),
    "report": (report_dispatched, "answers_report", ("Se hvem som spør", "Sjå kven som spør", "See who asks")),
    "report invited": (report_invited, "organisation_take_up", ("virker én gang", "verkar éin gong", "works once")),
    "report reminder": (report_reminder, "answers_report", ("venter på", "ventar på", "is waiting for")),
    "report withdrawn": (report_withdrawn, "answers_report", ("trenger ikke", "treng ikkje", "do not need")),
    "report joined": (
        report_joined,
        "answers_report",
        ("Se hvilke avtaler", "Sjå kva avtalar", "See which contracts"),
    ),
    "report overdue": (report_overdue, "cases_follow_up", ("Ta kontakt", "Ta kontakt", "Get in touch")),
    "answered": (report_answered, "cases_follow_up", ("Les svaret her", "Les svaret her", "Read the answer here")),
    "received": (report_received, "answers_report", ("Kontrollsum", "Kontrollsum", "Checksum")),
    "question": (question_handed, "answers_report", ("Svar her", "Svar her", "Answer here")),
    "chain": (chain_asked, "chain_home", ("Å svare koster", "Å svare kostar", "Answering costs")),
    "meeting": (meeting_invited, "meetings_one", ("Se sakslisten", "Sjå saklista", "See the agenda")),
    "meeting changed": (meeting_changed, "meetings_one", ("Se møtet her", "Sjå møtet her", "See the meeting here")),
    "minutes": (minutes_sent, "meetings_one", ("Les referatet", "Les referatet", "Read the minutes")),
    "minutes answered": (minutes_answered, "meetings_one", ("Se svaret", "Sjå svaret", "See the answer")),
    "documents": (documents_asked_for, "reviews_one", ("Se listen", "Sjå lista", "See the list")),
    "documents given": (documents_handed_in, "reviews_one", ("Les og vurder", "Les og vurder", "Read and judge")),
    "consent": (audit_consent, "audits_one", ("Les bestillingen", "Les bestillinga", "Read the order")),
    "assignment": (audit_assigned, "audits_one", ("Se oppdraget", "Sjå oppdraget", "See the assignment")),
    "audit report": (audit_reported, "audits_report", ("Les rapporten", "Les rapporten", "Read the report")),
    "stopped": (audit_stopped, "audits_report", ("Se hvorfor", "Sjå kvifor", "See why here")),
    "shown": (audit_shown, "audits_report", ("Les rapporten", "Les rapporten", "Read the report")),
    "monthly": (monthly, "home", ("én gang i måneden", "éin gong i månaden", "once a month")),
    "handover": (handover, "teams_handover", ("før du svarer. Se", "før du svarer. Sjå", "before you answer")),
    "review": (review, "organisation_review", ("Si ja eller nei", "Sei ja eller nei", "Say yes or no")),
    "reminder": (review_reminder, "organisation_review", ("Si ja eller nei", "Sei ja eller nei", "Say yes or no")),
    "member asked": (
        member_asked,
        "knowledge_article",
        ("Les spørsmålet og svar", "Les spørsmålet og svar", "Read the question and answer"),
    ),
    "member answered": (
        member_answered,
        "knowledge_article",
        ("si fra om det hjalp", "sei frå om det hjelpte", "say whether it helped"),
    ),
    "check": (article_to_check, "knowledge_article", ("Se på det her", "Sjå på det her", "Look at it here")),
    "password": (new_password, "account_reset_password_from_key", ("Lag det her", "Lag det her", "Create it here")),
    **{what: (partial(of_what_was_found, what), page, words) for what, (*_made, page, words) in FOUND.items()},
    **{what: (partial(of_what_was_moved, what), page, words) for what, (*_made, page, words) in MOVED.items()},
}


def links(letter: EmailMessage) -> list[str]:
    found = re.findall(r"https?://\S+", str(letter.body))
    assert all(one.startswith("https://aktsom.example/") for one in found), found
    return [one.removeprefix("https://aktsom.example") for one in found]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("kind", LETTERS)
def test_its_link_opens_the_page_where_it_is_answered(kind: str, language: str) -> None:
    write, page, words = LETTERS[kind]
    to = write(language)
    (letter,) = [one for one in mail.outbox if one.to == [to]]
    assert words[("nb", "nn", "en").index(language)] in letter.body
    path = links(letter)[0]
    assert resolve(path).view_name == page
    browser = Client()
    if reader := Person.objects.filter(email=to).exclude(email=NEW).first():
        sign_in(browser, reader)
    answer = browser.get(path, follow=True)
    assert answer.status_code == 200
    assert "account_login" not in [resolve(to).view_name for to, _status in answer.redirect_chain]


@pytest.mark.parametrize("kind", LETTERS)
def test_it_holds_no_secret_and_nothing_of_another_member(kind: str) -> None:
    to = LETTERS[kind][0]("nb")
    (letter,) = [one for one in mail.outbox if one.to == [to]]
    sent = letter.message().as_string() + str(letter.subject) + str(letter.body)
    assert [one for one in SECRETS if one in sent] == []
    assert PASSWORD not in sent
    assert settings.SECRET_KEY not in sent
    others = {"Bergen kommune", "Stavanger kommune"}
    assert [one for one in others if one in sent] == []
    assert letter.message()["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    ("kind", "answered_by"),
    [("report", "mons"), ("report invited", "mons"), ("invitation", "ada"), ("handover", "bjarne"), ("asked", "")],
)
def test_an_answer_goes_to_the_person_behind_it(kind: str, answered_by: str) -> None:
    to = LETTERS[kind][0]("nb")
    (letter,) = [one for one in mail.outbox if one.to == [to]]
    assert letter.reply_to == ([f"{answered_by}@example.org"] if answered_by else [])


def test_every_kind_of_letter_of_the_outbox_is_tried_here() -> None:
    letters = {kind for kind, all_ in _handlers.items() if any("deliver" in one.__globals__ for one in all_)}
    known = {inviting.LETTER, ASKED_MAIL, LAPSING_MAIL, HANDOVER_MAIL, REVIEW_MAIL}
    known |= {ANNOUNCED_MAIL, CONCLUDED_MAIL, SECOND_MAIL, JOIN_MAIL, RETURNED_MAIL}
    known |= {REPORT_MAIL, INVITED_MAIL, WITHDRAWN_MAIL, REMINDER_MAIL, OVERDUE_MAIL}
    known |= {ANSWERED_MAIL, HANDED_MAIL, JOINED_MAIL, MONTHLY_MAIL}
    known |= {METHOD_MAIL, CHECK_MAIL, CHAIN_MAIL, MEMBER_ASKED_MAIL, MEMBER_ANSWERED_MAIL}
    assert letters - set(_daily) == known


def test_every_letter_of_a_method_is_tried_here() -> None:
    tried = (
        meeting_invited, meeting_changed, minutes_sent, minutes_answered, documents_asked_for, documents_handed_in,
        audit_consent, audit_assigned, audit_reported, audit_stopped, audit_shown,
    )  # fmt: skip
    assert set(_written) == {one.__name__ for one in tried} | FOUND.keys() | MOVED.keys()
    assert set(tried) <= {write for write, _page, _words in LETTERS.values()}


def test_a_handover_that_is_answered_asks_nobody_any_more() -> None:
    given = offered()
    decline_handover(by=actor("olga"), at=timezone.now(), handover_public_id=given.public_id)
    tell_that_a_team_is_offered({"handover": given.public_id})
    tell_that_a_team_is_offered({"handover": "han-none"})
    assert mail.outbox == []


def test_an_offer_stores_its_letter_with_the_write() -> None:
    given = offered()
    assert OutboxMessage.objects.get(kind=HANDOVER_MAIL).payload == {"handover": given.public_id}


def test_a_review_is_reminded_of_once_while_it_is_open() -> None:
    ada = person("ada")
    found = review_opened()
    first, last = OutboxMessage.objects.filter(kind=REVIEW_MAIL).order_by("not_before")
    assert [first.payload["last_call"], last.payload["last_call"]] == [False, True]
    assert timezone.localdate(last.not_before) == found.due_on - timedelta(days=limit("review_reminder_days"))
    tell_of_review(last.payload)
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        ([ada.email], "Frist 2. desember 2026: hvem skal fortsatt ha tilgang hos Oslo kommune?")
    ]
    keep_used(by=actor("ada"), at=NOON, review=found.public_id)
    close_access_review(by=actor("ada"), at=NOON, review=found.public_id)
    tell_of_review(last.payload)
    assert len(mail.outbox) == 1


def test_who_signs_in_elsewhere_or_whose_way_in_was_changed_is_led_on() -> None:
    from allauth.account.adapter import get_adapter
    from django.test import RequestFactory

    adapter = get_adapter(RequestFactory().get("/"))
    told = {"what": "Passordet er byttet.", "at": timezone.now()}
    elsewhere = adapter.render_mail("account/email/sign_in_elsewhere", "olga@example.org", told)
    changed = adapter.render_mail("account/email/way_in_changed", "olga@example.org", told)
    assert [resolve(one).view_name for one in links(elsewhere)] == ["account_login"]
    assert [resolve(one).view_name for one in links(changed)] == ["account_reset_password", "account"]
    assert changed.message()["Auto-Submitted"] == "auto-generated"


def test_the_host_of_whoever_asks_for_a_new_password_is_not_in_the_letter() -> None:
    new_password("nb")
    assert "localhost" not in mail.outbox[0].body
