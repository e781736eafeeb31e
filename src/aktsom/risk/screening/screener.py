"""Screens purchases against one catalogue.

A batch need not screen row by row: `match_code` depends on the code alone and `match_text` on the text alone, so that
distinct values are read once, and `combine` is cheap. `reduce` cuts a long text to the parts that matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aktsom.categories.catalogue import Catalogue
from aktsom.risk.screening.codes import CodeMatches, Codes
from aktsom.risk.screening.combining import Combiner
from aktsom.risk.screening.lexicon import Lexicon
from aktsom.risk.screening.purchase import Purchase
from aktsom.risk.screening.result import Screening, Where
from aktsom.risk.screening.texts import TextMatches, Texts


class Screener:
    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._lexicon = Lexicon(catalogue)
        self._codes = Codes(catalogue)
        self._texts = Texts(self._lexicon)
        self._combiner = Combiner(catalogue)

    def screen(self, purchase: Purchase) -> Screening:
        texts = [self.match_text(purchase.title, Where.TITLE)]
        texts += [self.match_text(line, Where.PRODUCTS) for line in purchase.products]
        if purchase.description:
            texts.append(self.match_text(purchase.description, Where.DESCRIPTION))
        return self.combine([self.match_code(code) for code in purchase.cpv], texts, purchase.origins)

    def match_code(self, code: str) -> CodeMatches:
        """What a CPV code names. Depends on the code alone."""
        return self._codes.match(code)

    def match_text(self, text: str, where: Where | str) -> TextMatches:
        """What a text names. Depends on the text alone; `where` is only carried along."""
        return self._texts.match(text, Where(where))

    def combine(
        self, codes: Sequence[CodeMatches], texts: Sequence[TextMatches], origins: Iterable[str] = ()
    ) -> Screening:
        """The screening of one purchase from what its codes, texts and declared origins say."""
        return self._combiner.combine(codes, texts, tuple(origins))

    def reduce(self, text: str) -> str:
        """A shorter text with the same matches: `match_text(reduce(t), w) == match_text(t, w)`."""
        return self._texts.reduce(text)
