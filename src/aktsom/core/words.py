"""Finding words in text columns, and which of what is found comes first."""

from enum import IntEnum

from django.db.models import Case, IntegerField, Q, Value, When

MOST_WORDS = 8
_BEFORE_WORDS = (" ", "-", "(", "/")


class Nearness(IntEnum):
    """How what was found holds the text; the lowest is shown first."""

    BEGINS = 0
    WORD_BEGINS = 1
    INSIDE = 2


def has_words(text: str, fields: tuple[str, ...]) -> Q:
    """Every word of the text stands in one of the fields, in any case."""
    wanted = Q()
    for word in text.split()[:MOST_WORDS]:
        wanted &= _any(fields, "icontains", _forms(word))
    return wanted


def begins(text: str, fields: tuple[str, ...]) -> Q:
    """One of the fields begins with the text, in any case."""
    return _any(fields, "istartswith", _forms(" ".join(text.split())))


def nearness(text: str, fields: tuple[str, ...]) -> Case:
    """For the database: `Nearness` of the nearest of the fields."""
    inner = [before + form for before in _BEFORE_WORDS for form in _forms(" ".join(text.split()))]
    return Case(
        When(begins(text, fields), then=Value(Nearness.BEGINS.value)),
        When(_any(fields, "icontains", inner), then=Value(Nearness.WORD_BEGINS.value)),
        default=Value(Nearness.INSIDE.value),
        output_field=IntegerField(),
    )


def nearness_of(text: str, name: str) -> Nearness:
    """The same of one name."""
    text, name = text.casefold(), name.casefold()
    if name.startswith(text):
        return Nearness.BEGINS
    return Nearness.WORD_BEGINS if any(before + text in name for before in _BEFORE_WORDS) else Nearness.INSIDE


def _forms(text: str) -> list[str]:
    """SQLite folds case of a to z only, so texts with æ, ø or å are tried as people write them."""
    return [text] if text.isascii() else sorted({text, text.lower(), text.upper(), text.capitalize(), text.title()})


def _any(fields: tuple[str, ...], lookup: str, texts: list[str]) -> Q:
    return Q(*((f"{field}__{lookup}", text) for field in fields for text in texts), _connector=Q.OR)
