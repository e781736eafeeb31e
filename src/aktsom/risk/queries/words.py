"""Finding words in text columns."""

from django.db.models import Q

MOST_WORDS = 8


def has_words(text: str, fields: tuple[str, ...]) -> Q:
    """Every word of the text stands in one of the fields, in any case."""
    wanted = Q()
    for word in text.split()[:MOST_WORDS]:
        # SQLite folds case of a to z only, so words with æ, ø or å are tried as people write them.
        forms = {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}
        wanted &= Q(*((f"{field}__icontains", form) for field in fields for form in sorted(forms)), _connector=Q.OR)
    return wanted
