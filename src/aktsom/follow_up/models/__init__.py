"""Tables of the area of follow-up."""

from aktsom.follow_up.models.evidence import Evidence, Upload
from aktsom.follow_up.models.follow_ups import CoveredContract, FollowUp
from aktsom.follow_up.models.questionnaires import Question, QuestionnaireEdition

__all__ = ["CoveredContract", "Evidence", "FollowUp", "Question", "QuestionnaireEdition", "Upload"]
