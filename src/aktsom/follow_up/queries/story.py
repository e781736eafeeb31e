"""The whole story of one follow-up, from its tables and the journal, as far as the viewer may know it.

Three may read a follow-up's page: whoever does it reads all; whoever has a contract covered reads what is done for it,
and not how the readers judge; the others know that it is announced and how it ended. The number of questions is the
same however long the story is.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max
from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.core.models import JournalEntry
from aktsom.core.wall import lowered
from aktsom.follow_up.models import (
    Conclusion,
    CoveredContract,
    FollowUp,
    ReportLetter,
    ReportReader,
    Score,
    SelfReport,
    SentBack,
    Settlement,
    Submission,
)
from aktsom.follow_up.permissions.follow_ups import begin
from aktsom.follow_up.queries.audit_reports import reports_for
from aktsom.follow_up.queries.audits import audits_for
from aktsom.follow_up.queries.document_reviews import reviews_for
from aktsom.follow_up.queries.meetings import case_meetings
from aktsom.members.models import Member, Person
from aktsom.suppliers.queries.identity import of_companies
from aktsom.teams.models import Mandate
from aktsom.teams.states import MandateState

# Acts of the journal that are told: to all who read the page, to those whose contracts are covered, to who does it.
TOLD_TO_ALL = frozenset({"follow_up_announced", "follow_up_dropped", "follow_up_concluded"})
TOLD_TO_COVERED = TOLD_TO_ALL | {
    "self_report_withdrawn",
    "report_judged",
    "meeting_invited",
    "meeting_cancelled",
    "minutes_sent",
    "minutes_commented",
    "minutes_confirmed",
    "minutes_settled",
    "documents_asked_for",
    "documents_handed_in",
    "documents_sent_back",
    "document_review_closed",
    "document_review_dropped",
    "audit_ordered",
    "audit_cancelled",
    "audit_report_handed_in",
    "audit_report_carried_over",
}
TOLD_WITHIN = TOLD_TO_COVERED | {
    "follow_up_planned",
    "follow_up_changed",
    "meeting_planned",
    "documents_listed",
    "audit_drafted",
    "audit_consents_asked",
    "auditor_engaged",
    "audit_report_shown",
}


JOIN_ASKED = "follow_up_join_asked"  # of the journal, once for each member


@dataclass(frozen=True, slots=True)
class Happened:
    """`what` is a verb of the journal or of `web.cases.story`, `about` the public id of what it was done with, `names`
    of members, `who` a person's name where the viewer is to know it."""

    what: str
    at: datetime
    about: str = ""
    count: int = 0
    names: tuple[str, ...] = ()
    who: str = ""
    place: int = 0
    late: int = 0  # of `count`, those that were not in time
    number: int = 0


def story_of(viewer: Actor, one: FollowUp) -> list[Happened]:
    """The newest first. `one` is one that the viewer sees."""
    within = _is_within(viewer, one)
    covered = _covered(one)
    party = within or any(row.member_id in viewer.member_ids for row in covered)
    if not party:
        return newest_first(journal([one.public_id], TOLD_TO_ALL, named=False))
    reports = list(SelfReport.objects.visible_to(viewer).filter(follow_up=one).prefetch_related("contracts"))
    subjects = [one.public_id, *(report.public_id for report in reports), *_methods(viewer, one)]
    found = journal(subjects, TOLD_WITHIN if within else TOLD_TO_COVERED, named=within)
    found += _joined(covered) + of_reports(reports) + sent_and_back(reports) + _judged(one) + _relied(one)
    if within:
        found += _read(reports) + _mandates(one) + _asked_to_join(one)
    return newest_first(found)


def _is_within(viewer: Actor, one: FollowUp) -> bool:
    """Whoever runs it, and whoever reads the case of a team that is closed."""
    return one.team_id in viewer.case_team_ids or begin(viewer, one.team, one.member_id or 0) is None


def newest_first(found: Iterable[Happened]) -> list[Happened]:
    """What came later first, also of what was done at one moment."""
    return sorted(found, key=lambda one: one.at)[::-1]


