"""The rival: code prefixes and keywords applied as plainly as can be, with no idea of how words are built.

Lower-case the text, turn all but letters and digits into spaces; a stem matches anywhere, a word only whole; an exclude
cancels its product's overlapping hits; where hits of two products overlap the longer wins. The longest code prefix
wins. A listed product makes high risk, a general entry or a group's code makes insufficient information.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from aktsom.categories.catalogue import read_catalogue
from aktsom.risk.screening import Purchase

_KEYWORDS = Path(__file__).parent / "high_risk_keywords.csv"
Span = tuple[int, int, str]


class PlainTables:
    def __init__(self) -> None:
        catalogue = read_catalogue()
        self._codes = {
            rule.prefix: {r.product_id for r in catalogue.cpv_rules if r.prefix == rule.prefix}
            for rule in catalogue.cpv_rules
        }
        self._groups = {rule.prefix for rule in catalogue.group_cpv_rules}
        with _KEYWORDS.open(encoding="utf-8", newline="") as file:
            self._keywords = [(row["product_id"], row["keyword"], row["kind"]) for row in csv.DictReader(file)]

    def answer(self, purchase: Purchase) -> tuple[str, frozenset[str]]:
        found, group = self._words(f"{purchase.title} {purchase.description}"), False
        for code in purchase.cpv:
            prefix = next((code[:n] for n in range(8, 1, -1) if code[:n] in self._codes), None)
            found |= self._codes.get(prefix or "", set())
            group |= any(code[:n] in self._groups for n in range(2, 9))
        products = frozenset(product for product in found if not product.endswith("-general"))
        if products:
            return "high_risk", products
        return ("insufficient_information" if found or group else "not_on_list"), frozenset()

    def _words(self, text: str) -> set[str]:
        plain = " ".join(re.sub(r"[\W_]+", " ", text.lower()).split())
        hits: list[Span] = []
        cancelled: list[Span] = []
        for product, word, kind in self._keywords:
            pattern = rf"\b{re.escape(word)}\b" if kind == "word" else re.escape(word)
            spans = [(*match.span(), product) for match in re.finditer(pattern, plain)]
            (cancelled if kind == "exclude" else hits).extend(spans)
        kept = [hit for hit in hits if not any(hit[2] == off[2] and _overlap(hit, off) for off in cancelled)]
        longest = [
            hit for hit in kept if not any(_overlap(hit, other) and _length(other) > _length(hit) for other in kept)
        ]
        return {product for _, _, product in longest}


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _length(span: Span) -> int:
    return span[1] - span[0]
