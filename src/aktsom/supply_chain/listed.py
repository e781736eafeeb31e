"""One entry of a list of concern, as plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """`names` has the main one first. Countries are two capital letters; the numbers as the list writes them."""

    entry_id: str
    names: tuple[str, ...]
    schema: str = ""
    countries: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    note: str = ""
