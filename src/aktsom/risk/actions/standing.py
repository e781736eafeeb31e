"""Laying a standing result down in its row, and the products it holds."""

from collections.abc import Iterator

from aktsom.risk.models import ContractRisk
from aktsom.risk.standing import Standing
from aktsom.risk.states import RiskState

OPEN = frozenset({RiskState.SCREENED})  # states in which no person's word stands
RISK_PRODUCT = ("risk", "member", "group_id", "product_id")  # fields of a RiskProduct row


def lay_down(risk: ContractRisk, standing: Standing) -> ContractRisk:
    """The row with the standing result in it, not yet saved."""
    said = standing.conclusion
    risk.verdict = said.verdict
    risk.level = standing.level
    risk.level_raw, risk.level_component, risk.level_final = said.level_raw, said.level_component, said.level_final
    risk.groups, risk.product_ids = ";".join(said.groups), ";".join(said.products)
    risk.severity, risk.likelihood, risk.rank = standing.severity, standing.likelihood, standing.rank
    return risk


def risk_products(risk: ContractRisk, standing: Standing) -> Iterator[tuple[int | str, ...]]:
    """Rows of `RISK_PRODUCT`."""
    return ((risk.pk, risk.member_id, group_id, product_id) for group_id, product_id in standing.held)
