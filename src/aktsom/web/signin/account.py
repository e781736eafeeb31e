"""My account: how I sign in, where I am signed in, and what has happened."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.members.actions.signing_in import change_own_details, end_other_sessions, end_session
from aktsom.members.own_access import latest_sign_ins, open_sessions, own_factors
from aktsom.members.second_factor import needs_second_factor
from aktsom.members.sign_in_limits import lasts
from aktsom.sharing.viewing import sees_network
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.signin.asking import FIRST_WAY
from aktsom.web.signin.factors import is_example
from aktsom.web.signin.forms import DetailsForm
from aktsom.web.signin.fresh import fresh_proof
from aktsom.web.signin.openid.views import shown_providers
from aktsom.web.signin.passkeys import can_have_passkeys, named_address
from aktsom.web.signin.words import browser_words, method_words, outcome_words


@signed_in
@require_safe
def account(request: SignedInRequest) -> HttpResponse:
    user = request.user
    now = {"name": user.name, "language": user.language, "monthly": user.wants_monthly_letter}
    return _account(request, DetailsForm(initial=now, letters=sees_network(request.actor)))


def _account(request: SignedInRequest, form: DetailsForm, status: int = 200) -> HttpResponse:
    names = {provider["id"]: provider["name"] for provider in shown_providers()}
    factors = own_factors(request.actor)
    now = timezone.now()
    context: dict[str, Any] = {
        "form": form,
        "email": request.user.email,
        "has_password": request.user.has_usable_password(),
        "factors": factors,
        "providers": [names.get(provider, provider) for provider in factors.providers],
        "needs_two": needs_second_factor(request.actor.roles),
        "is_example": is_example(request.user),
        "passkey_address": "" if can_have_passkeys(request) else named_address(request),
        "sessions": [
            session._replace(browser=browser_words(session.browser))
            for session in open_sessions(request.actor, request.session.session_key, now - lasts("session_age"))
        ],
        "sign_ins": [
            (row.at, outcome_words(row.outcome), method_words(row.method, names), row.ip_address or "", row.outcome)
            for row in latest_sign_ins(request.actor)
        ],
    }
    return render(request, "account/account.html", context, status=status)


@signed_in
@require_safe
def here(_request: SignedInRequest) -> HttpResponse:
    """Somebody is writing in a form: the session goes on."""
    return HttpResponse(status=204)


@signed_in
@require_POST
def details(request: SignedInRequest) -> HttpResponse:
    form = DetailsForm(request.POST, letters=sees_network(request.actor))
    if not form.is_valid():
        return _account(request, form, 422)
    language = form.cleaned_data["language"]
    change_own_details(
        by=request.actor, at=timezone.now(), name=form.cleaned_data["name"], language=language,
        wants_monthly_letter=form.cleaned_data.get("monthly"),
    )  # fmt: skip
    response = redirect("account")
    response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)  # what was chosen here goes before what was chosen before
    with translation.override(language or request.LANGUAGE_CODE):
        messages.success(request, _("Det er lagret."))
    return response


@signed_in
@fresh_proof
@require_POST
def end_one(request: SignedInRequest, pk: int) -> HttpResponse:
    end_session(by=request.actor, at=timezone.now(), session_id=pk)
    messages.success(request, _("Innloggingen er avsluttet."))
    return redirect("account")


@signed_in
@fresh_proof
@require_POST
def end_others(request: SignedInRequest) -> HttpResponse:
    at, key = timezone.now(), request.session.session_key
    end_other_sessions(by=request.actor, at=at, person_id=request.user.pk, kept=key)
    messages.success(request, _("Du er bare logget inn her nå."))
    return redirect("account")


@signed_in
@require_safe
def second_factor(request: SignedInRequest) -> HttpResponse:
    """For who needs one and has none: which kind it is to be."""
    return render(request, "account/second_factor.html", {"passkeys": can_have_passkeys(request)})


@signed_in
@require_safe
def first_way(request: SignedInRequest) -> HttpResponse:
    """For who came by invitation: how to sign in next time."""
    if not request.session.get(FIRST_WAY):
        return redirect("home")
    needs = needs_second_factor(request.actor.roles)
    return render(request, "account/first_way.html", {"needs_two": needs, "passkeys": can_have_passkeys(request)})


@signed_in
@require_safe
def sign_in_again(request: SignedInRequest) -> HttpResponse:
    held = set(own_factors(request.actor).providers)
    providers = [provider for provider in shown_providers() if provider["id"] in held]
    return render(request, "account/sign_in_again.html", {"providers": providers, "next": _next(request)})


def _next(request: HttpRequest) -> str:
    asked = request.GET.get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure()) else ""
