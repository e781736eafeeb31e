"""A declaration loaded for change, and new ones laid down."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Stale
from aktsom.sharing.audiences import Audience
from aktsom.supply_chain import permissions
from aktsom.supply_chain.concerned import Concerned, concerned_by
from aktsom.supply_chain.models import Declaration, DeclarationContract, DeclarationRow
from aktsom.supply_chain.states import DeclarationState

OSLO = ZoneInfo("Europe/Oslo")
BATCH = 500


def day_of(at: datetime) -> date:
    return at.astimezone(OSLO).date()


def declaration_for_change(by: Actor, public_id: str, revision: int | None = None) -> Declaration:
    """The supplier's own, locked. Raises Stale when it was changed since `revision`, where one is given."""
    found = Declaration.objects.select_for_update(of=("self",)).select_related("supplier")
    one = found.filter(public_id=public_id).first()
    if one is None or not permissions.answers(by, one.supplier_id):
        raise NotVisible
    if revision is not None and one.revision != revision:
        raise Stale
    return one


def draft_of(supplier_id: int) -> Declaration | None:
    """Locked."""
    drafts = Declaration.objects.select_for_update(of=("self",)).select_related("supplier")
    return drafts.filter(supplier_id=supplier_id, state=DeclarationState.DRAFT).first()


def last_submitted(supplier_id: int) -> Declaration | None:
    return Declaration.objects.filter(supplier_id=supplier_id, state=DeclarationState.SUBMITTED).first()


def new_version(supplier_id: int, owner_id: int, at: datetime, **said: Any) -> Declaration:
    """A draft that starts from the last one sent: its rows, the contracts that it answers for and who invited it, which
    also one that was withdrawn says. It hides from the customer what that hid and what may be hidden still. To be asked
    with the wall lowered."""
    last = last_version(supplier_id)
    concerned = concerned_by(supplier_id, day_of(at))
    made = Declaration.objects.create(
        supplier_id=supplier_id,
        version=_highest(supplier_id) + 1,
        owner_id=owner_id,
        audience=Audience.LINKED_BUYERS,
        made_at=at,
        invited_by_id=said.pop("invited_by_id", last.invited_by_id if last else None),
        hides_from_customer=bool(last and last.hides_from_customer and not concerned.must_show),
        note=last.note if last else "",
        **said,
    )
    if last is not None:
        _copy(last, made, concerned)
    return made


def last_version(supplier_id: int) -> Declaration | None:
    """The one in force; where none has been sent, the last of an invited tier: also one that was withdrawn says who
    invited it and for what."""
    invited = Declaration.objects.filter(supplier_id=supplier_id, invited_by__isnull=False).order_by("-version")
    return last_submitted(supplier_id) or invited.first()


def _highest(supplier_id: int) -> int:
    versions = Declaration.objects.filter(supplier_id=supplier_id).order_by("-version")
    return versions.values_list("version", flat=True).first() or 0


def _copy(last: Declaration, made: Declaration, concerned: Concerned) -> None:
    rows = [
        DeclarationRow(
            declaration=made,
            number=row.number,
            words=row.words,
            facts=row.facts,
            problems=row.problems,
            site_id=row.site_id,
        )
        for row in last.rows.order_by("number")
        if last.submitted_at
    ]
    DeclarationRow.objects.bulk_create(rows, batch_size=BATCH)
    answered = [
        DeclarationContract(declaration=made, contract_id=c.contract_id, member_id=c.member_id, products=c.products)
        for c in last.contracts.all()
        if c.contract_id in concerned.contracts
    ]
    DeclarationContract.objects.bulk_create(answered, batch_size=BATCH)


def ask_about(declaration: Declaration, contracts: Sequence[Contract], products: Mapping[str, Sequence[str]]) -> int:
    """Put the contracts and what is asked about in them into the declaration; returns how many are new there."""
    there = {one.contract_id: one for one in declaration.contracts.all()}
    new = 0
    for contract in contracts:
        asked = list(products.get(contract.public_id, ()))
        held = there.get(contract.pk)
        if held is None:
            DeclarationContract.objects.create(
                declaration=declaration, contract=contract, member_id=contract.member_id, products="\n".join(asked)
            )
            new += 1
        elif set(asked) - set(held.products.split("\n")):
            held.products = "\n".join(dict.fromkeys([*filter(None, held.products.split("\n")), *asked]))
            held.save(update_fields=["products"])
    return new
