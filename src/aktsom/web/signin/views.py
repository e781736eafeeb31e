"""Sign-in as the library has it, with the members' providers, passkeys, and the demo's example people beside it."""

from typing import Any

from allauth.account.views import (
    LoginView,
    LogoutView,
    PasswordChangeView,
    PasswordResetFromKeyView,
    PasswordSetView,
    ReauthenticateView,
)
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from aktsom.members.actions.signing_in import end_other_sessions, tell_password_changed
from aktsom.members.states import SignInOutcome
from aktsom.teams.queries import actor_of
from aktsom.web.signin import telling
from aktsom.web.signin.answers import Told422
from aktsom.web.signin.asking import FIRST_WAY
from aktsom.web.signin.examples import shown_examples
from aktsom.web.signin.factors import signed_in_person
from aktsom.web.signin.openid.leaving import LEAVING, led_out
from aktsom.web.signin.openid.views import shown_providers
from aktsom.web.signin.passkeys import can_have_passkeys


class SignIn(Told422, LoginView):  # type: ignore[misc]  # allauth has no types
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "examples": shown_examples(),
            "providers": shown_providers(),
            "passkeys": can_have_passkeys(self.request),
        }


class SignOut(LogoutView):  # type: ignore[misc]  # as above
    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who came from an identity provider is led out there too."""
        noted = self.request.session.get(LEAVING)
        response: HttpResponse = super().post(*args, **kwargs)
        return led_out(self.request, noted) if noted else response


class SecondStep(Told422, AuthenticateView):  # type: ignore[misc]  # as above
    template_name = "account/second_step.html"


class PasskeySignIn(LoginWebAuthnView):  # type: ignore[misc]  # as above
    def form_invalid(self, form: Any) -> HttpResponse:
        telling.note(self.request, SignInOutcome.WRONG, "passkey")
        response: HttpResponse = super().form_invalid(form)
        return response


class PasswordAgain(Told422, ReauthenticateView):  # type: ignore[misc]  # as above
    pass


class CodeAgain(Told422, CodeAgainView):  # type: ignore[misc]  # as above
    template_name = "account/code_again.html"


class PasskeyAgain(ReauthenticateWebAuthnView):  # type: ignore[misc]  # as above
    template_name = "account/passkey_again.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        super().form_invalid(form)
        return redirect(self.passthrough_next_url(reverse("mfa_reauthenticate_webauthn")))


class ChangePassword(Told422, PasswordChangeView):  # type: ignore[misc]  # as above
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        password_changed(self.request)
        return response


class SetPassword(Told422, PasswordSetView):  # type: ignore[misc]  # as above
    """For who comes by invitation. Others without a password sign in through their member's provider, and shall not
    get another way in that the member knows nothing of."""

    template_name = "account/password_set.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not request.session.get(FIRST_WAY):
            return redirect("account")
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_default_success_url(self) -> str:
        return reverse("home")

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        self.request.session.pop(FIRST_WAY, None)
        password_changed(self.request)
        return response


class NewPassword(Told422, PasswordResetFromKeyView):  # type: ignore[misc]  # as above
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        person, at = self.reset_user, timezone.now()
        tell_password_changed(by=actor_of(person), at=at, person=person)
        end_other_sessions(by=actor_of(person), at=at, person_id=person.pk, kept=None)
        return response


def password_changed(request: HttpRequest) -> None:
    """Told in the journal; whoever else is signed in with the old one is so no more."""
    person, at = signed_in_person(request), timezone.now()
    actor = actor_of(person)
    tell_password_changed(by=actor, at=at, person=person)
    end_other_sessions(by=actor, at=at, person_id=person.pk, kept=request.session.session_key)
