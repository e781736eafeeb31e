"""The platform's worker at a case file, which `tests.nursery` starts and ends."""

import os
from pathlib import Path

from tests.nursery import die_before


def prepare() -> None:
    """A database with a case that has papers and files, and a case file of it asked for."""
    from django.conf import settings

    settings.OUTBOX_INLINE = False
    from aktsom.core.models import OutboxMessage
    from tests import catalogues
    from tests.records.filed import filed, ordered

    catalogues.take_in(Path(os.environ["AKTSOM_VAR"]) / "list")
    one = filed()
    OutboxMessage.objects.all().delete()
    ordered(one)


def work(where: str = "", count: str = "1") -> None:
    """As `aktsom work --once`, of the outbox alone; a turn is over after each piece."""
    from django.conf import settings
    from django.utils import timezone

    from aktsom.core import outbox
    from aktsom.web.records import jobs

    settings.OUTBOX_INLINE = False
    jobs.evidence_limit = lambda _name: 0  # type: ignore[assignment]  # no time in a turn: a worker of its own
    if where:
        die_before(where, int(count))
    outbox.take_up_again()
    while outbox.deliver_due(timezone.now()):
        pass


def main(what: str, *said: str) -> None:
    prepare() if what == "prepare" else work(*said)
