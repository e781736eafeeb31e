"""What is known of a company, with source and day; and what the register should be asked about next."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.members.models import Member
from aktsom.members.permissions import reads_network
from aktsom.suppliers import permissions
from aktsom.suppliers.models import (
    Supplier,
    SupplierAddress,
    SupplierContact,
    SupplierEvent,
    SupplierName,
    SupplierNumber,
    SupplierProposal,
)
from aktsom.suppliers.queries.suppliers import supplier as supplier_called
from aktsom.suppliers.rules import is_organisation_number
from aktsom.suppliers.rules.size import SizeClass, size_class
from aktsom.suppliers.sizing import figures_of
from aktsom.suppliers.states import CompanyState, NameKind, ProposalState
from aktsom.suppliers.tables import size_limits

MOST = 50  # relatives, names and events shown


@dataclass(frozen=True, slots=True)
class NumberRow:
    scheme: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class NameRow:
    name: str
    kind: str
    source: str
    until: date | None


@dataclass(frozen=True, slots=True)
class AddressRow:
    lines: str
    postcode: str
    town: str
    country: str
    source: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Relative:
    public_id: str
    name: str
    number: str
    state: str


@dataclass(frozen=True, slots=True)
class EventRow:
    kind: str
    on: date | None
    learned_at: datetime
    before: str
    after: str
    other: str  # public id
    other_name: str
    source: str


@dataclass(frozen=True, slots=True)
class SupplierFacts:
    """Of the company, over all records that are judged to be it. `ground` and `measures` say why the Transparency Act
    covers it or not (`rules.size.Ground`)."""

    supplier: Supplier
    names: list[NameRow]
    numbers: list[NumberRow]
    visiting: AddressRow | None
    postal: AddressRow | None
    unit_of: Relative | None
    mother: Relative | None
    daughters: list[Relative]
    units: list[Relative]
    events: list[EventRow]
    size: SizeClass
    ground: str
    measures: tuple[str, ...]
    may_change: bool
    in_register: bool  # has a number that the company register can be asked about

    @property
    def has_group(self) -> bool:
        return bool(self.unit_of or self.mother or self.daughters or self.units)

    @property
    def trouble(self) -> EventRow | None:
        """The event behind a state that is not active."""
        if self.supplier.state == CompanyState.ACTIVE:
            return None
        return next((event for event in self.events if event.kind == self.supplier.state), None)


def supplier_facts(viewer: Actor, public_id: str) -> SupplierFacts:
    """Facts of a company are public; the page they stand on is not. Raises NotVisible."""
    found = supplier_called(viewer, public_id)
    records = Supplier.objects.filter(Q(pk=found.identity_id) | Q(same_as=found.identity_id))
    ids = list(records.values_list("pk", flat=True))
    main = _told_of(found, records)
    ground, _colon, measures = main.covered_why.partition(":")
    return SupplierFacts(
        supplier=main,
        names=_names(ids, records, main),
        numbers=_numbers(ids, records),
        visiting=_address(ids, postal=False),
        postal=_address(ids, postal=True),
        unit_of=_relative(main.unit_of),
        mother=_relative(main.parent),
        daughters=_relatives(Supplier.objects.filter(parent__in=ids)),
        units=_relatives(Supplier.objects.filter(unit_of__in=ids)),
        events=_events(ids),
        size=size_class(figures_of(main), size_limits()["large"]),
        ground=ground or "missing",
        measures=tuple(part for part in measures.split(",") if part)
        or (() if ground else ("turnover", "balance_sum", "employees")),
        may_change=permissions.keeps_facts(viewer),
        in_register=is_organisation_number(main.organisation_number),
    )


def _told_of(found: Supplier, records: QuerySet[Supplier]) -> Supplier:
    """The record that most is known of: the one asked for, unless another of the company has the register's facts."""
    if found.checked_at:
        return found
    told = records.filter(checked_at__isnull=False).select_related("unit_of", "parent").order_by("-checked_at").first()
    return told or found


def _names(ids: list[int], records: QuerySet[Supplier], main: Supplier) -> list[NameRow]:
    written = [NameRow(one.name, NameKind.ALIAS, "", None) for one in records if one.name != main.name]
    kept = SupplierName.objects.filter(supplier__in=ids).order_by("kind", "-until", "name")[:MOST]
    rows = [NameRow(one.name, one.kind, one.source, one.until) for one in kept]
    seen = {row.name for row in rows}
    return rows + [row for row in written if row.name not in seen]


