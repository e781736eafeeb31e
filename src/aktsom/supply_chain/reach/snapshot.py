"""All links at one moment, both ways, ready to be walked."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING

import numpy as np

from aktsom.supply_chain.reach.edges import Edges
from aktsom.supply_chain.reach.nodes import Numbering, numbered
from aktsom.supply_chain.reach.rows import Direction, Rows

if TYPE_CHECKING:
    from aktsom.supply_chain.reach.files import Opened


@dataclass(frozen=True, eq=False)
class Snapshot:
    """`high_water`: the last entry of the change log that is in it. `codes`: one more than the largest visibility code.

    One that was opened from a `Shelf` reads its arrays from the files and holds the generation until it is closed or
    no longer referred to; do not use it after `close`.
    """

    numbering: Numbering
    downstream: Rows
    upstream: Rows
    high_water: int
    codes: int
    opened: Opened | None = field(default=None, repr=False)

    @classmethod
    def build(cls, edges: Edges, *, high_water: int) -> Snapshot:
        """From all links that hold, in any order. ValueError: more than 2**29 nodes or 2**31 links.

        Ten million links: some 2 s and, for that time, about 75 bytes a link.
        """
        numbering, source, target = numbered(edges.source, edges.target)
        size = len(numbering)
        return cls(
            numbering,
            Rows.build(size, source, target, edges.visibility, edges.confidence),
            Rows.build(size, target, source, edges.visibility, edges.confidence),
            high_water,
            int(edges.visibility.max()) + 1 if len(edges) else 0,
        )

    def __len__(self) -> int:
        return len(self.numbering)

    @property
    def links(self) -> int:
        return len(self.downstream.packed)

    def rows(self, direction: Direction) -> Rows:
        return self.downstream if direction is Direction.DOWNSTREAM else self.upstream

    def close(self) -> None:
        if self.opened:
            self.opened.close()

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def empty() -> Snapshot:
    nothing = np.zeros(0, np.int64)
    return Snapshot.build(Edges.of(nothing, nothing, nothing, nothing), high_water=0)
