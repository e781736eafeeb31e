"""The second factor: codes from an app, passkeys, recovery codes; the sign-in library's forms in our own words."""

import base64
import hashlib
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.base.internal.flows import delete_and_cleanup
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aktsom.core.actor import Actor
from aktsom.members.actions.signing_in import (
    end_other_sessions,
    may_remove_factor,
    tell_second_factor_added,
    tell_second_factor_removed,
)
from aktsom.members.models import Person
from aktsom.members.own_access import passkeys_of
from aktsom.members.second_factor import proven_twice
from aktsom.members.states import SignInOutcome
from aktsom.teams.queries import actor_of
from aktsom.web.signin import telling

if TYPE_CHECKING:
    from django import forms
    from django.forms import Form
else:
    Form = object

SECRET_KEY_USE = b"aktsom second factors "
THROTTLED = {"too_many_login_attempts", "rate_limited"}


def _box() -> MultiFernet:
    """Sealed with a key made from the signing secret; earlier secrets (SECRET_KEY_FALLBACKS) still open."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(SECRET_KEY_USE + _bytes(secret)).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def _bytes(secret: str | bytes) -> bytes:
    return secret.encode() if isinstance(secret, str) else secret


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _(
            "Rollen din krever to måter å vise hvem du er. Legg til en annen før du fjerner denne."
        ),
        "cannot_generate_recovery_codes": _("Legg til en kodeapp eller en passnøkkel først."),
        "incorrect_code": _("Det stemte ikke. Prøv igjen."),
    }

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Aktsom"}

    def generate_authenticator_name(self, user: Person, type: str) -> str:  # noqa: A002, ARG002  allauth's signature
        """By its number; a person gives it a better name."""
        return gettext("Passnøkkel %(number)s") % {"number": passkeys_of(user.pk) + 1}


class SecondStage(AuthenticateStage):  # type: ignore[misc]  # allauth has no types
    """As the library has it, but not for who has just been asked for two factors by the member's provider."""

    def _should_handle(self, request: HttpRequest) -> bool:
        if proven_twice(get_authentication_records(request, self.login.user)):
            return False
        return bool(super()._should_handle(request))


class _OnceOnly(Form):
    """A code counts once, also while a neighbouring one would: the library forgets a used code after one period, and
    takes it for three."""

    user: Person

    def clean_code(self) -> str:
        request = base_forms.context.request
        try:
            code: str = super().clean_code()  # type: ignore[misc]  # the library's form stands behind this one
        except ValidationError as refused:
            if refused.code in THROTTLED:
                telling.note_throttled(request, "totp", self.user)
            raise
        authenticator = getattr(self, "authenticator", None)
        if authenticator is None or authenticator.type == Authenticator.Type.TOTP:
            seconds = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
            digits = "".join(filter(str.isdigit, code))
            if not cache.add(f"totp-used-{self.user.pk}-{digits}", 1, timeout=seconds):
                telling.note(request, SignInOutcome.WRONG, "totp", self.user)
                raise ValidationError(MFAAdapter.error_messages["incorrect_code"], code="incorrect_code")
        return code


class _Said(Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: forms.Field = self.fields["code"]
        field.label, field.help_text = _("Kode"), self.help_text
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs |= {"autocomplete": "one-time-code", "autofocus": True}

    help_text: Any = _("Seks tall fra kodeappen, eller en av gjenopprettingskodene.")


class CodeForm(_Said, _OnceOnly, base_forms.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    pass


class ReauthenticateCodeForm(_Said, _OnceOnly, base_forms.ReauthenticateForm):  # type: ignore[misc]  # as above
    pass


class ActivateForm(_Said, _OnceOnly, totp_forms.ActivateTOTPForm):  # type: ignore[misc]  # as above
    help_text = _("Seks tall, slik appen viser dem nå.")


class DeactivateForm(totp_forms.DeactivateTOTPForm):  # type: ignore[misc]  # as above
    """Whether it may be removed says the view, which knows the person's roles."""


class SecondPasskeyForm(webauthn_forms.AuthenticateWebAuthnForm):  # type: ignore[misc]  # as above
    def clean_credential(self) -> Any:
        request = webauthn_forms.context.request
        try:
            return super().clean_credential()
        except ValidationError as refused:
            if refused.code in THROTTLED:
                telling.note_throttled(request, "passkey", self.user)
            else:
                telling.note(request, SignInOutcome.WRONG, "passkey", self.user)
            raise


def signed_in_person(request: HttpRequest) -> Person:
    """Views of the library have the request as Django types it; nobody comes here without having signed in."""
    person = request.user
    if not isinstance(person, Person):
        raise PermissionDenied
    return person


def proven(request: HttpRequest) -> bool:
    """Whether this session was proven in two ways."""
    user = request.user
    return user.is_authenticated and proven_twice(get_authentication_records(request, user))


def factor_added(request: HttpRequest, factor: Authenticator) -> None:
    """Told in the journal, and counted as proof. Inside the transaction of the act."""
    at, person = timezone.now(), signed_in_person(request)
    tell_second_factor_added(by=actor_of(person), at=at, person=person, kind=factor.type)
    proved_now(request, factor)


def remove_factor(request: HttpRequest, factor: Authenticator) -> None:
    """With its recovery codes when it was the last one. Other sessions end: one of them may be why it goes."""
    kind, at, person = factor.type, timezone.now(), signed_in_person(request)
    delete_and_cleanup(request, factor)
    tell_second_factor_removed(by=actor_of(person), at=at, person=person, kind=kind)
    end_other_sessions(by=actor_of(person), at=at, person_id=person.pk, kept=request.session.session_key)
    get_account_adapter().send_notification_mail(f"removed/{kind}", person)


def proved_now(request: HttpRequest, factor: Authenticator) -> None:
    """A factor that was just set up has been shown to work: that is a proof in this session."""
    record_authentication(request, request.user, "mfa", id=factor.pk, type=factor.type, reauthenticated=True)


def is_example(person: Person) -> bool:
    """The demo's log-ins, whose password is on the screen, need no second factor; none of them is a real person's."""
    return settings.ENV == "demo" and person.email.endswith(".example")


def removal_refused(actor: Actor, factor: Authenticator, person: Person) -> str:
    """Why the factor may not be removed; empty when it may."""
    refusal = None if is_example(person) else may_remove_factor(actor, factor)
    return str(refusal) if refusal else ""
