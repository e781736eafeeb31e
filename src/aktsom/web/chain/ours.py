"""A supplier's own room: what it has told of its chain, what is missing, who reads it, and the next tier."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.interop.chains.words import STAGES
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.actions.declaring import start_declaration
from aktsom.supply_chain.models import Declaration
from aktsom.supply_chain.queries import declarations as queries
from aktsom.supply_chain.queries.asked import buyers, products_of, told_of
from aktsom.supply_chain.queries.chain import chain_behind
from aktsom.supply_chain.queries.declarations import RowView
from aktsom.supply_chain.rules.rows import missing
from aktsom.supply_chain.states import DeclarationState, Stage
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.chain import words
from aktsom.web.chain.lists import by_stage
from aktsom.web.suppliers.words import in_a_row


@signed_in
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """The one supplier's page, or a choice where the person answers for several."""
    suppliers = queries.answered_for(request.actor)
    if not suppliers:
        raise NotVisible
    if len(suppliers) == 1:
        return redirect("chain_ours", public_id=suppliers[0].public_id)
    return render(request, "chain/choose.html", {"suppliers": suppliers})


@dataclass(frozen=True)
class Told:
    """A version with what it leaves unanswered: (product, stage) in words."""

    version: Declaration
    rows: list[RowView]
    missing: list[tuple[str, str]]

    @property
    def blocked(self) -> int:
        return sum(row.blocked for row in self.rows)


def askers_of(version: Declaration) -> str:
    """Names of the members that ask, for the supplier that sees the question; who has it from its customer, that."""
    asked = told_of([version])
    names = list(dict.fromkeys(asked.askers.get(version.public_id, [])))
    return in_a_row(names) or asked.customers.get(version.invited_by_id or 0, "") or version.owner.name


def told(actor: Actor, version: Declaration) -> Told:
    rows = queries.rows_of(actor, version)
    asked = products_of(version)
    gaps = missing(asked, [stage.value for stage in Stage], [row.facts for row in rows])
    named = dict(zip(asked, words.product_words(asked), strict=True))
    return Told(version, rows, [(named.get(gap.product_id, ""), str(STAGES[Stage(gap.stage)])) for gap in gaps])


@signed_in
@require_safe
def ours(request: SignedInRequest, public_id: str) -> HttpResponse:
    supplier = queries.own_supplier(request.actor, public_id)
    return render(request, "chain/ours.html", _shown(request.actor, supplier))


def _shown(actor: Actor, supplier: Supplier) -> dict[str, Any]:
    versions = queries.versions(actor, supplier)
    draft = next((one for one in versions if one.state == DeclarationState.DRAFT), None)
    last = next((one for one in versions if one.state == DeclarationState.SUBMITTED), None)
    today = timezone.localdate()
    chain = chain_behind(actor, supplier, today)
    current = draft or last
    return {
        "supplier": supplier,
        "draft": told(actor, draft) if draft else None,
        "last": told(actor, last) if last else None,
        "askers": askers_of(draft) if draft else "",
        "older": [one for one in versions if one.state == DeclarationState.REPLACED],
        "buyers": buyers(actor, current) if current else [],
        "stages": by_stage(chain.links),
        "tiers": queries.next_tiers(actor, supplier),
        "stage_words": words.stage_words(),
        "confidence": words.confidence_words(),
        "today": today,
        "now": timezone.now(),
    }


@signed_in
@require_POST
def start(request: SignedInRequest, public_id: str) -> HttpResponse:
    draft = start_declaration(by=request.actor, at=timezone.now(), supplier_id=public_id)
    return redirect("chain_write", public_id=draft.public_id)
