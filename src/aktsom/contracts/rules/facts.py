"""What a contract says, as plain values: tidied so that the same words twice give the same facts twice."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """All plain values of one contract. Empty means "not said", never "none"."""

    reference: str = ""
    title: str = ""
    description: str = ""
    supplier_name: str = ""
    supplier_number: str = ""  # nine digits, or as the supplier's own country writes it
    supplier_country: str = "NO"  # ISO 3166 alpha-2
    products: tuple[str, ...] = ()  # product lines, one text each
    cpv: tuple[str, ...] = ()  # eight digits, the main one first
    origins: tuple[str, ...] = ()  # ISO 3166 alpha-2
    value: Decimal | None = None  # whole contract, without options, two decimals
    currency: str = "NOK"  # ISO 4217
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    option_until: date | None = None  # last day if every option is used
    options: str = ""
    term_set: str = ""  # code of a terms.TermSet
    term_deviations: str = ""


FIELDS = tuple(f.name for f in fields(ContractFacts))
EMPTY = ContractFacts()
SUPPLIER_FIELDS = ("supplier_name", "supplier_number", "supplier_country")
DATE_FIELDS = ("signed_on", "starts_on", "ends_on", "option_until")
LIST_FIELDS = ("products", "cpv", "origins")
# A value above the first is asked about (kroner for øre, a typing slip); above the second it cannot be a contract.
VALUE_TO_ASK_ABOUT = Decimal(10_000_000_000)
VALUE_LIMIT = Decimal(100_000_000_000)

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"\s+")
_CENT = Decimal("0.01")


def storable(text: str) -> str:
    """Without control characters and halves of characters, which a database may refuse, and without those that turn
    the direction of writing: left open, they turn what stands beside the text as well."""
    return _CONTROL.sub("", text)


def _line(text: str) -> str:
    return _SPACES.sub(" ", storable(text)).strip()


def _text(text: str) -> str:
    return storable(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for item in items if item))


def _tidy_value(value: Decimal | None) -> Decimal | None:
    if value is None or not value.is_finite():
        return None
    # Beyond the limit the exact figure matters no more, and quantizing could overflow.
    return value.quantize(_CENT, ROUND_HALF_UP) + 0 if abs(value) <= VALUE_LIMIT else value


def tidy(facts: ContractFacts) -> ContractFacts:
    """The same facts with spaces, case and doubles in order. Tidying twice is tidying once."""
    return replace(
        facts,
        reference=_line(facts.reference),
        title=_line(facts.title),
        description=_text(facts.description),
        supplier_name=_line(facts.supplier_name),
        supplier_number=_SPACES.sub("", storable(facts.supplier_number)).upper(),
        supplier_country=_line(facts.supplier_country).upper() or "NO",
        products=_once(_line(p) for p in facts.products),
        cpv=_once(_line(c) for c in facts.cpv),
        origins=_once(_line(c).upper() for c in facts.origins),
        value=_tidy_value(facts.value),
        currency=_line(facts.currency).upper() or "NOK",
        options=_line(facts.options),
        term_set=_line(facts.term_set),
        term_deviations=_text(facts.term_deviations),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value if value is None or isinstance(value, str) else str(value)


def plain_changes(changed: Mapping[str, tuple[Any, Any]]) -> dict[str, list[Any]]:
    return {name: [_plain(old), _plain(new)] for name, (old, new) in changed.items()}


def as_json(facts: ContractFacts) -> dict[str, Any]:
    """Only what is said; dates and decimals as text, lists as lists."""
    return {name: _plain(value) for name in FIELDS if (value := getattr(facts, name)) != getattr(EMPTY, name)}


def from_json(kept: Mapping[str, Any]) -> ContractFacts:
    said: dict[str, Any] = dict(kept)
    for name in DATE_FIELDS:
        if said.get(name):
            said[name] = date.fromisoformat(said[name])
    for name in LIST_FIELDS:
        if name in said:
            said[name] = tuple(said[name])
    if said.get("value") is not None:
        said["value"] = Decimal(said["value"])
    return ContractFacts(**said)
