"""The pages of competence: one's own, a team's, and the teams of the network."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.core.actor import Actor
from aktsom.knowledge.models import Competence
from aktsom.knowledge.permissions.competence import confirm as may_confirm
from aktsom.knowledge.queries.people import (
    Known,
    colleagues_to_follow,
    follow_ups_to_name,
    known,
    leaders_of,
    own_competence,
    people_led_in,
    second_readers,
    to_renew,
)
from aktsom.knowledge.queries.strength import strength_of_team, strength_of_teams
from aktsom.knowledge.states import Mastery, Skill
from aktsom.teams.queries.teams import visible_team
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.competence import words
from aktsom.web.competence.forms import CourseForm, FollowedForm, SayForm
from aktsom.web.teams.words import group_name, group_namer


@takes_part
@require_safe
def own(request: SignedInRequest) -> HttpResponse:
    return render(request, "competence/own.html", shown(request))


def shown(request: SignedInRequest, **forms: Any) -> dict[str, Any]:
    """`forms` are those that came back with something to mend, by name."""
    found, actor = own_competence(request.actor), request.actor
    people, follow_ups = colleagues_to_follow(actor), follow_ups_to_name(actor)
    today = timezone.localdate()
    return {
        "found": found,
        "rows": rows(found),
        "renew": to_renew(found, today),
        "today": today,
        "words": words,
        "say": SayForm(),
        "course": CourseForm(),
        "followed": FollowedForm(people=people, follow_ups=follow_ups) if people and follow_ups else None,
        "skills": words.skill_words(),
        "readers": [person.name for person in leaders_of(actor)],
        **forms,
    }


def rows(found: Known) -> list[tuple[Any, str, str, str]]:
    """(competence, what, where, how well)."""
    skills, levels = words.skill_words(), words.mastery_words()
    return [
        (
            one,
            words.language_name(one.language) if one.language else skills[Skill(one.skill)],
            _("Språk") if one.language else words.where(one.group_id),
            levels[Mastery(one.mastery)],
        )
        for one in found.competences
    ]


@takes_part
@require_safe
def teams(request: SignedInRequest) -> HttpResponse:
    found = strength_of_teams(request.actor, timezone.localdate())
    name = group_namer()
    context = {"teams": [(one, name(one.group_id), words.strength_warning(one)) for one in found], "words": words}
    return render(request, "competence/teams.html", context)


@takes_part
@require_safe
def team(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What the team can, in numbers; to those who lead it also who, with what waits to be confirmed."""
    today = timezone.localdate()
    strength = strength_of_team(request.actor, public_id, today)
    one = visible_team(request.actor, public_id)
    all_known = known(request.actor, people_led_in(request.actor, one))
    context = {
        "team": one,
        "strength": strength,
        "name": group_name(one.group_id),
        "warning": words.strength_warning(strength),
        "people": [_of_person(request.actor, found, today, one.group_id, all_known) for found in all_known],
        "words": words,
        "in_team": one.pk in request.actor.team_ids,
    }
    return render(request, "competence/team.html", context)


def _of_person(viewer: Actor, found: Known, today: date, group_id: str, team: list[Known]) -> dict[str, Any]:
    lines = [
        (*row, _second_readers(row[0], group_id, team), may_confirm(viewer, row[0], leads=True)) for row in rows(found)
    ]
    return {"known": found, "rows": lines, "renew": to_renew(found, today)}


def _second_readers(one: Competence, group_id: str, team: list[Known]) -> str:
    """Who may be asked, in words; empty for what needs no second reader."""
    if one.mastery != Mastery.WITH_SECOND:
        return ""
    able = second_readers(one, group_id, team)
    names = [each.person.name if each.confirmed_at else _("%(name)s (ikke bekreftet)") % {"name": each.person.name}
             for each in able]  # fmt: skip
    return _("Andre leser kan være: %(names)s") % {"names": ", ".join(names)} if names else _(
        "Ingen i gruppen har sagt at de kan være andre leser."
    )  # fmt: skip
