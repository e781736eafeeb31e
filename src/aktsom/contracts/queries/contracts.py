"""Reads of contracts. Own contracts are seen whole; those of other members as facts of the network only."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from aktsom.contracts.models import Contract, ContractCpv, OwnFacts
from aktsom.contracts.rules import ContractFacts, Held, generated_reference
from aktsom.contracts.states import ContractState
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.core.models import JournalEntry
from aktsom.members.models import Person
from aktsom.members.permissions import reaches
from aktsom.sharing.viewing import sees_network


def running(today: date, prefix: str = "") -> Q:
    """What it is for a contract to run on a day: nobody has ended or struck it, and its last day with every option
    used has not gone by. A last day that nobody knows has not. `prefix` leads to the contract in a join: "contract__".
    """
    state, last_day = f"{prefix}state", f"{prefix}runs_until"
    return Q(**{state: ContractState.RUNNING}) & (Q(**{f"{last_day}__isnull": True}) | Q(**{f"{last_day}__gte": today}))


def over_by_date(today: date, prefix: str = "") -> Q:
    """Contracts whose last day has gone by, though nobody has ended or struck them."""
    return Q(**{f"{prefix}state": ContractState.RUNNING, f"{prefix}runs_until__lt": today})


def own_contracts(viewer: Actor) -> QuerySet[Contract]:
    """Every contract of the members the viewer reaches, in any state."""
    if viewer.is_platform:
        return Contract.objects.all()
    return Contract.objects.filter(member_id__in=viewer.member_ids)


def visible_contracts(viewer: Actor) -> QuerySet[Contract]:
    """Own contracts, and those of the other members that are not struck. Obey `is_own` in what is shown of each."""
    if viewer.is_platform:
        return Contract.objects.all()
    if not sees_network(viewer):
        return own_contracts(viewer)  # no role that reads the network, as an auditor: nothing of others
    return Contract.objects.filter(Q(member_id__in=viewer.member_ids) | ~Q(state=ContractState.STRUCK))


def contract(viewer: Actor, public_id: str) -> Contract:
    """With supplier, member and term set. Raises NotVisible. May be another member's: ask `is_own` before showing
    anything but facts of the network, or show `seen_contract` of it."""
    return _one(visible_contracts(viewer), public_id)


def own_contract(viewer: Actor, public_id: str) -> Contract:
    return _one(own_contracts(viewer).select_related("own_facts"), public_id)


def _one(contracts: QuerySet[Contract], public_id: str) -> Contract:
    whole = contracts.select_related("supplier", "member", "term_set").prefetch_related("cpv_codes")
    found = whole.filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def is_own(viewer: Actor, contract: Contract) -> bool:
    return reaches(viewer, contract.member_id)


def facts_of(contract: Contract) -> ContractFacts:
    """All plain values of an own contract; up to three more questions to the database unless prefetched."""
    own = contract.own_facts
    return replace(
        network_facts_of(contract),
        reference=own.reference,
        description=own.description,
        value=own.value,
        signed_on=own.signed_on,
        options=own.options,
        term_deviations=own.term_deviations,
    )


def network_facts_of(contract: Contract) -> ContractFacts:
    """The plain values that the network may know; those of the owner are left empty."""
    supplier = contract.supplier
    return ContractFacts(
        title=contract.title,
        supplier_name=supplier.name if supplier else "",
        supplier_number=supplier.organisation_number if supplier else "",
        supplier_country=supplier.country if supplier else "NO",
        products=tuple(contract.products.split("\n")) if contract.products else (),
        cpv=tuple(row.code for row in contract.cpv_codes.all()),
        origins=tuple(contract.origins.split(";")) if contract.origins else (),
        currency=contract.currency,
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
        option_until=contract.option_until,
        term_set=contract.term_set_id or "",
    )


@dataclass(frozen=True, slots=True)
class SeenContract:
    """What a viewer may see of a contract. For others' contracts the owner's fields are None, whatever they hold;
    `exact_value` is then None too, and pages show a band by `sharing.rules`."""

    own: bool
    public_id: str
    member_name: str
    title: str
    supplier_name: str
    products: tuple[str, ...]
    cpv: tuple[str, ...]
    origins: tuple[str, ...]
    currency: str
    starts_on: date | None
    ends_on: date | None
    option_until: date | None
    term_set: str
    state: str
    reference: str | None
    description: str | None
    exact_value: Decimal | None
    signed_on: date | None
    options: str | None
    term_deviations: str | None
    revision: int | None


def seen_contract(viewer: Actor, contract: Contract) -> SeenContract:
    own = is_own(viewer, contract)
    facts = facts_of(contract) if own else network_facts_of(contract)
    return SeenContract(
        own=own,
        public_id=contract.public_id,
        member_name=contract.member.name,
        title=facts.title,
        supplier_name=facts.supplier_name,
        products=facts.products,
        cpv=facts.cpv,
        origins=facts.origins,
        currency=facts.currency,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        option_until=facts.option_until,
        term_set=facts.term_set,
        state=contract.state,
        reference=facts.reference if own else None,
        description=facts.description if own else None,
        exact_value=facts.value if own else None,
        signed_on=facts.signed_on if own else None,
        options=facts.options if own else None,
        term_deviations=facts.term_deviations if own else None,
        revision=contract.revision if own else None,
    )


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """`changes` is {field: [old, new]} or other plain facts of the act, as the journal keeps them."""

    number: int
    at: datetime
    verb: str
    person: str  # "" is the platform itself
    changes: dict[str, Any]


def history(viewer: Actor, contract: Contract, limit: int = 200) -> list[HistoryRow]:
    """The newest acts on the contract from the journal, newest first. Nothing for others than its own member."""
    if not is_own(viewer, contract):
        return []
    entries = list(JournalEntry.objects.filter(subject=contract.public_id).order_by("-number")[:limit])
    ids = {entry.person_id for entry in entries if entry.person_id}
    names = dict(Person.objects.filter(id__in=ids).values_list("id", "name"))
    return [
        HistoryRow(entry.number, entry.at, entry.verb, names.get(entry.person_id or 0, ""), entry.changes)
        for entry in entries
    ]


def free_reference(member_id: int, facts: ContractFacts) -> str:
    """A generated reference that no contract of the member has yet."""
    stem = generated_reference(facts)
    taken = set(
        OwnFacts.objects.filter(member_id=member_id, reference__startswith=stem).values_list("reference", flat=True)
    )
    occurrence = 1
    while generated_reference(facts, occurrence) in taken:
        occurrence += 1
    return generated_reference(facts, occurrence)


def reference_taken(member_id: int, reference: str, *, other_than: int | None = None) -> bool:
    taken = OwnFacts.objects.filter(member_id=member_id, reference=reference)
    return (taken if other_than is None else taken.exclude(contract=other_than)).exists()


_COLUMNS = (
    "contract_id", "contract__public_id", "reference", "contract__title", "description", "contract__supplier__name",
    "contract__supplier__organisation_number", "contract__supplier__country", "contract__products",
    "contract__origins", "value", "contract__currency", "signed_on", "contract__starts_on", "contract__ends_on",
    "contract__option_until", "options", "contract__term_set_id", "term_deviations", "contract__revision",
)  # fmt: skip


def held_by_reference(member_id: int, references: Iterable[str] | None = None) -> dict[str, Held]:
    """The member's contracts by reference, in two questions to the database whatever their number."""
    own = OwnFacts.objects.filter(member_id=member_id)
    codes = ContractCpv.objects.filter(contract__member_id=member_id)
    if references is not None:
        wanted = list(references)
        own = own.filter(reference__in=wanted)
        codes = codes.filter(contract__own_facts__member_id=member_id, contract__own_facts__reference__in=wanted)
    cpv: dict[int, list[str]] = {}
    for contract_id, code in codes.order_by("contract_id", "position").values_list("contract_id", "code").iterator():
        cpv.setdefault(contract_id, []).append(code)
    return {row[2]: _held(row, tuple(cpv.get(row[0], ()))) for row in own.values_list(*_COLUMNS).iterator()}


def _held(row: tuple[Any, ...], cpv: tuple[str, ...]) -> Held:
    facts = ContractFacts(
        reference=row[2],
        title=row[3],
        description=row[4],
        supplier_name=row[5] or "",
        supplier_number=row[6] or "",
        supplier_country=row[7] or "NO",
        products=tuple(row[8].split("\n")) if row[8] else (),
        cpv=cpv,
        origins=tuple(row[9].split(";")) if row[9] else (),
        value=row[10],
        currency=row[11],
        signed_on=row[12],
        starts_on=row[13],
        ends_on=row[14],
        option_until=row[15],
        options=row[16],
        term_set=row[17] or "",
        term_deviations=row[18],
    )
    return Held(row[0], row[1], row[19], facts)
