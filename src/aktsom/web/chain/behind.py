"""What a buyer sees of the chain behind a supplier: gaps first, contradictions side by side, every source told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.interop.chains.products import product_names
from aktsom.risk.queries.products import products_of
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.queries import declarations as queries
from aktsom.supply_chain.queries.chain import chain_behind, coverage, coverages, sites_of
from aktsom.supply_chain.queries.contracts import own_with
from aktsom.supply_chain.queries.said import disputed
from aktsom.supply_chain.queries.unknown import said_unknown
from aktsom.supply_chain.rules.coverage import Cell, mapped
from aktsom.supply_chain.states import DeclarationState, Known
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.chain import knowledge, words
from aktsom.web.chain.knowledge import word
from aktsom.web.chain.lists import by_stage, shares, what_of
from aktsom.web.chain.reaching import supplier_with_chain
from aktsom.web.chain.words import place_name, place_page


@dataclass(frozen=True, slots=True)
class CellLine:
    """One product and stage as the table tells it."""

    product: str
    stage: str
    cell: Cell
    known: str
    target: str
    note: str


@dataclass(frozen=True)
class Covered:
    """A contract's coverage; `gaps` of all its stages fall short."""

    contract: Contract
    lines: list[CellLine]
    gaps: int
    shares: list[dict[str, object]]


def lines_of(cells: list[Cell], products: Mapping[str, str]) -> list[CellLine]:
    """`products` are names by id."""
    stages = words.stage_words()
    return [
        CellLine(
            products.get(cell.product_id, ""),
            stages[cell.stage],
            cell,
            word(cell.known),
            word(cell.target) if cell.target else "",
            words.note_of(cell),
        )
        for cell in cells
    ]


def covered(actor: Actor, contract: Contract, today: date) -> Covered | None:
    """For the page of a contract. Nothing for a contract without a supplier."""
    if contract.supplier is None:
        return None
    chain = chain_behind(actor, contract.supplier, today)
    products = products_of(actor, [contract.pk]).get(contract.pk, [])
    cells = coverage(contract, chain, products)
    return _covered(contract, cells, product_names((cell.product_id for cell in cells), words.language()))


def _covered(contract: Contract, cells: list[Cell], names: Mapping[str, str]) -> Covered:
    gaps = sum(cell.gap for cell in cells)
    known = [Known.UNKNOWN if cell.partly else cell.known for cell in cells]
    return Covered(contract, lines_of(cells, names), gaps, shares(known))


@takes_part
@require_safe
def behind(request: SignedInRequest, public_id: str) -> HttpResponse:
    supplier = supplier_with_chain(request.actor, public_id)
    return render(request, "chain/behind.html", _shown(request.actor, supplier, timezone.localdate()))


def _shown(actor: Actor, supplier: Supplier, today: date) -> dict[str, Any]:
    chain = chain_behind(actor, supplier, today)
    own = own_with(actor, supplier, today)
    products = products_of(actor, [one.pk for one in own])
    versions = queries.versions(actor, supplier)
    cells = coverages(own, chain, products)
    ids = {cell.product_id for each in cells.values() for cell in each} | {link.product_id for link in chain.links}
    names = product_names(ids, words.language())
    return {
        "supplier": supplier,
        "chain": chain,
        "stages": by_stage(chain.links),
        "covered": [_covered(one, cells[one.pk], names) for one in own],
        "mapped": {
            words.stage_words()[stage]: share
            for stage, share in mapped(cell for each in cells.values() for cell in each).items()
        },
        "disputed": disputed(actor, sites_of(chain)),
        "waiting": queries.waiting(actor, [supplier.pk], today),
        "told": [one for one in versions if one.state == DeclarationState.SUBMITTED],
        "older": [one for one in versions if one.state == DeclarationState.REPLACED],
        "may_ask": bool(own),
        "knowledge": knowledge,
        "field_name": words.field_name,
        "said_value": words.said_value,
        "what_of": partial(what_of, names),
        "place_name": place_name,
        "place_page": place_page,
        "said_unknown": {said.stage for _id, said in said_unknown(chain.declarations)},
    }
