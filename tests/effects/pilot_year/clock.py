"""The year's clock. What is done is done at the moment that it shows, and so is whatever the platform asks the time
for by itself, as its nightly work does."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch

from django.utils import timezone

from aktsom.core.outbox import deliver_due, send_todays

YEAR = 2025
_shows: list[datetime] = []


def on(month: int, day: int, hour: int = 10, *, year: int = YEAR) -> datetime:
    """The clock is set to this hour in Norway, and goes forward alone."""
    moment = timezone.make_aware(datetime(year, month, day, hour))
    if _shows and moment < _shows[-1]:
        raise ValueError(f"{moment} has been: it is {_shows[-1]}")
    _shows.append(moment)
    return moment


def now() -> datetime:
    return _shows[-1]


def days(count: int) -> timedelta:
    return timedelta(days=count)


@contextmanager
def running() -> Iterator[None]:
    """From the first day that is set. Django's clock is this one meanwhile."""
    _shows.clear()
    with patch.object(timezone, "now", now):
        yield


def the_night(month: int, day: int, *, year: int = YEAR) -> None:
    """What falls due by itself is done, and what waits is delivered, in the small hours."""
    at = on(month, day, 3, year=year)
    send_todays(today=at.date(), at=at)
    deliver_due(at)
