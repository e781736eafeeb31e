"""One supplier as the cooperation buys from it: contracts, members, groups."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count

from aktsom.core.actor import Actor
from aktsom.members.permissions import reaches
from aktsom.risk.queries.overlap import SharingMember, running_in_network
from aktsom.sharing.rules import SeenValue, others_value, own_value
from aktsom.sharing.viewing import sees_values
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries import supplier as supplier_of
from aktsom.suppliers.queries.identity import number_of, records

MOST_SHOWN = 100


class SupplierContract(NamedTuple):
    """One running contract with the supplier. `ends_on` may have gone by where options let it run until `runs_until`.
    `value` is exact for own contracts, a band for others'."""

    public_id: str
    title: str
    member: str
    own: bool
    verdict: str
    level: str
    groups: tuple[str, ...]
    ends_on: date | None
    runs_until: date | None
    currency: str
    value: SeenValue


@dataclass(frozen=True)
class SupplierView:
    """One company: `supplier` is the record that stands for it, `records` all there are of it, itself the first;
    `number` is whichever of theirs is the surest.

    `contracts` are the gravest first, own before others', at most `MOST_SHOWN` of `total`."""

    supplier: Supplier
    number: str
    records: list[Supplier]
    members: list[SharingMember]
    contracts: list[SupplierContract]
    total: int
    own: int
    groups: tuple[str, ...]


def supplier_view(viewer: Actor, public_id: str, today: date) -> SupplierView:
    """Any record of the company leads to it. Raises NotVisible when there is no such supplier. One without running
    contracts is shown with none."""
    found = list(records(supplier_of(viewer, public_id).identity_id))
    supplier = found[0]
    risks = running_in_network(viewer, today).filter(contract__supplier__in=[record.pk for record in found])
    counted = (
        risks.values_list("member__id", "member__public_id", "member__name").annotate(contracts=Count("id")).order_by()
    )
    members = [SharingMember(public_id, name, reaches(viewer, id_), count) for id_, public_id, name, count in counted]
    own = risks.filter(member_id__in=viewer.member_ids)
    columns = (
        "contract__public_id", "contract__title", "member__name", "verdict", "level", "groups",
        "contract__ends_on", "contract__runs_until", "contract__currency",
    )  # fmt: skip
    ordered = own.order_by("-rank", "-contract_id").values_list(*columns, "contract__own_facts__value")
    contracts = [_own(viewer, row) for row in ordered[:MOST_SHOWN]]
    others = risks.exclude(member_id__in=viewer.member_ids).order_by("-rank", "-contract_id")
    rest = others.values_list(*columns, "contract__value_band")[: MOST_SHOWN - len(contracts)]
    contracts += [_another(viewer, row) for row in rest]
    groups = {
        group for listed in risks.values_list("groups", flat=True).distinct() for group in listed.split(";") if group
    }
    return SupplierView(
        supplier=supplier,
        number=number_of(found),
        records=found,
        members=sorted(members, key=lambda member: (not member.own, member.name)),
        contracts=contracts,
        total=sum(member.contracts for member in members),
        own=sum(member.contracts for member in members if member.own),
        groups=tuple(sorted(groups)),
    )


def _own(viewer: Actor, row: tuple[Any, ...]) -> SupplierContract:
    return _contract(row, own=True, value=own_value(row[-1], sees_values=sees_values(viewer)))


def _another(viewer: Actor, row: tuple[Any, ...]) -> SupplierContract:
    *_, currency, band = row
    return _contract(row, own=False, value=others_value(band, sees_values=sees_values(viewer), currency=currency))


def _contract(row: tuple[Any, ...], *, own: bool, value: SeenValue) -> SupplierContract:
    public_id, title, member, verdict, level, groups, ends_on, runs_until, currency, _ = row
    listed = tuple(groups.split(";")) if groups else ()
    return SupplierContract(public_id, title, member, own, verdict, level, listed, ends_on, runs_until, currency, value)
