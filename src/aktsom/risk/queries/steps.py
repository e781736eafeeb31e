"""What the register asks a person to do next, each step with the list it leads to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from aktsom.risk.models import Verdict
from aktsom.risk.queries.contract_list import WITHOUT, ContractFilters
from aktsom.risk.queries.own_sums import OwnSum
from aktsom.risk.states import RiskState


class StepKind(StrEnum):
    CONTESTED = "contested"  # a new screening disagrees with what somebody decided
    CONFIRM = "confirm"  # high risk by the screen, not yet read by a person
    NAME_PRODUCTS = "name_products"  # in a listed group, products not said
    WITHOUT_TERMS = "without_terms"  # high risk, and no terms to follow it up by


@dataclass(frozen=True)
class Step:
    """`contracts` is how many rows the list shows with `filters`. `group` is empty when it is over all groups."""

    kind: StepKind
    contracts: int
    filters: ContractFilters
    group: str = ""


_FILTERS = {
    StepKind.CONTESTED: ContractFilters(risk_state=RiskState.CONTESTED),
    StepKind.CONFIRM: ContractFilters(verdict=Verdict.HIGH_RISK, risk_state=RiskState.SCREENED),
    StepKind.NAME_PRODUCTS: ContractFilters(verdict=Verdict.INSUFFICIENT_INFORMATION),
    StepKind.WITHOUT_TERMS: ContractFilters(verdict=Verdict.HIGH_RISK, term_set=WITHOUT),
}


def steps(sums: Sequence[OwnSum]) -> list[Step]:
    """One step of each kind that has contracts, in the order a person should take them."""
    return [Step(kind, count, _FILTERS[kind]) for kind in StepKind if (count := _contracts(kind, sums))]


def steps_by_group(kind: StepKind, sums: Sequence[OwnSum]) -> list[Step]:
    """The step apart for each group, the group with the gravest contract first. A contract in two groups is in both."""
    groups: dict[str, list[OwnSum]] = {}
    for row in sums:
        for group in row.groups:
            if _contracts(kind, [row]):
                groups.setdefault(group, []).append(row)
    ordered = sorted(groups, key=lambda group: (-max(row.highest_rank for row in groups[group]), group))
    return [_in_group(kind, group, groups[group]) for group in ordered]


def _in_group(kind: StepKind, group: str, rows: Sequence[OwnSum]) -> Step:
    wanted = _FILTERS[kind]
    return Step(kind, _contracts(kind, rows), replace(wanted, group=group), group)


def _contracts(kind: StepKind, sums: Iterable[OwnSum]) -> int:
    wanted = _FILTERS[kind]
    rows = (row for row in sums if wanted.verdict in ("", row.verdict) and wanted.risk_state in ("", row.risk_state))
    return sum(row.without_terms if wanted.term_set == WITHOUT else row.contracts for row in rows)
