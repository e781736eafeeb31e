"""Letters about the methods of a follow-up, stored with the write that asks for them: one kind of message, with what it
tells of."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from aktsom.core.outbox import send

METHOD_MAIL = "method_letter"  # outbox: {"what": see jobs.method_letters, "id": public id of what it is about}


def tell(what: str, public_id: str, at: datetime, **more: Any) -> None:
    send(kind=METHOD_MAIL, payload={"what": what, "id": public_id, **more}, at=at)


@transaction.atomic
def tell_once(rows: QuerySet[Any], mark: str, today: date, what: str, public_id: str, **more: Any) -> None:
    """Of a day that has come: `mark` is where the rows keep that it was told of. Kept and told in one, so that whoever
    is stopped in between does both the next time, and of two workers only the first tells."""
    if rows.filter(**{f"{mark}__isnull": True}).update(**{mark: today}):
        tell(what, public_id, timezone.now(), **more)
