"""The platform's worker that sends gathered letters: `tests.nursery` starts it and ends it."""

from datetime import timedelta

from tests.nursery import die_before

READERS, EACH = ("olga", "mons", "berit"), 2


def prepare() -> None:
    """Letters that were held yesterday, and the day's gathering laid down twice, as by two workers."""
    from django.conf import settings
    from django.utils import timezone

    settings.OUTBOX_INLINE = False
    from aktsom.core.letters import Letter, Occasion, deliver, written_for
    from aktsom.core.models import OutboxMessage
    from aktsom.members.actions.digests import ask_for_digests
    from aktsom.members.actions.notices import choose_rhythms
    from aktsom.members.models import Notice
    from aktsom.members.states import Rhythm
    from tests.cast import actor, person

    now = timezone.now()
    for name in READERS:
        email = person(name).email
        choose_rhythms(by=actor(name), at=now, rhythms={"findings": Rhythm.DAILY})
        for number in range(EACH):
            with written_for(Occasion("finding_stands", number + 1)):
                deliver(Letter(f"Funn {number} til {name}", "Hei"), email)
    Notice.objects.update(came_at=now - timedelta(days=1))
    OutboxMessage.objects.all().delete()
    for _worker in range(2):
        ask_for_digests(today=timezone.localdate(now), at=now)
    OutboxMessage.objects.update(not_before=now)


def work(where: str = "", count: str = "1") -> None:
    """As `aktsom work --once`, of the outbox alone."""
    from django.conf import settings
    from django.utils import timezone

    from aktsom.core import outbox

    settings.OUTBOX_INLINE = False
    if where:
        die_before(where, int(count))
    outbox.take_up_again()
    while outbox.deliver_due(timezone.now()):
        pass


def main(what: str, *said: str) -> None:
    prepare() if what == "prepare" else work(*said)