def _covered(one: FollowUp) -> list[CoveredContract]:
    return list(one.covered.filter(left_at__isnull=True).select_related("member"))


def _methods(viewer: Actor, one: FollowUp) -> list[str]:
    """Public ids of the meetings, reviews, audits and their reports that the viewer sees."""
    kinds = [case_meetings(viewer), reviews_for(viewer), audits_for(viewer), reports_for(viewer)]
    return [id_ for rows in kinds for id_ in rows.filter(follow_up=one).values_list("public_id", flat=True)]


def journal(subjects: Sequence[str], verbs: frozenset[str], *, named: bool) -> list[Happened]:
    """What was done with things that the viewer sees, by whichever of the members; of each entry the act, the day, and
    the person where it is to be named. An act that stands once for each member is told once."""
    with lowered():
        rows = list(
            JournalEntry.objects.filter(subject__in=subjects, verb__in=verbs)
            .order_by("number")
            .values_list("verb", "subject", "at", "person_id")
        )
    names = _names(person for *_rest, person in rows) if named else {}
    told = dict.fromkeys((verb, subject, at, person) for verb, subject, at, person in rows)
    return [Happened(verb, at, subject, who=names.get(person or 0, "")) for verb, subject, at, person in told]


def _names(ids: Iterable[int | None]) -> dict[int, str]:
    """Of people at the members: whoever answers for a supplier is told of as the supplier."""
    known = Person.objects.filter(pk__in={id_ for id_ in ids if id_}, home__isnull=False)
    return dict(known.values_list("pk", "name"))


def _joined(covered: Iterable[CoveredContract]) -> list[Happened]:
    """Those that came in at the same time, together."""
    at_once: dict[tuple[datetime, bool], list[str]] = defaultdict(list)
    for row in covered:
        at_once[row.joined_at, row.joined_late].append(row.member.name)
    return [
        Happened("joined_late" if late else "joined", at, count=len(names), names=_once(names))
        for (at, late), names in at_once.items()
    ]


def _mandates(one: FollowUp) -> list[Happened]:
    """When contract owners were asked about contracts with the supplier, and when they said yes or no."""
    if one.team_id is None:
        return []
    rows = Mandate.objects.filter(of_companies([one.supplier.identity_id], "contract__supplier"), team_id=one.team_id)
    asked: dict[date, list[tuple[datetime, str]]] = defaultdict(list)
    answered: dict[tuple[date, str], list[tuple[datetime, str]]] = defaultdict(list)
    for state, asked_at, answered_at, name in rows.values_list("state", "asked_at", "answered_at", "member__name"):
        asked[timezone.localdate(asked_at)].append((asked_at, name))
        if answered_at is not None:
            said = "mandates_refused" if state == MandateState.REFUSED else "mandates_given"
            answered[timezone.localdate(answered_at), said].append((answered_at, name))
    told = [("mandates_asked", rows) for rows in asked.values()]
    told += [(said, rows) for (_day, said), rows in answered.items()]
    return [
        Happened(what, max(at for at, _name in rows), count=len(rows), names=_once(name for _at, name in rows))
        for what, rows in told
    ]


def wishes(one: FollowUp, members: Collection[int]) -> dict[int, datetime]:
    """{member: when it last asked to join}, of those members."""
    with lowered():
        rows = JournalEntry.objects.filter(subject=one.public_id, verb=JOIN_ASKED, member_id__in=members)
        return {row.member_id: row.at for row in rows.order_by("number") if row.member_id}


def _asked_to_join(one: FollowUp) -> list[Happened]:
    with lowered():
        rows = JournalEntry.objects.filter(subject=one.public_id, verb=JOIN_ASKED).order_by("number")
        told = list(rows.values_list("member_id", "at", "changes"))
    names = dict(Member.objects.filter(pk__in=[id_ for id_, *_rest in told]).values_list("pk", "name"))
    return [
        Happened("join_asked", at, count=len(changes["contracts"]), names=(names.get(id_ or 0, ""),))
        for id_, at, changes in told
    ]


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def of_reports(reports: Iterable[SelfReport]) -> list[Happened]:
    found = []
    for report in reports:
        found.append(Happened("report_asked", report.asked_at, report.public_id, count=len(report.contracts.all())))
        if report.opened_at:
            found.append(Happened("report_opened", report.opened_at, report.public_id))
    return found


