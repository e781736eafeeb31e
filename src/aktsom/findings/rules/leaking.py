"""What may never get out in a text, whatever is decided: names of sub-suppliers, places and people, and prices. Plain
values in and out."""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property, lru_cache


class Leak(StrEnum):
    NAME = "name"
    AMOUNT = "amount"
    OVERCLAIM = "overclaim"  # says that somebody is in order, which nobody has found


@dataclass(frozen=True, slots=True)
class Leaked:
    where: str
    leak: Leak
    words: str  # as the text or the list of names has them


SHORTEST_NAME = 3  # of letters: shorter names are parts of other words
_FORMS = frozenset(
    [
        "as",
        "asa",
        "ab",
        "a",
        "b",
        "sa",
        "spa",
        "srl",
        "sl",
        "ltd",
        "limited",
        "co",
        "company",
        "corp",
        "corporation",
        "inc",
        "llc",
        "gmbh",
        "ag",
        "kg",
        "kgaa",
        "sdn",
        "bhd",
        "pvt",
        "private",
        "pte",
        "oy",
        "oyj",
        "bv",
        "nv",
        "plc",
        "aps",
        "ans",
        "da",
        "nuf",
        "jsc",
        "tbk",
        "pt",
        "cv",
        "sro",
        "doo",
    ]
)
# Letters that are no other letter with an accent, and are written without it all the same: both ways are looked for.
_LETTERS: tuple[Mapping[int, str], ...] = (
    {},
    str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "œ": "oe", "ħ": "h", "þ": "th"}),
)
_BROKEN = re.compile(r"(?<=\w)[-‐‑][^\S\n]*\n\s*(?=\w)")  # a word that goes on in the next line
_WORD_MONEY = r"kr\.?|kroner?|euro|dollars?|pund|rupees?|rupi|taka|baht|ringgit|yuan|renminbi"
_CODES = r"NOK|SEK|DKK|EUR|USD|GBP|CHF|CNY|RMB|INR|BDT|PKR|THB|MYR|VND|IDR|TRY|LKR|KRW|JPY|TWD|HKD|PLN|CZK|KES|BRL"
_SIGNS = r"[€$£¥₹฿₫₺]"
# Whole, from its first figure and never given back in part: a long table would be gone through anew from each figure.
_NUMBER = r"(?<!\d)(?<!\d[\s.,'’])\d[\d\s.,'’]*+"
_THOUSANDS = r"(?:\s*(?:tusen|thousand|mill\.?|millionar|millioner|millions?|mrd\.?|milliarder|mnok|k|m))?"
_AMOUNTS = (
    re.compile(rf"{_NUMBER}{_THOUSANDS}\s*(?:\b(?:{_WORD_MONEY}|nok|sek|dkk|eur|usd|gbp|cny|inr)\b|{_SIGNS})", re.I),
    re.compile(rf"(?:\b(?:{_WORD_MONEY})\s*|{_SIGNS}\s*)\d", re.I),
    re.compile(rf"\b(?:{_CODES})\s*\d|{_NUMBER}{_THOUSANDS}\s*(?:{_CODES})\b"),
    re.compile(r"\d\s*,\s*[-–—]"),
    re.compile(rf"\b(?:hundre|tusen|million\w*|hundred|thousand)\s+(?:{_WORD_MONEY}|{_CODES})\b", re.I),
)


def leaks(texts: Iterable[tuple[str, str]], names: Iterable[str], overclaims: Iterable[str] = ()) -> list[Leaked]:
    """Of (where, text), in order. `names` are those known to be of sub-suppliers, places and people."""
    known, claims, found = list(names), list(overclaims), list[Leaked]()
    for where, text in texts:
        looked = Looked(text)
        found += [Leaked(where, Leak.NAME, name) for name in known if looked.has(name)]
        found += [Leaked(where, Leak.AMOUNT, words) for words in amounts(text)]
        found += [Leaked(where, Leak.OVERCLAIM, words) for words in claims if looked.has(words, whole=True)]
    return found


def amounts(text: str) -> list[str]:
    """Sums of money, as they are written."""
    plain = _without_hidden(text)
    return list(dict.fromkeys(found.group().strip() for form in _AMOUNTS for found in form.finditer(plain)))


def amount_spans(text: str) -> list[tuple[int, int]]:
    """Where sums of money stand in the text as it is: from and up to which character."""
    signs = [(sign, at) for at, written in enumerate(text) for sign in _without_hidden(written)]
    plain, places = "".join(sign for sign, _at in signs), [at for _sign, at in signs]
    spans = (found.span() for form in _AMOUNTS for found in form.finditer(plain))
    return sorted({(places[start], places[end - 1] + 1) for start, end in spans})


def name_spans(text: str, names: Iterable[str]) -> list[tuple[int, int]]:
    """Where these stand in the text as it is, however they are written: from and up to which character, in order."""
    looked = Looked(text)
    return sorted({span for name in names for span in looked.spans(name)})


