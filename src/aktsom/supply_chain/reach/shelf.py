"""Where snapshots are kept: a folder with one generation after another. One process writes, all others read."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from aktsom.supply_chain.reach import files
from aktsom.supply_chain.reach.files import Damaged
from aktsom.supply_chain.reach.graph import Graph
from aktsom.supply_chain.reach.member_sets import MemberSets
from aktsom.supply_chain.reach.nodes import Numbering
from aktsom.supply_chain.reach.rows import Direction, Rows
from aktsom.supply_chain.reach.snapshot import Snapshot

log = logging.getLogger(__name__)
_PLACE, _UNFINISHED = "generation-", "unfinished-"
KEPT = 2  # generations that stay: the newest, and the one to fall back on


class BeingWritten(Exception):
    """Another process is writing a generation to the same shelf."""


class Shelf:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(
        self,
        snapshot: Snapshot,
        sets: Mapping[str, npt.ArrayLike | None] | None = None,
        told: Mapping[str, Any] | None = None,
    ) -> int:
        """Keeps a snapshot as the newest generation and tells its number. `sets`: the member sets to make and keep
        with it, by a name (letters and dashes) and what each may see (None: everything); `told`: what the caller wants
        kept with it, as JSON has it (`told_with`).

        BeingWritten: somebody else is at it. OSError: the disk is full and the like; what is there stays as it is.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with files.alone(self.folder / "writing") as ours:
            if not ours:
                raise BeingWritten(str(self.folder))
            for left in self.folder.glob(f"{_UNFINISHED}*"):
                shutil.rmtree(left)
            number = max(self._numbers(), default=0) + 1
            beside = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=self.folder))
            facts, arrays = _taken_apart(snapshot, sets or {})
            facts["told"] = dict(told or {})
            files.write(beside, arrays, facts)
            beside.rename(self._place(number))
            files.sync_folder(self.folder)
            self._clear(number)
        return number

    def newest(self) -> Snapshot | None:
        """The newest generation that is whole; None where nothing was ever kept. One that is damaged is logged and
        passed over. Damaged: there are some, and none is whole."""
        told: list[str] = []
        numbers = sorted(self._numbers(), reverse=True)
        for number in numbers:
            try:
                return _put_together(files.Opened(self._place(number)))
            except Damaged as damage:
                log.warning("reach: snapshot refused: %s", damage)
                told.append(str(damage))
        if told and self.newest_number() > numbers[0]:
            return self.newest()  # while we looked, newer ones were put and these removed
        if told:
            raise Damaged("; ".join(told))
        return None

    def newest_number(self) -> int:
        """0 where nothing was kept. Cheap: to ask whether there is a newer one than the one in use."""
        return max(self._numbers(), default=0)

    def _numbers(self) -> list[int]:
        names = (path.name.removeprefix(_PLACE) for path in self.folder.glob(f"{_PLACE}*"))
        return [int(name) for name in names if name.isdecimal()]

    def _place(self, number: int) -> Path:
        return self.folder / f"{_PLACE}{number:08d}"

    def _clear(self, newest: int) -> None:
        """Removes what is older than the fall-back and open nowhere."""
        for number in sorted(self._numbers()):
            place = self._place(number)
            if number > newest - KEPT:
                continue
            with files.alone(place / files.MARKER) as unused:
                if unused:
                    shutil.rmtree(place)


def told_with(snapshot: Snapshot) -> Mapping[str, Any]:
    """What was kept with it; nothing for one that was not opened from a shelf."""
    told: Mapping[str, Any] = snapshot.opened.facts.get("told", {}) if snapshot.opened else {}
    return told


def kept_sets(snapshot: Snapshot, name: str) -> MemberSets:
    """The member sets that were kept with it. KeyError: none of that name."""
    if snapshot.opened is None:
        raise KeyError(name)
    codes = snapshot.opened.facts["sets"][name]
    allowed = None if codes is None else np.isin(np.arange(snapshot.codes), codes)
    return MemberSets.kept(Graph(snapshot), snapshot.opened.arrays[f"members-{name}"], allowed)


def _taken_apart(
    snapshot: Snapshot, sets: Mapping[str, npt.ArrayLike | None]
) -> tuple[dict[str, Any], dict[str, npt.NDArray[Any]]]:
    arrays: dict[str, npt.NDArray[Any]] = {"ordered": snapshot.numbering.ordered}
    for direction in Direction:
        rows = snapshot.rows(direction)
        for name in ("start", "packed", "visibility"):
            arrays[f"{direction.value}-{name}"] = getattr(rows, name)
    seen: dict[str, list[int] | None] = {}
    for name, allowed in sets.items():
        graph = Graph(snapshot)
        mask = graph.mask(allowed)
        seen[name] = None if mask is None else np.flatnonzero(mask).tolist()
        arrays[f"members-{name}"] = MemberSets.build(graph, allowed).bits
    return {"high_water": snapshot.high_water, "codes": snapshot.codes, "sets": seen}, arrays


def _put_together(opened: files.Opened) -> Snapshot:
    arrays, facts = opened.arrays, opened.facts
    down, up = (
        Rows(*(arrays[f"{direction.value}-{name}"] for name in ("start", "packed", "visibility")))
        for direction in (Direction.DOWNSTREAM, Direction.UPSTREAM)
    )
    return Snapshot(Numbering.of(arrays["ordered"]), down, up, facts["high_water"], facts["codes"], opened)
