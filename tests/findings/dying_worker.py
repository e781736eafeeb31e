"""The platform's worker with the day's work before it: `tests.nursery` starts it and ends it."""

import os

from tests.follow_up.dying_worker import work

DEVIATIONS = 4


def prepare() -> None:
    """Deviations that have stood so long that the managers are to be told, and the message of the day."""
    from datetime import timedelta
    from pathlib import Path

    from django.conf import settings
    from django.utils import timezone

    settings.OUTBOX_INLINE = False
    from aktsom.core.actor import PLATFORM
    from aktsom.core.models import OutboxMessage
    from aktsom.core.outbox import send
    from aktsom.findings.jobs.days import IDLE
    from aktsom.findings.models import Finding
    from aktsom.terms.actions import load_terms
    from tests import catalogues
    from tests.cast import NOON
    from tests.findings.made import standing
    from tests.follow_up.concluded import followed_up

    catalogues.take_in(Path(os.environ["AKTSOM_VAR"]) / "list")
    load_terms(by=PLATFORM, at=NOON)
    one = followed_up(sets={"oslo": "T4"})
    now = timezone.now()
    for number in range(DEVIATIONS):
        standing(one, title=f"Funn {number}")
    Finding.objects.update(stood_at=now - timedelta(days=40))
    OutboxMessage.objects.all().delete()
    send(kind=IDLE, payload={"day": str(timezone.localdate(now))}, at=now)


def main(what: str, *said: str) -> None:
    prepare() if what == "prepare" else work(*said)
