"""What the company register says, written down: facts, and as events what has changed since it was asked last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.outbox import send, waits
from aktsom.suppliers import permissions
from aktsom.suppliers.actions.facts import address_written, place_of, renamed
from aktsom.suppliers.hiding import hidden_from
from aktsom.suppliers.models import Supplier, SupplierAddress, SupplierEvent, SupplierName
from aktsom.suppliers.rules import SupplierWords, is_organisation_number, name_key
from aktsom.suppliers.rules.register import Happened, Known, RegisterFacts, happened, name_to_show
from aktsom.suppliers.sizing import size_again
from aktsom.suppliers.states import EventKind, NameKind, RegisterAnswer

LOOK_UP = "suppliers.look_up"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many suppliers were updated, and how many events were news."""

    suppliers: int = 0
    events: int = 0


def ask_register(*, by: Actor, at: datetime, supplier: str) -> bool:
    """Let the worker look the supplier up in the company register. Returns whether it was not waiting already."""
    found = Supplier.objects.filter(public_id=supplier).first()
    if found is None or hidden_from(by, [found.pk]):
        raise NotVisible
    stop_if(permissions.keep_facts(by))
    payload = {"supplier": found.public_id}
    if not is_organisation_number(found.organisation_number) or waits(kind=LOOK_UP, payload=payload):
        return False
    send(kind=LOOK_UP, payload=payload, at=at)
    return True


@transaction.atomic
def note_register_answer(*, at: datetime, supplier: str, answer: RegisterAnswer) -> None:
    """That it does not know the number, or did not answer. What it said before stays as it was."""
    asked = {} if answer is RegisterAnswer.FAILED else {"checked_at": at}
    Supplier.objects.filter(public_id=supplier).update(register_answer=answer, **asked)


@transaction.atomic
def take_in_facts(*, by: Actor, at: datetime, facts: Iterable[RegisterFacts], source: str) -> TakenIn:
    """Of the suppliers that are known by these numbers; facts of others are passed over. Told the same twice, nothing
    more happens. Entities above that are not known yet come to be, named by their number until they are told of."""
    told = {one.number: one for one in facts}
    known = {
        supplier.organisation_number: supplier
        for supplier in Supplier.objects.select_for_update(of=("self",))
        .select_related("unit_of", "parent")
        .filter(organisation_number__in=list(told))
        .order_by("pk")
    }
    above, acts = _above({told[n].above for n in known if told[n].above}, known)
    events = 0
    for number, supplier in known.items():
        news, act = _one(supplier, told[number], above, at, source)
        events += len(news)
        acts += [act] if act else []
    record(by=by, at=at, acts=acts)
    return TakenIn(len(known), events)


def _above(numbers: set[str], known: dict[str, Supplier]) -> tuple[dict[str, Supplier], list[Act]]:
    wanted = {n for n in numbers if n not in known and is_organisation_number(n)}
    held = {s.organisation_number: s for s in Supplier.objects.filter(organisation_number__in=wanted)}
    new = [
        Supplier(name=number, name_key=name_key(number), organisation_number=number)
        for number in sorted(wanted - held.keys())
    ]
    Supplier.objects.bulk_create(new, ignore_conflicts=True)  # somebody else may make the same one just now
    held |= {s.organisation_number: s for s in Supplier.objects.filter(organisation_number__in=wanted)}
    ours = {one.public_id for one in new}
    acts = [
        Act("supplier_registered", one.public_id, changes={"organisation_number": [None, one.organisation_number]})
        for one in held.values()
        if one.public_id in ours
    ]
    return held | known, acts


