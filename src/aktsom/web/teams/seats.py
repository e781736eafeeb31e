"""Who sits in a team: places given, left and changed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.teams.actions.seating import change_part, leave_seat, take_seat
from aktsom.teams.permissions import teams as permissions
from aktsom.teams.queries.choices import candidates
from aktsom.teams.queries.pages import team as team_page
from aktsom.teams.queries.teams import SeatRow, TeamRow, visible_team
from aktsom.teams.states import SeatPart
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.teams import words
from aktsom.web.teams.forms import LeaveForm, SeatForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def seats(request: SignedInRequest, public_id: str) -> HttpResponse:
    today = timezone.localdate()
    page = team_page(request.actor, public_id, today)
    stop_if(page.refusals["seat"])
    seated = {seat.person_id for seat in page.row.seats}
    free = [one for one in candidates(request.actor, today) if one.person.public_id not in seated]
    form = SeatForm(sent(request), initial={"size_reason": page.row.size_reason}, candidates=free)
    if request.method == "POST" and form.is_valid() and _seated(request, public_id, form):
        messages.success(request, _("Gruppen har fått et nytt medlem."))
        return redirect("teams_seats", public_id=public_id)
    context = {
        "row": page.row,
        "name": words.group_name(page.row.group_id),
        "seats": [(seat, words.face_role(seat)) for seat in page.row.seats],
        "form": form,
    }
    return render(request, "teams/seats.html", context, status=422 if form.errors else 200)


def _seated(request: SignedInRequest, public_id: str, form: SeatForm) -> bool:
    chosen = form.candidate_in("person")
    if chosen is None:
        return False
    try:
        take_seat(
            by=request.actor,
            at=timezone.now(),
            public_id=public_id,
            revision=revision_of(request),
            person=chosen.person,
            member=chosen.member,
            part=SeatPart(form.cleaned_data["part"]),
            size_reason=form.cleaned_data["size_reason"],
        )
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        form.say(error)
        return False
    return True


@signed_in
@require_POST
def part(request: SignedInRequest, public_id: str, person_id: str) -> HttpResponse:
    wanted = request.POST.get("part", "")
    if wanted not in (SeatPart.DEPUTY, SeatPart.MEMBER):
        raise NotVisible
    change_part(
        by=request.actor,
        at=timezone.now(),
        public_id=public_id,
        revision=revision_of(request),
        person_public_id=person_id,
        part=SeatPart(wanted),
    )
    messages.success(request, _("Rollen er endret."))
    return redirect("teams_seats", public_id=public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: SignedInRequest, public_id: str, person_id: str) -> HttpResponse:
    """Somebody goes out of the team; asked once more, because access ends at once."""
    page = team_page(request.actor, public_id, timezone.localdate())
    seat = next((one for one in page.row.seats if one.person_id == person_id), None)
    if seat is None:
        raise NotVisible
    if not seat.own:
        stop_if(permissions.seat(request.actor, visible_team(request.actor, public_id)))
    fewer = _members_without(page.row, seat)
    form = LeaveForm(sent(request), initial={"size_reason": page.row.size_reason}, left=fewer)
    if request.method == "POST" and form.is_valid() and _left(request, public_id, seat, form):
        messages.success(request, _("Plassen er ledig."))
        return redirect("teams_team", public_id=public_id)
    name = words.group_name(page.row.group_id)
    context = {"row": page.row, "name": name, "seat": seat, "form": form, "fewer": fewer}
    return render(request, "teams/leave.html", context, status=422 if form.errors else 200)


def _members_without(row: TeamRow, gone: SeatRow) -> int:
    return len({seat.member_id for seat in row.seats if seat.person_id != gone.person_id})


def _left(request: SignedInRequest, public_id: str, seat: SeatRow, form: LeaveForm) -> bool:
    try:
        leave_seat(
            by=request.actor,
            at=timezone.now(),
            public_id=public_id,
            revision=revision_of(request),
            person_public_id=seat.person_id,
            size_reason=form.cleaned_data.get("size_reason", ""),
        )
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        form.add_error("size_reason" if "size_reason" in form.fields else None, str(error))
        return False
    return True
