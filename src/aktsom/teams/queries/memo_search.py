"""Memos by words of their titles and of the passages that the searcher sees."""

from django.db.models import Exists, OuterRef

from aktsom.core.actor import Actor
from aktsom.core.words import has_words
from aktsom.risk.queries.search import MOST_SHOWN, SHORTEST
from aktsom.teams.models import Memo, MemoPassage
from aktsom.teams.queries.memos import MemoRow, rows_of


def search_memos(viewer: Actor, text: str) -> list[MemoRow]:
    """A hidden passage finds nothing: neither a memo, nor a count."""
    if len(text.strip()) < SHORTEST:
        return []
    said = MemoPassage.objects.visible_to(viewer).filter(has_words(text, ("text",)), memo=OuterRef("pk"))
    found = Memo.objects.visible_to(viewer).filter(has_words(text, ("title",)) | Exists(said))
    return rows_of(found, limit=MOST_SHOWN)[0]
