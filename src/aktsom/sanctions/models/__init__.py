"""Tables of the area of sanctions."""

from aktsom.sanctions.models.decisions import DecisionMade, SanctionDecision
from aktsom.sanctions.models.recommendations import Recommendation, RecommendedOn

__all__ = ["DecisionMade", "Recommendation", "RecommendedOn", "SanctionDecision"]
