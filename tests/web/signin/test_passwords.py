"""Passwords: what they may be, how they are kept, and that a change is told."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import global_settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import get_resolver, reverse

from aktsom import settings as own_settings
from aktsom.members.models import Person
from tests.cast import PASSWORD, person
from tests.web.signin.ways import by_password, code_of, with_password

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "password", ["tolv tegn ut ", "x" * 5 + "fjorten tegn", "🐳🦊🌲🐝🍋🎻🧵🚲🏔️🥁🪁🐌", "å" * 3 + " langt ord " * 10]
)
def test_any_characters_will_do(password: str) -> None:
    validate_password(password, person("rita"))


@pytest.mark.parametrize(
    "password", ["kort", "a b" + " " * 12, "x" * 129, "password1234", "1234567890123", "rita@example.org"]
)
def test_short_common_and_telling_ones_are_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, person("rita"))


def test_spaces_are_kept_as_typed_and_nothing_is_cut_off(client: Client) -> None:
    long = "  to mellomrom  og " + "z1y" * 35
    rita = with_password("rita")
    by_password(client, rita)
    said = {"oldpassword": PASSWORD, "password1": long, "password2": long}
    client.post(reverse("account_change_password"), said)
    rita.refresh_from_db()
    assert rita.check_password(long)
    assert not rita.check_password(long[:-1])
    assert not rita.check_password(long.strip())
    client.post(reverse("account_logout"))
    assert client.post(reverse("account_login"), {"login": rita.email, "password": long})["Location"] == "/"


def test_the_old_one_is_asked_for(client: Client) -> None:
    by_password(client, with_password("rita"))
    said = {"oldpassword": "wrong", "password1": PASSWORD * 2, "password2": PASSWORD * 2}
    assert client.post(reverse("account_change_password"), said).status_code == 422


def test_they_are_kept_as_slow_salted_hashes() -> None:
    assert not hasattr(own_settings, "PASSWORD_HASHERS")  # Django's own order: PBKDF2 first
    assert global_settings.PASSWORD_HASHERS[0].endswith(".PBKDF2PasswordHasher")
    assert PBKDF2PasswordHasher.iterations >= 600_000
    assert PBKDF2PasswordHasher.salt_entropy >= 112


def test_password_managers_and_pasting_are_welcome(client: Client) -> None:
    page = client.get(reverse("account_login")).text
    assert 'autocomplete="current-password"' in page
    assert "passwords.js" in page
    assert "onpaste" not in page


def test_a_change_is_told_by_mail_without_anything_secret(
    client: Client, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    rita = with_password("rita")
    by_password(client, rita)
    committed = django_capture_on_commit_callbacks
    with committed(execute=True):
        said = {"oldpassword": PASSWORD, "password1": PASSWORD * 2, "password2": PASSWORD * 2}
        client.post(reverse("account_change_password"), said)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    with committed(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    with committed(execute=True):
        client.post(reverse("mfa_deactivate_totp"))
    bodies = [message.body for message in mailoutbox]
    assert [message.to for message in mailoutbox] == [[rita.email]] * 3
    for body, words in zip(bodies, ("Passordet er byttet", "kodeapp er lagt til", "Kodeappen er fjernet"), strict=True):
        assert words in body
        assert PASSWORD not in body
        assert secret not in body


def test_a_link_for_a_new_password_is_good_for_an_hour_and_once() -> None:
    assert own_settings.PASSWORD_RESET_TIMEOUT == 3600


def test_there_are_no_questions_hints_or_accounts_of_ours(client: Client) -> None:
    assert not Person.objects.exists()
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    others = {name for name in names if not name.startswith("questionnaires_")}  # those that suppliers answer
    assert not any(word in name for name in others for word in ("hint", "question", "admin"))


def test_behind_tls_the_cookies_are_bound_to_the_host() -> None:
    environment = os.environ | {"AKTSOM_ENV": "demo", "AKTSOM_HTTPS": "1"}
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT")
    ask = f"from aktsom import settings; print(*(getattr(settings, name) for name in {names}))"
    told = subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["__Host-sessionid", "__Host-csrftoken", "True", "True"]


def test_every_form_is_guarded_against_other_sites() -> None:
    """No view of ours is exempt from the check of where a form comes from, but those that know nobody: without a
    session or a cookie another site's form can do no more than its sender could."""
    exempt = [
        pattern.name
        for pattern in _patterns(get_resolver().url_patterns)
        if getattr(pattern.callback, "csrf_exempt", False)
    ]
    assert set(exempt) == {"concerns_write", "concerns_code"}


def _patterns(patterns: list[Any]) -> list[Any]:
    return [
        found
        for pattern in patterns
        for found in (_patterns(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern])
    ]


def test_folders_are_not_listed(client: Client) -> None:
    assert client.get("/static/").status_code == 404
    assert client.get("/.git/config").status_code == 404
