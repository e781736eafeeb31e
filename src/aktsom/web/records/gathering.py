"""All documents of a case that a member has, in the order of their days; and what is left out, and why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import translation

from aktsom.core.actor import Actor
from aktsom.follow_up.models import FollowUp
from aktsom.members.models import Member
from aktsom.records.documents import CaseDocument, LeftOut
from aktsom.records.models import AccessRequest
from aktsom.records.queries.cases import cases_of
from aktsom.records.queries.exports import as_member
from aktsom.web.records import asked, concluded, kept_files, told_further
from aktsom.web.records.making import KINDS, Reading

MAKERS = (
    concluded.the_case, asked.self_reports, asked.meetings, asked.reviews, asked.audits, kept_files.evidence,
    concluded.findings, concluded.plan, concluded.conclusions, concluded.advice, concluded.decisions,
    concluded.reliance, kept_files.letters, concluded.memos, told_further.remedies, told_further.inquiries,
    told_further.results, kept_files.answers_on_access,
)  # fmt: skip


@dataclass(frozen=True)
class Gathered:
    documents: tuple[CaseDocument, ...]
    left_out: tuple[LeftOut, ...]


def gathered(viewer: Actor, member: Member, case: FollowUp) -> Gathered:
    """As the viewer sees it acting for that member. What it may not see is not told of at all."""
    reading = Reading(as_member(viewer, member.pk), member, case)
    found = [one for make in MAKERS for one in make(reading)]
    kinds = list(KINDS)
    documents = sorted(
        (one for one in found if isinstance(one, CaseDocument)),
        key=lambda one: (one.on, kinds.index(one.kind), one.id),
    )
    return Gathered(tuple(documents), counted(one for one in found if isinstance(one, LeftOut)))


def taken_from(viewer: Actor, one: AccessRequest) -> tuple[CaseDocument, ...]:
    """What a request for access may take up now, as the viewer sees it acting for the member that was asked; in the
    request's language, as its copies are."""
    case = one.follow_up
    if case is None or not cases_of(as_member(viewer, one.member_id), one.member).filter(pk=case.pk).exists():
        return ()
    with translation.override(one.language):
        return gathered(viewer, one.member, case).documents


def counted(rows: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """The same thing left out for the same reason is told once."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in rows:
        counts[one.what, one.why] += one.count
    return tuple(LeftOut(what, count, why) for (what, why), count in counts.items())
