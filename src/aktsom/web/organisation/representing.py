"""Letting another member act for one's own, and no longer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.core.errors import DomainError, NotVisible, Refused, stop_if
from aktsom.members import permissions
from aktsom.members.actions import representing
from aktsom.members.queries import organisations
from aktsom.members.roles import MEMBER_ROLES
from aktsom.members.rules import lent
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.contracts.sending import sent
from aktsom.web.organisation.forms import RepresentationForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def let_act(request: SignedInRequest, public_id: str) -> HttpResponse:
    today = timezone.localdate()
    rows = organisations.members_of_network(request.actor, today)
    row = next((one for one in rows if one.member.public_id == public_id), None)
    if row is None:
        raise NotVisible
    stop_if(permissions.represent(request.actor, row.member.pk))
    others = [one.member for one in rows if one is not row]
    # Those of the same family first: a university acts for its cooperation far more often than for a stranger.
    near = {row.member.parent_id, *(child.pk for child in row.children)}
    others.sort(key=lambda one: (one.pk not in near, one.name))
    form = RepresentationForm(
        sent(request), initial={"starts_on": today.isoformat()}, members=others, roles=lent(MEMBER_ROLES)
    )
    if request.method == "POST" and form.is_valid():
        try:
            representing.let_act(by=request.actor, at=timezone.now(), represented=public_id, **form.cleaned_data)
        except (Refused, NotVisible):
            raise
        except DomainError as wrong:
            form.add_error(None, str(wrong.message))
        else:
            messages.success(request, _("Fullmakten er gitt."))
            return redirect("organisation_member", public_id=public_id)
    context = {"form": form, "member": row.member}
    return render(request, "organisation/let_act.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def withdraw(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = representing.withdraw_representation(by=request.actor, at=timezone.now(), representation=public_id)
    messages.success(request, _("Fullmakten er trukket tilbake."))
    return redirect("organisation_member", public_id=found.represented.public_id)