def folded(text: str) -> str:
    """Letters and figures alone, without accents and hidden characters, so that no way of writing a name hides it."""
    parts = unicodedata.normalize("NFKD", _without_hidden(text).casefold())
    bare = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def _without_hidden(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")


def _forms_of(whole: str) -> tuple[str, ...]:
    """As it is, and without what kind of company it is. `whole` is folded."""
    words = whole.split()
    while len(words) > 1 and words[-1] in _FORMS:
        words.pop()
    found = dict.fromkeys((whole, " ".join(words)))
    return tuple(form for form in found if len(form.replace(" ", "")) >= SHORTEST_NAME or not form.isascii())


def _spaced(form: str) -> bool:
    """Whether the script writes words apart."""
    return not any("\u0e00" <= c <= "\u0eff" or "\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in form)


@cache
def _sign(written: str) -> str:
    """One sign of a text as `folded` has it; a space for what is neither a letter nor a figure."""
    parts = unicodedata.normalize("NFKD", _without_hidden(written).casefold())
    return "".join(c if c.isalnum() else " " for c in parts if not unicodedata.combining(c))


@dataclass(frozen=True)
class _Plain:
    """A text with a space before and after each word, and where each of its signs stands in the text as it is."""

    said: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str, letters: Mapping[int, str], left_out: Container[int] = ()) -> "_Plain":
        said, places = [" "], [0]
        for at, written in enumerate(text):
            for sign in "" if at in left_out else _sign(written).translate(letters):
                if sign != " " or said[-1] != " ":
                    said.append(sign)
                    places.append(at)
        ends = [] if said[-1] == " " else [" "]
        return cls("".join([*said, *ends]), (*places, *(len(text) for _end in ends)))

    def where(self, form: str) -> Iterator[tuple[int, int]]:
        at = self.said.find(form)
        while at >= 0:
            inner = form.strip()
            start = at + len(form) - len(form.lstrip())
            yield self.places[start], self.places[start + len(inner) - 1] + 1
            at = self.said.find(form, at + 1)

    @cached_property
    def together(self) -> "_Plain":
        pairs = [(sign, at) for sign, at in zip(self.said, self.places, strict=True) if sign != " "]
        return _Plain("".join(sign for sign, _at in pairs), tuple(at for _sign, at in pairs))


class Looked:
    """A text that names are looked for in: in any case, with accents or without, in the genitive, with hyphens or line
    breaks in the words, written together, and without what kind of company it is."""

    def __init__(self, text: str) -> None:
        self.text = text
        broken = {at for found in _BROKEN.finditer(text) for at in range(*found.span())}
        self.plain = [(at, _Plain.of(text, letters)) for at, letters in enumerate(_LETTERS)]
        self.plain += [(at, _Plain.of(text, letters, broken)) for at, letters in enumerate(_LETTERS) if broken]

    def has(self, name: str, *, whole: bool = False) -> bool:
        """`whole`: as words that are no name, of which nothing is left out."""
        return next(self._spans(name, whole=whole), None) is not None

    def spans(self, name: str) -> list[tuple[int, int]]:
        return sorted(set(self._spans(name)))

    def _spans(self, name: str, *, whole: bool = False) -> Iterator[tuple[int, int]]:
        ways = _ways_of(name, whole=whole)
        for at, plain in self.plain:
            for form in ways[at]:
                for start, end in _where(plain, form):
                    yield start, self._with_marks(end)

    def _with_marks(self, end: int) -> int:
        """An accent or a hidden sign behind the last letter belongs to it."""
        text = self.text
        while end < len(text) and (unicodedata.combining(text[end]) or unicodedata.category(text[end]) == "Cf"):
            end += 1
        return end


@lru_cache(maxsize=4096)
def _ways_of(name: str, *, whole: bool) -> tuple[tuple[str, ...], ...]:
    """How it may be written, for each of `_LETTERS`: the same names are looked for in many texts."""
    owns = [folded(name).translate(letters) for letters in _LETTERS]
    return tuple(((own,) if whole else _forms_of(own)) if own else () for own in owns)


def _where(plain: _Plain, form: str) -> Iterator[tuple[int, int]]:
    """As words of their own, also in the genitive; scripts that write no spaces are looked for anywhere, and a name
    that is written together too."""
    for words in dict.fromkeys((form, form.replace(" ", ""))):
        yield from plain.where(f" {words} ")
    yield from plain.where(f" {form}s ")
    if not _spaced(form):
        yield from plain.together.where(form.replace(" ", ""))


def by_place(found: Iterable[Leaked]) -> Mapping[str, list[Leaked]]:
    told: dict[str, list[Leaked]] = {}
    for each in found:
        told.setdefault(each.where, []).append(each)
    return told
