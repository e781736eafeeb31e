"""The list of own contracts: what a person filters and sorts by, in keyset pages of plain rows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from aktsom.contracts.rules import storable
from aktsom.contracts.rules.facts import VALUE_LIMIT
from aktsom.contracts.states import ContractState
from aktsom.core.actor import Actor
from aktsom.core.words import has_words
from aktsom.risk.models import ContractRisk, RiskProduct, Verdict
from aktsom.risk.queries.paging import Key, around, page_of, read_place
from aktsom.risk.queries.running import over_by_date, running
from aktsom.suppliers.queries.identity import ids_called

WITHOUT = "none"  # as `term_set`: contracts that name no terms
OVER = "over"  # as `state`: gone by their last day, and ended by nobody
NO_END = date(9999, 12, 31)  # sorts a contract without end last
PAGE = 50


class Sort(StrEnum):
    PRIORITY = "priority"
    TITLE = "title"
    END = "end"
    VALUE = "value"


def _title(text: str) -> str:
    if storable(text) != text:
        raise ValueError
    return text


def _amount(text: str) -> int:
    """In øre; -1 stands for a value that nobody has said."""
    amount = int(text)
    if not -1 <= amount <= VALUE_LIMIT * 100:
        raise ValueError
    return amount


_KEYS = {
    Sort.PRIORITY: Key("rank", "contract_id", True, int),
    Sort.TITLE: Key("contract__title", "contract_id", False, _title),
    Sort.END: Key("end_key", "contract_id", False, date.fromisoformat),
    Sort.VALUE: Key("contract__own_facts__value_order", "contract_id", True, _amount),
}


@dataclass(frozen=True)
class ContractFilters:
    """All empty: the running contracts, gravest first. Codes that do not exist give an empty list, never an error."""

    text: str = ""  # words that must all stand in title, reference, supplier's name or number
    verdict: str = ""
    group: str = ""
    product: str = ""
    level: str = ""  # the most cautious level of the standing result
    risk_state: str = ""  # a risk.states.RiskState
    state: str = ContractState.RUNNING  # by date too; OVER, "ended", "struck", or "" for all
    term_set: str = ""  # a code, or WITHOUT
    ends_within: int | None = None  # days from today
    supplier: str = ""  # public id of any record of the company
    member: str = ""  # public id, for a viewer who reaches several
    sort: Sort = Sort.PRIORITY


class ContractRow(NamedTuple):
    """One own contract. Lists are texts with semicolons, as in `risk.models`; levels are codes."""

    contract_id: int
    public_id: str
    title: str
    reference: str
    member: str
    supplier_id: str | None
    supplier: str | None
    value: Decimal | None
    currency: str
    starts_on: date | None
    ends_on: date | None
    option_until: date | None
    state: str
    term_set: str | None
    verdict: str
    screened_verdict: str
    risk_state: str
    level: str
    level_raw: str
    level_component: str
    level_final: str
    groups: str
    products: str
    severity: int
    likelihood: int
    rank: int
    risk_revision: int
    revision: int  # of the contract itself
    runs_until: date | None
    member_id: int
    sort_value: Any


_COLUMNS = (
    "contract_id", "contract__public_id", "contract__title", "contract__own_facts__reference", "member__name",
    "contract__supplier__public_id", "contract__supplier__name", "contract__own_facts__value", "contract__currency",
    "contract__starts_on", "contract__ends_on", "contract__option_until", "contract__state",
    "contract__term_set_id", "verdict", "screening__verdict", "state", "level", "level_raw", "level_component",
    "level_final", "groups", "product_ids", "severity", "likelihood", "rank",
    "revision", "contract__revision", "contract__runs_until", "member_id",
)  # fmt: skip


@dataclass(frozen=True)
class ContractPage:
    """`previous` and `next` go back into the address as `after`; `counts` is by verdict, for all filters but that."""

    rows: list[ContractRow]
    previous: str | None
    next: str | None
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def own_risks(viewer: Actor) -> QuerySet[ContractRisk]:
    """The standing results of the contracts of every member the viewer reaches."""
    if viewer.is_platform:
        return ContractRisk.objects.all()
    return ContractRisk.objects.filter(member_id__in=viewer.member_ids)


def with_own_facts(risks: QuerySet[ContractRisk]) -> QuerySet[ContractRisk]:
    """Joined with what is the owner's own of the contracts, which each has."""
    return risks.filter(contract__own_facts__isnull=False)


