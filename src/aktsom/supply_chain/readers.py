"""Who else reads chains for a contract than its member: areas above say so here, since this one knows none of them."""

from collections.abc import Callable, Collection, Iterator
from datetime import date

# From ids of contracts and a day to the keys of those who read for each; a contract may be left out.
Readers = Callable[[Collection[int], date], dict[int, frozenset[int]]]
_readers: list[Readers] = []


def reads_chains(function: Readers) -> Readers:
    _readers.append(function)
    return function


def further_keys(contract_ids: Collection[int], day: date) -> frozenset[int]:
    return frozenset(_keys(contract_ids, day)) if contract_ids else frozenset()


def _keys(contract_ids: Collection[int], day: date) -> Iterator[int]:
    for readers in _readers:
        for keys in readers(contract_ids, day).values():
            yield from keys
