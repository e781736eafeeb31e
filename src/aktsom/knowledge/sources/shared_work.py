"""Meetings with their minutes, joint inquiries and published results, as the search finds them."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from aktsom.core.actor import Actor
from aktsom.findings.models import Inquiry, Publication, PublicResult
from aktsom.findings.queries.inquiries import inquiries_for
from aktsom.findings.queries.public_results import standing_results
from aktsom.findings.rules.published import PublicFields, written_by_people
from aktsom.follow_up.meeting_states import TOLD_MINUTES, MeetingState
from aktsom.follow_up.models import AgendaPoint, Meeting, MeetingTask
from aktsom.follow_up.permissions.meetings import answers_for
from aktsom.follow_up.queries.meetings import meetings_for, reads_minutes, with_minutes
from aktsom.knowledge.found_kinds import FoundKind
from aktsom.knowledge.sources.base import KEEPERS_KEY, Read, Source, Told, covered_keys, in_order
from aktsom.knowledge.sources.cases import group_words
from aktsom.sharing.audiences import is_of_supplier, member_key, team_key
from aktsom.sharing.viewing import sees_network

MINUTES = "minutes"  # the part of a meeting that not everybody reads who is invited to it


def _every_meeting(after: str) -> Iterator[str]:
    return in_order(Meeting.objects.all(), after)


def _agenda(points: Iterable[AgendaPoint]) -> str:
    return "\n".join(point.title for point in points)


def _minutes(points: Iterable[AgendaPoint], tasks: Iterable[MeetingTask]) -> str:
    return "\n".join([*(point.minutes for point in points), *(task.text for task in tasks)])


def _tell_meetings(ids: Collection[str]) -> Iterator[Told]:
    """The agenda, and the minutes as a part."""
    rows = list(Meeting.objects.filter(public_id__in=ids).select_related("supplier"))
    covered = covered_keys(one.follow_up_id for one in rows if one.shared_at)
    for one in with_minutes(rows):
        shared = covered[one.follow_up_id] if one.shared_at else set()
        title, points = one.supplier.name, list(one.points.all())
        yield Told(FoundKind.MEETING, one.public_id, title, _agenda(points), one.seen_by | shared, one.starts_at)
        text, keys = _minutes(points, one.tasks.all()), _readers_of_minutes(one) | shared
        yield Told(FoundKind.MEETING, one.public_id, title, text, keys, one.starts_at, part=MINUTES)


def _readers_of_minutes(one: Meeting) -> frozenset[int]:
    """As `reads_minutes` has it; one who sees the meeting since it has joined an inquiry, when they stand."""
    if one.shared_at is not None:
        return one.seen_by
    met = frozenset({team_key(one.team_id) if one.team_id else member_key(one.owner_id)})
    told = {key for key in one.seen_by if is_of_supplier(key)} if one.state in TOLD_MINUTES else set()
    return met | told


def _read_meetings(viewer: Actor, ids: Collection[str], _today: date) -> Iterator[Read]:
    rows = list(meetings_for(viewer).filter(public_id__in=ids))
    for one in with_minutes(rows):
        supplier = answers_for(viewer, one)
        if supplier and one.state == MeetingState.PLANNED:
            continue
        points = list(one.points.all())
        reads = reads_minutes(viewer, one, supplier=supplier)
        text = f"{_agenda(points)}\n{_minutes(points, one.tasks.all())}" if reads else _agenda(points)
        own = one.team_id in viewer.team_ids or one.owner_id in viewer.member_ids
        yield Read(FoundKind.MEETING, one.public_id, one.supplier.name, text, own, one.starts_at, one)


def _every_inquiry(after: str) -> Iterator[str]:
    return in_order(Inquiry.objects.all(), after)


def _tell_inquiries(ids: Collection[str]) -> Iterator[Told]:
    """To bodies. A supplier has no page of the whole: what it is asked waits for it on its own first page."""
    for one in Inquiry.objects.filter(public_id__in=ids):
        keys = frozenset(key for key in one.seen_by if not is_of_supplier(key)) | {KEEPERS_KEY}
        yield Told(FoundKind.INQUIRY, one.public_id, one.title, one.about, keys, one.opened_at)


def _read_inquiries(viewer: Actor, ids: Collection[str], _today: date) -> Iterator[Read]:
    if not sees_network(viewer):
        return
    for one in inquiries_for(viewer).filter(public_id__in=ids):
        own = one.team_id in viewer.team_ids
        yield Read(FoundKind.INQUIRY, one.public_id, one.title, one.about, own, one.opened_at, one)


def _every_result(after: str) -> Iterator[str]:
    return in_order(Publication.objects.all(), after)


def _published(row: PublicResult) -> str:
    said = [text for _where, text in written_by_people(PublicFields.read(row.content))]
    return "\n".join([*said, group_words(row.group_id)])


def _tell_results(ids: Collection[str]) -> Iterator[Told]:
    """What stands of a page; of what is withdrawn, nothing."""
    rows = PublicResult.objects.filter(page__in=ids, corrected_at__isnull=True, withdrawn_at__isnull=True)
    newest = {row.page: row for row in rows.order_by("number")}
    for page, row in newest.items():
        yield Told(FoundKind.RESULT, page, row.supplier_name, _published(row), row.seen_by, row.published_at)


def _read_results(viewer: Actor, ids: Collection[str], _today: date) -> Iterator[Read]:
    for row in standing_results(viewer).filter(page__in=ids):
        yield Read(FoundKind.RESULT, row.page, row.supplier_name, _published(row), False, row.published_at, row)


MEETINGS = Source(("mee",), (FoundKind.MEETING,), _every_meeting, _tell_meetings, _read_meetings)
INQUIRIES = Source(("inq",), (FoundKind.INQUIRY,), _every_inquiry, _tell_inquiries, _read_inquiries)
RESULTS = Source(("pub",), (FoundKind.RESULT,), _every_result, _tell_results, _read_results)
