"""What may never get out in a text, whatever is decided: names of sub-suppliers, places and people, and prices. Plain
values in and out."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


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
    known = [(name, forms) for name in names if (forms := _forms_of(name))]
    claims = [(words, (folded(words),)) for words in overclaims]
    found = []
    for where, text in texts:
        plain = folded(text)
        found += [Leaked(where, Leak.NAME, name) for name, forms in known if _named(plain, forms)]
        found += [Leaked(where, Leak.AMOUNT, words) for words in amounts(text)]
        found += [Leaked(where, Leak.OVERCLAIM, words) for words, forms in claims if _named(plain, forms)]
    return found


def amounts(text: str) -> list[str]:
    """Sums of money, as they are written."""
    plain = _without_hidden(text)
    return list(dict.fromkeys(found.group().strip() for form in _AMOUNTS for found in form.finditer(plain)))


def amount_spans(text: str) -> list[tuple[int, int]]:
    """Where sums of money stand: from and up to which character. Hidden characters stay, so that places hold."""
    return sorted({found.span() for form in _AMOUNTS for found in form.finditer(text)})


def folded(text: str) -> str:
    """Letters and figures alone, without accents and hidden characters, so that no way of writing a name hides it."""
    parts = unicodedata.normalize("NFKD", _without_hidden(text).casefold())
    bare = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def _without_hidden(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")


def _forms_of(name: str) -> tuple[str, ...]:
    """As it is, and without what kind of company it is."""
    whole = folded(name)
    words = whole.split()
    while len(words) > 1 and words[-1] in _FORMS:
        words.pop()
    found = dict.fromkeys((whole, " ".join(words)))
    return tuple(form for form in found if len(form.replace(" ", "")) >= SHORTEST_NAME or not form.isascii())


def _named(plain: str, forms: Iterable[str]) -> bool:
    """As words of their own, also in the genitive; scripts that write no spaces are looked for anywhere, and a name
    that is written together too."""
    words = f" {plain} "
    return any(
        f" {form} " in words
        or f" {form}s " in words
        or (not _spaced(form) and form.replace(" ", "") in plain.replace(" ", ""))
        or (" " in form and f" {form.replace(' ', '')} " in words)
        for form in forms
        if form
    )


def _spaced(form: str) -> bool:
    """Whether the script writes words apart."""
    return not any("\u0e00" <= c <= "\u0eff" or "\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in form)


def by_place(found: Iterable[Leaked]) -> Mapping[str, list[Leaked]]:
    told: dict[str, list[Leaked]] = {}
    for each in found:
        told.setdefault(each.where, []).append(each)
    return told
