"""Requests for access: taken down, given longer time, their documents found, and dropped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.follow_up.wording import line_in, reason_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.members.models import Member, Person
from aktsom.records import permissions
from aktsom.records.actions.held_names import spread
from aktsom.records.actions.suggesting import names_in, suggest, take_in
from aktsom.records.documents import CaseDocument, taken_text
from aktsom.records.models import AccessRequest, RequestedDocument
from aktsom.records.models.requests import LONGEST_ASKED, LONGEST_NUMBER, LONGEST_WHO
from aktsom.records.queries.cases import case_of, own_member
from aktsom.records.queries.consultations import answers_known
from aktsom.records.queries.requests import request as request_called
from aktsom.records.rules.clocks import answer_by
from aktsom.records.states import REQUEST, Law
from aktsom.records.tables import LANGUAGES, access_laws
from aktsom.sanctions.letter_tables import days_off
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

LONGEST_TITLE = 300


class FormUsed(DomainError):
    """The form has made a request already, and says something else now. What was typed stays with whoever typed it."""

    def __init__(self) -> None:
        super().__init__(
            _("Kravet i dette skjemaet er registrert, med et annet innhold. Er dette et nytt krav, send det igjen.")
        )


@dataclass(frozen=True)
class RequestSaid:
    law: str
    asked_for: str
    received_on: date
    language: str = "nb"
    asker: str = ""
    answer_to: str = ""
    case_number: str = ""
    follow_up_id: str = ""


@transaction.atomic
def register_request(
    *, by: Actor, at: datetime, member_id: str, said: RequestSaid, looked: str = "", sent: str = ""
) -> AccessRequest:
    """`sent` is the form's own mark: the same form sent twice is one request. Raises Wrong and LookAgain, and FormUsed
    where it says something else the second time. Who asks may be left out: nobody has to say who they are."""
    member = own_member(by, member_id)
    stop_if(permissions.keep(by, member.pk))
    if (known := _of_form(by, member, sent)) is not None:
        if not _is_same(known, said):
            raise FormUsed
        return known
    if said.law not in list(Law):
        raise Wrong("law", _("Velg hvilken lov det spørres etter."))
    if said.received_on > day_of(at):
        raise Wrong("received_on", _("Dagen er ikke kommet ennå."))
    case = case_of(by, member, said.follow_up_id) if said.follow_up_id else None
    asked = text_in("asked_for", said.asked_for, LONGEST_ASKED, needed=_("Skriv hva det spørres etter."))
    stop_if_unlooked({"asked_for": asked}, looked)
    law = access_laws()[said.law]
    one = AccessRequest.objects.create(
        member=member, follow_up=case, law=said.law, asked_for=asked, received_on=said.received_on,
        due_on=answer_by(said.received_on, law.rule, law.working_days, days_off),
        asker=line_in("asker", said.asker, LONGEST_WHO), answer_to=line_in("answer_to", said.answer_to, LONGEST_WHO),
        case_number=line_in("case_number", said.case_number, LONGEST_NUMBER), registered_at=at,
        language=said.language if said.language in LANGUAGES else "nb", registered_by_id=by.person_id, sent=sent,
    )  # fmt: skip
    record(by=by, at=at, acts=[act_of("access_requested", one, law=one.law, due_on=str(one.due_on))])
    return one


def _of_form(by: Actor, member: Member, sent: str) -> AccessRequest | None:
    """What the same form has made already. A person's two presses come one after the other."""
    if not sent:
        return None
    Person.objects.select_for_update(no_key=True).filter(pk=by.person_id or 0).first()
    return AccessRequest.objects.filter(member=member, sent=sent).first()


def _is_same(known: AccessRequest, said: RequestSaid) -> bool:
    """As it is kept: without spaces around it, and in a language that answers are written in."""
    texts = ("law", "asked_for", "asker", "answer_to", "case_number")
    language = said.language if said.language in LANGUAGES else "nb"
    case = known.follow_up.public_id if known.follow_up else ""
    kept = (known.received_on, known.language, case, *(_words(getattr(known, name)) for name in texts))
    return kept == (said.received_on, language, said.follow_up_id, *(_words(getattr(said, name)) for name in texts))


