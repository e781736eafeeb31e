"""What has been answered so far, carried from screen to screen in a signed hidden field: there is neither session nor
cookie. Whoever changes a letter of it begins anew."""

import secrets
import time
from dataclasses import dataclass, field, replace
from typing import Any

from django.core import signing

from aktsom.findings.models.signals import LONGEST_SIGNAL
from aktsom.findings.signal_states import Employer, SignalSource, Since
from aktsom.findings.signal_tables import signal_kinds, signal_limit

_FORM, _TALK = "concerns.form", "concerns.talk"
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Step:
    """One question a screen. `choices` are ends of keys of the texts after `before`; without any it is written."""

    name: str
    choices: tuple[str, ...] = ()
    before: str = ""
    longest: int = LONGEST_SIGNAL

    def problem(self, answer: str) -> str:
        """The key of what to say of the answer, "" when it will do."""
        if not answer or (self.choices and answer not in self.choices):
            return "missing"
        return "too_long" if len(answer) > self.longest else ""


def steps() -> tuple[Step, ...]:
    return (
        Step("source", tuple(SignalSource), "source_"),
        Step("kind", tuple(signal_kinds()), "kind_"),
        Step("place", longest=1_000),
        Step("text"),
        Step("since", tuple(Since), "since_"),
        Step("danger", (YES, NO)),
        Step("employer", tuple(Employer), "employer_"),
    )


@dataclass(frozen=True)
class Answers:
    """`nonce` is the form's own, so that it is taken in once; `begun` and `looked` are seconds, the latter when all was
    last shown before sending, 0 before that. None of them is kept anywhere but in the form."""

    nonce: str
    begun: int
    looked: int = 0
    said: dict[str, str] = field(default_factory=dict)

    @classmethod
    def none(cls) -> "Answers":
        return cls(secrets.token_hex(16), int(time.time()))

    def with_(self, step: str, answer: str) -> "Answers":
        return replace(self, said={**self.said, step: answer})

    def shown_whole(self) -> "Answers":
        """As it stands when all of it is shown; one that has lain too long counts as a new form."""
        now = int(time.time())
        if now - self.begun > 3600 * signal_limit("form_hours"):
            return Answers(secrets.token_hex(16), now - signal_limit("fastest_seconds"), now, self.said)
        return replace(self, looked=now)

    @property
    def may_be_sent(self) -> bool:
        """A person has had time to read the questions, and has seen all of it lately."""
        now = int(time.time())
        slow = now - self.begun >= signal_limit("fastest_seconds")
        fresh = now - self.begun <= 3600 * signal_limit("form_hours")
        return slow and fresh and 0 <= now - self.looked <= 60 * signal_limit("check_minutes")

    def first_open(self) -> Step | None:
        return next((step for step in steps() if step.problem(self.said.get(step.name, ""))), None)

    def signed(self) -> str:
        return signing.dumps([self.nonce, self.begun, self.looked, self.said], salt=_FORM, compress=True)


def read(text: str) -> Answers | None:
    """None for what we did not sign."""
    try:
        nonce, begun, looked, said = signing.loads(text, salt=_FORM)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Answers(nonce, begun, looked, said)


def open_talk(signal_id: str) -> str:
    """That whoever holds this has shown the code: for some minutes, with a number of its own for the next message."""
    return signing.dumps([signal_id, secrets.token_hex(16)], salt=_TALK)


def opened(text: str) -> tuple[str, str]:
    """(signal, number); empty when it was not signed by us or has lain too long."""
    try:
        found: Any = signing.loads(text, salt=_TALK, max_age=60 * signal_limit("talk_minutes"))
        signal_id, nonce = found
    except (signing.BadSignature, ValueError, TypeError):
        return "", ""
    return str(signal_id), str(nonce)
