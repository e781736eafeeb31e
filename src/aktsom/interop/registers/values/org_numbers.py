"""Organisation numbers: Norwegian ones with their check digit, foreign ones by country prefix."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aktsom.interop.registers.values.countries import is_country_code
from aktsom.interop.registers.values.parsed import Parsed, error, plain_text, says_nothing, warning
from aktsom.interop.spreadsheets.cells import CellError, Value

_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)
_FILL = re.compile(r"[\s.\-/:]+")
_LABEL = re.compile(r"^(?:foretaks|organisasjons|org)(?:nummer|nr)?|mva$|mva(?=no)|foretaksregisteret", re.IGNORECASE)
_FOREIGN = re.compile(r"([A-Z]{2})([A-Z0-9]{4,14})")
_LABELLED = re.compile(
    r"[\[(,;–-]?\s*(?:org\.?\s?(?:nr|nummer)\.?:?\s*)?(?:NO\s?)?(?<!\d)\d{3}[ .]?\d{3}[ .]?\d{3}(?!\d)"
    r"(?:\s?MVA)?\s*[\])]?",
    re.IGNORECASE | re.ASCII,
)
_NINE = re.compile(r"(?<!\d)\d{3}[ .]?\d{3}[ .]?\d{3}(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class OrgNumber:
    """Nine digits, or a foreign number that begins with its country code, and the country.

    `unsure` is what a number we could not place looks like: right if another column names a foreign country.
    """

    number: str = ""
    country: str = "NO"
    unsure: str = ""


NO_NUMBER = OrgNumber()


def is_norwegian(number: str) -> bool:
    """Nine digits whose last is the modulus 11 check digit (Enhetsregisteret; weights 3 2 7 6 5 4 3 2)."""
    if len(number) != 9 or not (number.isascii() and number.isdigit()):
        return False
    rest = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False)) % 11
    return rest != 1 and int(number[8]) == (11 - rest) % 11


def parse_org_number(value: Value) -> Parsed[OrgNumber]:
    if value is None:
        return Parsed(NO_NUMBER)
    if isinstance(value, CellError):
        return Parsed(NO_NUMBER, (error("formula_error", shown=value.text),))
    text = plain_text(value)
    if says_nothing(text):
        return Parsed(NO_NUMBER)
    several = [_FILL.sub("", found) for found in _NINE.findall(text)]
    valid = [number for number in several if is_norwegian(number)]
    if len(several) > 1 and valid:
        return Parsed(OrgNumber(valid[0]), (warning("several_org_numbers", taken=valid[0]),))
    return _single(_LABEL.sub("", _FILL.sub("", text)).upper().removesuffix("MVA"))


def _single(compact: str) -> Parsed[OrgNumber]:
    digits = compact.removeprefix("NO")
    if digits.isascii() and digits.isdigit():
        return _digits(digits)
    match = _FOREIGN.fullmatch(compact)
    if match and is_country_code(match[1]) and any(letter.isdigit() for letter in match[2]):
        return Parsed(OrgNumber(compact, match[1]))
    unsure = compact if 4 <= len(compact) <= 16 and any(letter.isdigit() for letter in compact) else ""
    return Parsed(OrgNumber(unsure=unsure), (error("not_an_org_number"),))


def _digits(digits: str) -> Parsed[OrgNumber]:
    if is_norwegian(digits):
        return Parsed(OrgNumber(digits))
    if len(digits) == 9:
        return Parsed(OrgNumber(unsure=digits), (error("org_number_check_digit"),))
    if len(digits) == 11:  # may be a person's national identity number, which must not be kept
        return Parsed(NO_NUMBER, (error("looks_like_person_number"),))
    if len(digits) in {8, 10, 12}:  # Danish CVR; Swedish organisationsnummer, with or without century
        return Parsed(OrgNumber(unsure=digits), (error("foreign_number_without_country", digits=len(digits)),))
    unsure = digits if 4 <= len(digits) <= 16 else ""
    return Parsed(OrgNumber(unsure=unsure), (error("org_number_length", digits=len(digits)),))


def number_within(text: str) -> str:
    """A valid Norwegian number inside a name, as in "Eksempel AS (958 935 420)"; empty where there is none."""
    for found in _NINE.findall(text):
        number = _FILL.sub("", found)
        if is_norwegian(number):
            return number
    return ""


def without_number(text: str) -> str:
    """The name that is left when the number, its label and its brackets are taken away."""
    return " ".join(_LABELLED.sub(" ", text).split()).strip(" ,;-–")
