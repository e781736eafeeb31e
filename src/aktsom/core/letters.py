"""Letters: plain text, sent by the outbox or a page, with the way to where they are answered."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

# Asks answering machines not to answer, RFC 3834.
HEADERS = {"Auto-Submitted": "auto-generated"}


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def page_address(name: str, **arguments: Any) -> str:
    """The full address of the page that has this name among the addresses. It begins with the setting and never with
    the host that a visitor's request names, which the visitor chooses."""
    return str(settings.SITE) + reverse(name, kwargs=arguments)


def deliver(letter: Letter, to: str, *, reply_to: str = "") -> None:
    """`reply_to` is the address of the person behind the letter; without it answers go to the sender's address."""
    EmailMessage(
        letter.subject, letter.body, to=[to], reply_to=[reply_to] if reply_to else None, headers=HEADERS
    ).send()
