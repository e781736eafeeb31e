"""A buyer asks a supplier to tell of its chain: one question, whoever else asks too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import own_contracts, running
from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.outbox import send
from aktsom.core.wall import lowered
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain import permissions
from aktsom.supply_chain.actions.loading import ask_about, day_of, draft_of, last_submitted, new_version
from aktsom.supply_chain.actions.seen_by import recompute
from aktsom.supply_chain.answering import answering, owner_among, who_answers
from aktsom.supply_chain.models import Declaration, DeclarationContract

LONGEST_MESSAGE = 4_000
ASKED_MAIL = "chain_asked"


class AlreadyAnswered(DomainError):
    """What is asked has been answered; to be asked again on purpose."""

    def __init__(self, on: date) -> None:
        super().__init__(
            _("Leverandøren har svart på dette allerede. Les svaret først, og be om et nytt hvis det trengs.")
        )
        self.on = on


@dataclass(frozen=True)
class Asked:
    """`new` contracts asked about; `joined` when the supplier was asked by somebody before and has not answered;
    `answers` people who answer for the supplier: with none, the secretariat has to let somebody in; `again` when all of
    it was asked already."""

    declaration: Declaration
    new: int
    joined: bool
    answers: int
    again: bool = False


@dataclass(frozen=True)
class Wish:
    """What is asked: `products` are ids of the high-risk list by the public id of each contract."""

    products: Mapping[str, Sequence[str]]
    message: str = ""
    answer_by: date | None = None
    again: bool = False


@transaction.atomic
def ask_for_chain(*, by: Actor, at: datetime, supplier_id: str, wish: Wish) -> Asked:
    """For contracts of the actor's own members with the supplier. Raises AlreadyAnswered, unless asked `again`."""
    supplier = _supplier(supplier_id)
    mine = own_contracts(by).filter(running(day_of(at)), public_id__in=list(wish.products))
    contracts = list(mine.select_related("supplier").order_by("id"))
    if not wish.products:
        raise DomainError(_("Velg minst én avtale."))
    if len(contracts) != len(wish.products) or not all(of_same_company(c, supplier) for c in contracts):
        raise NotVisible
    for member_id in {contract.member_id for contract in contracts}:
        stop_if(permissions.ask(by, member_id))
    return laid_down(by=by, at=at, supplier=supplier, contracts=contracts, wish=wish)


def _supplier(public_id: str) -> Supplier:
    found = Supplier.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def of_same_company(contract: Contract, supplier: Supplier) -> bool:
    return contract.supplier is not None and contract.supplier.identity_id == supplier.identity_id


def laid_down(
    *, by: Actor, at: datetime, supplier: Supplier, contracts: Sequence[Contract], wish: Wish, told: Sequence[Act] = ()
) -> Asked:
    """The question itself; that the actor may ask for these contracts is checked by the caller. The draft may be one
    that somebody else asked for, which the actor does not see until its own contract is in it."""
    if wish.answer_by is not None and wish.answer_by < day_of(at):
        raise DomainError(_("Svarfristen er allerede over."))
    with lowered():
        supplier = answering(supplier, contracts)
        draft = draft_of(supplier.pk)
        if draft is None and not wish.again:
            _stop_if_answered(supplier.pk, contracts, wish)
        before = _asked_so_far(draft)
        if draft is None:
            draft = new_version(supplier.pk, owner_among(by, contracts), at)
        new = ask_about(draft, contracts, wish.products)
        said = _said(draft, wish)
        again = draft.asked_at is not None and before == _asked_so_far(draft) and said is None
        if not again:
            _say(draft, at, said or (draft.message, draft.answer_by))
        count = who_answers(supplier.pk)
        recompute({supplier.pk}, day_of(at))
    if not again:  # the same question once more is one question
        acts = [_act(draft, supplier, contract) for contract in contracts]
        record(by=by, at=at, acts=[*acts, *told])
        asking = sorted({contract.member_id for contract in contracts})
        send(kind=ASKED_MAIL, payload={"declaration": draft.public_id, "members": asking}, at=at)
    return Asked(draft, new, before is not None and not again, count, again)


def _asked_so_far(draft: Declaration | None) -> set[tuple[int, str]] | None:
    """Contracts and products; nothing where nobody has asked."""
    if draft is None or draft.asked_at is None:
        return None
    return set(draft.contracts.values_list("contract_id", "products"))


def _said(draft: Declaration, wish: Wish) -> tuple[str, date | None] | None:
    """The message and the day as they become; None where the wish adds nothing. What several ask is set one under the
    other; the earliest day counts."""
    message = storable(wish.message).strip()[:LONGEST_MESSAGE]
    text = f"{draft.message}\n\n{message}".strip() if message and message not in draft.message else draft.message
    day = min((each for each in (draft.answer_by, wish.answer_by) if each), default=None)
    return None if (text, day) == (draft.message, draft.answer_by) else (text, day)


def _say(draft: Declaration, at: datetime, said: tuple[str, date | None]) -> None:
    draft.message, draft.answer_by = said
    draft.asked_at = draft.asked_at or at
    draft.revision += 1
    draft.save(update_fields=["message", "answer_by", "asked_at", "revision"])


def _stop_if_answered(supplier_id: int, contracts: Sequence[Contract], wish: Wish) -> None:
    last = last_submitted(supplier_id)
    if last is None or last.submitted_at is None:
        return
    held = {c.contract_id: c for c in DeclarationContract.objects.filter(declaration=last)}
    if all(c.pk in held and set(wish.products[c.public_id]) <= set(held[c.pk].products.split("\n")) for c in contracts):
        raise AlreadyAnswered(day_of(last.submitted_at))


def _act(draft: Declaration, supplier: Supplier, contract: Contract) -> Act:
    told = {"supplier": supplier.public_id, "contract": contract.public_id, "answer_by": draft.answer_by}
    return Act("chain_asked", draft.public_id, contract.member_id, changes=told)
