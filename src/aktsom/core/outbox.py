"""The outbox: work stored with the write that asks for it, and delivered after commit, at least once.

A handler is registered under the message's kind by the area that does the work, and must bear being called twice.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from aktsom.core.letters import Occasion, one_connection, written_for
from aktsom.core.models import OutboxMessage
from aktsom.core.wall import lowered

log = logging.getLogger(__name__)
Handler = Callable[[dict[str, Any]], None]
_handlers: dict[str, list[Handler]] = {}  # several areas may follow one thing
_daily: list[str] = []

# A message whose worker died is taken up again after this long; a failing one waits longer each time.
TAKEN_FOR = timedelta(minutes=15)
MAX_ATTEMPTS = 5


def handles(kind: str) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        _handlers.setdefault(kind, []).append(handler)
        return handler

    return register


def daily(kind: str) -> Callable[[Handler], Handler]:
    """A handler that is to run once a day; its message says which: {"day": "2026-11-28"}."""
    _daily.append(kind)
    return handles(kind)


def send_todays(*, today: date, at: datetime) -> int:
    """Store the day's messages that nobody has stored yet; returns how many. Asked by each worker when it starts and
    when the day turns, so that no chain of messages can break. Two workers that ask in the same moment may both store
    one; handlers bear that."""
    payload = {"day": today.isoformat()}
    missing = [k for k in _daily if not OutboxMessage.objects.filter(kind=k, payload__day=payload["day"]).exists()]
    for kind in missing:
        send(kind=kind, payload=payload, at=at)
    return len(missing)


def send(*, kind: str, payload: dict[str, Any], at: datetime, not_before: datetime | None = None) -> None:
    """Store a message; it is lost with the transaction if that is rolled back."""
    OutboxMessage.objects.create(kind=kind, payload=payload, created_at=at, not_before=not_before or at)
    if settings.OUTBOX_INLINE:
        transaction.on_commit(_deliver_as_the_worker)


def waits(*, kind: str, payload: dict[str, Any]) -> bool:
    """Whether such a message waits already: all that pages, which may not read the work that waits, are told of it."""
    with lowered():
        return OutboxMessage.objects.filter(kind=kind, delivered_at__isnull=True, payload=payload).exists()


def _deliver_as_the_worker() -> None:
    with lowered():
        deliver_due(timezone.now())


def _take(now: datetime) -> OutboxMessage | None:
    waiting = Q(delivered_at__isnull=True, not_before__lte=now, attempts__lt=MAX_ATTEMPTS)
    free = Q(taken_at__isnull=True) | Q(taken_at__lt=now - TAKEN_FOR)
    with transaction.atomic():
        rows = OutboxMessage.objects.filter(waiting & free).order_by("not_before", "id")
        # On PostgreSQL several workers share the queue; SQLite has one writer at a time by itself.
        message = rows.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked).first()
        if message is None:
            return None
        message.taken_at, message.attempts = now, message.attempts + 1
        message.save(update_fields=["taken_at", "attempts"])
        return message


def deliver_due(now: datetime) -> int:
    """Deliver what waits; returns how many messages were delivered."""
    with one_connection():
        return _deliver_all(now)


def _deliver_all(now: datetime) -> int:
    delivered = 0
    while message := _take(now):
        try:
            with written_for(_occasion(message)):
                for handler in _handlers[message.kind]:
                    handler(message.payload)
        except Exception as error:
            # Whatever went wrong, the message stays and is tried again; only the kind of error is kept.
            log.exception("outbox message %s of kind %s failed", message.pk, message.kind)
            wait = timedelta(minutes=2**message.attempts)
            OutboxMessage.objects.filter(pk=message.pk).update(
                error=type(error).__name__, taken_at=None, not_before=F("not_before") + wait
            )
        else:
            OutboxMessage.objects.filter(pk=message.pk).update(delivered_at=timezone.now(), error="")
            delivered += 1
    return delivered


def _occasion(message: OutboxMessage) -> Occasion:
    """A kind that holds letters of many kinds names which in its payload."""
    return Occasion(str(message.payload.get("what") or message.kind), message.pk)


def take_up_again() -> int:
    """For the start of the embedded platform's only worker: what an earlier worker took and never finished need not
    wait until it is given up. Returns how many messages. Where workers share a database it does nothing."""
    if connection.vendor != "sqlite":
        return 0
    return OutboxMessage.objects.filter(delivered_at__isnull=True, taken_at__isnull=False).update(taken_at=None)
