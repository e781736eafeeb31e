"""What records of suppliers that may be one company are bought as: the contracts that the viewer may see."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from aktsom.core.actor import Actor
from aktsom.risk.queries.overlap import running_in_network

SHOWN = 6


class BoughtAs(NamedTuple):
    public_id: str
    title: str
    member: str
    own: bool


def contracts_of_records(viewer: Actor, supplier_ids: Collection[int], today: date) -> dict[int, list[BoughtAs]]:
    """Running contracts by record, own first, the newest first, each as far as the viewer sees any contract."""
    rows = running_in_network(viewer, today).filter(contract__supplier_id__in=supplier_ids)
    found: dict[int, list[BoughtAs]] = defaultdict(list)
    columns = ("contract__supplier_id", "contract__public_id", "contract__title", "member__name", "member_id")
    for supplier, public_id, title, member, member_id in rows.order_by("-contract_id").values_list(*columns):
        found[supplier or 0].append(BoughtAs(public_id, title, member, member_id in viewer.member_ids))
    return {supplier: sorted(listed, key=lambda one: not one.own) for supplier, listed in found.items()}
