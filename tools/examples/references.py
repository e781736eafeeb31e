"""Each member's own way of numbering its contracts."""

from collections.abc import Sequence
from itertools import groupby
from random import Random

from examples.contracts import Contract


def number_contracts(slug: str, contracts: Sequence[Contract], chance: Random) -> None:
    cases = chance.sample(range(1200, 30_000), k=len(contracts))
    for number, (contract, case) in enumerate(zip(contracts, cases, strict=True), 1):
        contract.number = number
        contract.reference = {
            "oslo-kommune": f"AVT-{contract.start.year}-{number:04}",
            "bergen-kommune": f"{contract.start.year}/{case}",
            "sykehusinnkjop": f"{contract.start.year}/{100 + number}-{1 + number % 7:02}",
            "uib": f"{contract.start.year}/{case}",
            "statsbygg": f"{10_000 + number * 7}-K{200 + number}",
        }[slug]
    if slug == "bergen-kommune":
        _one_case_for_parallel_agreements(contracts)


def _one_case_for_parallel_agreements(contracts: Sequence[Contract]) -> None:
    """An archive has one case for a competition, however many suppliers won it."""
    parallel = [contract for contract in contracts if contract.line.vary[:1] == "P"]
    for _title, group in groupby(sorted(parallel, key=lambda c: c.line.title), key=lambda c: c.line.title):
        together = list(group)
        if len({contract.supplier.name for contract in together}) == len(together):
            for contract in together:
                contract.reference = together[0].reference
