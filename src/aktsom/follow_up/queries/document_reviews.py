"""Reads of reviews of documents: one with its rows, those of a follow-up, and what waits for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.method_tables import DocumentKind, document_kinds
from aktsom.follow_up.methods import OpenPoint, held, offers_points, seen
from aktsom.follow_up.models import DocumentReview, DocumentRow, DocumentVerdict, Evidence, FollowUp
from aktsom.follow_up.models.evidence import QUALITY
from aktsom.follow_up.resting import rests_on_evidence
from aktsom.follow_up.review_states import ReviewState, Verdict
from aktsom.follow_up.rules.documents import Flag, Given, Read, Standing, flags, standing
from aktsom.terms.queries import obligations, period

OPEN = (ReviewState.SENT, ReviewState.HANDED_IN)


def reviews_for(viewer: Actor) -> QuerySet[DocumentReview]:
    return DocumentReview.objects.filter(seen(viewer)).select_related("owner", "team", "supplier")


def review(viewer: Actor, public_id: str) -> DocumentReview:
    """Raises NotVisible."""
    found = reviews_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def reviews_of(viewer: Actor, ones: Iterable[FollowUp]) -> list[DocumentReview]:
    """Of all of them together."""
    return list(_counted(reviews_for(viewer).filter(follow_up__in=list(ones))))


def reviews_waiting(viewer: Actor) -> list[DocumentReview]:
    """Of those the viewer has a part in, what is out or handed in, the first due first."""
    return list(_counted(reviews_for(viewer).filter(held(viewer), state__in=OPEN)).order_by("due_on", "id"))


def reviews_asked_of(viewer: Actor, supplier_ids: Iterable[int]) -> list[DocumentReview]:
    """For the supplier's own list."""
    told = reviews_for(viewer).filter(supplier_id__in=supplier_ids, sent_at__isnull=False)
    return list(_counted(told).order_by("-sent_at", "-id"))


def _counted(rows: QuerySet[DocumentReview]) -> QuerySet[DocumentReview]:
    """With `asked` and `given`."""
    answered = Q(rows__evidence__isnull=False) | ~Q(rows__absent_reason="")
    return rows.annotate(asked=Count("rows"), given=Count("rows", filter=answered))


@dataclass(frozen=True)
class RowView:
    """`evidence` is what the viewer may open of it, which may be nothing; `history` are all verdicts, newest first."""

    row: DocumentRow
    evidence: Evidence | None
    standing: Standing
    history: list[DocumentVerdict]
    flags: list[Flag]

    @property
    def answered(self) -> bool:
        return self.row.evidence_id is not None or bool(self.row.absent_reason)


def row_views(viewer: Actor, one: DocumentReview, today: date) -> list[RowView]:
    rows = list(one.rows.prefetch_related("verdicts"))
    given = {row.evidence_id for row in rows if row.evidence_id}
    evidence = {found.pk: found for found in Evidence.objects.visible_to(viewer).filter(pk__in=given)}
    return [_view(row, evidence.get(row.evidence_id or 0), today) for row in rows]


def _view(row: DocumentRow, evidence: Evidence | None, today: date) -> RowView:
    history = list(row.verdicts.all())
    return RowView(row, evidence, standing_of(row, history), history, _flags(row, evidence, today))


def standing_of(row: DocumentRow, history: Iterable[DocumentVerdict]) -> Standing:
    reads = [Read(one.reading, one.evidence_id, Verdict(one.verdict)) for one in history]
    return standing(reads, row.evidence_id)


def _flags(row: DocumentRow, evidence: Evidence | None, today: date) -> list[Flag]:
    if evidence is None:
        return []
    quality = {name: getattr(evidence, name) for name in QUALITY}
    return flags(Given(row.dated_on, evidence.valid_until, quality), today, period("document-max-age"))


def proposed_kinds(one: FollowUp) -> list[DocumentKind]:
    """Those that are evidence for a point in the terms of some covered contract; all where no contract names its
    terms."""
    sets = set(one.covered.filter(left_at__isnull=True).values_list("contract__term_set", flat=True)) - {None}
    known = obligations()
    points = {point.number for code in sets for point in known.get(code or "", ())}
    return [kind for kind in document_kinds() if not points or points & set(kind.points)]


@offers_points
def documents_lacking(viewer: Actor, one: FollowUp) -> list[OpenPoint]:
    """Documents that were found to show too little, or were never given."""
    rows = DocumentRow.objects.filter(review__in=reviews_for(viewer).filter(follow_up=one, state__in=[*OPEN, "closed"]))
    lacking = (Verdict.NOT, Verdict.PARTLY)
    found = [row for row in rows.prefetch_related("verdicts") if standing_of(row, row.verdicts.all()).first in lacking]
    return [OpenPoint(f"document:{row.public_id}", row.title) for row in found]


@rests_on_evidence
def asked_for(evidence: Evidence) -> bool:
    given = DocumentRow.objects.filter(evidence=evidence).exists()
    return given or DocumentVerdict.objects.filter(evidence=evidence).exists()
