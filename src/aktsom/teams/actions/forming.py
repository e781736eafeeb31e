"""A team is formed, and its frame set: fallback owner and period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.categories.queries import current_catalogue
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, stop_if
from aktsom.core.journal import Act, record
from aktsom.members.models import Member, Person
from aktsom.sharing.viewing import sees_network
from aktsom.teams.actions.loading import about, changed, team_for_change, tell_if
from aktsom.teams.models import CategoryTeam, TeamSeat, TeamTask
from aktsom.teams.models.teams import LIVE
from aktsom.teams.permissions import teams as permissions
from aktsom.teams.queries.sitting import keepers, may_sit
from aktsom.teams.rules import seats as rules
from aktsom.teams.rules.limits import limits
from aktsom.teams.states import SeatPart, TeamState


class SizeUnexplained(DomainError):
    """A team with fewer or more members than usual says why; told at that field of the form."""


@dataclass(frozen=True)
class Wanted:
    """A person who is to sit in a team for a member."""

    person: Person
    member: Member
    part: SeatPart


@transaction.atomic
def form_team(
    *,
    by: Actor,
    at: datetime,
    group_id: str,
    seats: Sequence[Wanted],
    fallback: Member,
    starts_on: date,
    ends_on: date | None = None,
    size_reason: str = "",
) -> CategoryTeam:
    """A category has one live team. What an earlier team of the category left open comes with it: a promise given to a
    supplier does not lapse because the team that gave it is gone."""
    _stop_if_not_free(by, group_id)
    sitting = [rules.Sitting(one.person.pk, one.member.pk, one.part) for one in seats]
    stop_if_wrong(sitting, size_reason, at)
    stop_if_no_keeper(fallback, at)
    stop_if_backwards(starts_on, ends_on)
    team = _laid_down(
        group_id=group_id,
        fallback=fallback,
        starts_on=starts_on,
        ends_on=ends_on,
        size_reason=rules.kept_reason(sitting, size_reason, limits()),
        at=at,
    )
    TeamSeat.objects.bulk_create(
        TeamSeat(team=team, person=one.person, member=one.member, part=one.part, taken_at=at) for one in seats
    )
    told: dict[str, Any] = {
        "group": [None, group_id],
        "fallback": [None, fallback.public_id],
        "starts_on": [None, starts_on],
    }
    acts = [about(team, "team_formed", **told)]
    acts += [seat_taken(team, one.person, one.member, one.part) for one in seats]
    record(by=by, at=at, acts=[*acts, *_taken_over(team)])
    return team


def _stop_if_not_free(by: Actor, group_id: str) -> None:
    """Raises NotVisible, Refused, or DomainError where the category has a team already."""
    if not sees_network(by):
        raise NotVisible
    stop_if(permissions.form(by))
    if group_id not in current_catalogue().group:
        raise NotVisible
    if CategoryTeam.objects.filter(group_id=group_id, state__in=LIVE).exists():
        raise DomainError(_("Kategorien har allerede en gruppe."))


def _laid_down(*, at: datetime, **facts: Any) -> CategoryTeam:
    try:
        with transaction.atomic():
            return CategoryTeam.objects.create(**facts, last_activity_at=at, lead_active_at=at, created_at=at)
    except IntegrityError:  # two at once: the database lets one through
        raise DomainError(_("Kategorien har allerede en gruppe.")) from None


def _taken_over(team: CategoryTeam) -> list[Act]:
    left = TeamTask.objects.filter(
        team__group_id=team.group_id, team__state=TeamState.CLOSED, done_at__isnull=True
    ).select_related("team")
    acts = [
        about(team, "task_taken_over", task=one.public_id, kind=one.kind, earlier_team=one.team.public_id)
        for one in left.order_by("id")
    ]
    left.update(team=team)
    return acts


def seat_taken(team: CategoryTeam, person: Person, member: Member, part: str) -> Act:
    told = {"person": person.public_id, "member": member.public_id, "part": [None, part]}
    return about(team, "seat_taken", member.pk, **told)


@transaction.atomic
def set_fallback(*, by: Actor, at: datetime, public_id: str, revision: int, fallback: Member) -> CategoryTeam:
    """Who acts when the team falls dormant. The same again changes nothing and leaves no trace."""
    team = team_for_change(by, public_id, revision)
    stop_if(permissions.keep(by, team))
    stop_if_no_keeper(fallback, at)
    if team.fallback_id == fallback.pk:
        return team
    before, team.fallback = team.fallback and team.fallback.public_id, fallback
    changed(team, "fallback")
    record(by=by, at=at, acts=[about(team, "fallback_set", fallback.pk, fallback=[before, fallback.public_id])])
    return team


@transaction.atomic
def change_period(
    *, by: Actor, at: datetime, public_id: str, revision: int, starts_on: date, ends_on: date | None
) -> CategoryTeam:
    team = team_for_change(by, public_id, revision)
    stop_if(permissions.keep(by, team))
    stop_if_backwards(starts_on, ends_on)
    told: dict[str, Any] = {
        name: [old, new]
        for name, old, new in (("starts_on", team.starts_on, starts_on), ("ends_on", team.ends_on, ends_on))
        if old != new
    }
    if not told:
        return team
    team.starts_on, team.ends_on = starts_on, ends_on
    changed(team, "starts_on", "ends_on")
    record(by=by, at=at, acts=[about(team, "period_changed", **told)])
    return team


def stop_if_wrong(sitting: Sequence[rules.Sitting], size_reason: str, at: datetime) -> None:
    """Raises DomainError for parts that do not fit together or people who may not sit, SizeUnexplained for the size."""
    tell_if(rules.composition(sitting))
    pairs = {(one.person, one.member) for one in sitting}
    if pairs - may_sit(pairs, timezone.localdate(at)):
        raise DomainError(_("Alle i gruppen må ha en rolle hos medlemmet de sitter for."))
    stop_if_unexplained(sitting, size_reason)


def stop_if_unexplained(sitting: Sequence[rules.Sitting], size_reason: str) -> None:
    if problem := rules.size_unexplained(sitting, size_reason, limits()):
        raise SizeUnexplained(problem)


def stop_if_no_keeper(fallback: Member, at: datetime) -> None:
    if not keepers(fallback.pk, timezone.localdate(at)):
        raise DomainError(_("Medlemmet har ingen avtaleeier eller kontraktsforvalter som kan overta."))


def stop_if_backwards(starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise DomainError(_("Perioden slutter før den begynner."))
