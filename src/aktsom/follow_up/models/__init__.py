"""Tables of the area of follow-up."""

from aktsom.follow_up.models.answers import Answer, AnswerFile, HandedQuestion
from aktsom.follow_up.models.audit_reports import AuditRecheck, AuditReport, AuditRow
from aktsom.follow_up.models.audits import Audit, AuditConsent, AuditOffer, AuditShare, AuditSite
from aktsom.follow_up.models.conclusions import CitedEvidence, Conclusion
from aktsom.follow_up.models.dispatches import DispatchLine, DispatchRound, ReportInvitation, ReportLetter
from aktsom.follow_up.models.document_reviews import DocumentReview, DocumentRow, DocumentVerdict
from aktsom.follow_up.models.evidence import Evidence, Upload
from aktsom.follow_up.models.follow_ups import CoveredContract, FollowUp
from aktsom.follow_up.models.meetings import AgendaPoint, Meeting, MeetingComment, MeetingTask
from aktsom.follow_up.models.monthly import MonthlyLetter
from aktsom.follow_up.models.packages import Package, PutTogether
from aktsom.follow_up.models.questionnaires import Question, QuestionnaireEdition
from aktsom.follow_up.models.reading import (
    AnswerRemark,
    ExampleAnswer,
    ReadingHours,
    ReportReader,
    Rereading,
    Score,
    Settlement,
)
from aktsom.follow_up.models.reliance import RelianceDecision
from aktsom.follow_up.models.self_reports import ReportedContract, SecretPassage, SelfReport, SentBack, Submission

__all__ = [
    "AgendaPoint",
    "Answer",
    "AnswerFile",
    "AnswerRemark",
    "Audit",
    "AuditConsent",
    "AuditOffer",
    "AuditRecheck",
    "AuditReport",
    "AuditRow",
    "AuditShare",
    "AuditSite",
    "CitedEvidence",
    "Conclusion",
    "CoveredContract",
    "DispatchLine",
    "DispatchRound",
    "DocumentReview",
    "DocumentRow",
    "DocumentVerdict",
    "Evidence",
    "ExampleAnswer",
    "FollowUp",
    "HandedQuestion",
    "Meeting",
    "MeetingComment",
    "MeetingTask",
    "MonthlyLetter",
    "Package",
    "PutTogether",
    "Question",
    "QuestionnaireEdition",
    "ReadingHours",
    "RelianceDecision",
    "ReportInvitation",
    "ReportLetter",
    "ReportReader",
    "ReportedContract",
    "Rereading",
    "Score",
    "SecretPassage",
    "SelfReport",
    "SentBack",
    "Settlement",
    "Submission",
    "Upload",
]
