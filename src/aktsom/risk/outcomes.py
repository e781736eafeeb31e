"""The outcome of a screening without its words: what many purchases share, and what a result file tells of each."""

from __future__ import annotations

from dataclasses import dataclass

from aktsom.categories.levels import Stage
from aktsom.risk.rules import facts_of, prioritise
from aktsom.risk.screening.result import Screening, Verdict
from aktsom.risk.screening.screener import Screener


@dataclass(frozen=True, slots=True)
class Outcome:
    """`levels` are of raw, component and final, empty off the list; `held` are pairs of group and product, the product
    empty where only the group is known; `rank` as in `risk.rules.Priority`. `verdict` is None for what is no purchase.
    """

    verdict: Verdict | None
    groups: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    levels: tuple[str, str, str] = ("", "", "")
    rights: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    held: tuple[tuple[str, str], ...] = ()
    rank: int = 0

    @property
    def cells(self) -> tuple[str, ...]:
        """As written in a result file, in the order of `CELLS`; lists with semicolons."""
        lists = (";".join(found) for found in (self.groups, self.products))
        return (self.verdict or "", *lists, *self.levels, ";".join(self.rights), ";".join(self.countries))


CELLS = ("verdict", "groups", "products", "level_raw", "level_component", "level_final", "rights", "countries")
NO_PURCHASE = Outcome(None)
"""A sum, a remark or a repeated heading among the lines."""
NOTHING_SAID = Outcome(Verdict.INSUFFICIENT_INFORMATION)
"""A purchase of which neither words nor code tell anything: unknown, never low."""


def outcome_of(result: Screening, screener: Screener) -> Outcome:
    product = screener.catalogue.product
    on_list = result.verdict is not Verdict.NOT_ON_LIST
    raw, component, final = (result.levels[stage].value if on_list else "" for stage in Stage)
    held = tuple((product[id_].group_id, id_) for id_ in result.products)
    bare = tuple((group, "") for group in result.groups if group not in {pair[0] for pair in held})
    return Outcome(
        verdict=result.verdict,
        groups=result.groups,
        products=result.products,
        levels=(raw, component, final),
        rights=result.rights,
        countries=result.countries,
        held=(*held, *bare),
        rank=prioritise(facts_of(result, screener.catalogue)).rank,
    )
