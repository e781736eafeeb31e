"""The platform's worker in a process that ends itself, as if by kill -9, in the middle of the day's work.

python -m tests.findings.dying_worker prepare
python -m tests.findings.dying_worker work [module:name count]
"""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "aktsom.settings"
DEVIATIONS = 4


def prepare() -> None:
    """Deviations that have stood so long that the managers are to be told, and the message of the day."""
    from datetime import timedelta
    from pathlib import Path

    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    settings.OUTBOX_INLINE = False
    call_command("migrate", verbosity=0)
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


if __name__ == "__main__":
    import django

    from tests.follow_up.dying_worker import work

    django.setup()
    prepare() if sys.argv[1] == "prepare" else work()
