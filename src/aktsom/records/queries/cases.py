"""A member's cases as its archive sees them: which they are, what they are called there, and what is kept back."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.models import CoveredContract, FollowUp
from aktsom.follow_up.queries.planning import follow_ups_for
from aktsom.follow_up.states import FollowUpState
from aktsom.members.models import Member
from aktsom.members.queries import members_with
from aktsom.members.roles import Permission
from aktsom.records.models import AccessMark, CaseNumber


def own_members(viewer: Actor) -> list[Member]:
    """Those whose archive lies open to the viewer, by name."""
    return members_with(viewer, Permission.READ_REGISTER)


def kept_members(viewer: Actor) -> list[Member]:
    return members_with(viewer, Permission.KEEP_REGISTER)


def own_member(viewer: Actor, public_id: str) -> Member:
    """Raises NotVisible."""
    found = next((one for one in own_members(viewer) if one.public_id == public_id), None)
    if found is None:
        raise NotVisible
    return found


def cases_of(viewer: Actor, member: Member) -> QuerySet[FollowUp]:
    """The follow-ups that the viewer sees and that the member has a part in: it does them itself, has or had a contract
    covered, or is where somebody of the team that does them is at home."""
    covered = CoveredContract.objects.filter(follow_up=OuterRef("pk"), member=member)
    part = Q(member=member) | Q(Exists(covered))
    if viewer.member_id == member.pk:
        part |= Q(team_id__in=viewer.case_team_ids)
    rows = follow_ups_for(viewer).filter(part).exclude(state=FollowUpState.DROPPED, announced_at__isnull=True)
    return rows.order_by("made_at", "id")


def in_period(rows: QuerySet[FollowUp], since: date, until: date) -> QuerySet[FollowUp]:
    """Those that were at work on some day of it."""
    return rows.filter(Q(ended_at__isnull=True) | Q(ended_at__date__gte=since), made_at__date__lte=until)


def case_of(viewer: Actor, member: Member, follow_up_id: str) -> FollowUp:
    """Raises NotVisible."""
    found = cases_of(viewer, member).filter(public_id=follow_up_id).first()
    if found is None:
        raise NotVisible
    return found


def numbers_of(member: Member, cases: Iterable[FollowUp]) -> Mapping[int, CaseNumber]:
    """{follow-up's key: what the member calls it}. For whoever reads the member's archive."""
    rows = CaseNumber.objects.filter(member=member, follow_up__in=list(cases))
    return {row.follow_up_id: row for row in rows}


def marks_of(member: Member, case: FollowUp) -> Mapping[str, AccessMark]:
    """{public id of the document: how it is marked}."""
    return {row.subject: row for row in AccessMark.objects.filter(member=member, follow_up=case)}


def next_serial(member: Member, year: int) -> int:
    """As a proposal: the archive gives its numbers, not we."""
    last = CaseNumber.objects.filter(member=member, year=year).aggregate(last=Max("serial"))["last"]
    return (last or 0) + 1


def last_classification(member: Member) -> CaseNumber | None:
    """What was written last, since most cases of this kind are classified alike."""
    return CaseNumber.objects.filter(member=member).order_by("-given_at", "-id").first()


def marks_to_review(viewer: Actor, today: date) -> list[AccessMark]:
    """Documents kept from the public whose day of looking again has come."""
    rows = AccessMark.objects.filter(member__in=kept_members(viewer), review_on__lte=today).exclude(ground="")
    return list(rows.select_related("member", "follow_up__supplier").order_by("review_on", "id"))
