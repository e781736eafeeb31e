"""What a supplier under follow-up has told of its chain, against what the terms of the contracts that are covered ask:
for those who follow up, and only of what was asked for and has had its time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.findings.models import Finding
from aktsom.findings.rules.transparency import AskedFor, untold, weakest
from aktsom.findings.states import FindingState
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.conclusions import sees_words
from aktsom.follow_up.queries.planning import covered_contracts
from aktsom.risk.queries.products import products_of
from aktsom.supply_chain.models import Declaration, DeclarationContract
from aktsom.supply_chain.queries.chain import chain_behind, coverages
from aktsom.supply_chain.rules.coverage import Cell
from aktsom.supply_chain.states import DeclarationState
from aktsom.supply_chain.tables import term_of

CHAIN = "chain:"


@dataclass(frozen=True)
class ChainLacks:
    """One point of the terms that is not met: `cells` are the stages that it asks for, `told` those shown as it asks.
    `code` is the same for the same thing each time."""

    number: str
    term_sets: tuple[str, ...]
    asked: AskedFor
    since: date
    cells: tuple[Cell, ...]

    @property
    def code(self) -> str:
        return f"{CHAIN}{self.number}"

    @property
    def told(self) -> int:
        return sum(not cell.gap for cell in self.cells)


@dataclass(frozen=True)
class NotAchieved:
    """Stages that are not shown under terms that do not ask for them. No finding: that it was asked for is what can be
    said. `term_set` is empty for contracts without terms."""

    term_set: str
    asked: AskedFor
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class ChainTold:
    lacks: tuple[ChainLacks, ...] = ()
    not_achieved: tuple[NotAchieved, ...] = ()


def chain_told(viewer: Actor, one: FollowUp, today: date) -> ChainTold:
    """What has been noted already, and not withdrawn, is told no more."""
    if not sees_words(viewer, one):
        return ChainTold()
    contracts = [row.contract for row in covered_contracts(one)]
    asked = {
        contract_id: said
        for contract_id, said in _asked(viewer, contracts).items()
        if said.lacking_since(today) is not None
    }
    due = [each for each in contracts if each.pk in asked]
    if not due:
        return ChainTold()
    chain = chain_behind(viewer, one.supplier, today)
    cells = coverages(due, chain, products_of(viewer, [each.pk for each in due]))
    noted = Finding.objects.filter(follow_up=one, rests_on__startswith=CHAIN).exclude(state=FindingState.WITHDRAWN)
    known = set(noted.values_list("rests_on", flat=True))
    lacks = [each for each in _lacks(due, cells, asked, today) if each.code not in known]
    return ChainTold(tuple(lacks), tuple(_not_achieved(due, cells, asked)))


def _asked(viewer: Actor, contracts: Sequence[Contract]) -> dict[int, AskedFor]:
    """By contract, the newest question that the viewer may know of."""
    seen = Declaration.objects.visible_to(viewer).filter(asked_at__isnull=False, invited_by__isnull=True)
    rows = DeclarationContract.objects.filter(contract__in=contracts, declaration__in=seen)
    found: dict[int, AskedFor] = {}
    for row in rows.select_related("declaration").order_by("declaration_id"):
        one = row.declaration
        answered = one.submitted_at if one.state in (DeclarationState.SUBMITTED, DeclarationState.REPLACED) else None
        found[row.contract_id] = AskedFor(
            timezone.localdate(one.asked_at), one.answer_by, timezone.localdate(answered) if answered else None,
            one.state == DeclarationState.WITHDRAWN,
        )  # fmt: skip
    return found


def _lacks(
    contracts: Sequence[Contract], cells: dict[int, list[Cell]], asked: dict[int, AskedFor], today: date
) -> list[ChainLacks]:
    """By point of the terms, the earliest question first among several contracts."""
    demanded: dict[str, list[tuple[Contract, Cell]]] = defaultdict(list)
    for one in contracts:
        for cell in cells[one.pk]:
            term = term_of(one.term_set_id or "", cell.stage)
            if term is not None and term.target is not None:
                demanded[term.point].append((one, cell))
    found = []
    for number, rows in sorted(demanded.items()):
        merged = tuple(weakest(cell for _one, cell in rows))
        short = {one.pk: one for one, cell in rows if untold(cell) is not None}
        if short:
            first = min((asked[pk] for pk in short), key=lambda said: said.on)
            since = first.lacking_since(today) or today
            sets = tuple(sorted({one.term_set_id or "" for one in short.values()}))
            found.append(ChainLacks(number, sets, first, since, merged))
    return found


def _not_achieved(
    contracts: Sequence[Contract], cells: dict[int, list[Cell]], asked: dict[int, AskedFor]
) -> list[NotAchieved]:
    found: dict[str, list[tuple[Contract, Cell]]] = defaultdict(list)
    for one in contracts:
        for cell in cells[one.pk]:
            said = untold(cell)
            if said is not None and said.show_request:
                found[one.term_set_id or ""].append((one, cell))
    return [
        NotAchieved(
            term_set,
            min((asked[one.pk] for one, _cell in rows), key=lambda said: said.on),
            tuple(weakest(cell for _one, cell in rows)),
        )
        for term_set, rows in sorted(found.items())
    ]
