"""What the screen would say of a purchase that is still being typed."""

from dataclasses import dataclass

from aktsom.categories.levels import Level
from aktsom.categories.queries import current_catalogue, current_version
from aktsom.risk.screeners import screener_of
from aktsom.risk.screening.purchase import Purchase
from aktsom.risk.screening.reasons import reasons
from aktsom.risk.screening.result import Verdict


@dataclass(frozen=True)
class Hint:
    """`names` are the products it would match, or else the groups; `level` the highest known in the chain."""

    verdict: Verdict
    names: tuple[str, ...]
    level: Level
    reasons: tuple[str, ...]


def hint(purchase: Purchase, language: str) -> Hint:
    """Nothing is kept of it."""
    catalogue = current_catalogue()
    found = screener_of(current_version()).screen(purchase)
    products = [catalogue.product[one].name for one in found.products]
    named = products or [catalogue.group[one].name for one in found.groups]
    known = [level for level in found.levels.values() if level.known]
    return Hint(
        found.verdict,
        tuple(name.in_language(language) for name in named),
        max(known, key=lambda level: level.order, default=Level.UNKNOWN),
        tuple(reasons(found, catalogue, language)),
    )
