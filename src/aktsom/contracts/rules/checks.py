"""What is wrong with a contract's facts, one idea a check; shared by the form and the import."""

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale

from aktsom.contracts.rules.facts import DATE_FIELDS, FIELDS, VALUE_LIMIT, VALUE_TO_ASK_ABOUT, ContractFacts, storable
from aktsom.suppliers.rules import is_organisation_number

_LENGTHS = {
    "reference": 80,
    "title": 300,
    "supplier_name": 200,
    "supplier_number": 20,
    "options": 300,
}
_ORIGINS_LENGTH = 200  # joined with semicolons

FIRST_YEAR, LAST_YEAR = 1950, 2150


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field. `code` and `params` give the text (`contracts.problems`); one that `blocks` must
    be mended before the contract can be kept, the others are only pointed out."""

    field: str
    code: str
    params: Mapping[str, str | int] = dataclasses.field(default_factory=dict)
    blocks: bool = True

    def as_json(self) -> dict[str, Any]:
        params = {name: storable(value) if isinstance(value, str) else value for name, value in self.params.items()}
        return {"field": self.field, "code": self.code, "params": params, "blocks": self.blocks}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Problem":
        return cls(kept["field"], kept["code"], kept.get("params", {}), kept.get("blocks", True))


@cache
def _known(kind: str) -> frozenset[str]:
    names: Mapping[str, str] = getattr(Locale("en"), kind)
    return frozenset(code for code in names if len(code) == (3 if kind == "currencies" else 2))


def _title_missing(facts: ContractFacts) -> Iterable[Problem]:
    if not facts.title:
        yield Problem("title", "title_missing")


def _too_long(facts: ContractFacts) -> Iterable[Problem]:
    for name, limit in _LENGTHS.items():
        if len(getattr(facts, name)) > limit:
            yield Problem(name, "too_long", {"limit": limit})
    if len(";".join(facts.origins)) > _ORIGINS_LENGTH:
        yield Problem("origins", "too_many_countries")


def _supplier(facts: ContractFacts) -> Iterable[Problem]:
    if facts.supplier_country not in _known("territories"):
        yield Problem("supplier_country", "country_unknown", {"value": facts.supplier_country})
    number = facts.supplier_number
    if number and facts.supplier_country == "NO" and not is_organisation_number(number):
        yield Problem("supplier_number", "organisation_number_wrong", {"value": number})
    if not number and not facts.supplier_name:
        yield Problem("supplier_name", "supplier_missing", blocks=False)


def _value(facts: ContractFacts) -> Iterable[Problem]:
    if facts.currency not in _known("currencies"):
        yield Problem("currency", "currency_unknown", {"value": facts.currency})
    if facts.value is None:
        return
    if facts.value < 0:
        yield Problem("value", "value_negative", {"value": str(facts.value)})
    elif facts.value > VALUE_LIMIT:
        yield Problem("value", "value_absurd", {"value": str(facts.value)})
    elif facts.value > VALUE_TO_ASK_ABOUT:
        yield Problem("value", "value_very_large", {"value": str(facts.value)}, blocks=False)


def _dates(facts: ContractFacts) -> Iterable[Problem]:
    for name in DATE_FIELDS:
        day = getattr(facts, name)
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            yield Problem(name, "year_unlikely", {"value": day.isoformat()})
    if facts.starts_on and facts.ends_on and facts.ends_on < facts.starts_on:
        yield Problem(
            "ends_on",
            "ends_before_start",
            {"start": facts.starts_on.isoformat(), "end": facts.ends_on.isoformat()},
        )
    if facts.option_until and facts.ends_on and facts.option_until < facts.ends_on:
        yield Problem("option_until", "option_before_end", {"end": facts.ends_on.isoformat()}, blocks=False)
    if facts.signed_on and facts.ends_on and facts.signed_on > facts.ends_on:
        yield Problem("signed_on", "signed_after_end", {"end": facts.ends_on.isoformat()}, blocks=False)


def _codes(facts: ContractFacts) -> Iterable[Problem]:
    for code in facts.cpv:
        if not (len(code) == 8 and code.isascii() and code.isdigit()):
            yield Problem("cpv", "cpv_malformed", {"value": code})
    for country in facts.origins:
        if country not in _known("territories"):
            yield Problem("origins", "country_unknown", {"value": country})


_CHECKS = (_title_missing, _too_long, _supplier, _value, _dates, _codes)


def problems(facts: ContractFacts, term_sets: Collection[str] | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with tidy facts, shared by the form and the import, in the order of the fields.

    `term_sets` are the codes in use; without them the term set is not checked.
    """
    found = [problem for check in _CHECKS for problem in check(facts)]
    if facts.term_set and term_sets is not None and facts.term_set not in term_sets:
        found.append(Problem("term_set", "term_set_unknown", {"value": facts.term_set}))
    return tuple(sorted(found, key=lambda problem: FIELDS.index(problem.field)))
