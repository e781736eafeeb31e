"""Doing what a form asks, or saying in the form what stood against it."""

from collections.abc import Callable
from typing import Any, Protocol

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale


class Told(Protocol):
    def is_valid(self) -> bool: ...
    def say(self, error: DomainError) -> None: ...


def done(form: Told, act: Callable[[], Any]) -> bool:
    """What cannot be mended in the form is raised."""
    if not form.is_valid():
        return False
    try:
        act()
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        form.say(error)
        return False
    return True
