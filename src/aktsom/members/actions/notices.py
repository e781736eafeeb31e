"""What each person is told of: letters are noted as they come, and leave at once, gathered, or not at all, as the
person has chosen. None is lost on the way, and none is told of twice, however often the work is begun anew."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from hashlib import sha256

from django.db import transaction
from django.utils import timezone, translation

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.letters import Letter, Occasion, lets_leave
from aktsom.members.letter_topics import Topic, topic_of, topics
from aktsom.members.models import LetterChoice, Notice, Person
from aktsom.members.queries.notices import rhythms_of
from aktsom.members.states import Left, Rhythm

AS_IT_LEAVES = {Rhythm.AT_ONCE: Left.LEAVING, Rhythm.NEVER: Left.KEPT}


@lets_leave
def note_letter(letter: Letter, to: str, occasion: Occasion) -> Callable[[], object] | None:
    """Letters to addresses that are nobody's, and those that belong to no topic, leave without being noted: their
    links are secrets. To somebody who is put out of use none leaves, though it was written before that."""
    topic = topic_of(occasion.kind)
    person = Person.objects.filter(email=to).first() if topic else None
    if topic is None or person is None:
        return _nothing
    if not person.is_active:
        return None
    notice, _is_new = Notice.objects.get_or_create(
        work=occasion.work,
        person=person,
        fingerprint=sha256(f"{letter.subject}\n{letter.body}".encode()).hexdigest(),
        defaults={
            "topic": topic.code,
            "subject": letter.subject[: Notice._meta.get_field("subject").max_length],
            "page": letter.page[: Notice._meta.get_field("page").max_length],
            "came_at": timezone.now(),
            "left": AS_IT_LEAVES.get(rhythms_of(person.pk)[topic.code], Left.HELD),
        },
    )
    return partial(_has_left, notice.pk) if notice.left == Left.LEAVING else None


def _nothing() -> None:
    """After a letter that is not noted."""


def _has_left(notice_id: int) -> None:
    Notice.objects.filter(pk=notice_id).update(left=Left.SENT)


def choose(topic: Topic, rhythm: Rhythm) -> Refusal | None:
    if rhythm in topic.rhythms:
        return None
    return Refusal(topic.why[translation.get_language() or "nb"])


@transaction.atomic
def choose_rhythms(*, by: Actor, at: datetime, rhythms: dict[str, Rhythm]) -> int:
    """{topic: rhythm} of the person itself; what is as it was leaves no trace. Returns how many were changed. What is
    held already goes by the new choice. Nobody else reads of it in the journal. Raises Refused for a rhythm that the
    topic does not allow."""
    person = Person.objects.select_for_update(no_key=True).filter(pk=by.person_id or 0).first()
    if person is None or not rhythms.keys() <= topics().keys():
        raise NotVisible
    now, changes = rhythms_of(person.pk), {}
    for code, rhythm in rhythms.items():
        stop_if(choose(topics()[code], rhythm))
        if now[code] != rhythm:
            said = {"rhythm": rhythm, "chosen_at": at}
            LetterChoice.objects.update_or_create(person=person, topic=code, defaults=said)
            changes[code] = [now[code].value, rhythm.value]
    if changes:
        record(by=by, at=at, acts=[Act("letters_chosen", person.public_id, changes=changes)])
    return len(changes)


def mark_read(*, by: Actor, at: datetime, public_id: str) -> Notice:
    """Of the person itself, once; returns it as it stands. No entry in the journal: what somebody has read is nobody
    else's."""
    found = Notice.objects.filter(person_id=by.person_id or 0, public_id=public_id).first()
    if found is None:
        raise NotVisible
    Notice.objects.filter(pk=found.pk, read_at__isnull=True).update(read_at=at)
    return found


def mark_all_read(*, by: Actor, at: datetime, until: datetime) -> int:
    """What had come when the page was opened; what came since stays unread."""
    mine = Notice.objects.filter(person_id=by.person_id or 0, read_at__isnull=True, came_at__lte=until)
    return mine.update(read_at=at)