def _one(
    supplier: Supplier, told: RegisterFacts, above: dict[str, Supplier], at: datetime, source: str
) -> tuple[list[Happened], Act | None]:
    first = supplier.register_answer != RegisterAnswer.FOUND
    news = happened(_known(supplier, checked=not first), told)
    changes: dict[str, object] = {}
    _names(supplier, told, first=first, at=at, source=source, changes=changes)
    _figures(supplier, told, source, changes)
    _place_in_group(supplier, told, above, changes)
    for postal, place in ((False, told.visiting), (True, told.postal)):
        change = place and address_written(supplier, postal=postal, place=place, source=source, at=at)
        if change:
            changes["postal" if postal else "visiting"] = change
    supplier.checked_at, supplier.register_answer = at, RegisterAnswer.FOUND
    supplier.save()
    size_again(supplier)
    SupplierEvent.objects.bulk_create(_event(supplier, one, above, at, source) for one in news)
    act = Act("supplier_checked", supplier.public_id, changes={**changes, "source": source}) if changes else None
    return news, act


def _known(supplier: Supplier, *, checked: bool) -> Known:
    visiting = SupplierAddress.objects.filter(supplier=supplier, postal=False).first()
    above = supplier.unit_of or supplier.parent
    return Known(
        name=supplier.name,
        state=supplier.state,  # type: ignore[arg-type]  # the column holds nothing else
        above=above.organisation_number if above else "",
        visiting=place_of(visiting) if visiting else None,
        checked=checked,
    )


def _names(
    supplier: Supplier, told: RegisterFacts, *, first: bool, at: datetime, source: str, changes: dict[str, object]
) -> None:
    """The register's name becomes the supplier's; the one before is kept, as a former name once the register has said
    it, else as how buyers write it. By it contracts that name no number still find the supplier."""
    name = name_to_show(supplier.name, told.name)
    if name == supplier.name:
        return
    if supplier.name != supplier.organisation_number:
        kind = NameKind.ALIAS if first else NameKind.FORMER
        until = {} if first else {"until": timezone.localdate(at)}
        SupplierName.objects.get_or_create(
            supplier=supplier,
            name=supplier.name,
            kind=kind,
            defaults={"key": SupplierWords(supplier.name).key, "source": source, **until},
        )
    changes["name"] = [supplier.name, name]
    renamed(supplier, name)


def _figures(supplier: Supplier, told: RegisterFacts, source: str, changes: dict[str, object]) -> None:
    said: dict[str, object] = {"state": told.state}
    said |= {"legal_form": told.legal_form} if told.legal_form else {}
    said |= {"employees": told.employees} if told.employees is not None else {}
    for name, value in said.items():
        if getattr(supplier, name) != value:
            changes[name] = [getattr(supplier, name), value]
            setattr(supplier, name, value)
    if not supplier.size_source or "employees" in changes:
        supplier.size_source = source if supplier.employees is not None else supplier.size_source


def _place_in_group(
    supplier: Supplier, told: RegisterFacts, above: dict[str, Supplier], changes: dict[str, object]
) -> None:
    """Under the legal entity of a sub-unit, or the entity above. A ring is left as it was: a register that says so is
    wrong."""
    over = above.get(told.above)
    if over is None or supplier.pk in (over.pk, over.unit_of_id, over.parent_id):
        return
    field = "unit_of" if told.is_unit else "parent"
    if getattr(supplier, f"{field}_id") != over.pk:
        before = getattr(supplier, field)
        changes[field] = [before.public_id if before else None, over.public_id]
        setattr(supplier, field, over)


def _event(supplier: Supplier, one: Happened, above: dict[str, Supplier], at: datetime, source: str) -> SupplierEvent:
    return SupplierEvent(
        supplier=supplier,
        kind=one.kind,
        happened_on=one.on,
        learned_at=at,
        before=one.before[:300],
        after=one.after[:300],
        other=above.get(one.after) if one.kind is EventKind.PARENT_CHANGED else None,
        source=source,
    )


def known_numbers() -> set[str]:
    """Every Norwegian number that a supplier here has."""
    numbered = Supplier.objects.filter(country="NO").exclude(organisation_number="")
    numbers = numbered.values_list("organisation_number", flat=True).iterator()
    return {number for number in numbers if is_organisation_number(number)}