def _numbers(ids: list[int], records: QuerySet[Supplier]) -> list[NumberRow]:
    own = [NumberRow("no-org", one.organisation_number, "") for one in records if one.organisation_number]
    kept = SupplierNumber.objects.filter(supplier__in=ids).order_by("scheme", "value")
    return own + [NumberRow(one.scheme, one.value, one.source) for one in kept]


def _address(ids: list[int], *, postal: bool) -> AddressRow | None:
    one = SupplierAddress.objects.filter(supplier__in=ids, postal=postal).order_by("-added_at").first()
    if one is None:
        return None
    return AddressRow(one.lines, one.postcode, one.town, one.country, one.source, one.added_at)


def _relative(one: Supplier | None) -> Relative | None:
    return Relative(one.public_id, one.name, one.organisation_number, one.state) if one else None


def _relatives(found: QuerySet[Supplier]) -> list[Relative]:
    return [Relative(o.public_id, o.name, o.organisation_number, o.state) for o in found.order_by("name", "pk")[:MOST]]


def _events(ids: list[int]) -> list[EventRow]:
    found = SupplierEvent.objects.filter(supplier__in=ids).select_related("other").order_by("-learned_at", "-pk")[:MOST]
    return [
        EventRow(
            one.kind,
            one.happened_on,
            one.learned_at,
            one.before,
            one.after,
            one.other.public_id if one.other else "",
            one.other.name if one.other else "",
            one.source,
        )
        for one in found
    ]


@dataclass(frozen=True, slots=True)
class ContactRow:
    """`member` by public id. `may_change`: whether the viewer keeps that member's register."""

    public_id: str
    member: str
    member_name: str
    name: str
    part: str
    email: str
    phone: str
    may_change: bool


def contacts(viewer: Actor, public_id: str) -> list[ContactRow]:
    """Those of the viewer's own members; others' do not exist."""
    found = supplier_called(viewer, public_id)
    rows = SupplierContact.objects.filter(
        Q(supplier=found.identity_id) | Q(supplier__same_as=found.identity_id), member__in=viewer.member_ids
    )
    return [
        ContactRow(
            one.public_id,
            one.member.public_id,
            one.member.name,
            one.name,
            one.part,
            one.email,
            one.phone,
            permissions.keep_contacts(viewer, one.member_id) is None,
        )
        for one in rows.select_related("member").order_by("member__name", "name", "pk")
    ]


def contact(viewer: Actor, public_id: str) -> SupplierContact | None:
    """Nothing for another member's."""
    rows = SupplierContact.objects.select_related("supplier", "member")
    return rows.filter(public_id=public_id, member__in=viewer.member_ids).first()


def proposals(viewer: Actor, public_id: str) -> list[SupplierProposal]:
    """What the supplier's own people propose: those waiting for buyers, and all of them for the supplier's own."""
    found = supplier_called(viewer, public_id)
    rows = SupplierProposal.objects.filter(supplier__in=[found.pk, found.identity_id])
    if found.pk in viewer.supplier_ids:
        return list(rows.exclude(state=ProposalState.WITHDRAWN)[:MOST])
    return list(rows.filter(state=ProposalState.WAITING)[:MOST]) if reads_network(viewer) else []


def number_to_look_up(supplier: str) -> str:
    """The number of a supplier, by its public id; nothing for one without."""
    number = Supplier.objects.filter(public_id=supplier).values_list("organisation_number", flat=True).first() or ""
    return number if is_organisation_number(number) else ""


def to_look_up(older_than: datetime, most: int) -> list[tuple[str, str]]:
    """Public id and number of those never looked up or longest ago. A deleted company does not come back."""
    due = Supplier.objects.filter(Q(checked_at__isnull=True) | Q(checked_at__lt=older_than), country="NO")
    due = due.exclude(organisation_number="").exclude(state=CompanyState.DELETED)
    rows = due.order_by(F("checked_at").asc(nulls_first=True), "pk").values_list("public_id", "organisation_number")
    return [(public_id, number) for public_id, number in rows[: most * 2] if is_organisation_number(number)][:most]


def own_suppliers(viewer: Actor) -> list[tuple[str, str]]:
    """Public id and name of those that the viewer answers for."""
    found = Supplier.objects.filter(pk__in=viewer.supplier_ids).order_by("name")
    return list(found.values_list("public_id", "name"))


def kept_members(viewer: Actor) -> list[tuple[str, str]]:
    """Public id and name of the members whose contacts the viewer may change."""
    ids = [id_ for id_ in viewer.member_ids if permissions.keep_contacts(viewer, id_) is None]
    return list(Member.objects.filter(pk__in=ids).order_by("name").values_list("public_id", "name"))
