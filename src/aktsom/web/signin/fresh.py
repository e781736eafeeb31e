"""Acts on one's own ways in ask for a fresh proof of who one is."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from allauth.account.internal.flows.reauthentication import (
    get_reauthentication_flows,
    raise_if_reauthentication_required,
)
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from aktsom.members.own_access import second_factors
from aktsom.web.signin.adapter import just_signed_in
from aktsom.web.signin.asking import FIRST_WAY, reauthentication_page
from aktsom.web.signin.factors import proven

Answer = TypeVar("Answer", bound=HttpResponseBase)


def fresh_proof(view: Callable[..., Answer]) -> Callable[..., Answer | HttpResponse]:
    """Asks again for a password, code or passkey. The library asks nothing of people who have none of these; they are
    sent to their member's provider once more. Who just came by invitation has shown all there is to show."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Answer | HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if second := second_way_first(request):
            return redirect_to_login(_back(request), second)
        if not request.session.get(FIRST_WAY):
            if not get_reauthentication_flows(request.user) and not just_signed_in(request):
                return redirect_to_login(_back(request), reverse("account_sign_in_again"))
            raise_if_reauthentication_required(request, app="allauth.mfa")
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return guarded


def second_way_first(request: HttpRequest) -> str:
    """Where a session older than the person's second factor has to show it; empty when there is nothing to show. Else
    the password alone would be enough to add another factor, or to remove the one there is."""
    if proven(request):
        return ""
    return reauthentication_page(second_factors(request.actor))  # type: ignore[attr-defined]  # signed in


def _back(request: HttpRequest) -> str:
    return request.get_full_path() if request.method in ("GET", "HEAD") else reverse("account")
