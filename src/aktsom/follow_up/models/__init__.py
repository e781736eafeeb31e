"""Tables of the area of follow-up."""

from aktsom.follow_up.models.conclusions import CitedEvidence, Conclusion
from aktsom.follow_up.models.evidence import Evidence, Upload
from aktsom.follow_up.models.follow_ups import CoveredContract, FollowUp
from aktsom.follow_up.models.questionnaires import Question, QuestionnaireEdition
from aktsom.follow_up.models.reliance import RelianceDecision

__all__ = [
    "CitedEvidence",
    "Conclusion",
    "CoveredContract",
    "Evidence",
    "FollowUp",
    "Question",
    "QuestionnaireEdition",
    "RelianceDecision",
    "Upload",
]
