"""Tables of the area of follow-up."""

from aktsom.follow_up.models.answers import Answer, AnswerFile, HandedQuestion
from aktsom.follow_up.models.conclusions import CitedEvidence, Conclusion
from aktsom.follow_up.models.dispatches import DispatchLine, DispatchRound, ReportInvitation, ReportLetter
from aktsom.follow_up.models.evidence import Evidence, Upload
from aktsom.follow_up.models.follow_ups import CoveredContract, FollowUp
from aktsom.follow_up.models.questionnaires import Question, QuestionnaireEdition
from aktsom.follow_up.models.reading import AnswerRemark, ExampleAnswer, ReadingHours, ReportReader, Score, Settlement
from aktsom.follow_up.models.reliance import RelianceDecision
from aktsom.follow_up.models.self_reports import ReportedContract, SecretPassage, SelfReport, SentBack, Submission

__all__ = [
    "Answer",
    "AnswerFile",
    "AnswerRemark",
    "CitedEvidence",
    "Conclusion",
    "CoveredContract",
    "DispatchLine",
    "DispatchRound",
    "Evidence",
    "ExampleAnswer",
    "FollowUp",
    "HandedQuestion",
    "Question",
    "QuestionnaireEdition",
    "ReadingHours",
    "RelianceDecision",
    "ReportInvitation",
    "ReportLetter",
    "ReportReader",
    "ReportedContract",
    "Score",
    "SecretPassage",
    "SelfReport",
    "SentBack",
    "Settlement",
    "Submission",
    "Upload",
]