# Where the member is said, by the table whose index has the order. Once only: said of three tables that always agree,
# PostgreSQL takes it for three things that seldom come together, and reads all contracts to sort a handful.
_LEADING = {
    Sort.PRIORITY: "member_id",
    Sort.TITLE: "contract__member_id",
    Sort.END: "contract__member_id",
    Sort.VALUE: "contract__own_facts__member_id",
}


def _own_in_order(viewer: Actor, sort: Sort) -> QuerySet[ContractRisk]:
    every = with_own_facts(ContractRisk.objects.all())
    return every if viewer.is_platform else every.filter(**{f"{_LEADING[sort]}__in": viewer.member_ids})


def contract_list(
    viewer: Actor, filters: ContractFilters, after: str | None = None, limit: int = PAGE, *, today: date
) -> ContractPage:
    found = _filtered(own_risks(viewer), filters, today)
    counts = dict(found.order_by().values_list("verdict").annotate(count=Count("id")))
    key = _KEYS[filters.sort]
    raw, before, more = page_of(_ordered(viewer, filters, today), key, read_place(after, key), limit)
    rows = [ContractRow._make(row) for row in raw]
    previous, following = around([(row.sort_value, row.contract_id) for row in rows], before, more)
    return ContractPage(rows, previous, following, {verdict: counts.get(verdict, 0) for verdict in Verdict.values})


def every_contract(viewer: Actor, filters: ContractFilters, *, today: date) -> Iterator[ContractRow]:
    """All rows of the list in its order, one by one, for exports."""
    key = _KEYS[filters.sort]
    sign = "-" if key.descending else ""
    rows = _ordered(viewer, filters, today).order_by(f"{sign}{key.field}", f"{sign}{key.tie}")
    return (ContractRow._make(row) for row in rows.iterator(chunk_size=2000))


def _ordered(viewer: Actor, filters: ContractFilters, today: date) -> QuerySet[ContractRisk, tuple[Any, ...]]:
    """Not ordered yet, with what it is to be ordered by as the last column."""
    found = _filtered(_own_in_order(viewer, filters.sort), filters, today)
    if filters.verdict:
        found = found.filter(verdict=filters.verdict)
    if filters.sort is Sort.END:
        found = found.annotate(end_key=Coalesce("contract__ends_on", Value(NO_END), output_field=DateField()))
    return found.values_list(*_COLUMNS, F(_KEYS[filters.sort].field))


def _filtered(found: QuerySet[ContractRisk], filters: ContractFilters, today: date) -> QuerySet[ContractRisk]:
    """All filters but the verdict, which the counts beside it must not obey."""
    plain = {
        "level": filters.level,
        "state": filters.risk_state,
        "member__public_id": filters.member,
    }
    found = found.filter(_in_state(filters.state, today), **{name: value for name, value in plain.items() if value})
    if filters.group or filters.product:
        held = {"group_id": filters.group, "product_id": filters.product}
        wanted = {name: value for name, value in held.items() if value}
        found = found.filter(Exists(RiskProduct.objects.filter(risk=OuterRef("pk"), **wanted)))
    if filters.supplier:
        found = found.filter(contract__supplier_id__in=ids_called(filters.supplier))
    if filters.term_set == WITHOUT:
        found = found.filter(contract__term_set__isnull=True)
    elif filters.term_set:
        found = found.filter(contract__term_set_id=filters.term_set)
    if filters.ends_within is not None:
        found = found.filter(contract__ends_on__range=(today, today + timedelta(days=filters.ends_within)))
    return found.filter(_has_text(filters.text))


def _in_state(state: str, today: date) -> Q:
    match state:
        case ContractState.RUNNING:
            return running(today)
        case _ if state == OVER:
            return over_by_date(today)
        case _:
            return Q(contract__state=state) if state else Q()


def _has_text(text: str) -> Q:
    fields = (
        "contract__title",
        "contract__own_facts__reference",
        "contract__supplier__name",
        "contract__supplier__organisation_number",
    )
    return has_words(text, fields)
