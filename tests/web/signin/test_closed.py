"""Without signing in nothing opens but the door."""

from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

pytestmark = pytest.mark.django_db
OPEN = {
    *("account_login", "account_logout", "account_inactive", "account_signup", "account_reset_password"),
    *("account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done"),
    *("robots", "favicon", "set_language", "set_theme"),
    *("concerns_languages", "concerns_start", "concerns_write", "concerns_code"),  # anybody may say what is wrong
    *("public_start", "public_list", "public_areas", "public_data", "public_csv", "public_json"),  # what is published
    *("public_result", "public_version", "public_map", "public_package", "public_set_csv", "public_set_json"),
    *("public_who", "public_figures", "public_figures_year", "public_figures_edition"),
    *("public_say_from", "public_privacy", "public_accessibility", "sitemap", "security_txt"),
}
MADE_UP = ("1", "x", "x-1", "con-00000000")


def addresses() -> list[tuple[str, str]]:
    return [(name, path) for name, path in _walk(get_resolver().url_patterns) if name]


def _walk(patterns: list[Any]) -> list[tuple[str | None, str]]:
    found: list[tuple[str | None, str]] = []
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            found += _walk(pattern.url_patterns)
        else:
            found.append((pattern.name, _address(pattern)))
    return found


def _address(pattern: Any) -> str:
    names = list(pattern.pattern.regex.groupindex)
    for value in MADE_UP:
        try:
            return reverse(pattern.name, kwargs=dict.fromkeys(names, value)) if pattern.name else "/"
        except NoReverseMatch:
            continue
    return ""


def test_no_page_opens_for_a_visitor(client: Client) -> None:
    opened = []
    for name, path in addresses():
        if not path or name in OPEN:
            continue
        for answer in (client.get(path), client.post(path)):
            if answer.status_code == 302:
                assert answer["Location"].startswith(("/konto/logg-inn/", "/konto/")), (name, answer["Location"])
            elif answer.status_code not in (403, 404, 405):
                opened.append((name, path, answer.status_code))
    assert opened == []


def test_the_addresses_are_really_tried() -> None:
    tried = [path for _, path in addresses() if path]
    assert len(tried) > 60
    assert [name for name, path in addresses() if not path] == []