def _words(text: str) -> list[str]:
    return text.split()


@transaction.atomic
def extend_request(*, by: Actor, at: datetime, request_id: str, revision: int, reason: str) -> AccessRequest:
    """Where the law gives longer time: whoever asked is told of it, with the reason, before the first time is out."""
    one = for_change(by, request_id, revision)
    stop_if(permissions.handle(by, one))
    law = access_laws()[one.law]
    if not law.extension_rule:
        raise Refused(Refusal(_("Loven gir ikke lengre tid.")))
    if one.extended_to is not None:
        raise Stale(_("Fristen er forlenget allerede."))
    if day_of(at) > one.due_on:
        raise Refused(Refusal(_("Fristen er ute. Varselet skulle vært gitt før.")))
    one.extension_reason = reason_in("reason", reason)
    one.extended_to = answer_by(one.received_on, law.extension_rule, 0, days_off)
    one.reminded_on = None
    return saved(one, by, at, act_of("access_extended", one, until=str(one.extended_to)))


@transaction.atomic
def add_documents(
    *, by: Actor, at: datetime, request_id: str, revision: int, documents: Sequence[CaseDocument]
) -> AccessRequest:
    """Such as whoever calls has found in the case that the request is about, as the actor sees it. One that is there
    already stays as it is."""
    one = for_change(by, request_id, revision)
    stop_if(permissions.handle(by, one))
    there = set(one.documents.values_list("subject", flat=True))
    fresh = [each for each in documents if each.id not in there]
    names = names_in(one) if any(each.text for each in fresh) else []
    made = [(_take_up(one, each), each) for each in fresh]
    answers = answers_known(one)
    for document, each in made:
        suggest(document, names=names, secrets=each.secrets, at=at)
        take_in(document, answers.get(each.id), at)
    spread(one, at)
    acts = [act_of("access_document_added", one, document=each.id) for each in fresh]
    return saved(one, by, at, *acts)


def _take_up(one: AccessRequest, each: CaseDocument) -> RequestedDocument:
    return RequestedDocument.objects.create(
        request=one, subject=each.id, kind=each.kind, title=each.title[:LONGEST_TITLE], made_on=each.on, way=each.way,
        text=taken_text(each), file_name=each.files[0].name[:200] if each.files else "", supplier_id=each.supplier_id,
    )  # fmt: skip


@transaction.atomic
def drop_document(*, by: Actor, at: datetime, request_id: str, revision: int, document_id: str) -> AccessRequest:
    one = for_change(by, request_id, revision)
    stop_if(permissions.handle(by, one))
    found = one.documents.filter(public_id=document_id).first()
    if found is None:
        raise Stale
    subject = found.subject
    found.delete()
    return saved(one, by, at, act_of("access_document_dropped", one, document=subject))


@transaction.atomic
def drop_request(*, by: Actor, at: datetime, request_id: str, revision: int, reason: str) -> AccessRequest:
    """Taken back by whoever asked, or passed on to the body that has what is asked for."""
    one = for_change(by, request_id, revision)
    stop_if(permissions.handle(by, one, "drop"))
    one.dropped_reason = reason_in("reason", reason)
    one.state = REQUEST.after(one.state, "drop")
    return saved(one, by, at, act_of("access_dropped", one))


def for_change(by: Actor, request_id: str, revision: int) -> AccessRequest:
    """Locked. Raises NotVisible, and Stale where somebody has changed it since."""
    seen = request_called(by, request_id)
    one = AccessRequest.objects.select_for_update(of=("self",)).select_related("member", "follow_up").get(pk=seen.pk)
    if one.revision != revision:
        raise Stale
    return one


def saved(one: AccessRequest, by: Actor, at: datetime, *acts: Act) -> AccessRequest:
    one.revision += 1
    one.save()
    if acts:
        record(by=by, at=at, acts=acts)
    return one


def act_of(verb: str, one: AccessRequest, **more: object) -> Act:
    """Never who asks, nor what for."""
    return Act(verb, one.public_id, one.member_id, changes=more)
