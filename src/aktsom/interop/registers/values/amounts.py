"""Sums of money as people write them: "1 234 567,50", "kr 1.200.000,-", "ca. 2 MNOK", "(1 000)", "450k"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from aktsom.interop.registers.values.parsed import Flaw, Parsed, error, plain_text, says_nothing, warning
from aktsom.interop.registers.values.words import meanings, words_of
from aktsom.interop.spreadsheets.cells import CellError, Value

ABSURD = Decimal(100_000_000_000)  # as contracts.rules has it; not imported, to keep reading free of Django
"""No Norwegian public contract comes near 100 billion kroner; a larger figure is a slip or another column."""

_CURRENCIES = {**meanings("currency"), **meanings("currency_in_scale")}
_SCALES = {word: int(factor) for word, factor in meanings("scale").items()}
_KNOWN = frozenset({*_CURRENCIES, *_SCALES, *words_of("about"), *words_of("tax"), *words_of("yearly")})
_NUMBER = re.compile(r"\d(?:[\d .,'’]*\d)?")
_WORD = re.compile(r"[^\W\d_]+(?:[./][^\W\d_]*)*|[€$£~≈<>≤≥/]|us\$")
_SPACED = re.compile(r"\d{1,3}(?:[., '’]{1,2}\d{3})*(?:[.,]\d+)?")
_MONEY = r"\s*(?:kr\.?|nok|eur|usd|€|\$)?\s*"
_NEGATIVES = (
    re.compile(rf"^{_MONEY}-{_MONEY}\d"),
    re.compile(rf"^{_MONEY}\({_MONEY}[\d .,]+{_MONEY}(?:,-)?\){_MONEY}$"),
    re.compile(r"\d[.,]\d\d\s?-\s*$"),
)
_PER_YEAR = re.compile(
    r"(?:\bper|\bpr\.?|/|\bi)\s*(?:år|yr|year)|årlig|årleg|\bp\.?\s?a\.?(?:\s|$)|yearly|annual|per annum"
)
_BRACKETS = re.compile(r"\([^)]*\)")
_RANGE = re.compile(r"\d[^\d(]*(?:-|til|to)[^\d(]*\d")
_LONGEST = 120
_DASH = str.maketrans({"−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Amount:
    """`currency` only where the cell names one; `scaled` when the cell itself said thousand or million."""

    value: Decimal | None
    currency: str | None = None
    scaled: bool = False


NO_AMOUNT = Amount(None)
_UNREADABLE = Parsed(NO_AMOUNT, (warning("not_an_amount"),))


def parse_amount(value: Value) -> Parsed[Amount]:
    match value:
        case None:
            return Parsed(NO_AMOUNT)
        case CellError():
            return Parsed(NO_AMOUNT, (error("formula_error", shown=value.text),))
        case bool():
            return _UNREADABLE
        case int() | float():
            return _judged(Amount(Decimal(str(value))), ())
        case str():
            return _from_text(plain_text(value).lower().replace("\n", " ").translate(_DASH))
        case _:
            return Parsed(NO_AMOUNT, (error("date_as_amount"),))


def _from_text(text: str) -> Parsed[Amount]:
    if says_nothing(text):
        return Parsed(NO_AMOUNT)
    numbers = _numbers(text)
    number = decimal_of(numbers[-1]) if 0 < len(numbers) <= 2 else None
    if number is None:
        return _UNREADABLE
    without = _BRACKETS.sub(" ", text)
    said = without if _NUMBER.search(without) else text
    words = [word.rstrip("/") or word for word in _WORD.findall(said)]
    flaws = [warning("amount_is_a_range")] if len(numbers) == 2 else []
    scales = [_SCALES[word] for word in words if word in _SCALES]
    if scales:
        number = _small_group(numbers[-1], number, flaws) * max(scales)
    if _negative(text):
        number = -number
    if _PER_YEAR.search(text):
        flaws.append(warning("amount_per_year"))
    strange = [word for word in words if word not in _KNOWN]
    if strange:
        flaws.append(warning("amount_with_words", words=" ".join(strange)[:60]))
    currency = next((_CURRENCIES[word] for word in words if word in _CURRENCIES), None)
    return _judged(Amount(number, currency, bool(scales)), tuple(flaws))


def _numbers(text: str) -> list[str]:
    """The one number, or the two ends of a range; nothing where it is not clear which number is meant."""
    if len(text) > _LONGEST or "%" in text:
        return []
    numbers = _NUMBER.findall(text)
    if len(numbers) > 1:
        outside = _NUMBER.findall(_BRACKETS.sub(" ", text))
        numbers = outside if len(outside) == 1 else numbers
    if len(numbers) == 2 and not _RANGE.search(text):
        return []
    return numbers


def _small_group(text: str, number: Decimal, flaws: list[Flaw]) -> Decimal:
    """Before "mill.", "1,250" is one and a quarter: nobody writes twelve hundred and fifty million so."""
    if re.fullmatch(r"\d{1,3}[.,]\d{3}", text):
        flaws.append(warning("amount_ambiguous"))
        return Decimal(text.replace(",", "."))
    return number


def _negative(text: str) -> bool:
    """Minus before the number, brackets around it, or, as accounting systems write, minus after its decimals."""
    return any(shape.search(text) for shape in _NEGATIVES)


def decimal_of(text: str) -> Decimal | None:
    """The number, whichever of dot and comma is the decimal sign. One of them before just three digits groups."""
    if any(mark in text for mark in " '’"):
        if not _SPACED.fullmatch(text):
            return None
        text = re.sub(r"[ '’]", "", text)
    dot, comma = text.rfind("."), text.rfind(",")
    if dot >= 0 and comma >= 0:
        point = max(dot, comma)
        return _grouped(text[:point], "," if point == dot else ".", text[point + 1 :])
    if dot < 0 and comma < 0:
        return Decimal(text)
    separator = "." if dot >= 0 else ","
    whole, _separator, rest = text.rpartition(separator)
    if separator in whole or (len(rest) == 3 and len(whole) <= 3 and whole != "0"):
        return _grouped(text, separator, "")
    return Decimal(f"{whole}.{rest}")


def _grouped(text: str, separator: str, decimals: str) -> Decimal | None:
    first, *groups = text.split(separator)
    if not 0 < len(first) <= 3 or any(len(group) != 3 for group in groups):
        return None if groups or not text.isdigit() else Decimal(f"{text}.{decimals}")
    return Decimal(f"{first}{''.join(groups)}.{decimals or 0}")


def _judged(amount: Amount, flaws: tuple[Flaw, ...]) -> Parsed[Amount]:
    value = amount.value
    if value is None or not value.is_finite():
        return Parsed(NO_AMOUNT, (*flaws, warning("not_an_amount")))
    if abs(value) > ABSURD:
        return Parsed(amount, (*flaws, error("value_absurd")))
    if value < 0:
        return Parsed(amount, (*flaws, error("value_negative")))
    return Parsed(Amount(round(value, 2), amount.currency, amount.scaled), flaws)
