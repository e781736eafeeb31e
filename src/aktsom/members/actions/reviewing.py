"""The review of access: opened when a period is over, decided role by role, closed when nothing waits."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core import outbox
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refusal, Refused, stop_if
from aktsom.core.journal import Act, record
from aktsom.members import permissions
from aktsom.members.actions.people import lock_members, only_platform
from aktsom.members.actions.roles import removed
from aktsom.members.limits import limit
from aktsom.members.models import AccessReview, AccessReviewLine, Member, Membership
from aktsom.members.rules import Period, last_ended, period_called, to_be_reviewed, used_in
from aktsom.members.states import ReviewDecision

REVIEW_MAIL = "access_review_letter"


def open_access_reviews(*, by: Actor, at: datetime) -> int:
    """A review for each member that has people and none for the period that ended last. Run daily, it opens each once.
    Returns how many were opened."""
    stop_if(only_platform(by))
    period = last_ended(timezone.localdate(at), limit("review_months"))
    reviewed = AccessReview.objects.filter(period=period.code).values("member")
    waiting = Member.objects.filter(memberships__person__is_active=True).exclude(pk__in=reviewed).distinct()
    return sum(_opened(member, period, by, at) for member in waiting.order_by("pk"))


@transaction.atomic
def _opened(member: Member, period: Period, by: Actor, at: datetime) -> bool:
    lock_members({member.pk})
    held = list(Membership.objects.filter(member=member, person__is_active=True).order_by("person__name", "id"))
    given = (timezone.localdate(one.given_at) if one.given_at else None for one in held)
    if not to_be_reviewed(period, given) or AccessReview.objects.filter(member=member, period=period.code).exists():
        return False
    due_on = timezone.localdate(at) + timedelta(days=limit("review_due_days"))
    review = AccessReview.objects.create(member=member, period=period.code, opened_at=at, due_on=due_on)
    AccessReviewLine.objects.bulk_create(
        AccessReviewLine(
            review=review,
            person_id=one.person_id,
            role=one.role,
            given_at=one.given_at,
            last_used_on=one.last_used_on,
        )
        for one in held
    )
    told = {"period": [None, period.code], "roles": len(held), "due_on": due_on}
    record(by=by, at=at, acts=[Act("access_review_opened", review.public_id, member.pk, changes=told)])
    _write_letters(review, at)
    return True


def _write_letters(review: AccessReview, at: datetime) -> None:
    """Now, and some days before the last one. Who gets them, if anybody still, is looked up when they are sent."""
    letter = {"review": review.public_id, "last_call": False}
    outbox.send(kind=REVIEW_MAIL, payload=letter, at=at)
    days = limit("review_due_days") - limit("review_reminder_days")
    outbox.send(kind=REVIEW_MAIL, payload=letter | {"last_call": True}, at=at, not_before=at + timedelta(days=days))


@transaction.atomic
def decide_access(*, by: Actor, at: datetime, review: str, line: int, decision: str) -> AccessReviewLine:
    """Keep the role, or take it away at once. What is kept can still be removed until the review is closed; what is
    removed is given anew instead."""
    if decision not in list(ReviewDecision):
        raise DomainError(_("Velg om tilgangen skal beholdes eller fjernes."))
    found = _for_change(by, review)
    row = AccessReviewLine.objects.select_related("person").filter(review=found, pk=line).first()
    if row is None:
        raise NotVisible
    if row.decision == decision:
        return row
    if row.decision == ReviewDecision.REMOVE:
        raise Refused(Refusal(_("Tilgangen er fjernet. Gi rollen på nytt på siden til personen.")))
    acts = [_decided(row, ReviewDecision(decision), by, at, found.member_id)]
    if decision == ReviewDecision.REMOVE:
        taken = removed(row.person, found.member, row.role, by, at)
        acts += [taken] if taken else []
    record(by=by, at=at, acts=acts)
    return row


@transaction.atomic
def keep_used(*, by: Actor, at: datetime, review: str) -> int:
    """Keep all that wait for a word and were used in the period or since. Returns how many."""
    found = _for_change(by, review)
    period = period_called(found.period, limit("review_months"))
    waiting = found.lines.filter(decision="").select_related("person").order_by("id")
    used = [row for row in waiting if used_in(period, row.last_used_on)]
    record(by=by, at=at, acts=[_decided(row, ReviewDecision.KEEP, by, at, found.member_id) for row in used])
    return len(used)


@transaction.atomic
def close_access_review(*, by: Actor, at: datetime, review: str) -> AccessReview:
    """From now on it is the proof of who had which role, and what was decided."""
    found = _for_change(by, review)
    decisions = list(found.lines.values_list("decision", flat=True))
    if "" in decisions:
        raise Refused(Refusal(_("Noen roller venter på et ja eller nei. Gå gjennom dem først.")))
    found.closed_at, found.closed_by_id = at, by.person_id
    found.save(update_fields=["closed_at", "closed_by_id"])
    told = {"period": found.period, "kept": decisions.count("keep"), "removed": decisions.count("remove")}
    record(by=by, at=at, acts=[Act("access_review_closed", found.public_id, found.member_id, changes=told)])
    return found


def _for_change(by: Actor, public_id: str) -> AccessReview:
    """The review of a member whose people the actor runs; the member's row is locked before it, as everywhere."""
    member_id = AccessReview.objects.filter(public_id=public_id).values_list("member_id", flat=True).first()
    if member_id is None or permissions.run_people(by, member_id):
        raise NotVisible
    lock_members({member_id})
    found = AccessReview.objects.select_for_update(of=("self",)).select_related("member").get(public_id=public_id)
    stop_if(permissions.review(by, found))
    return found


def _decided(row: AccessReviewLine, decision: ReviewDecision, by: Actor, at: datetime, member_id: int) -> Act:
    before = row.decision
    row.decision, row.decided_at, row.decided_by_id = decision, at, by.person_id
    row.save(update_fields=["decision", "decided_at", "decided_by_id"])
    told = {"role": row.role, "decision": [before or None, decision]}
    return Act("access_decided", row.person.public_id, member_id, changes=told)
