"""The people who answer for a supplier, for the secretariat and for who approves there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.core.errors import DomainError, NotVisible, Refused
from aktsom.members.letters import take_up_page
from aktsom.members.roles import SUPPLIER_ROLES
from aktsom.suppliers.actions import people as acts
from aktsom.suppliers.queries.people import supplier_people
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.contracts.sending import sent
from aktsom.web.organisation.forms import InviteForm
from aktsom.web.organisation.inviting import tell
from aktsom.web.organisation.words import role_names, role_words


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: SignedInRequest, public_id: str) -> HttpResponse:
    now = timezone.now()
    found = supplier_people(request.actor, public_id, now)
    initial = {"language": request.LANGUAGE_CODE}
    form = InviteForm(sent(request), initial=initial, roles=SUPPLIER_ROLES)
    if request.method == "POST" and form.is_valid():
        try:
            done = acts.invite_for_supplier(
                by=request.actor, at=now, supplier=public_id, link=take_up_page(), **form.cleaned_data
            )
        except (Refused, NotVisible):
            raise
        except DomainError as wrong:
            form.add_error("addresses", str(wrong.message))
        else:
            tell(request, done)
            return redirect("organisation_supplier_people", public_id=public_id)
    context = {"found": found, "form": form, "role_names": role_names, "role_words": role_words}
    return render(request, "organisation/supplier_people.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def take_role(request: SignedInRequest, public_id: str) -> HttpResponse:
    person, _colon, role = request.POST.get("take", "").partition(":")
    acts.take_supplier_role(by=request.actor, at=timezone.now(), person=person, supplier=public_id, role=role)
    messages.success(request, _("Rollen er tatt bort."))
    return redirect("organisation_supplier_people", public_id=public_id)


@signed_in
@require_POST
def change(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Send an invitation again, or withdraw it."""
    invitation, now = request.POST.get("invitation", ""), timezone.now()
    if request.POST.get("act") == "withdraw":
        acts.withdraw_supplier_invitation(by=request.actor, at=now, supplier=public_id, invitation=invitation)
        messages.success(request, _("Invitasjonen er trukket tilbake. Lenken virker ikke lenger."))
    else:
        acts.send_supplier_invitation_again(
            by=request.actor, at=now, supplier=public_id, invitation=invitation, link=take_up_page()
        )
        messages.success(request, _("Lenken er sendt på nytt. Den gamle virker ikke lenger."))
    return redirect("organisation_supplier_people", public_id=public_id)
