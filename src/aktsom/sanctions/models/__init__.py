"""Tables of the area of sanctions."""

from aktsom.sanctions.models.competitions import Bid, QualificationRefusal
from aktsom.sanctions.models.conditions import OrderCondition
from aktsom.sanctions.models.decisions import DecisionMade, SanctionDecision
from aktsom.sanctions.models.exits import ExitAssessment
from aktsom.sanctions.models.letter_templates import LetterSeries, LetterTemplate
from aktsom.sanctions.models.letters import Letter, LetterAnswer, LetterSignature
from aktsom.sanctions.models.recommendations import Recommendation, RecommendedOn
from aktsom.sanctions.models.replacements import NewPlace, Replacement
from aktsom.sanctions.models.suspensions import Suspension, SuspensionStep
from aktsom.sanctions.models.terminations import Termination

__all__ = [
    "Bid",
    "DecisionMade",
    "ExitAssessment",
    "Letter",
    "LetterAnswer",
    "LetterSeries",
    "LetterSignature",
    "LetterTemplate",
    "NewPlace",
    "OrderCondition",
    "QualificationRefusal",
    "Recommendation",
    "RecommendedOn",
    "Replacement",
    "SanctionDecision",
    "Suspension",
    "SuspensionStep",
    "Termination",
]
