"""Tables of the area of knowledge."""

from aktsom.knowledge.models.articles import Article, ArticleVersion
from aktsom.knowledge.models.competence import Competence, Shadowing, Training
from aktsom.knowledge.models.found import SearchDocument, SearchPlace, SearchWord
from aktsom.knowledge.models.requirements import ChosenRequirement, RequirementChoice

__all__ = [
    "Article",
    "ArticleVersion",
    "ChosenRequirement",
    "Competence",
    "RequirementChoice",
    "SearchDocument",
    "SearchPlace",
    "SearchWord",
    "Shadowing",
    "Training",
]
