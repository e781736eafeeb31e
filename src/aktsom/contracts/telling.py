"""That contracts have changed, for areas above that reckon something by who has a running contract with whom."""

from collections.abc import Sequence
from datetime import datetime

from aktsom.contracts.models import Contract
from aktsom.core import outbox

CONTRACTS_CHANGED = "contracts.changed"  # {"member": id} or {"contracts": [ids], "suppliers": [ids before]}


def tell_changed(at: datetime, contract: Contract, *suppliers_before: int | None) -> None:
    before = [id_ for id_ in suppliers_before if id_]
    outbox.send(kind=CONTRACTS_CHANGED, payload={"contracts": [contract.pk], "suppliers": before}, at=at)


def tell_contracts_changed(at: datetime, contract_ids: Sequence[int]) -> None:
    outbox.send(kind=CONTRACTS_CHANGED, payload={"contracts": list(contract_ids)}, at=at)


def tell_register_changed(at: datetime, member_id: int) -> None:
    outbox.send(kind=CONTRACTS_CHANGED, payload={"member": member_id}, at=at)
