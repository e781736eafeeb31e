"""A member's purchases at one look: where the risk lies, how much money, and whether the terms cover it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count

from aktsom.categories.catalogue import Catalogue
from aktsom.categories.entries import Group
from aktsom.categories.levels import Level, Stage
from aktsom.categories.queries import current_catalogue
from aktsom.core.actor import Actor
from aktsom.risk.models import Verdict
from aktsom.risk.queries.contract_list import own_risks
from aktsom.risk.queries.own_sums import OwnSum, own_sums
from aktsom.risk.queries.running import running
from aktsom.risk.queries.steps import Step, steps
from aktsom.sharing.viewing import sees_values


@dataclass(frozen=True)
class HeatCell:
    """`level` is the highest known one among the group's products bought; `unknown` counts the contracts for which
    the list says nothing of this stage, or whose product is not said. They are never counted as low."""

    level: Level
    unknown: int


@dataclass(frozen=True)
class HeatRow:
    """A group with own contracts. `value` is in kroner, None when the viewer sees no values."""

    group: Group
    cells: Mapping[Stage, HeatCell]
    contracts: int
    value: Decimal | None
    unvalued: int


@dataclass(frozen=True)
class VerdictShare:
    verdict: str
    contracts: int
    value: Decimal | None
    unvalued: int


@dataclass(frozen=True)
class TermShare:
    """High-risk contracts under one term set; `term_set` is None for those that name none."""

    term_set: str | None
    contracts: int


@dataclass(frozen=True)
class Portfolio:
    contracts: int
    value: Decimal | None
    heat: list[HeatRow]
    verdicts: list[VerdictShare]
    terms: list[TermShare]
    steps: list[Step]
    catalogue: Catalogue


def portfolio(viewer: Actor, today: date) -> Portfolio:
    """Own running contracts. Groups in the order of the list; a contract in two groups is in both rows."""
    catalogue, sums, shows_money = current_catalogue(), own_sums(viewer, today=today), sees_values(viewer)
    heat = [_heat_row(catalogue, group, sums, shows_money) for group in catalogue.groups]
    return Portfolio(
        contracts=sum(row.contracts for row in sums),
        value=_value(sums) if shows_money else None,
        heat=[row for row in heat if row.contracts],
        verdicts=[_share(verdict, sums, shows_money) for verdict in Verdict.values],
        terms=_terms(viewer, today),
        steps=steps(sums),
        catalogue=catalogue,
    )


def _value(rows: Iterable[OwnSum]) -> Decimal:
    return sum((row.value for row in rows), Decimal(0))


def _share(verdict: str, sums: Sequence[OwnSum], shows_money: bool) -> VerdictShare:
    rows = [row for row in sums if row.verdict == verdict]
    contracts, unvalued = sum(row.contracts for row in rows), sum(row.unvalued for row in rows)
    return VerdictShare(verdict, contracts, _value(rows) if shows_money else None, unvalued)


def _heat_row(catalogue: Catalogue, group: Group, sums: Sequence[OwnSum], shows_money: bool) -> HeatRow:
    rows = [row for row in sums if group.id in row.groups]
    return HeatRow(
        group=group,
        cells={stage: _heat_cell(catalogue, group, stage, rows) for stage in Stage},
        contracts=sum(row.contracts for row in rows),
        value=_value(rows) if shows_money else None,
        unvalued=sum(row.unvalued for row in rows),
    )


def _heat_cell(catalogue: Catalogue, group: Group, stage: Stage, rows: Sequence[OwnSum]) -> HeatCell:
    known, unknown = [], 0
    for row in rows:
        levels = _known_levels(catalogue, group, stage, row.products)
        known += levels
        unknown += 0 if levels else row.contracts
    return HeatCell(max(known, key=lambda level: level.order, default=Level.UNKNOWN), unknown)


def _known_levels(catalogue: Catalogue, group: Group, stage: Stage, products: Iterable[str]) -> list[Level]:
    # A product that the newest list has dropped has no level there.
    held = [catalogue.product[product] for product in products if product in catalogue.product]
    levels = [product.stages[stage].level for product in held if product.group_id == group.id]
    return [level for level in levels if level.known]


def _terms(viewer: Actor, today: date) -> list[TermShare]:
    rows = (
        own_risks(viewer)
        .filter(running(today), verdict=Verdict.HIGH_RISK)
        .values_list("contract__term_set_id")
        .annotate(contracts=Count("id"))
        .order_by("contract__term_set_id")
    )
    return [TermShare(term_set, contracts) for term_set, contracts in rows]
