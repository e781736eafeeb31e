"""Tables of the area of follow-up."""

from aktsom.follow_up.models.answers import Answer, AnswerFile, HandedQuestion
from aktsom.follow_up.models.dispatches import DispatchLine, DispatchRound, ReportInvitation, ReportLetter
from aktsom.follow_up.models.evidence import Evidence, Upload
from aktsom.follow_up.models.follow_ups import CoveredContract, FollowUp
from aktsom.follow_up.models.questionnaires import Question, QuestionnaireEdition
from aktsom.follow_up.models.self_reports import ReportedContract, SecretPassage, SelfReport, SentBack, Submission

__all__ = [
    "Answer",
    "AnswerFile",
    "CoveredContract",
    "DispatchLine",
    "DispatchRound",
    "Evidence",
    "FollowUp",
    "HandedQuestion",
    "Question",
    "QuestionnaireEdition",
    "ReportInvitation",
    "ReportLetter",
    "ReportedContract",
    "SecretPassage",
    "SelfReport",
    "SentBack",
    "Submission",
    "Upload",
]
