"""Whose competence a viewer may see: its own, and that of those who sit in a team that it leads or is deputy of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.planning import follow_ups_for
from aktsom.knowledge.models import Competence, Shadowing, Training
from aktsom.knowledge.states import Mastery
from aktsom.knowledge.tables import limit
from aktsom.members.models import Person
from aktsom.teams.models import CategoryTeam, TeamSeat
from aktsom.teams.models.teams import LIVE
from aktsom.teams.states import SeatPart

LED_BY = (SeatPart.LEAD, SeatPart.DEPUTY)


@dataclass(frozen=True)
class Along:
    """Somebody followed another through a follow-up; `supplier` is whose, "" where the viewer may not know of it."""

    row: Shadowing
    supplier: str


@dataclass
class Known:
    """What is known of one person, to whoever may know it."""

    person: Person
    competences: list[Competence] = field(default_factory=list)
    trainings: list[Training] = field(default_factory=list)
    shadowings: list[Along] = field(default_factory=list)  # the person's own
    shadowed: list[Along] = field(default_factory=list)  # by others


def led_people(viewer: Actor) -> QuerySet[TeamSeat]:
    """Seats of those who sit where the viewer leads, by a seat of its own; the viewer's among them."""
    leads = TeamSeat.objects.filter(
        person_id=viewer.person_id or 0, left_at__isnull=True, part__in=LED_BY, team_id__in=viewer.team_ids
    )
    return TeamSeat.objects.filter(left_at__isnull=True, team__in=leads.values("team"))


def sees(viewer: Actor) -> Q:
    """For tables that say whom a row is about by `person`."""
    if viewer.is_platform:
        return Q()
    return Q(person_id=viewer.person_id or 0) | Q(person__in=led_people(viewer).values("person"))


def own_competence(viewer: Actor) -> Known:
    """Raises NotVisible for nobody."""
    person = Person.objects.filter(pk=viewer.person_id or 0).first()
    if person is None:
        raise NotVisible
    return known(viewer, [person])[0]


def people_led_in(viewer: Actor, team: CategoryTeam) -> list[Person]:
    """Those who sit there, where the viewer leads it; else none."""
    seats = led_people(viewer).filter(team=team, person__is_active=True).select_related("person")
    return [seat.person for seat in seats.order_by("person__name", "pk")]


def leaders_of(viewer: Actor) -> list[Person]:
    """Who else reads what the viewer says of itself: those who lead the teams it sits in. Whether a seat counts is for
    the lead's own log-in to say; here the seat is enough."""
    mine = TeamSeat.objects.filter(person_id=viewer.person_id or 0, left_at__isnull=True, team__state__in=LIVE)
    leads = TeamSeat.objects.filter(team__in=mine.values("team"), left_at__isnull=True, part__in=LED_BY)
    people = Person.objects.filter(pk__in=leads.values("person"), is_active=True).exclude(pk=viewer.person_id or 0)
    return list(people.order_by("name", "pk"))


def known(viewer: Actor, people: list[Person]) -> list[Known]:
    """Of those of the people whom the viewer may know of, empty for the others; the same number of questions for any
    number of them."""
    ids = [person.pk for person in people]
    by_person: dict[int, Known] = {person.pk: Known(person) for person in people}
    mine = sees(viewer)
    for one in Competence.objects.filter(mine, person__in=ids).select_related("person", "confirmed_by"):
        by_person[one.person_id].competences.append(one)
    for course in Training.objects.filter(mine, person__in=ids):
        by_person[course.person_id].trainings.append(course)
    for along in _along(viewer, mine, ids):
        if along.row.person_id in by_person:
            by_person[along.row.person_id].shadowings.append(along)
        if along.row.followed_id in by_person:
            by_person[along.row.followed_id].shadowed.append(along)
    return [by_person[id_] for id_ in ids]


def _along(viewer: Actor, mine: Q, ids: list[int]) -> list[Along]:
    """One's own rows are there to be taken away whatever they are of; others' only where the viewer may know of the
    follow-up, since the row itself tells that there is one."""
    told = Shadowing.objects.filter(mine | Q(followed_id=viewer.person_id or 0))
    rows = list(told.filter(Q(person__in=ids) | Q(followed__in=ids)).select_related("person", "followed"))
    seen = follow_ups_for(viewer).filter(pk__in={row.follow_up_id for row in rows})
    suppliers = dict(seen.values_list("pk", "supplier__name"))
    own = {row.pk for row in rows if viewer.person_id in (row.person_id, row.followed_id)}
    found = [row for row in rows if row.follow_up_id in suppliers or row.pk in own]
    return [Along(row, suppliers.get(row.follow_up_id, "")) for row in found]


def to_renew(known_: Known, today: date) -> list[Training]:
    """Courses whose day to be renewed is past or near, the first first. One that was taken again is renewed."""
    newest: dict[str, Training] = {}
    for course in sorted(known_.trainings, key=lambda course: course.taken_on):
        newest[course.course.casefold()] = course
    until = today + timedelta(days=limit("renewal_ahead_days"))
    due = [course for course in newest.values() if course.renew_by is not None and course.renew_by <= until]
    return sorted(due, key=lambda course: (course.renew_by or date.max, course.pk))


def colleagues_to_follow(viewer: Actor) -> list[Person]:
    """Those one may have followed through a follow-up: who sits in a live team together with the viewer."""
    mine = TeamSeat.objects.filter(
        person_id=viewer.person_id or 0, left_at__isnull=True, team_id__in=viewer.team_ids, team__state__in=LIVE
    )
    seats = TeamSeat.objects.filter(left_at__isnull=True, team__in=mine.values("team"), person__is_active=True)
    people = Person.objects.filter(pk__in=seats.values("person")).exclude(pk=viewer.person_id or 0)
    return list(people.order_by("name", "pk"))


def follow_ups_to_name(viewer: Actor) -> list[FollowUp]:
    """Of the teams that the viewer sits in, the newest first."""
    found = follow_ups_for(viewer).filter(team_id__in=viewer.team_ids).select_related("supplier")
    return list(found.order_by("-starts_on", "-id"))


def second_readers(of: Competence, group_id: str, team: Sequence[Known]) -> list[Competence]:
    """Who in the team can read with whoever said `of`, which is of one who can with a second reader: by what each has
    said of the same skill for that group or for all, on its own or better. Those that a lead has confirmed come first,
    then those who can train others."""
    able = [
        one
        for each in team
        for one in each.competences
        if one.person_id != of.person_id
        and (one.skill, one.language) == (of.skill, of.language)
        and one.group_id in ("", of.group_id or group_id)
        and one.mastery >= Mastery.ALONE
    ]
    able.sort(key=lambda one: (one.confirmed_at is None, -one.mastery, one.person.name))
    return list({one.person_id: one for one in reversed(able)}.values())[::-1]
