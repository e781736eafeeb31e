"""Inviting people to a member, and what becomes of invitations that wait."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.core.errors import DomainError, NotVisible, Refused, stop_if
from aktsom.members import permissions
from aktsom.members.actions import inviting
from aktsom.members.actions.inviting import Invited
from aktsom.members.letters import take_up_page
from aktsom.members.queries import organisations
from aktsom.members.roles import MEMBER_ROLES
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.contracts.sending import sent
from aktsom.web.organisation.forms import InviteForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: SignedInRequest, public_id: str) -> HttpResponse:
    viewer = request.actor
    member = organisations.organisation(viewer, public_id, timezone.localdate()).member
    if not (permissions.belongs(viewer, member.pk) or permissions.keeps_network(viewer)):
        raise NotVisible
    open_ = [code for code in MEMBER_ROLES if permissions.give_role(viewer, member.pk, code) is None]
    if not open_:
        stop_if(permissions.give_role(viewer, member.pk, "reader"))
    initial = {"language": request.LANGUAGE_CODE, "roles": open_ if len(open_) == 1 else []}
    form = InviteForm(sent(request), initial=initial, roles=open_)
    if request.method == "POST" and form.is_valid():
        try:
            done = inviting.invite(
                by=viewer, at=timezone.now(), member=public_id, link=take_up_page(), **form.cleaned_data
            )
        except Refused:
            raise
        except DomainError as wrong:
            form.add_error("addresses", str(wrong.message))
        else:
            tell(request, done)
            return redirect("organisation_member", public_id=public_id)
    return render(
        request,
        "organisation/invite.html",
        {"form": form, "member": member, "first": permissions.run_people(viewer, member.pk) is not None},
        status=422 if form.errors else 200,
    )


def tell(request: SignedInRequest, done: Invited) -> None:
    """How many were sent, and why others were not."""
    if done.sent:
        said = ngettext("%(count)s invitasjon er sendt.", "%(count)s invitasjoner er sendt.", len(done.sent))
        messages.success(request, said % {"count": len(done.sent)})
    for left in done.left_alone:
        messages.warning(request, f"{left.name}: {left.reason}")


@signed_in
@require_POST
def change(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Send it again, or withdraw it."""
    if request.POST.get("act") == "withdraw":
        found = inviting.withdraw_invitation(by=request.actor, at=timezone.now(), invitation=public_id)
        messages.success(request, _("Invitasjonen er trukket tilbake. Lenken virker ikke lenger."))
    else:
        found = inviting.send_again(by=request.actor, at=timezone.now(), invitation=public_id, link=take_up_page())
        messages.success(request, _("Lenken er sendt på nytt. Den gamle virker ikke lenger."))
    if found.member is None:
        raise NotVisible
    return redirect("organisation_member", public_id=found.member.public_id)
