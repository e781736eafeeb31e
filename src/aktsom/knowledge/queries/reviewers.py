"""Who looks an article over again: the one who was asked to, and those whose it is where that person is gone."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from aktsom.core.actor import Actor
from aktsom.knowledge.models import Article
from aktsom.members.models import Membership, Person
from aktsom.members.permissions import has
from aktsom.members.roles import Permission
from aktsom.teams.models import TeamSeat
from aktsom.teams.queries.sitting import keepers
from aktsom.teams.states import SeatPart

LED_BY = (SeatPart.LEAD, SeatPart.DEPUTY)


def left_alone() -> Q:
    """Articles whose reviewer is out of use, sits in the team no more, or has no role at the body that they are of."""
    here = Person.objects.filter(pk=OuterRef("reviewer_id"), is_active=True)
    sits = TeamSeat.objects.filter(person_id=OuterRef("reviewer_id"), team=OuterRef("team"), left_at__isnull=True)
    works = Membership.objects.filter(person_id=OuterRef("reviewer_id"), member=OuterRef("owner"))
    of_team = Q(~Exists(sits), team__isnull=False)
    return Q(~Exists(here)) | of_team | Q(~Exists(works), team__isnull=True)


def is_left_alone(one: Article) -> bool:
    return one.check_on is not None and Article.objects.filter(left_alone(), pk=one.pk).exists()


def to_review(viewer: Actor) -> Q:
    """Those that the viewer looks over: asked to, or left alone and the viewer's as one who leads the team or keeps the
    body's register."""
    kept = [id_ for id_ in viewer.member_ids if has(viewer, Permission.KEEP_REGISTER, id_)]
    ours = Q(team_id__in=viewer.led_team_ids) | Q(team__isnull=True, owner_id__in=kept)
    return Q(reviewer_id=viewer.person_id or 0) | (ours & left_alone())


def reviewers_of(one: Article, today: date) -> list[Person]:
    """Whom to tell, whether or not they may read it by now."""
    if not is_left_alone(one):
        return list(Person.objects.filter(pk=one.reviewer_id or 0))
    if one.team_id is None:
        return keepers(one.owner_id, today)
    leads = TeamSeat.objects.filter(team_id=one.team_id, left_at__isnull=True, part__in=LED_BY).values("person")
    return list(Person.objects.filter(pk__in=leads, is_active=True).order_by("name", "pk"))
