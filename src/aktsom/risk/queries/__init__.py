"""Reads about risk, in files by the page they serve; the viewer is the first argument."""

from aktsom.risk.queries.categories import CategoryView, GroupRow, categories, category
from aktsom.risk.queries.contract_list import (
    OVER,
    WITHOUT,
    ContractFilters,
    ContractPage,
    ContractRow,
    Sort,
    contract_list,
    every_contract,
)
from aktsom.risk.queries.contract_risk import contract_risk
from aktsom.risk.queries.home import Home, home
from aktsom.risk.queries.overlap import Overlap, SharedSupplier, overlap
from aktsom.risk.queries.portfolio import Portfolio, portfolio
from aktsom.risk.queries.risk_view import RiskView, StageView, Told

__all__ = [
    "OVER",
    "WITHOUT",
    "CategoryView",
    "ContractFilters",
    "ContractPage",
    "ContractRow",
    "GroupRow",
    "Home",
    "Overlap",
    "Portfolio",
    "RiskView",
    "SharedSupplier",
    "Sort",
    "StageView",
    "Told",
    "categories",
    "category",
    "contract_list",
    "contract_risk",
    "every_contract",
    "home",
    "overlap",
    "portfolio",
]
