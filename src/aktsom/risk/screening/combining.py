"""Weighs what codes, words and origins say of one purchase.

A code for listed goods is decisive unless the title plainly names a service or a work on them. A plain word for listed
goods stands even where the code says otherwise, since registers are full of wrong and general codes; a doubtful word
does not. Where one word or code points at several products, what else is said may settle which.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from aktsom.categories.catalogue import Catalogue
from aktsom.categories.generations import GENERAL
from aktsom.categories.levels import Stage, most_cautious
from aktsom.risk.screening.codes import CodeMatches
from aktsom.risk.screening.result import Cancelled, Kind, Match, Screening, Verdict, Where, Why
from aktsom.risk.screening.texts import TextMatches, WordMatch

_HOME = "NO"


class Combiner:
    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._general = {product.group_id: product for product in catalogue.products if product.id.endswith(GENERAL)}
        self._summaries: dict[tuple[tuple[str, ...], tuple[str, ...]], Screening] = {}

    def combine(
        self, codes: Sequence[CodeMatches], texts: Sequence[TextMatches], origins: tuple[str, ...]
    ) -> Screening:
        by_code = [match for code in codes for match in code.matches]
        by_word = [word for text in texts for word in text.matches]
        cancelled = [entry for text in texts for entry in text.cancelled]
        if not by_code and not by_word:
            return self._summary((), cancelled)
        if by_word:
            by_word = _settled_by_codes(by_word, codes, by_code, cancelled)
        by_word, by_code = _settled_by_title(by_word, by_code, texts, cancelled)
        matches = _narrowed([word.match for word in by_word], by_code)
        if origins:
            matches = self._with_origins(matches, origins, cancelled)
        return self._summary(matches, cancelled)

    def _with_origins(
        self, matches: Sequence[Match], origins: tuple[str, ...], cancelled: list[Cancelled]
    ) -> list[Match]:
        declared = tuple(dict.fromkeys(origin.strip().upper() for origin in origins if origin.strip()))
        kept: list[Match] = []
        for match in matches:
            product = self._catalogue.product.get(match.product_id or "")
            if product and product.imported_only and declared == (_HOME,):
                cancelled.append(Cancelled(match, Why.DOMESTIC, _HOME))
            else:
                kept.append(match)
        for product_id in dict.fromkeys(match.product_id for match in kept if match.product_id):
            product = self._catalogue.product[product_id]
            kept += [
                Match(product.id, product.group_id, Kind.ORIGIN, origin, "", Where.ORIGINS)
                for origin in declared
                if origin in product.countries
            ]
        return kept

    def _summary(self, matches: Sequence[Match], cancelled: Sequence[Cancelled]) -> Screening:
        products = {match.product_id for match in matches if match.product_id}
        groups = {match.group_id for match in matches}
        ordered = (
            tuple(product.id for product in self._catalogue.products if product.id in products) if products else ()
        )
        listed = tuple(group.id for group in self._catalogue.groups if group.id in groups) if groups else ()
        key = (ordered, listed)
        known = self._summaries.get(key)
        if known is None:
            known = self._summaries[key] = self._facts(ordered, listed)
        return replace(known, matches=tuple(matches), cancelled=tuple(dict.fromkeys(cancelled)))

    def _facts(self, products: tuple[str, ...], groups: tuple[str, ...]) -> Screening:
        """Verdict, levels, rights and countries; a group alone lends rights and countries, but no level."""
        chosen = [self._catalogue.product[product] for product in products]
        speaking = chosen or [self._general[group] for group in groups if group in self._general]
        verdict = Verdict.NOT_ON_LIST
        if groups:
            verdict = Verdict.HIGH_RISK if products else Verdict.INSUFFICIENT_INFORMATION
        risks = [risk for product in speaking for risk in product.stages.values()]
        at_risk = {code for risk in risks for code in risk.rights}
        return Screening(
            verdict,
            groups,
            products,
            {stage: most_cautious(product.stages[stage].level for product in chosen) for stage in Stage},
            tuple(right.code for right in self._catalogue.rights if right.code in at_risk),
            tuple(dict.fromkeys(country for risk in risks for country in risk.countries)),
            (),
            (),
        )


def _settled_by_codes(
    words: list[WordMatch], codes: Sequence[CodeMatches], by_code: Sequence[Match], cancelled: list[Cancelled]
) -> list[WordMatch]:
    """Doubtful words yield to codes for other goods, services or works; so does a description to the latter two."""
    natures = {code.nature for code in codes} - {""}
    if not natures:
        return words
    named = {match.group_id for match in by_code}
    by = next(code.code for code in codes if code.nature)
    kept = []
    for word in words:
        doubtful = not word.sure or (word.match.where is Where.DESCRIPTION and "goods" not in natures)
        if doubtful and word.match.group_id not in named:
            cancelled.append(Cancelled(word.match, Why.OTHER_CODE, by))
        else:
            kept.append(word)
    return kept


def _settled_by_title(
    words: list[WordMatch], by_code: list[Match], texts: Sequence[TextMatches], cancelled: list[Cancelled]
) -> tuple[list[WordMatch], list[Match]]:
    """A title that is a service or a work, and names no goods bought, speaks for code and description too."""
    service = next((text for text in texts if text.where is Where.TITLE and text.service), None)
    if not service or any(word.match.where in (Where.TITLE, Where.PRODUCTS) for word in words):
        return words, by_code
    cancelled.extend(
        Cancelled(match, Why.TITLE_SAYS_OTHERWISE, service.service, service.topic)
        for match in (*(word.match for word in words), *by_code)
    )
    return [], []


def _narrowed(words: Sequence[Match], by_code: Sequence[Match]) -> list[Match]:
    """Where one word or one code points at several products, keeps those that something else points at too."""
    every = [*by_code, *words]
    if len(every) < 2:
        return every
    kept = []
    for match in every:
        same = [other for other in every if _same_pointer(other, match)]
        if len(same) > 1:
            others = [other for other in every if not _same_pointer(other, match)]
            if _pointed_at(match, same, others):
                kept.append(match)
        else:
            kept.append(match)
    return kept


def _same_pointer(one: Match, other: Match) -> bool:
    return (one.kind, one.code, one.word.lower(), one.where) == (
        other.kind,
        other.code,
        other.word.lower(),
        other.where,
    )


def _pointed_at(match: Match, same: Sequence[Match], others: Iterable[Match]) -> bool:
    products = {other.product_id for other in others if other.product_id}
    settled = {other.product_id for other in same} & products
    if settled:
        return match.product_id in settled
    groups = {other.group_id for other in others}
    if {other.group_id for other in same} & groups:
        return match.group_id in groups
    return True
