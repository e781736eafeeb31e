"""Which records of places are one, from the judgements that stand."""

from collections.abc import Collection, Iterable


def oldest_of_each(same: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Each id that is judged the same as another, with the lowest id of its group; the lowest itself is left out.
    The order of the judgements does not matter.

    >>> oldest_of_each([(3, 5), (1, 3), (7, 8)])
    {3: 1, 5: 1, 8: 7}
    """
    root: dict[int, int] = {}

    def find(one: int) -> int:
        while root.setdefault(one, one) != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    for one, other in same:
        low, high = sorted((find(one), find(other)))
        root[high] = low
    return {one: find(one) for one in sorted(root) if find(one) != one}


def kept_apart(
    one: int, other: int, *, same: Collection[tuple[int, int]], different: Iterable[tuple[int, int]]
) -> bool:
    """Whether somebody has judged that a record of the one's place and one of the other's are two places.

    >>> kept_apart(1, 3, same=[(1, 2)], different=[(2, 3)])
    True
    """
    oldest = oldest_of_each(same)
    asked = {oldest.get(one, one), oldest.get(other, other)}
    return any({oldest.get(a, a), oldest.get(b, b)} == asked for a, b in different)
