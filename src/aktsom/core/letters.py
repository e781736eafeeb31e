"""Letters: plain text, sent by the outbox or a page, with the way to where they are answered."""

from collections.abc import Callable, Iterator
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

    @property
    def page(self) -> str:
        """The path of the page it leads to: the first of its lines that is an address of ours; empty without one."""
        site = f"{settings.SITE}/"
        line = next((line for line in self.body.splitlines() if line.startswith(site)), "")
        return line[len(site) - 1 :]


@dataclass(frozen=True)
class Occasion:
    """What a letter is written for: the name of the kind of letter, and the work that the outbox delivers it in."""

    kind: str
    work: int


# Told whether the letter may leave now: what to do once it has left, or None where it is not to leave.
Leaving = Callable[["Letter", str, Occasion], Callable[[], object] | None]
_occasion: ContextVar[Occasion | None] = ContextVar("what letters are written for", default=None)
_asked: list[Leaving] = []


def lets_leave(function: Leaving) -> Leaving:
    """Whoever knows what people want to be told of, and how often. There is one."""
    _asked[:] = [function]
    return function


@contextmanager
def written_for(occasion: Occasion) -> Iterator[None]:
    """Letters that are delivered meanwhile belong to this. Those that belong to nothing leave at once, unasked."""
    token = _occasion.set(occasion)
    try:
        yield
    finally:
        _occasion.reset(token)


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


def current_work() -> int:
    """The work that letters are written in now, 0 for none."""
    occasion = _occasion.get()
    return occasion.work if occasion else 0


def deliver(letter: Letter, to: str, *, reply_to: str = "") -> None:
    """`reply_to` is the address of the person behind the letter; without it answers go to the sender's address. It may
    be held back until the reader's letter of the day or the week."""
    occasion = _occasion.get()
    if occasion is None or not _asked:
        post(letter, to, reply_to=reply_to)
        return
    left = _asked[0](letter, to, occasion)
    if left is not None:
        post(letter, to, reply_to=reply_to)
        left()


def post(letter: Letter, to: str, *, reply_to: str = "") -> None:
    """At once, and asking nobody."""
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
