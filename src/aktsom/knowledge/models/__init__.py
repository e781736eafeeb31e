"""Tables of the area."""

from aktsom.knowledge.models.competence import Competence, Shadowing, Training
from aktsom.knowledge.models.requirements import ChosenRequirement, RequirementChoice

__all__ = ["ChosenRequirement", "Competence", "RequirementChoice", "Shadowing", "Training"]
