"""The follow-ups on the board of a team, or of a member that follows up for itself."""

from django.db.models import Case, QuerySet, Value, When

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.states import FollowUpState
from aktsom.members.models import Member
from aktsom.teams.models import CategoryTeam

MOST_SHOWN = 200


def run_by_team(viewer: Actor, public_id: str) -> tuple[CategoryTeam, list[FollowUp]]:
    """For those who read the team's case: who sit in it, or did when it was closed, or have taken it over. Others are
    not told that there is a board. Raises NotVisible."""
    team = CategoryTeam.objects.filter(public_id=public_id, pk__in=viewer.case_team_ids).first()
    if team is None:
        raise NotVisible
    return team, _on_board(FollowUp.objects.filter(team=team))


def run_by_member(viewer: Actor, public_id: str) -> tuple[Member, list[FollowUp]]:
    """Raises NotVisible."""
    member = Member.objects.filter(public_id=public_id, pk__in=viewer.member_ids).first()
    if member is None:
        raise NotVisible
    return member, _on_board(FollowUp.objects.filter(member=member))


def dropped_of(*, team: CategoryTeam | None = None, member: Member | None = None) -> int:
    """How many were planned and given up: they stand among the cases, not on the board."""
    return FollowUp.objects.filter(team=team, member=member, state=FollowUpState.DROPPED).count()


def _on_board(rows: QuerySet[FollowUp]) -> list[FollowUp]:
    """Those that go on first, by their last day; what is concluded after them, as terms may come in late."""
    over = Case(When(state=FollowUpState.CONCLUDED, then=Value(1)), default=Value(0))
    found = rows.exclude(state=FollowUpState.DROPPED).select_related("team", "member", "supplier")
    return list(found.order_by(over, "ends_on", "id")[:MOST_SHOWN])


def members_with_own(viewer: Actor) -> list[Member]:
    """The viewer's members that follow up for themselves."""
    own = FollowUp.objects.filter(member__in=viewer.member_ids).exclude(state=FollowUpState.DROPPED)
    return list(Member.objects.filter(pk__in=own.order_by().values("member")).order_by("name"))


def teams_with_board(viewer: Actor) -> list[CategoryTeam]:
    """Those whose case the viewer reads and that have something on their board."""
    run = FollowUp.objects.filter(team__in=viewer.case_team_ids).exclude(state=FollowUpState.DROPPED)
    return list(CategoryTeam.objects.filter(pk__in=run.order_by().values("team")).order_by("group_id"))
