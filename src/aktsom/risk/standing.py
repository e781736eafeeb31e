"""What stands for a contract: a conclusion with its levels and its place in the order of priority. No database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aktsom.categories.catalogue import Catalogue
from aktsom.categories.entries import Product
from aktsom.categories.generations import GENERAL
from aktsom.categories.levels import Level, Stage, most_cautious
from aktsom.risk.conclusions import Conclusion
from aktsom.risk.rules import RiskFacts, facts_of, prioritise
from aktsom.risk.screening.result import Screening, Verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """`level` is the most cautious of the stages, empty off the list."""

    conclusion: Conclusion
    level: str
    severity: int
    likelihood: int
    rank: int
    held: tuple[tuple[str, str], ...]  # (group, product), or (group, "") where no product of the group is known


def standing_of(result: Screening, catalogue: Catalogue) -> Standing:
    """What a screening leads to when it stands."""
    return _standing(result.verdict, result.groups, result.products, facts_of(result, catalogue), catalogue)


def standing_of_choice(
    verdict: Verdict,
    products: Sequence[str],
    *,
    groups: Sequence[str] = (),
    origins: Iterable[str] = (),
    catalogue: Catalogue,
) -> Standing:
    """What a person's choice leads to. Without products the contract stays in `groups`; off the list it is in none."""
    chosen = set(products)
    ordered = [product for product in catalogue.products if product.id in chosen]
    held = {product.group_id for product in ordered} or set(groups)
    listed = [group.id for group in catalogue.groups if group.id in held and verdict is not Verdict.NOT_ON_LIST]
    facts = facts_of_choice(verdict, ordered, listed, origins, catalogue)
    return _standing(verdict, listed, [product.id for product in ordered], facts, catalogue)


def facts_of_choice(
    verdict: Verdict, products: Sequence[Product], groups: Sequence[str], origins: Iterable[str], catalogue: Catalogue
) -> RiskFacts:
    """The facts that priority rests on. A group alone lends the rights of its general entry, but no level: as in the
    screen."""
    general = [product for product in catalogue.products if product.id.endswith(GENERAL) and product.group_id in groups]
    speaking = products or general
    rights = {code for product in speaking for risk in product.stages.values() for code in risk.rights}
    named = {country for product in products for country in product.countries}
    bare = [product for product in products if not any(risk.rights for risk in product.stages.values())]
    return RiskFacts(
        on_list=verdict is not Verdict.NOT_ON_LIST,
        levels=_levels(products),
        severity={right.code: right.severity for right in catalogue.rights if right.code in rights},
        rights_unknown=bool(bare) or not products,
        origins=tuple(sorted(named.intersection(origins))),
    )


def _levels(products: Sequence[Product]) -> Mapping[Stage, Level]:
    return {stage: most_cautious(product.stages[stage].level for product in products) for stage in Stage}


def _standing(
    verdict: Verdict, groups: Sequence[str], products: Sequence[str], facts: RiskFacts, catalogue: Catalogue
) -> Standing:
    priority = prioritise(facts)
    levels = [facts.levels[stage].value if facts.on_list else "" for stage in Stage]
    raw, component, final = levels
    pairs = [(catalogue.product[product].group_id, product) for product in products]
    bare = [(group, "") for group in groups if group not in {pair[0] for pair in pairs}]
    return Standing(
        conclusion=Conclusion(verdict.value, raw, component, final, tuple(groups), tuple(products)),
        level=most_cautious(facts.levels.values()).value if facts.on_list else "",
        severity=priority.severity,
        likelihood=priority.likelihood,
        rank=priority.rank,
        held=(*pairs, *bare),
    )
