"""What a follow-up has asked of its supplier, as the supplier knows it. It does not see the follow-up itself."""

from aktsom.core.actor import Actor
from aktsom.follow_up.models import SelfReport
from aktsom.follow_up.queries.audit_reports import reports_for
from aktsom.follow_up.queries.document_reviews import reviews_for
from aktsom.follow_up.queries.meetings import meetings_for
from aktsom.follow_up.queries.story import Happened, journal, newest_first, of_reports, sent_and_back

# What a supplier reads of what is done towards it. The order of an audit and how answers are judged are not its own.
TOLD_TO_SUPPLIER = frozenset({
    "self_report_withdrawn", "meeting_invited", "meeting_cancelled", "minutes_sent", "minutes_commented",
    "minutes_confirmed", "minutes_settled", "documents_asked_for", "documents_handed_in", "documents_sent_back",
    "document_review_closed", "document_review_dropped", "audit_report_shown",
})  # fmt: skip


def story_to_supplier(viewer: Actor, follow_up_id: int) -> list[Happened]:
    """The newest first: its self-reports, meetings, documents and the audit reports that it has been shown."""
    reports = SelfReport.objects.visible_to(viewer).filter(follow_up=follow_up_id, supplier_id__in=viewer.supplier_ids)
    own = list(reports.prefetch_related("contracts"))
    kinds = [meetings_for(viewer), reviews_for(viewer), reports_for(viewer).filter(shown_at__isnull=False)]
    about = [id_ for rows in kinds for id_ in rows.filter(follow_up=follow_up_id).values_list("public_id", flat=True)]
    told = journal([*about, *(one.public_id for one in own)], TOLD_TO_SUPPLIER, named=False)
    return newest_first(told + of_reports(own) + sent_and_back(own))
