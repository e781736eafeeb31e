"""The tables of knowledge."""

from aktsom.knowledge.models.articles import Article, ArticleVersion
from aktsom.knowledge.models.found import SearchDocument, SearchPlace, SearchWord

__all__ = ["Article", "ArticleVersion", "SearchDocument", "SearchPlace", "SearchWord"]
