"""What has come to a person, and how often it wants each topic: its own alone."""

from dataclasses import dataclass
from datetime import datetime

from aktsom.core.actor import Actor
from aktsom.members.letter_topics import Topic, topics
from aktsom.members.models import LetterChoice, Notice
from aktsom.members.roles import Permission, permissions_of
from aktsom.members.states import Rhythm

PAGE = 50


@dataclass(frozen=True)
class Came:
    """`next_before` is where the page after this one begins, none on the last."""

    rows: list[Notice]
    unread: int
    next_before: datetime | None


def notices_of(viewer: Actor, *, unread_only: bool = False, before: datetime | None = None) -> Came:
    mine = Notice.objects.filter(person_id=viewer.person_id or 0)
    shown = mine.filter(read_at__isnull=True) if unread_only else mine
    if before is not None:
        shown = shown.filter(came_at__lt=before)
    rows = list(shown[: PAGE + 1])
    more = rows[PAGE - 1].came_at if len(rows) > PAGE else None
    return Came(rows[:PAGE], unread_of(viewer), more)


def unread_of(viewer: Actor) -> int:
    return Notice.objects.filter(person_id=viewer.person_id or 0, read_at__isnull=True).count()


def rhythms_of(person_id: int) -> dict[str, Rhythm]:
    """{topic: rhythm}: the person's own choice while the topic has it open, else the usual one."""
    chosen = dict(LetterChoice.objects.filter(person_id=person_id).values_list("topic", "rhythm"))
    return {
        code: Rhythm(chosen[code]) if chosen.get(code) in topic.rhythms else topic.usual
        for code, topic in topics().items()
    }


def topics_for(viewer: Actor) -> list[tuple[Topic, Rhythm]]:
    """Those that can concern somebody with the viewer's roles, those that cannot be chosen last."""
    now, may = rhythms_of(viewer.person_id or 0), permissions_of(viewer.roles)
    readers = {"network"} if Permission.READ_NETWORK in may else set()
    readers |= {"secretariat"} if Permission.KEEP_NETWORK in may else set()
    readers |= {"supplier"} if viewer.supplier_ids else set()
    readers |= {"auditor"} if "auditor" in viewer.roles else set()
    found = [topic for topic in topics().values() if topic.readers & readers]
    return [(topic, now[topic.code]) for topic in sorted(found, key=lambda topic: topic.is_fixed)]
