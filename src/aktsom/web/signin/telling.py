"""The sign-in journal: a line for each sign-in, wrong try, refusal and sign-out. Never the address that was typed, nor
anything of what proves who one is."""

from collections.abc import Collection, Mapping
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as mfa_signals
from django.contrib.auth import signals
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from aktsom.members.actions.signing_in import note_sign_in, note_use
from aktsom.members.models import Person
from aktsom.members.states import SignInOutcome
from aktsom.web.signin.lasting import begin

A_MINUTE = 60


def note(request: HttpRequest, outcome: SignInOutcome, method: str = "", person: Person | None = None) -> None:
    note_sign_in(
        at=timezone.now(),
        person=person,
        outcome=outcome,
        method=method,
        ip_address=ip_address(request),
        browser=request.META.get("HTTP_USER_AGENT", ""),
    )


def note_throttled(request: HttpRequest, method: str, person: Person | None) -> None:
    """One line a minute: who hammers on the door shall not fill the journal."""
    who = person.pk if person else ip_address(request)
    if cache.add(f"sign-in-throttled-{who}", 1, timeout=A_MINUTE):
        note(request, SignInOutcome.THROTTLED, method, person)


def ip_address(request: HttpRequest) -> str | None:
    try:
        return str(get_adapter().get_client_ip(request))
    except (PermissionDenied, ImproperlyConfigured):  # no address, or not the proxies that the settings say
        return None


def method_of(proofs: Collection[Mapping[str, Any]]) -> str:
    """What one signed in with, as the journal has it: password+totp, passkey, a provider's name."""
    kinds: list[str] = []
    for proof in proofs:
        if proof.get("method") == "mfa":
            kind = {"webauthn": "passkey", "recovery_codes": "recovery_code"}.get(proof["type"], proof["type"])
        else:
            kind = str(proof.get("provider") or proof.get("method"))
        if kind not in kinds:
            kinds.append(kind)
    return "+".join(kinds)


# The signal names its arguments.
def on_signed_in(sender: object, request: HttpRequest, user: Person, **_: object) -> None:  # noqa: ARG001
    """Django's signal, sent by every way in."""
    now = timezone.now()
    begin(request, now)
    note(request, SignInOutcome.SIGNED_IN, method_of(get_authentication_records(request, user)), user)
    note_use(at=now, person_id=user.pk)


# The signal names its arguments.
def on_wrong_code(sender: object, request: HttpRequest, user: Person, authenticator: Any, **_: object) -> None:  # noqa: ARG001
    note(request, SignInOutcome.WRONG, str(authenticator.type), user)


# The signal names its arguments.
def on_signed_out(sender: object, request: HttpRequest, user: Person | None, **_: object) -> None:  # noqa: ARG001
    if user is not None:
        note(request, SignInOutcome.SIGNED_OUT, getattr(request, "ended_by", ""), user)


def listen() -> None:
    """Called once, when the platform starts."""
    signals.user_logged_in.connect(on_signed_in, dispatch_uid="sign_in_journal")
    signals.user_logged_out.connect(on_signed_out, dispatch_uid="sign_in_journal")
    mfa_signals.authentication_failed.connect(on_wrong_code, dispatch_uid="sign_in_journal")
