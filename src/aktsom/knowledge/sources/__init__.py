"""Every kind of thing that the search finds. A new kind is a `Source` here, and its line on the page."""

from aktsom.knowledge.sources.articles import ARTICLES
from aktsom.knowledge.sources.base import Read, Source, Told
from aktsom.knowledge.sources.cases import EVIDENCE, FINDINGS, FOLLOW_UPS, MEMOS
from aktsom.knowledge.sources.contracts import CONTRACTS, SUPPLIERS
from aktsom.knowledge.sources.sanctions import DECISIONS, LETTERS, RECOMMENDATIONS
from aktsom.knowledge.sources.shared_work import INQUIRIES, MEETINGS, RESULTS

SOURCES: tuple[Source, ...] = (
    CONTRACTS,
    SUPPLIERS,
    FOLLOW_UPS,
    FINDINGS,
    ARTICLES,
    MEMOS,
    EVIDENCE,
    LETTERS,
    DECISIONS,
    RECOMMENDATIONS,
    MEETINGS,
    INQUIRIES,
    RESULTS,
)
BY_PREFIX = {prefix: source for source in SOURCES for prefix in source.prefixes}

__all__ = ["BY_PREFIX", "SOURCES", "Read", "Source", "Told"]
