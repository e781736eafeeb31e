"""The code app and the recovery codes."""

from typing import Any

from allauth.mfa.recovery_codes.internal import flows as code_flows
from allauth.mfa.totp.internal import flows as totp_flows
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible
from aktsom.members.actions.signing_in import tell_recovery_codes_made
from aktsom.members.own_access import own_codes, own_factors, own_totp
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.signin.answers import Told422, led_on
from aktsom.web.signin.factors import removal_refused, remove_factor
from aktsom.web.signin.fresh import fresh_proof


@method_decorator(fresh_proof, name="dispatch")
class AddCodeApp(Told422, ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    template_name = "account/totp_add.html"

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        added, codes = totp_flows.activate_totp(self.request, form)
        return led_on(self.request, added, codes=codes, told=_("Kodeappen er lagt til."))


@signed_in
@fresh_proof
@require_http_methods(["GET", "POST"])
@transaction.atomic
def remove_code_app(request: SignedInRequest) -> HttpResponse:
    found = own_totp(request.actor)
    refused = removal_refused(request.actor, found, request.user)
    if request.method == "POST" and not refused:
        remove_factor(request, found)
        messages.success(request, _("Kodeappen er fjernet. Andre innlogginger er avsluttet."))
        return redirect("account")
    status = 403 if request.method == "POST" else 200
    return render(request, "account/totp_remove.html", {"refused": refused}, status=status)


@signed_in
@fresh_proof
@require_safe
def recovery_codes(request: SignedInRequest) -> HttpResponse:
    """Shown the first time only."""
    wrapper, fresh = code_flows.view_recovery_codes(request)
    if wrapper is None:
        raise NotVisible
    left = wrapper.get_unused_codes()
    context = {"codes": left if fresh else [], "left": len(left), "has_password": request.user.has_usable_password()}
    return render(request, "account/recovery_codes.html", context)


@signed_in
@require_POST
def recovery_codes_as_text(request: SignedInRequest) -> HttpResponse:
    """The codes of the page they were just shown on, as a file; who cannot send them along gets none."""
    held = own_codes(request.actor)
    if not held or not constant_time_compare(request.POST.get("codes", ""), " ".join(held)):
        raise NotVisible
    text = _("Gjenopprettingskoder for Aktsom. Hver kode virker én gang.") + "\n\n" + "\n".join(held) + "\n"
    name = _("aktsom-gjenopprettingskoder.txt")
    return HttpResponse(
        text,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@signed_in
@fresh_proof
@require_http_methods(["GET", "POST"])
@transaction.atomic
def new_recovery_codes(request: SignedInRequest) -> HttpResponse:
    """The old ones stop working."""
    if not own_factors(request.actor).has_second:
        raise DomainError(_("Legg til en kodeapp eller en passnøkkel først."))
    if request.method == "POST":
        code_flows.generate_recovery_codes(request)
        tell_recovery_codes_made(by=request.actor, at=timezone.now(), person=request.user)
        return redirect("mfa_view_recovery_codes")
    return render(request, "account/recovery_codes_new.html", {"left": own_factors(request.actor).codes_left})
