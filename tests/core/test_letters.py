"""What letters rest on: the site's address, the sender, and what production is told when they are missing."""

from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured

from aktsom.cli.django_setup import stop_unless_fit
from aktsom.core.letters import Letter, deliver, page_address
from aktsom.core.site_address import read_sender, read_site
from aktsom.core.start_checks import letters_can_be_answered

WHOLE = {
    "ENV": "production", "SITE": "https://a.example", "ALLOWED_HOSTS": ["a.example"], "MAIL_FROM": "us@a.example",
    "SMTP": "relay:25", "EMAIL_FILE_PATH": "/var/mail",
}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("", ""),
        ("https://a.example", "https://a.example"),
        ("https://a.example/", "https://a.example"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_address_that_links_can_begin_with(said: str, kept: str) -> None:
    assert read_site(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        *("a.example", "ftp://a.example", "https://", "https://a.example/aktsom", "https://a.example?x=1"),
        *("https://a.example#x", "https://me@a.example", "https://a.example:port", "https://[a", "https://a b.example"),
    ],
)
def test_others_stop_the_start(said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="AKTSOM_SITE is "):
        read_site(said)


def test_the_sender_is_an_address() -> None:
    for said in ("", "us@a.example", "Aktsom <us@a.example>"):
        assert read_sender(said) == said
    for said in ("Aktsom", "us@", "us@a.example\nBcc: x@a.example"):
        with pytest.raises(ImproperlyConfigured, match="AKTSOM_MAIL_FROM is "):
            read_sender(said)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, []),
        ({"ENV": "demo", "SITE": "", "MAIL_FROM": "", "SMTP": ""}, []),
        ({"SITE": ""}, ["aktsom.E001"]),
        ({"ALLOWED_HOSTS": ["other.example"]}, ["aktsom.E002"]),
        ({"ALLOWED_HOSTS": [".example"]}, []),
        ({"SITE": "http://a.example"}, ["aktsom.W001"]),
        ({"MAIL_FROM": ""}, ["aktsom.E003"]),
        ({"SMTP": ""}, ["aktsom.W002"]),
        ({"SITE": "", "MAIL_FROM": ""}, ["aktsom.E001", "aktsom.E003"]),
    ],
)
def test_production_is_told_what_its_letters_lack(settings: Any, changed: dict[str, Any], told: list[str]) -> None:
    for name, value in {**WHOLE, **changed}.items():
        setattr(settings, name, value)
    assert [one.id for one in letters_can_be_answered()] == told


def test_it_does_not_start_without_and_says_what_to_set(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    for name, value in {**WHOLE, "SITE": "", "MAIL_FROM": ""}.items():
        setattr(settings, name, value)
    with pytest.raises(Exception, match=r"AKTSOM_SITE=https://a\.example\n.*AKTSOM_MAIL_FROM='Aktsom <"):
        stop_unless_fit()
    settings.SITE, settings.MAIL_FROM, settings.SMTP = "https://a.example", "us@a.example", ""
    stop_unless_fit()
    assert "letters are only written to /var/mail" in capsys.readouterr().err


def test_links_begin_with_the_setting(settings: Any) -> None:
    settings.SITE = "https://b.example"
    assert page_address("mandates_answer", public_id="mrq-1") == "https://b.example/fullmakter/sporsmal/mrq-1/"


def test_a_letter_has_the_platforms_sender_and_asks_machines_not_to_answer(settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Aktsom <us@a.example>"
    deliver(Letter("Hei", "Les"), "kari@a.example", reply_to="ada@a.example")
    deliver(Letter("Hei", "Les"), "kari@a.example")
    first, second = (letter.message() for letter in mail.outbox)
    assert (first["From"], first["To"], first["Reply-To"]) == (
        "Aktsom <us@a.example>", "kari@a.example", "ada@a.example",
    )  # fmt: skip
    assert (first["Auto-Submitted"], second["Auto-Submitted"], second["Reply-To"]) == (
        "auto-generated", "auto-generated", None,
    )  # fmt: skip
