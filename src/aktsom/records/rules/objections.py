"""What a supplier asks to have withheld of a document. Plain values in and out."""

from collections.abc import Iterable

from aktsom.records.rules.passages import places_of
from aktsom.records.states import Objection


def not_found(text: str, passages: Iterable[str]) -> list[str]:
    """Those that are not in the text word for word: nobody can decide on them where they stand."""
    return [one for one in passages if not places_of(text, [one])]


def more_is_asked(text: str, objection: str, passages: Iterable[str]) -> bool:
    """Whether more is to be withheld than passages of the text that are decided on each for itself: then the document
    as a whole is given only with a reason. A file has no passages."""
    if objection in ("", Objection.NONE):
        return False
    return not text or objection == Objection.ALL or bool(not_found(text, passages))
