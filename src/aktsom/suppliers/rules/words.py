"""Names of suppliers as plain values."""

import re
import unicodedata
from dataclasses import dataclass

_LEGAL_FORM = re.compile(r"\b(a/s|as|asa|sa|ans|da|enk|nuf|ks|ab|aps|gmbh|ltd|oy)\b\.?", re.IGNORECASE)
_NOT_A_LETTER = re.compile(r"[^\w]+", re.UNICODE)


def name_key(name: str) -> str:
    """The name folded for comparison: case, punctuation and the legal form away, æøå kept.

    >>> name_key("Nordhav Medisinsk A/S") == name_key("NORDHAV  MEDISINSK AS")
    True
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    bare = _NOT_A_LETTER.sub(" ", _LEGAL_FORM.sub(" ", folded)).strip()
    return bare or _NOT_A_LETTER.sub(" ", folded).strip() or folded.strip()


@dataclass(frozen=True, slots=True)
class SupplierWords:
    """How a contract or a file names a supplier. Number without spaces; empty where not said."""

    name: str
    organisation_number: str = ""
    country: str = "NO"

    @property
    def key(self) -> str:
        return name_key(self.name)[:200]  # as long as the table keeps

    @property
    def says_nothing(self) -> bool:
        return not self.name.strip() and not self.organisation_number
