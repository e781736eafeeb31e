"""When something in the demo was done: its stories run over months, as real ones do, and end today."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.utils import timezone

_BACK: ContextVar[int] = ContextVar("days back", default=0)


@contextmanager
def ago(days: int) -> Iterator[None]:
    """What is done inside is done so many days ago."""
    token = _BACK.set(days)
    try:
        yield
    finally:
        _BACK.reset(token)


def clock() -> datetime:
    return timezone.localtime() - timedelta(days=_BACK.get())
