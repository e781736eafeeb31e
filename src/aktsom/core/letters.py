"""Letters: plain text, sent by the outbox or a page, with the way to where they are answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from smtplib import SMTPSenderRefused, SMTPServerDisconnected
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.urls import reverse

# Asks answering machines not to answer, RFC 3834.
HEADERS = {"Auto-Submitted": "auto-generated"}
_kept: ContextVar[EmailBackend | None] = ContextVar("connection to the mail relay", default=None)


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def page_address(name: str, **arguments: Any) -> str:
    """The full address of the page that has this name among the addresses. It begins with the setting and never with
    the host that a visitor's request names, which the visitor chooses."""
    return str(settings.SITE) + reverse(name, kwargs=arguments)


@contextmanager
def one_connection() -> Iterator[None]:
    """Letters that are delivered meanwhile go to the mail relay over one connection, opened with the first of them:
    to greet a relay anew for each takes longer than the letter, far longer over TLS."""
    connection = get_connection()
    token = _kept.set(connection if isinstance(connection, EmailBackend) else None)
    try:
        yield
    finally:
        _kept.reset(token)
        connection.close()


def deliver(letter: Letter, to: str, *, reply_to: str = "") -> None:
    """`reply_to` is the address of the person behind the letter; without it answers go to the sender's address."""
    message = EmailMessage(
        letter.subject,
        letter.body,
        to=[to],
        reply_to=[reply_to] if reply_to else None,
        headers=HEADERS,
        connection=_kept.get(),
    )
    if (kept := _kept.get()) is None:
        message.send()
        return
    kept.open()
    try:
        message.send()
    except (SMTPServerDisconnected, SMTPSenderRefused):  # it has waited too long, or taken as many as it takes at once
        kept.close()
        kept.open()
        message.send()
