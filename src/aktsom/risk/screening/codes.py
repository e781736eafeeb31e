"""What a CPV code says by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aktsom.categories.catalogue import Catalogue
from aktsom.categories.generations import GENERAL
from aktsom.risk.screening.result import Kind, Match, Where

_DIGITS = re.compile(r"\d{8}")
_SERVICES_FROM = 50
_WORKS = "45"


@dataclass(frozen=True, slots=True)
class CodeMatches:
    """`matches` are what the code names; `nature` is «goods», «service», «works» or «» when it says too little."""

    code: str
    matches: tuple[Match, ...]
    nature: str


class Codes:
    """The longest matching prefix wins; products that share a prefix stand side by side."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._products: dict[str, list[Match]] = {}
        self._groups: dict[str, list[Match]] = {}
        for rule in catalogue.cpv_rules:
            group_id = catalogue.product[rule.product_id].group_id
            if rule.product_id.endswith(GENERAL):
                match = Match(None, group_id, Kind.GROUP_CPV, "", "", Where.CPV)
            else:
                match = Match(rule.product_id, group_id, Kind.CPV, "", "", Where.CPV)
            self._products.setdefault(rule.prefix, []).append(match)
        for group_rule in catalogue.group_cpv_rules:
            match = Match(None, group_rule.group_id, Kind.GROUP_CPV, "", "", Where.CPV)
            self._groups.setdefault(group_rule.prefix, []).append(match)

    def match(self, code: str) -> CodeMatches:
        digits = _DIGITS.search(code)
        if not digits:
            return CodeMatches(code.strip(), (), "")
        number = digits.group()
        hits = _longest(number, self._products) or _longest(number, self._groups)
        named = tuple(Match(hit.product_id, hit.group_id, hit.kind, number, "", hit.where) for hit in hits)
        return CodeMatches(number, named, _nature(number))


def _longest(number: str, table: dict[str, list[Match]]) -> list[Match]:
    for length in range(len(number), 1, -1):
        if number[:length] in table:
            return table[number[:length]]
    return []


def _nature(number: str) -> str:
    if number.startswith(_WORKS):
        return "works"
    if int(number[:2]) >= _SERVICES_FROM:
        return "service"
    return "" if number.endswith("000000") else "goods"
