"""What several tests of sign-in do: people with a password, a code app, its codes."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from aktsom.members.models import Person
from tests.cast import PASSWORD, person

PERIOD = 30


def with_password(name: str) -> Person:
    found = person(name)
    found.set_password(PASSWORD)
    found.save()
    return found


def with_code_app(name: str) -> tuple[Person, str]:
    """The person, and the secret that the app holds."""
    found, secret = with_password(name), generate_totp_secret()
    TOTP.activate(found, secret)
    RecoveryCodes.activate(found)
    return found, secret


def code_of(secret: str, steps: int = 0) -> str:
    """What the app shows now, or some steps from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + steps))


def recovery_codes_of(who: Person) -> list[str]:
    codes: list[str] = Authenticator.objects.get(user=who, type="recovery_codes").wrap().get_unused_codes()
    return codes


def by_password(client: Client, who: Person, **more: Any) -> HttpResponse:
    return client.post(reverse("account_login"), {"login": who.email, "password": PASSWORD, **more})


def by_code(client: Client, code: str) -> HttpResponse:
    return client.post(reverse("mfa_authenticate"), {"code": code})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
