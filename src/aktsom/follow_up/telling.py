"""Letters about the methods of a follow-up, stored with the write that asks for them: one kind of message, with what it
tells of."""

from datetime import datetime
from typing import Any

from aktsom.core.outbox import send

METHOD_MAIL = "method_letter"  # outbox: {"what": see jobs.method_letters, "id": public id of what it is about}


def tell(what: str, public_id: str, at: datetime, **more: Any) -> None:
    send(kind=METHOD_MAIL, payload={"what": what, "id": public_id, **more}, at=at)
