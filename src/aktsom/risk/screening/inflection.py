"""Inflected forms of a word in bokmål, nynorsk and English.

The forms are generated generously: a form that does not exist does no harm, one that is missing hides a purchase.
Both written forms of Norwegian get each other's endings, since registers mix them freely.
"""

from __future__ import annotations

VOWELS = "aeiouyæøåé"

_SHORT = 3
_NORWEGIAN = ("en", "et", "er", "ene", "ar", "ane", "a")


def forms(word: str, language: str) -> set[str]:
    """Every form of the word, or of the last word of a phrase, with the word itself among them."""
    start, space, last = word.rpartition(" ")
    return {start + space + form for form in (_english(last) if language == "en" else _norwegian(last))}


def _english(word: str) -> set[str]:
    plural = word + "s"
    if word.endswith(("s", "x", "ch", "sh", "to")):
        plural = word + "es"
    elif word.endswith("y") and word[-2:-1] not in VOWELS:
        plural = word[:-1] + "ies"
    return {word, plural}


def _norwegian(word: str) -> set[str]:
    found = {word}
    if word.endswith("e") and len(word) < _SHORT:
        return found
    if word.endswith("e"):
        found |= {word + ending for ending in ("n", "r", "t", "ne", "ns")}
        found |= {word[:-1] + ending for ending in ("a", "ar", "ane")}
    elif word.endswith("el") and len(word) > _SHORT:
        found |= {word + ending for ending in _NORWEGIAN}
        root = word[:-2]
        if root[-1:] == root[-2:-1]:
            root = root[:-1]
        found |= {root + ending for ending in ("let", "len", "ler", "lene", "lar", "lane", "la")}
    elif word.endswith("er"):
        found |= {word + ending for ending in ("en", "e", "ne", "et", "ene")} | {word[:-2] + "rar", word[:-2] + "rane"}
    elif word[-1:] in VOWELS:
        found |= {word + ending for ending in (*_NORWEGIAN, "n")}
    else:
        found |= {word + ending for ending in _NORWEGIAN}
        if word.endswith("m") and not word.endswith("mm"):
            found |= {word + "m" + ending for ending in ("en", "et", "er", "ene", "ar", "ane")}
    return found
