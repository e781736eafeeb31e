"""Tables of the area of follow-up."""

from aktsom.follow_up.models.audit_reports import AuditRecheck, AuditReport, AuditRow
from aktsom.follow_up.models.audits import Audit, AuditConsent, AuditOffer, AuditShare, AuditSite
from aktsom.follow_up.models.document_reviews import DocumentReview, DocumentRow, DocumentVerdict
from aktsom.follow_up.models.evidence import Evidence, Upload
from aktsom.follow_up.models.follow_ups import CoveredContract, FollowUp
from aktsom.follow_up.models.meetings import AgendaPoint, Meeting, MeetingComment, MeetingTask
from aktsom.follow_up.models.questionnaires import Question, QuestionnaireEdition

__all__ = [
    "AgendaPoint",
    "Audit",
    "AuditConsent",
    "AuditOffer",
    "AuditRecheck",
    "AuditReport",
    "AuditRow",
    "AuditShare",
    "AuditSite",
    "CoveredContract",
    "DocumentReview",
    "DocumentRow",
    "DocumentVerdict",
    "Evidence",
    "FollowUp",
    "Meeting",
    "MeetingComment",
    "MeetingTask",
    "Question",
    "QuestionnaireEdition",
    "Upload",
]
