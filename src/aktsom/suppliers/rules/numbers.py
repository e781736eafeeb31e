"""Numbers that registers give companies: how each is written, and its check digits.

Values are compared as capitals and digits alone; `cleaned` makes them so.
"""

import re

from aktsom.suppliers.states import Scheme
from aktsom.suppliers.tables import vat_forms

LONGEST = 40  # characters of a number, as the table keeps it
_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)
_LEI = re.compile(r"[0-9A-Z]{18}[0-9]{2}")
_OTHER = re.compile(r"[A-Z]{2}[0-9A-Z]{2,38}")


def cleaned(scheme: Scheme, text: str) -> str:
    """Capitals and digits alone. A Norwegian number may come as a VAT number, "NO 923 609 016 MVA".

    >>> cleaned(Scheme.NO_ORG, "NO 923 609 016 mva")
    '923609016'
    """
    bare = re.sub(r"[^0-9A-Z]", "", text.upper())
    if scheme is Scheme.NO_ORG:
        return re.sub(r"^(?:NO)?(\d{9})(?:MVA)?$", r"\1", bare)
    if scheme is Scheme.VAT:
        return re.sub(r"^NO(\d{9})$", r"NO\1MVA", bare)
    return bare


def is_number(scheme: Scheme, value: str) -> bool:
    """Whether the cleaned value can be a number of the scheme at all: its form, and check digits where it has them."""
    match scheme:
        case Scheme.NO_ORG:
            return is_organisation_number(value)
        case Scheme.LEI:
            return is_lei(value)
        case Scheme.VAT:
            return is_vat(value)
        case Scheme.DUNS:
            return re.fullmatch(r"[0-9]{9}", value) is not None
        case Scheme.OTHER:
            return _OTHER.fullmatch(value) is not None


def is_organisation_number(text: str) -> bool:
    """Whether the text is a Norwegian organisation number: nine digits, the last a modulus 11 check digit."""
    if len(text) != 9 or not text.isascii() or not text.isdigit():
        return False
    rest = sum(w * int(d) for w, d in zip(_WEIGHTS, text, strict=False)) % 11
    return rest != 1 and int(text[8]) == (11 - rest) % 11


def is_lei(text: str) -> bool:
    """ISO 17442: letters count as 10 to 35, and the whole leaves 1 when divided by 97 (ISO 7064, MOD 97-10)."""
    if _LEI.fullmatch(text) is None:
        return False
    return int("".join(str(int(sign, 36)) for sign in text)) % 97 == 1


def is_vat(text: str) -> bool:
    """A country's form of a VAT number, with the country in front; those of countries without a form of their own in
    the table need two letters and something more. The Norwegian one is the organisation number with MVA behind."""
    form = vat_forms().get(text[:2])
    if form is None:
        return _OTHER.fullmatch(text) is not None
    if re.fullmatch(form, text[2:]) is None:
        return False
    return text[:2] != "NO" or is_organisation_number(text[2:11])
