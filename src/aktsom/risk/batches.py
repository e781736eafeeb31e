"""Screening of many contracts: each distinct code, text and purchase is read once."""

from aktsom.risk.kept import Screened, screened
from aktsom.risk.screening.codes import CodeMatches
from aktsom.risk.screening.purchase import Purchase
from aktsom.risk.screening.result import Where
from aktsom.risk.screening.screener import Screener
from aktsom.risk.screening.texts import TextMatches
from aktsom.risk.standing import standing_of


class BatchScreener:
    def __init__(self, screener: Screener) -> None:
        self._catalogue, self._screener = screener.catalogue, screener
        self._codes: dict[str, CodeMatches] = {}
        self._texts: dict[tuple[str, Where], TextMatches] = {}
        self._results: dict[Purchase, Screened] = {}

    def screen(self, purchase: Purchase) -> Screened:
        known = self._results.get(purchase)
        if known is None:
            codes = [self._code(code) for code in purchase.cpv]
            texts = [self._text(purchase.title, Where.TITLE)]
            texts += [self._text(line, Where.PRODUCTS) for line in purchase.products]
            if purchase.description:
                texts.append(self._text(purchase.description, Where.DESCRIPTION))
            result = self._screener.combine(codes, texts, purchase.origins)
            known = self._results[purchase] = screened(result, standing_of(result, self._catalogue))
        return known

    def _code(self, code: str) -> CodeMatches:
        if code not in self._codes:
            self._codes[code] = self._screener.match_code(code)
        return self._codes[code]

    def _text(self, text: str, where: Where) -> TextMatches:
        if (text, where) not in self._texts:
            self._texts[text, where] = self._screener.match_text(text, where)
        return self._texts[text, where]
