"""The one place that computes anew which band of value others see of a contract."""

from collections.abc import Iterator, Sequence
from itertools import islice

from aktsom.contracts.models import Contract
from aktsom.sharing.rules import Band, band_id

BATCH = 500


def check_bands(*, mend: bool = False, bands: Sequence[Band] | None = None) -> tuple[int, list[str]]:
    """How many contracts there are, and the public ids of those whose band is another than the value says: the bands of
    `sharing/reference/value_bands.csv` have changed, or somebody wrote past the actions."""
    checked = Contract.objects.count()
    differing = []
    found = _differing(bands)
    while batch := list(islice(found, BATCH)):
        differing += [contract.public_id for contract in batch]
        if mend:
            Contract.objects.bulk_update(batch, ["value_band"])
    return checked, differing


def _differing(bands: Sequence[Band] | None) -> Iterator[Contract]:
    contracts = Contract.objects.select_related("own_facts").only(
        "public_id", "currency", "value_band", "own_facts__value"
    )
    # By id in parts: a mended row does not disturb the reading of those that follow.
    last = 0
    while part := list(contracts.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = part[-1].pk
        for contract in part:
            right = band_id(contract.value, contract.currency, bands)
            if contract.value_band != right:
                contract.value_band = right
                yield contract
