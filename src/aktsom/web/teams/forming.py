"""A team is formed, and its frame changed: who takes over, and for how long it works."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.categories.queries import current_catalogue
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.teams.actions.forming import change_period, form_team, set_fallback
from aktsom.teams.models import CategoryTeam
from aktsom.teams.permissions import teams as permissions
from aktsom.teams.queries.choices import candidates, fallback_owners
from aktsom.teams.queries.teams import teams_of_network, visible_team
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.teams import words
from aktsom.web.teams.forms import FallbackForm, FormTeamForm, PeriodForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    found = teams_of_network(request.actor, today)
    stop_if(permissions.form(request.actor))
    taken = {row.group_id for row in found.live}
    name = words.group_namer()
    groups = [(group.id, name(group.id)) for group in current_catalogue().groups if group.id not in taken]
    filled = FormTeamForm(
        sent(request),
        initial={"group": request.GET.get("gruppe", ""), "starts_on": today},
        groups=groups,
        owners=fallback_owners(request.actor),
        candidates=candidates(request.actor, today),
    )
    if request.method == "POST" and filled.is_valid():
        team = _formed(request, filled)
        if team is not None:
            messages.success(request, _("Gruppen er dannet."))
            return redirect("teams_team", public_id=team.public_id)
    context = {"form": filled, "free": bool(groups)}
    return render(request, "teams/form.html", context, status=422 if filled.errors else 200)


def _formed(request: SignedInRequest, filled: FormTeamForm) -> CategoryTeam | None:
    said = filled.cleaned_data
    try:
        return form_team(
            by=request.actor,
            at=timezone.now(),
            group_id=said["group"],
            seats=filled.seats(),
            fallback=filled.owner(),
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
            size_reason=said["size_reason"],
        )
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        filled.say(error)
        return None


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def frame(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Two forms on one page; `what` says which was sent."""
    team = visible_team(request.actor, public_id)
    stop_if(permissions.keep(request.actor, team))
    what = request.POST.get("what", "")
    fallback = FallbackForm(
        sent(request) if what == "fallback" else None,
        initial={"fallback": team.fallback.public_id if team.fallback else ""},
        owners=fallback_owners(request.actor),
    )
    period = PeriodForm(
        sent(request) if what == "period" else None, initial={"starts_on": team.starts_on, "ends_on": team.ends_on}
    )
    if _saved(request, public_id, fallback, period):
        messages.success(request, _("Endringen er lagret."))
        return redirect("teams_team", public_id=public_id)
    context = {"team": team, "name": words.group_name(team.group_id), "fallback": fallback, "period": period}
    wrong = fallback.errors or period.errors
    return render(request, "teams/frame.html", context, status=422 if wrong else 200)


def _saved(request: SignedInRequest, public_id: str, fallback: FallbackForm, period: PeriodForm) -> bool:
    how: dict[str, Any] = {"by": request.actor, "at": timezone.now(), "public_id": public_id}
    if fallback.is_bound and fallback.is_valid():
        owner, revision = fallback.owner(), revision_of(request)
        return _done(fallback, lambda: set_fallback(**how, revision=revision, fallback=owner))
    if period.is_bound and period.is_valid():
        said, revision = period.cleaned_data, revision_of(request)
        return _done(period, lambda: change_period(**how, revision=revision, **said))
    return False


def _done(filled: FallbackForm | PeriodForm, act: Callable[[], object]) -> bool:
    try:
        act()
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        filled.add_error(None, str(error))
        return False
    return True
