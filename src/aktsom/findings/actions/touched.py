"""What bodies that are touched and suppliers that are asked say in a joint inquiry, and the allegation that those who
follow up may note from it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.wall import lowered
from aktsom.findings.actions.finding_said import FindingSaid
from aktsom.findings.actions.findings import note_finding
from aktsom.findings.actions.inquiries import LONGEST_ABOUT, protected_texts, stop_if_copied
from aktsom.findings.actions.joint_meetings import show_meetings
from aktsom.findings.models import Finding, Inquiry, InquiryBranch, InquiryMember
from aktsom.findings.permissions import signals as permissions
from aktsom.findings.queries.inquiries import ALLEGED, branch, inquiry, member_row
from aktsom.findings.signal_states import BRANCH, Part
from aktsom.findings.states import FindingKind
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.sharing.audiences import member_key
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong


@transaction.atomic
def acknowledge_alert(*, by: Actor, at: datetime, inquiry_id: str, member_id: str) -> InquiryMember:
    """That the body has read it. Pressed twice, the first stands."""
    row = _row_for_change(by, inquiry_id, member_id)
    if row.acknowledged_at is not None:
        return row
    stop_if(permissions.acknowledge(by, row))
    row.acknowledged_at, row.acknowledged_by_id = at, by.person_id
    return _saved(row, by, at, "inquiry_acknowledged")


@transaction.atomic
def take_part(
    *, by: Actor, at: datetime, inquiry_id: str, member_id: str, revision: int, part: str, judgement: str = "",
    shares: bool = False, looked: str = "",
) -> InquiryMember:  # fmt: skip
    """Joins what is done together, or does its own; its judgement of its own contract is its own either way, and the
    others read it only if it shares it."""
    _lock(inquiry(by, inquiry_id))
    row = _row_for_change(by, inquiry_id, member_id)
    stop_if(permissions.answer_for(by, row))
    if row.revision != revision:
        raise Stale
    if part not in list(Part):
        raise Wrong("part", _("Velg hva dere gjør."))
    said = text_in("judgement", judgement, LONGEST_ABOUT)
    if part == Part.OWN and not said:
        raise Wrong("judgement", _("Skriv hvorfor dere gjør det selv."))
    if shares:
        stop_if_unlooked({"judgement": said}, looked)
    before = row.part
    row.part, row.judgement, row.shares = Part(part), said, shares and bool(said)
    keys = {member_key(id_) for id_ in _others(row)}
    row.seen_by = row.seen_by | keys if row.shares else row.seen_by - keys
    row.save()
    if before != row.part:
        show_meetings(row.inquiry)  # before the journal, where all wait for each other
    _saved(row, by, at, "inquiry_part_taken", part=part)
    if before != row.part and row.part == Part.JOINS:
        tell("inquiry_body_joins", row.inquiry.public_id, at, member=member_id)
    return row


@transaction.atomic
def answer_branch(
    *, by: Actor, at: datetime, branch_id: str, revision: int, text: str, looked: str = ""
) -> InquiryBranch:
    """By the supplier; read by those who run the inquiry and by its own customers in it."""
    branch(by, branch_id)
    rows = InquiryBranch.objects.select_for_update(of=("self",)).select_related("supplier", "inquiry")
    row = rows.get(public_id=branch_id)
    stop_if(permissions.answer(by, row))
    if row.revision != revision:
        raise Stale
    said = text_in("text", text, LONGEST_ABOUT, needed=_("Skriv et svar."))
    stop_if_unlooked({"text": said}, looked)
    row.state, row.answer = BRANCH.after(row.state, "answer"), said
    row.answered_at, row.answered_by_id = at, by.person_id
    row.revision += 1
    row.save()
    record(by=by, at=at, acts=[Act("inquiry_answered", row.inquiry.public_id)])
    tell("inquiry_answered", row.public_id, at)
    return row


@transaction.atomic
def note_allegation(
    *, by: Actor, at: datetime, inquiry_id: str, follow_up_id: str, title: str, text: str, looked: str = ""
) -> Finding:
    """That somebody says so, in words of those who follow up: nothing of what the sender wrote goes along. Once for
    each follow-up. Raises Stale, Wrong and LookAgain."""
    one = inquiry(by, inquiry_id)
    with lowered():
        protected = protected_texts(list(one.signals.all()))
    stop_if_copied({"title": title, "text": text}, protected)
    said = FindingSaid(kind=FindingKind.ALLEGATION, title=title, text=text, found_on=day_of(at), looked=looked)
    made = note_finding(by=by, at=at, follow_up_id=follow_up_id, said=said, rests_on=f"{ALLEGED}{one.public_id}")
    record(by=by, at=at, acts=[Act("inquiry_alleged", one.public_id)])
    return made


def _row_for_change(by: Actor, inquiry_id: str, member_id: str) -> InquiryMember:
    seen = member_row(by, inquiry(by, inquiry_id), member_id)
    row = InquiryMember.objects.select_for_update(of=("self",)).select_related("member", "inquiry").filter(pk=seen.pk)
    found = row.first()
    if found is None:
        raise NotVisible
    return found


def _lock(one: Inquiry) -> None:
    """Who joins, and who links a meeting, at the same moment."""
    Inquiry.objects.select_for_update(of=("self",), no_key=True).get(pk=one.pk)


def _others(row: InquiryMember) -> list[int]:
    with lowered():
        return list(row.inquiry.touched.exclude(pk=row.pk).values_list("member_id", flat=True))


def _saved(row: InquiryMember, by: Actor, at: datetime, verb: str, **told: object) -> InquiryMember:
    row.revision += 1
    row.save()
    record(by=by, at=at, acts=[Act(verb, row.inquiry.public_id, row.member_id, changes=told)])
    return row
