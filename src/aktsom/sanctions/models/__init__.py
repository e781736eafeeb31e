"""Tables of the area of sanctions."""

from aktsom.sanctions.models.decisions import DecisionMade, SanctionDecision
from aktsom.sanctions.models.letters import Letter, LetterAnswer, LetterSeries, LetterSignature, LetterTemplate
from aktsom.sanctions.models.recommendations import Recommendation, RecommendedOn

__all__ = [
    "DecisionMade",
    "Letter",
    "LetterAnswer",
    "LetterSeries",
    "LetterSignature",
    "LetterTemplate",
    "Recommendation",
    "RecommendedOn",
    "SanctionDecision",
]
