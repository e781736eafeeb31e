"""The own contracts to follow up first, each with the reasons for its place."""

from datetime import date
from typing import NamedTuple

from aktsom.categories.catalogue import Catalogue
from aktsom.categories.levels import Level, Stage
from aktsom.categories.queries import current_catalogue
from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.risk.models import Verdict
from aktsom.risk.queries.contract_list import ContractFilters, ContractRow, contract_list
from aktsom.risk.rules import Reason, RiskFacts, prioritise


class FirstContract(NamedTuple):
    row: ContractRow
    reasons: tuple[Reason, ...]


def first_contracts(viewer: Actor, *, today: date, limit: int = 10) -> list[FirstContract]:
    """High-risk running contracts, gravest first. Three questions to the database, whatever their number."""
    rows = contract_list(viewer, ContractFilters(verdict=Verdict.HIGH_RISK), limit=limit, today=today).rows
    declared = dict(Contract.objects.filter(id__in=[row.contract_id for row in rows]).values_list("id", "origins"))
    catalogue = current_catalogue()
    return [FirstContract(row, _reasons(catalogue, row, declared[row.contract_id])) for row in rows]


def _reasons(catalogue: Catalogue, row: ContractRow, origins: str) -> tuple[Reason, ...]:
    products = [catalogue.product[id_] for id_ in row.products.split(";") if id_ in catalogue.product]
    rights = {code for product in products for risk in product.stages.values() for code in risk.rights}
    named = {country for product in products for country in product.countries}
    levels = zip(Stage, (row.level_raw, row.level_component, row.level_final), strict=True)
    facts = RiskFacts(
        on_list=True,
        levels={stage: Level(level or Level.UNKNOWN) for stage, level in levels},
        severity={code: catalogue.right[code].severity for code in sorted(rights)},
        rights_unknown=any(not any(risk.rights for risk in p.stages.values()) for p in products) or not products,
        origins=tuple(sorted(set(origins.split(";")) & named)),
    )
    return prioritise(facts).reasons
