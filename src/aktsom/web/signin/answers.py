"""How the pages of sign-in answer, where the library's views would answer otherwise."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from aktsom.web.signin.factors import factor_added


class Told422:
    """A form with errors answers 422, as everywhere here."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]  # a mixin
        if response.status_code == 200:
            response.status_code = 422
        return response


def led_on(request: HttpRequest, added: Authenticator, *, codes: object, told: str) -> HttpResponse:
    """After a factor was added: to the recovery codes that came with the first one, else to the account. Inside the
    transaction of the act."""
    factor_added(request, added)
    if codes:
        return redirect("mfa_view_recovery_codes")
    messages.success(request, told)
    return redirect("account")
