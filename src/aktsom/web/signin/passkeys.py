"""Passkeys: made, named, removed. One is bound to the name of the host, so an address of numbers has none."""

from ipaddress import ip_address
from typing import Any

from allauth.mfa.webauthn.internal import auth, flows
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.members.actions.signing_in import name_own_passkey
from aktsom.members.own_access import own_passkey
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.signin.answers import Told422, led_on
from aktsom.web.signin.asking import FIRST_WAY
from aktsom.web.signin.factors import removal_refused, remove_factor
from aktsom.web.signin.forms import PasskeyNameForm
from aktsom.web.signin.fresh import fresh_proof


def can_have_passkeys(request: HttpRequest) -> bool:
    try:
        ip_address(request.get_host().rpartition(":")[0].strip("[]") or request.get_host())
    except ValueError:
        return True
    return False


def named_address(request: HttpRequest) -> str:
    """Where the demo can be tried with passkeys."""
    return f"http://localhost:{request.get_port()}{reverse('account')}"


@method_decorator(fresh_proof, name="dispatch")
class AddPasskey(Told422, AddWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """Always one that can stand alone: kept in the device, opened with finger, face or PIN."""

    template_name = "account/passkey_add.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_have_passkeys(request):
            return render(request, "account/passkey_elsewhere.html", {"address": named_address(request)})
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["form"] = kwargs.get("form") or context["form"]
        context["js_data"] = {"creation_options": auth.begin_registration(self.request.user, True)}
        return context

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        added, codes = flows.add_authenticator(
            self.request, name=form.cleaned_data["name"][:60], credential=form.cleaned_data["credential"]
        )
        self.request.session.pop(FIRST_WAY, None)
        return led_on(self.request, added, codes=codes, told=_("Passnøkkelen er lagt til."))


@signed_in
@require_http_methods(["GET", "POST"])
def name_passkey(request: SignedInRequest, pk: int) -> HttpResponse:
    form = PasskeyNameForm(request.POST or None, initial={"name": own_passkey(request.actor, pk).wrap().name})
    if request.method == "POST" and form.is_valid():
        name_own_passkey(by=request.actor, at=timezone.now(), factor_id=pk, name=form.cleaned_data["name"])
        return redirect("account")
    status = 422 if form.errors else 200
    return render(request, "account/passkey_name.html", {"form": form}, status=status)


@signed_in
@fresh_proof
@require_http_methods(["GET", "POST"])
@transaction.atomic
def remove_passkey(request: SignedInRequest, pk: int) -> HttpResponse:
    found = own_passkey(request.actor, pk)
    refused = removal_refused(request.actor, found, request.user)
    if request.method == "POST" and not refused:
        remove_factor(request, found)
        messages.success(request, _("Passnøkkelen er fjernet. Andre innlogginger er avsluttet."))
        return redirect("account")
    context = {"name": found.wrap().name, "refused": refused}
    return render(request, "account/passkey_remove.html", context, status=403 if request.method == "POST" else 200)
