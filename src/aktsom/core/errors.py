"""Expected errors and refusals. Each carries a message that is safe and useful for the person it meets."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """Something a person can understand and mend. `message` is shown as it is, in the person's language."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(str(message))
        self.message = message


class NotVisible(DomainError):
    """The thing does not exist, or may not be seen; the two are answered alike (HTTP 404)."""

    def __init__(self) -> None:
        super().__init__(_("Vi finner ikke dette, eller du har ikke tilgang til det."))


class Stale(DomainError):
    """Somebody else changed the thing after the page was opened (HTTP 409)."""

    def __init__(self, what: str = "") -> None:
        super().__init__(what or _("Noen endret dette mens du hadde siden åpen. Se på den nye utgaven og prøv igjen."))


@dataclass(frozen=True)
class Refusal:
    """Why an act is not open now: used both to stop it and to explain the disabled button."""

    reason: str | Promise

    def __str__(self) -> str:
        return str(self.reason)


class Refused(DomainError):
    """An act was tried that a refusal stands against (HTTP 403)."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


class LeftAlone(NamedTuple):
    """One of several things that an act on all of them did not touch. `reason` is shown as it is."""

    public_id: str
    name: str
    reason: str


def stop_if(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise Refused(refusal)
