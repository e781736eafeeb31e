"""CPV codes, one or several in a cell, with or without check digit, and mended when Excel ate the leading zero."""

from __future__ import annotations

import re

from aktsom.interop.registers.values.parsed import Flaw, Parsed, error, plain_text, says_nothing, warning
from aktsom.interop.spreadsheets.cells import CellError, Value

_WEIGHTS = (3, 7, 1, 3, 7, 1, 3, 7)
_CODE = re.compile(r"(?<![\d.])(\d{8})(?:\s?[-–.]\s?(\d))?(?!\d)", re.ASCII)
_TOKEN = re.compile(r"(?<!\d)(\d{2,7})(?:\s?[-–]\s?(\d))?(?!\d)", re.ASCII)
_ZERO_LOST = ("3", "9")
"""Only the divisions 03 and 09 begin with a zero."""


def check_digit(code: str) -> str:
    """The ninth digit of CPV 2008: weights 3, 7, 1 in turn, modulus 10. Agrees with every published code tried."""
    return str(sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, code, strict=True)) % 10)


def parse_cpv(value: Value) -> Parsed[tuple[str, ...]]:
    """Eight digits each, without check digit, in the order of the cell, each once."""
    if value is None:
        return Parsed(())
    if isinstance(value, CellError):
        return Parsed((), (error("formula_error", shown=value.text),))
    text = plain_text(value)
    if says_nothing(text):
        return Parsed(())
    flaws: list[Flaw] = []
    codes: dict[str, None] = {}
    for code, digit in _CODE.findall(text):
        codes[code] = None
        if digit and digit != check_digit(code):
            flaws.append(warning("cpv_check_digit", code=code, expected=check_digit(code)))
    for digits, digit in _TOKEN.findall(_CODE.sub(" ", text)):
        mended = _mended(digits, digit, flaws)
        if mended:
            codes[mended] = None
    if not codes and not flaws:
        flaws.append(warning("not_a_cpv"))
    return Parsed(tuple(codes), tuple(flaws))


def _mended(digits: str, digit: str, flaws: list[Flaw]) -> str:
    if len(digits) == 7:
        code = "0" + digits
        if digits.startswith(_ZERO_LOST) and (not digit or digit == check_digit(code)):
            flaws.append(warning("cpv_leading_zero", code=code))
            return code
        flaws.append(warning("cpv_length", digits=7))
        return ""
    if digits[0] == "0" and digits[1] not in _ZERO_LOST:
        return ""
    code = digits.ljust(8, "0")
    flaws.append(warning("cpv_shortened", code=code))
    return code
