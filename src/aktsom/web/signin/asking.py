"""Who has to prove themselves in two ways is led to do so before anything else."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse

from aktsom.core.actor import Actor
from aktsom.members.own_access import second_factors
from aktsom.members.second_factor import needs_second_factor
from aktsom.web.signin.factors import is_example, proven, signed_in_person

FIRST_WAY = "first_way"  # in the session: came by invitation, has not said how to sign in next time
FIRST_PAGE = "first_page"  # in the session: what was come for, to be led to once instead of home
# Open meanwhile: what proves who one is, signing out, and language and look.
ALWAYS_OPEN = frozenset(
    {
        *(
            "account_login",
            "account_logout",
            "account_inactive",
            "account_reauthenticate",
            "account_example",
            "account_sign_in_again",
        ),
        *("account_first_way", "account_second_factor", "account_set_password"),
        *("mfa_activate_totp", "mfa_add_webauthn", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
        *("mfa_authenticate", "mfa_login_webauthn", "openid_connect_login", "openid_connect_callback"),
        *("account_reset_password", "account_reset_password_done", "account_reset_password_from_key"),
        *("account_reset_password_from_key_done", "account_signup"),
        *("set_language", "set_theme", "robots", "favicon"),
    }
)


class SecondFactorMiddleware:
    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor: Actor | None = getattr(request, "actor", None)
        if actor is None:
            return self.respond(request)
        name = _name(request)
        if name in ALWAYS_OPEN:
            return self.respond(request)
        if target := self._wanted(request, actor):
            return _led(request, target)
        if name == "home" and (page := request.session.pop(FIRST_PAGE, "")) and page != request.path:
            return redirect(page)
        if name == "home" and not actor.roles and not actor.supplier_ids:
            return render(request, "account/no_role.html")
        return self.respond(request)

    @staticmethod
    def _wanted(request: HttpRequest, actor: Actor) -> str:
        """Where the person must go first; empty when nothing is in the way."""
        if request.session.get(FIRST_WAY):
            return reverse("account_first_way")
        if not needs_second_factor(actor.roles) or proven(request) or is_example(signed_in_person(request)):
            return ""
        held = second_factors(actor)
        return reauthentication_page(held) or reverse("account_second_factor")


def reauthentication_page(held: set[str]) -> str:
    """Where one shows a second factor that one has; empty without one."""
    if not held:
        return ""
    return reverse("mfa_reauthenticate" if "totp" in held else "mfa_reauthenticate_webauthn")


def _name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""


def _led(request: HttpRequest, target: str) -> HttpResponse:
    """There and back again; a form or a part of a page cannot be come back to."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=403, headers={"HX-Redirect": target})
    back = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("home")
    return redirect_to_login(back, target)
