"""The risks that contracts' assessments place, stage by stage, as a conclusion must be able to show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from aktsom.categories.catalogue import Catalogue
from aktsom.categories.entries import StageRisk
from aktsom.categories.generations import GENERAL
from aktsom.categories.levels import Level, Stage
from aktsom.categories.queries import current_catalogue
from aktsom.contracts.models import Contract
from aktsom.follow_up.judging_tables import special_risks
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.rules.fitness import Risk
from aktsom.risk.kept import listed
from aktsom.risk.models import ContractRisk


@dataclass
class Placed:
    """Where a risk was placed: levels, countries and products of the list that named it."""

    level: Level
    countries: set[str] = field(default_factory=set)
    products: set[str] = field(default_factory=set)


def placed_risks(one: FollowUp, contracts: Iterable[Contract]) -> dict[Risk, Placed]:
    """Of the contracts, within the follow-up's group and products; at stages that are high or unknown, the gravest
    right first. What the list calls lower is followed up with the rest and closes nothing."""
    catalogue = current_catalogue()
    found: dict[Risk, Placed] = {}
    origins = {code for contract in contracts for code in listed(contract.origins)}
    for product_id in sorted(_products(one, contracts)):
        if (product := catalogue.product.get(product_id)) is None:
            continue
        for stage, said in product.stages.items():
            if said.level.is_high or not said.level.known:
                _place(found, stage, said, product_id, origins)
    return dict(sorted(found.items(), key=lambda pair: _gravest_first(catalogue, pair[0])))


def products_of(one: FollowUp, contract: Contract) -> frozenset[str]:
    """Of one contract, as its standing result names them within the group."""
    return frozenset(each for each in _products(one, [contract]) if not each.endswith(GENERAL))


def _products(one: FollowUp, contracts: Iterable[Contract]) -> set[str]:
    catalogue, within = current_catalogue(), set(one.products)
    risks = ContractRisk.objects.filter(contract__in=[contract.pk for contract in contracts])
    found: set[str] = set()
    for groups, product_ids in risks.values_list("groups", "product_ids"):
        named = {id_ for id_ in listed(product_ids) if _group(catalogue, id_) == one.group_id}
        general = {f"{one.group_id}{GENERAL}"} if one.group_id in listed(groups) and not named else set()
        found |= (named & within if within else named) | general
    return found


def _group(catalogue: Catalogue, product_id: str) -> str:
    product = catalogue.product.get(product_id)
    return product.group_id if product else ""


def _place(found: dict[Risk, Placed], stage: Stage, said: StageRisk, product_id: str, origins: set[str]) -> None:
    """Origins that a contract declares count for the last stage, which is what is bought."""
    countries = set(said.countries) | (origins if stage is Stage.FINAL else set())
    codes = set(said.rights)
    special = {each.code for each in special_risks().values() if each.right in codes and each.countries & countries}
    for code in codes | special:
        placed = found.setdefault(Risk(code, stage), Placed(said.level))
        placed.countries |= countries
        placed.products.add(product_id)
        placed.level = max(placed.level, said.level, key=lambda level: level.caution)


def _gravest_first(catalogue: Catalogue, risk: Risk) -> tuple[int, str, int]:
    special = special_risks().get(risk.code)
    right = catalogue.right.get(special.right if special else risk.code)
    return (-(right.severity if right else 0), risk.code, list(Stage).index(Stage(risk.stage)))


def risk_names(language: str) -> Mapping[str, str]:
    """{code: name in the language}, of rights and of special risks."""
    at = {"nn": 1, "en": 2}.get(language, 0)
    names = {right.code: right.name.in_language(language) for right in current_catalogue().rights}
    return names | {each.code: each.name[at] for each in special_risks().values()}
