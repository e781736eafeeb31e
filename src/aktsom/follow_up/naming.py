"""Which files in the store some row names: whoever keeps files there says so, or they are tidied away."""

from collections.abc import Callable, Collection

NamesFiles = Callable[[Collection[str]], set[str]]
_named: list[NamesFiles] = []


def names_files(function: NamesFiles) -> NamesFiles:
    """Of the checksums given, those that a row of its names."""
    _named.append(function)
    return function


def named_elsewhere(checksums: Collection[str]) -> set[str]:
    return set().union(*(function(checksums) for function in _named))
