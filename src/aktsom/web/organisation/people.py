"""One person: roles, last use, teams."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.categories.queries import current_catalogue
from aktsom.core.errors import NotVisible, Refusal
from aktsom.members import permissions
from aktsom.members.actions.roles import give_role, take_role
from aktsom.members.actions.use import activate_person, deactivate_person
from aktsom.members.models import Member
from aktsom.members.queries.people import HeldRole, PersonPage, person_page
from aktsom.members.roles import MEMBER_ROLES
from aktsom.teams.queries.of_person import seats_of
from aktsom.teams.states import SeatPart
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.organisation.words import RoleWords, role_words


@signed_in
@require_safe
def person(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = person_page(request.actor, public_id)
    return render(
        request,
        "organisation/person.html",
        {
            "found": found,
            "person": found.person,
            "roles": [(held, role_words([held.role])[0], _take_off(request, found, held)) for held in found.roles],
            "to_give": [(member, _to_give(request, found, member)) for member in found.members],
            "seats": _seats(request, found),
            "use_off": next((off for held in found.roles if (off := _last(found, held))), None),
        },
    )


def _take_off(request: SignedInRequest, found: PersonPage, held: HeldRole) -> Refusal | None:
    """Why the role cannot be taken; the last administrator stays."""
    return permissions.give_role(request.actor, _member(found, held).pk, held.role) or _last(found, held)


def _last(found: PersonPage, held: HeldRole) -> Refusal | None:
    return permissions.lose_role(_member(found, held).pk, found.person.pk, held.role)


def _member(found: PersonPage, held: HeldRole) -> Member:
    return next(one for one in found.members if one.public_id == held.member)


def _seats(request: SignedInRequest, found: PersonPage) -> list[dict[str, str]]:
    groups, language = current_catalogue().group, translation.get_language() or "nb"
    parts = {SeatPart.LEAD: _("Leder"), SeatPart.DEPUTY: _("Nestleder"), SeatPart.MEMBER: _("Medlem")}
    return [
        {
            "group": groups[seat.group_id].name.in_language(language) if seat.group_id in groups else seat.group_id,
            "part": parts[SeatPart(seat.part)],
        }
        for seat in seats_of(request.actor, found.person.pk)
    ]


def _to_give(request: SignedInRequest, found: PersonPage, member: Member) -> list[RoleWords]:
    held = {one.role for one in found.roles if one.member == member.public_id}
    return role_words(
        code
        for code in MEMBER_ROLES
        if code not in held and permissions.give_role(request.actor, member.pk, code) is None
    )


@signed_in
@require_POST
def role(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Gives the chosen role for a member, or takes the one whose button was pressed ("mem-1:reader")."""
    found = person_page(request.actor, public_id)
    gone, _colon, code = request.POST.get("take", "").partition(":")
    wanted = gone or request.POST.get("member", "")
    member = next((one for one in found.members if one.public_id == wanted), None)
    if member is None:
        raise NotVisible
    if gone:
        take_role(by=request.actor, at=timezone.now(), person=found.person, member=member, role=code)
        messages.success(request, _("Rollen er tatt bort."))
    else:
        code = request.POST.get("role", "")
        give_role(by=request.actor, at=timezone.now(), person=found.person, member=member, role=code)
        messages.success(request, _("Rollen er gitt."))
    try:
        person_page(request.actor, public_id)
    except NotVisible:  # it was the last role of somebody who is at home elsewhere, or one's own
        return redirect("organisation_mine")
    return redirect("organisation_person", public_id=public_id)


@signed_in
@require_POST
def use(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Out of use, or in use again."""
    if request.POST.get("act") == "activate":
        activate_person(by=request.actor, at=timezone.now(), person=public_id)
        messages.success(request, _("Kontoen er i bruk igjen."))
    else:
        deactivate_person(by=request.actor, at=timezone.now(), person=public_id)
        messages.success(request, _("Kontoen er tatt ut av bruk. Personen er logget ut."))
    return redirect("organisation_person", public_id=public_id)