def sent_and_back(reports: Sequence[SelfReport]) -> list[Happened]:
    """What the supplier handed in and when it was reminded, and single answers that went back to it."""
    by_id = {report.pk: report for report in reports}
    handed = Submission.objects.filter(self_report__in=by_id).values_list("self_report_id", "number", "at")
    letters = ReportLetter.objects.filter(self_report__in=by_id).exclude(kind="overdue")
    reminders = letters.values_list("self_report_id", "at")
    back = SentBack.objects.filter(self_report__in=by_id).order_by().values_list("self_report_id", "submission_id")
    found = [_handed_in(by_id[id_], number, at) for id_, number, at in handed]
    found += [Happened("report_reminded", at, by_id[id_].public_id) for id_, at in reminders]
    for id_, _made, at, count in back.annotate(last=Max("at"), num=Count("id")):
        found.append(Happened("answers_sent_back", at, by_id[id_].public_id, count=count))
    return found


def _handed_in(report: SelfReport, number: int, at: datetime) -> Happened:
    """The first ticks off the contracts, each in time or late by its own day; later ones mend single answers."""
    ticked = [row for row in report.contracts.all() if row.ticked_on == timezone.localdate(at)]
    late = sum(row.in_time is False for row in ticked)
    what = "report_handed_in" if number == 1 else "report_mended"
    return Happened(what, at, report.public_id, count=len(ticked), late=late, number=number)


def _read(reports: Sequence[SelfReport]) -> list[Happened]:
    """Who took it on as a reader, how far each came, and what the lead settled. Never what they scored."""
    by_id = {report.pk: report.public_id for report in reports}
    taken = list(ReportReader.objects.filter(self_report__in=by_id))
    stands = {"self_report__in": by_id, "superseded_at__isnull": True}
    scored = Score.objects.filter(**stands).order_by().values_list("self_report_id", "place")
    settled = Settlement.objects.filter(**stands).order_by().values_list("self_report_id", "person_id")
    settlements = list(settled.annotate(last=Max("at"), num=Count("id")))
    names = _names([*(one.person_id for one in taken), *(person for _id, person, *_rest in settlements)])
    reader = {(one.self_report_id, one.place): names.get(one.person_id, "") for one in taken}
    found = [
        Happened("reader_taken", one.taken_at, by_id[one.self_report_id], who=reader[one.self_report_id, one.place],
                 place=one.place)
        for one in taken
    ]  # fmt: skip
    found += [
        Happened("answers_read", at, by_id[id_], count=num, who=reader.get((id_, place), ""), place=place)
        for id_, place, at, num in scored.annotate(last=Max("at"), num=Count("id"))
    ]
    return found + [
        Happened("answers_settled", at, by_id[id_], count=num, who=names.get(person or 0, ""))
        for id_, person, at, num in settlements
    ]


def _judged(one: FollowUp) -> list[Happened]:
    """Points that were concluded on, those of a day together; that they were is for all it was done for."""
    points: dict[date, set[str]] = defaultdict(set)
    last: dict[date, datetime] = {}
    for number, at in Conclusion.objects.filter(follow_up=one).order_by("id").values_list("number", "concluded_at"):
        day = timezone.localdate(at)
        points[day].add(number)
        last[day] = at
    return [Happened("points_judged", last[day], one.public_id, count=len(numbers)) for day, numbers in points.items()]


def _relied(one: FollowUp) -> list[Happened]:
    """That contract owners have decided, never what."""
    at_once: dict[tuple[date, str], list[datetime]] = defaultdict(list)
    for at, name in one.reliance.order_by("id").values_list("decided_at", "member__name"):
        at_once[timezone.localdate(at), name].append(at)
    return [
        Happened("reliance_decided", max(days), one.public_id, count=len(days), names=(name,))
        for (_day, name), days in at_once.items()
    ]
