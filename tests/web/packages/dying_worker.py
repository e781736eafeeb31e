"""The platform's worker at a package, which `tests.nursery` starts and ends; or which reads slowly, so that it can be
killed from outside in the middle of a file.
"""

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from tests.nursery import die_before

SUPPLIERS, FILES, SIZE = 3, 2, 3 * 1024 * 1024


def content(supplier: int, file: int) -> bytes:
    return b"%PDF-1.7\n" + bytes([supplier, file]) * (SIZE // 2)


def prepare() -> None:
    """A database with a team whose suppliers have each answered with files, and a package of it asked for."""
    from django.conf import settings
    from django.utils import timezone

    settings.OUTBOX_INLINE = False
    from aktsom.core.actor import PLATFORM
    from aktsom.core.models import OutboxMessage
    from aktsom.follow_up.actions.packing import order_package
    from aktsom.follow_up.actions.questionnaires import load_questionnaires
    from aktsom.terms.actions import load_terms
    from tests import catalogues
    from tests.cast import NOON, actor
    from tests.factories.mandates import team
    from tests.web.packages.answered import answered, kept

    catalogues.take_in(Path(os.environ["AKTSOM_VAR"]) / "list")
    load_terms(by=PLATFORM, at=NOON)
    load_questionnaires(by=PLATFORM, at=NOON)
    ours = team()
    for number in range(SUPPLIERS):
        files = [kept(ours, f"{file}.pdf", content(number, file)) for file in range(FILES)]
        answered(ours, f"Leverandør {number} AS", {"F-1.1": files})
    OutboxMessage.objects.all().delete()
    order_package(by=actor("bjarne"), at=timezone.now(), team_id=ours.public_id)


def read_slowly() -> None:
    from aktsom.follow_up.storage.folder import Folder
    from aktsom.follow_up.storage.places import Reading

    def slowly(self: Folder, key: str, _start: int, _length: int) -> Reading:
        def chunks() -> Iterator[bytes]:
            whole = (self.root / key).read_bytes()
            for at in range(0, len(whole), SIZE // 20):
                time.sleep(0.02)
                yield whole[at : at + SIZE // 20]

        return Reading(chunks(), lambda: None)

    Folder.read = slowly  # type: ignore[method-assign]


def work(where: str = "", count: str = "1") -> None:
    """As `aktsom work --once`, of the outbox alone; a turn is over after each piece."""
    from django.conf import settings
    from django.utils import timezone

    from aktsom.core import outbox
    from aktsom.web.packages import jobs

    settings.OUTBOX_INLINE = False
    jobs.evidence_limit = lambda _name: 0  # type: ignore[assignment]
    if where == "slowly":
        read_slowly()
    elif where:
        die_before(where, int(count))
    outbox.take_up_again()
    while outbox.deliver_due(timezone.now()):
        pass


def sums() -> set[str]:
    every = [content(number, file) for number in range(SUPPLIERS) for file in range(FILES)]
    return {hashlib.sha256(each).hexdigest() for each in every}


def main(what: str, *said: str) -> None:
    prepare() if what == "prepare" else work(*said)
