"""Dormancy, waking, going on between some members, and closing: each explained before it is done."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.teams.actions.standing import close_team, continue_bilaterally, declare_dormant, lead_on, wake_team
from aktsom.teams.models import CategoryTeam
from aktsom.teams.queries.choices import Candidate, candidates
from aktsom.teams.queries.pages import TeamPage
from aktsom.teams.queries.pages import team as team_page
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.contracts.sending import revision_of
from aktsom.web.teams import words
from aktsom.web.teams.forms import PartiesForm

MOVES: dict[str, Callable[..., CategoryTeam]] = {
    "dvale": declare_dormant,
    "vekk": wake_team,
    "avslutt": close_team,
}


@signed_in
@require_safe
def standing(request: SignedInRequest, public_id: str) -> HttpResponse:
    page = team_page(request.actor, public_id, timezone.localdate())
    return render(request, "teams/standing.html", _shown(page, _parties(page)))


@signed_in
@require_POST
def move(request: SignedInRequest, public_id: str, verb: str) -> HttpResponse:
    if verb == "fortsett":
        return _between(request, public_id)
    if verb == "leder-fortsatt":
        lead_on(by=request.actor, at=timezone.now(), public_id=public_id)
        messages.success(request, _("Da vet vi at du leder gruppen."))
        return redirect("teams_team", public_id=public_id)
    if verb not in MOVES:
        raise NotVisible
    MOVES[verb](by=request.actor, at=timezone.now(), public_id=public_id, revision=revision_of(request))
    told = {
        "dvale": _("Gruppen er satt i dvale."),
        "vekk": _("Gruppen er i gang igjen."),
        "avslutt": _("Gruppen er avsluttet."),
    }
    messages.success(request, told[verb])
    return redirect("teams_team", public_id=public_id)


def _between(request: SignedInRequest, public_id: str) -> HttpResponse:
    page = team_page(request.actor, public_id, timezone.localdate())
    form = _parties(page, request.POST)
    if form.is_valid() and _continued(request, page, form):
        messages.success(request, _("Arbeidet fortsetter mellom dem du valgte. De andre har ikke lenger tilgang."))
        return redirect("teams_team", public_id=public_id)
    return render(request, "teams/standing.html", _shown(page, form), status=422)


def _continued(request: SignedInRequest, page: TeamPage, form: PartiesForm) -> bool:
    chosen = form.cleaned_data["parties"]
    seated = _seated(request, page)
    lead = next(one for one in seated if one.person.public_id == form.cleaned_data["lead"])
    parties = {one.member.public_id: one.member for one in seated if one.member.public_id in chosen}
    try:
        continue_bilaterally(
            by=request.actor,
            at=timezone.now(),
            public_id=page.row.public_id,
            revision=revision_of(request),
            parties=list(parties.values()),
            lead=lead.person,
        )
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


def _seated(request: SignedInRequest, page: TeamPage) -> list[Candidate]:
    seats = {(seat.person_id, seat.member_id) for seat in page.row.seats}
    known = candidates(request.actor, timezone.localdate())
    return [one for one in known if (one.person.public_id, one.member.public_id) in seats]


def _parties(page: TeamPage, said: Any = None) -> PartiesForm:
    seats = [seat for seat in page.row.seats if seat.may_sit]
    members = list(dict.fromkeys((seat.member_id, seat.member) for seat in seats))
    people = [(seat.person_id, f"{seat.name}, {seat.member}") for seat in seats]
    lead = page.row.lead.person_id if page.row.lead and page.row.led else ""
    return PartiesForm(said, initial={"lead": lead}, members=members, people=people)


def _shown(page: TeamPage, form: PartiesForm) -> dict[str, Any]:
    return {
        "row": page.row,
        "refusals": page.refusals,
        "name": words.group_name(page.row.group_id),
        "state": words.state_word(page.row),
        "open": words.open_text(page.row),
        "form": form,
    }
