"""Many suppliers are asked at once: chosen, sent in the background, stopped and gone on with."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.follow_up.actions import rounds as acts
from aktsom.follow_up.queries.cases import sitting
from aktsom.follow_up.queries.rounds import RoundView, askable, round_view, rounds_of
from aktsom.teams.permissions import mandates as permissions
from aktsom.teams.queries.facts import team as team_called
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.cases.dispatch_forms import ManyForm
from aktsom.web.cases.report_words import ROUND_STATES
from aktsom.web.contracts.sending import sent
from aktsom.web.teams.words import group_name


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: SignedInRequest, team_id: str) -> HttpResponse:
    team = team_called(request.actor, team_id)
    stop_if(permissions.work(request.actor, team))
    rows = askable(request.actor, team)
    form = ManyForm(sent(request), rows=rows, people=sitting(team.pk), viewer=request.actor)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = acts.order_round(
                by=request.actor, at=timezone.now(), team_id=team_id, follow_ups=said["chosen"],
                message=said["message"], contact=said["contact"], uses_contacts=said["uses_contacts"],
            )  # fmt: skip
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as error:
            form.say(error)
        else:
            return redirect("cases_round", public_id=made.public_id)
    context = {
        "team": team,
        "name": group_name(team.group_id),
        "form": form,
        "rows": rows,
        "rounds": rounds_of(request.actor, team),
        "round_states": ROUND_STATES,
    }
    return render(request, "cases/many.html", context, status=422 if form.errors else 200)


@takes_part
@require_safe
def progress(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The page, and the part of it that asks again each second while the work goes on."""
    seen = round_view(request.actor, public_id, timezone.now())
    name = "cases/round_body.html" if request.htmx else "cases/round.html"
    return render(request, name, _context(seen))


def _context(seen: RoundView) -> dict[str, object]:
    team = seen.round.team
    return {
        "seen": seen,
        "team": team,
        "name": group_name(team.group_id),
        "state": ROUND_STATES[seen.round.state],
    }


@takes_part
@require_POST
def stop(request: SignedInRequest, public_id: str) -> HttpResponse:
    acts.stop_round(by=request.actor, at=timezone.now(), round_id=public_id)
    messages.success(request, _("Utsendingen er stanset. De som er spurt, er spurt."))
    return redirect("cases_round", public_id=public_id)


@takes_part
@require_POST
def go_on(request: SignedInRequest, public_id: str) -> HttpResponse:
    try:
        acts.go_on(by=request.actor, at=timezone.now(), round_id=public_id)
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        messages.warning(request, str(error))
    return redirect("cases_round", public_id=public_id)
