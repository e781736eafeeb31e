"""How sign-in behaves: nobody can make an account by themselves; members invite their people."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from aktsom.core.letters import HEADERS, page_address
from aktsom.members.models import Person
from aktsom.members.own_access import person_of_address, signs_in_elsewhere
from aktsom.members.states import SignInOutcome
from aktsom.web.signin import telling
from aktsom.web.signin.openid.leaving import LEAVING

TOLD = {
    "account/messages/password_changed.txt": _("Passordet er byttet."),
    "account/messages/password_set.txt": _("Passordet er laget."),
}
CHANGES = {
    "password_changed": _("Passordet er byttet."),
    "password_set": _("Det er laget et passord."),
    "password_reset": _("Passordet er byttet med en lenke vi sendte deg."),
    "totp_activated": _("En kodeapp er lagt til."),
    "webauthn_added": _("En passnøkkel er lagt til."),
    "recovery_codes_generated": _("Det er laget nye gjenopprettingskoder."),
    "removed/totp": _("Kodeappen er fjernet."),
    "removed/webauthn": _("En passnøkkel er fjernet."),
}
SECOND_STAGE = "allauth.mfa.stages.AuthenticateStage"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Kontoen er ikke i bruk. Snakk med den som styrer tilganger hos dere."),
        "email_password_mismatch": _(
            "E-postadressen og passordet hører ikke sammen. Prøv igjen, eller be om nytt passord."
        ),
        "enter_current_password": _("Skriv passordet du har nå."),
        "incorrect_password": _("Passordet stemmer ikke. Prøv igjen."),
        "invalid_password_reset": _("Lenken er brukt eller for gammel. Be om en ny."),
        "rate_limited": _("For mange forsøk på kort tid. Vent fem minutter og prøv igjen."),
        "too_many_login_attempts": _(
            "For mange forsøk på kort tid. Vent fem minutter og prøv igjen, eller be om nytt passord."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  allauth's signature
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002  allauth's signature
        return reverse("account")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ARG002  as above
        """By account alone. The library's own key holds the host too, as the visitor wrote it: each made-up port
        would give five new tries."""
        return str(credentials.get("email") or "").strip().lower()

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            telling.note_throttled(request, "password", person_of_address(str(credentials.get("email") or "")))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        person = person_of_address(str(credentials.get("email") or ""))
        telling.note(request, SignInOutcome.WRONG, "password", person)

    def reauthenticate(self, user: Person, password: str) -> bool:
        """By the person's own address; the library's table of addresses may have none."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A sign-in of a moment ago is as fresh a proof as being asked again."""
        return super().is_reauthentication_required(app=app, **kwargs) and not just_signed_in(self.request)

    def pre_login(self, request: HttpRequest, user: Person, **about: Any) -> HttpResponse | None:
        """What the provider says of a second factor is kept with the other proofs of the session."""
        if not user.is_active:
            method = telling.method_of(get_authentication_records(request, user))
            telling.note(request, SignInOutcome.REFUSED, method, user)
        response: HttpResponse | None = super().pre_login(request, user, **about)
        arriving = (about.get("signal_kwargs") or {}).get("sociallogin")
        if response is None and arriving is not None and getattr(arriving, "two_factors", False):
            record_authentication(request, user, "socialaccount", provider=arriving.account.provider, two_factors=True)
        return response

    def post_login(self, request: HttpRequest, user: Person, **about: Any) -> HttpResponse:
        arriving = (about.get("signal_kwargs") or {}).get("sociallogin")
        request.session.pop(LEAVING, None)  # of somebody who was signed in here before
        if arriving is not None and arriving.state.get(LEAVING):
            request.session[LEAVING] = arriving.state[LEAVING]
        response: HttpResponse = super().post_login(request, user, **about)
        return response

    def get_login_stages(self) -> list[str]:
        ours = "aktsom.web.signin.factors.SecondStage"
        return [ours if stage == SECOND_STAGE else stage for stage in super().get_login_stages()]

    def render_mail(self, template_prefix: str, email: str, context: dict[str, Any], headers: Any = None) -> Any:
        """What a letter of the library's links to, from the setting and not from the request."""
        links = {
            "sign_in_link": page_address("account_login"),
            "account_link": page_address("account"),
            "reset_link": page_address("account_reset_password"),
        }
        return super().render_mail(template_prefix, email, context | links, {**HEADERS, **(headers or {})})

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The library's own begins with the host of whoever asked."""
        uid, _, secret = key.partition("-")
        return page_address("account_reset_password_from_key", uidb36=uid, key=secret)

    def send_password_reset_mail(self, user: Person, email: str, context: dict[str, Any]) -> None:
        """Who signs in through the member's provider gets no other way in by mail, but is told so."""
        with translation.override(user.language or translation.get_language()):
            if signs_in_elsewhere(user):
                self.send_mail("account/email/sign_in_elsewhere", email, {"user": user})
            else:
                super().send_password_reset_mail(user, email, context)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *_: Any, **more: Any
    ) -> None:
        """A changed password is told, and what went wrong; that one is signed in or out the page one lands on says by
        itself."""
        if text := more.get("message") or TOLD.get(message_template or ""):
            messages.add_message(request, level, text)

    def send_notification_mail(self, template_prefix: str, user: Person, *_: Any, **__: Any) -> None:
        """A changed way in is told by mail: whoever did not do it learns of it. Nothing in it is secret."""
        what = CHANGES.get(template_prefix.removeprefix("account/email/").removeprefix("mfa/email/"))
        if what is None:
            return
        context = {"what": what, "at": timezone.now(), "request": self.request}
        with translation.override(user.language or translation.get_language()):
            message = self.render_mail("account/email/way_in_changed", user.email, context)
        transaction.on_commit(message.send, robust=True)


def just_signed_in(request: HttpRequest) -> bool:
    """Whether all of a sign-in's proofs were given within the time that counts as fresh."""
    proofs = get_authentication_records(request, request.user) if request.user.is_authenticated else []
    return bool(proofs) and time.time() - proofs[0]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
