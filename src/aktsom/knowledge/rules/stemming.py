"""Norwegian words without their endings: `avtale`, `avtaler`, `avtalen` and `avtalane` are one word to look for.

The rules are Snowball's for Bokmål (https://snowballstem.org/algorithms/norwegian/stemmer.html), which also take the
endings of Nynorsk. Ours are two more: what is left of `arbeideren`, `arbeidarane` and `kontrollerer` loses its `er` or
`ar` too, so that the one who works meets the work; and what is bent from within, `klærne` or `bøkene`, is first turned
back, also at the end of a longer word.
"""

import unicodedata
from functools import lru_cache

VOWELS = frozenset("aeiouyæøå")
_ENDINGS = (
    "hetenes", "hetene", "hetens", "heten", "heter", "endes", "ernes", "ande", "ende", "edes", "enes", "erne", "ede",
    "ane", "ene", "ens", "ers", "ets", "het", "ast", "en", "ar", "er", "as", "es", "et", "a", "e",
)  # fmt: skip
_AFTER_S = frozenset("bcdfghjlmnoprtvyz")
_DERIVED = ("hetslov", "eleg", "elig", "elov", "slov", "leg", "eig", "lig", "els", "lov", "ig")
_DOER = ("er", "ar")
# Bent from within, by what they are forms of. The last part of a word may be one of them (`arbeidsklærne`) ...
_BENT = {
    form: word
    for word, forms in {
        "klær": "klærne klærnes klærs",
        "mann": "menn menns mennene mennenes",
        "bok": "bøker bøkers bøkene bøkenes bøkar",
        "bonde": "bønder bønders bøndene bøndenes",
        "fot": "føtter føtters føttene føttenes",
        "kraft": "krefter krefters kreftene kreftenes",
        "natt": "netter netters nettene nettenes",
        "tre": "trær trærs trærne trærnes",
    }.items()
    for form in forms.split()
}
# ... or only the whole of it, since longer words end so by chance (`sekretær`).
_BENT_ALONE = {
    form: word
    for word, forms in {
        "bot": "bøter bøters bøtene bøtenes",
        "hånd": "hender henders hendene hendenes",
        "sko": "skoen skoens skoene skoenes skoa skor skorne",
        "tann": "tenner tenners tennene tennenes",
        "tre": "treet treets trea",
        "tå": "tær tærs tærne tærnes tåa tåen",
    }.items()
    for form in forms.split()
}
_ENDS_OF_BENT = tuple(sorted(_BENT, key=len, reverse=True))
LEFT_OF_DOER = 5  # letters before the second ending, or `levere` would be `lev`


class _Folds(dict[int, str]):
    """What becomes of each sign, reckoned the first time it is met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        apart = sign if sign in "æøå" else unicodedata.normalize("NFD", sign)
        self[code] = "".join(part for part in apart if not unicodedata.combining(part))
        return self[code]


_FOLDS = _Folds()


def folded(text: str) -> str:
    """Small letters, without accents; æ, ø and å are letters of their own."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_FOLDS)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Of a folded word. What holds a number is left as it is."""
    if not word.isalpha():
        return word
    word = straightened(word)
    start = _region(word)
    word = _without_ending(word, start)
    if word.endswith(("dt", "vt")) and len(word) - 2 >= start:
        word = word[:-1]
    word = _without(word, _DERIVED, start)
    return word[:-2] if word.endswith(_DOER) and len(word) - 2 >= LEFT_OF_DOER else word


def straightened(word: str) -> str:
    """The folded word with what is bent from within turned back: `arbeidsklærne` is `arbeidsklær`."""
    if (whole := _BENT_ALONE.get(word)) is not None:
        return whole
    if word.endswith(_ENDS_OF_BENT):
        end = next(each for each in _ENDS_OF_BENT if word.endswith(each))
        return word[: -len(end)] + _BENT[end]
    return word


def _region(word: str) -> int:
    """Where endings may begin: after the first consonant that follows a vowel, at least three letters in."""
    for place in range(1, len(word)):
        if word[place] not in VOWELS and word[place - 1] in VOWELS:
            return max(place + 1, 3)
    return len(word)


def _without_ending(word: str, start: int) -> str:
    for ending in ("erte", "ert"):
        if word.endswith(ending) and len(word) - len(ending) >= start:
            return word[: -len(ending)] + "er"
    cut = _without(word, _ENDINGS, start)
    if cut != word or not word.endswith("s") or len(word) - 1 < start:
        return cut
    before, further = word[-2:-1], word[-3:-2]
    takes_s = before in _AFTER_S or (before == "k" and further not in VOWELS)
    return word[:-1] if takes_s else word


def _without(word: str, endings: tuple[str, ...], start: int) -> str:
    """Without the longest of the endings that stands in the region; they are given the longest first."""
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= start:
            return word[: -len(ending)]
    return word
