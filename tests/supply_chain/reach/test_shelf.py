"""Snapshots on disk: whole or refused, the one before in place of one that is damaged, old ones away when unused."""

import gc
import json
import logging
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from aktsom.supply_chain.reach import (
    BeingWritten,
    Damaged,
    Direction,
    Edges,
    Graph,
    Kind,
    MemberSets,
    Shelf,
    Snapshot,
    files,
    kept_sets,
    pack,
    reach,
)

MEMBER, OTHER, SITE, NEXT = pack(Kind.MEMBER, 1), pack(Kind.MEMBER, 2), pack(Kind.SITE, 1), pack(Kind.SITE, 2)


def snapshot(high_water: int) -> Snapshot:
    rows = [(SITE, NEXT, 0, 1), (NEXT, MEMBER, 0, 2), (NEXT, OTHER, 1, 2)]
    return Snapshot.build(Edges.rows(rows), high_water=high_water)


def places(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


def opened(shelf: Shelf) -> Snapshot:
    found = shelf.newest()
    assert found is not None
    return found


def test_what_is_put_is_what_is_opened(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "reach")
    assert shelf.newest() is None
    assert shelf.newest_number() == 0
    assert shelf.put(snapshot(7), {"all": None, "open": [True, False]}) == 1
    assert shelf.newest_number() == 1
    with opened(shelf) as kept:
        assert (kept.high_water, kept.codes, kept.links) == (7, 2, 3)
        found = reach(Graph(kept), [SITE], Direction.DOWNSTREAM)
        assert set(found.keys().tolist()) == {SITE, NEXT, MEMBER, OTHER}
        assert found.path(MEMBER).weakest == 1
        assert kept_sets(kept, "all").of(SITE).tolist() == [MEMBER, OTHER]
        assert kept_sets(kept, "open").of(SITE).tolist() == [MEMBER]
        with pytest.raises(KeyError):
            kept_sets(kept, "none")
    with pytest.raises(KeyError):
        kept_sets(snapshot(7), "all")


def test_arrays_are_pages_of_the_files(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.put(snapshot(1))
    with opened(shelf) as kept:
        base = kept.downstream.packed.base
        assert isinstance(base, np.memmap)
        assert not kept.downstream.packed.flags.writeable


def test_an_empty_network_is_kept_too(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.put(Snapshot.build(Edges.rows([]), high_water=3), {"all": None})
    with opened(shelf) as kept:
        assert (len(kept), kept.links, kept.high_water) == (0, 0, 3)
        assert kept_sets(kept, "all").of(SITE).tolist() == []


def cut_short(place: Path) -> None:
    file = place / "upstream-packed.npy"
    file.write_bytes(file.read_bytes()[:-1])


def altered(place: Path) -> None:
    file = place / "downstream-packed.npy"
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)


def without_a_file(place: Path) -> None:
    (place / "ordered.npy").unlink()


def without_a_marker(place: Path) -> None:
    (place / files.MARKER).unlink()


def half_a_marker(place: Path) -> None:
    marker = place / files.MARKER
    marker.write_bytes(marker.read_bytes()[:40])


def another_high_water(place: Path) -> None:
    marker = place / files.MARKER
    marker.write_text(marker.read_text().replace('"high_water": 2', '"high_water": 9'))


def another_version(place: Path) -> None:
    body = json.loads((place / files.MARKER).read_text())["body"] | {"version": 99}
    crc32 = zlib.crc32(json.dumps(body, sort_keys=True).encode())
    (place / files.MARKER).write_text(json.dumps({"body": body, "crc32": crc32}))


DAMAGES = [
    (cut_short, "upstream-packed.npy: has"),
    (altered, "downstream-packed.npy: its content was changed"),
    (without_a_file, "ordered.npy: is missing"),
    (without_a_marker, "the marker is missing"),
    (half_a_marker, "the marker cannot be read"),
    (another_high_water, "the marker was changed"),
    (another_version, "is of version 99, not 1"),
]


@pytest.mark.parametrize(("damage", "told"), DAMAGES, ids=lambda said: getattr(said, "__name__", None))
def test_a_damaged_one_is_refused_and_the_one_before_used(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: Callable[[Path], None], told: str
) -> None:
    shelf = Shelf(tmp_path)
    shelf.put(snapshot(1))
    shelf.put(snapshot(2))
    damage(tmp_path / "generation-00000002")
    with caplog.at_level(logging.WARNING), opened(shelf) as kept:
        assert kept.high_water == 1
    assert told in caplog.text
    damage(tmp_path / "generation-00000001")
    if damage is not another_high_water:
        with pytest.raises(Damaged, match="generation-00000001"):
            shelf.newest()
    # The next one written is whole again.
    assert shelf.put(snapshot(3)) == 3
    with opened(shelf) as kept:
        assert kept.high_water == 3


def test_a_write_that_breaks_off_leaves_what_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(tmp_path)
    shelf.put(snapshot(1))

    def full(*_: object) -> None:
        raise OSError("no space")

    with monkeypatch.context() as patch:
        patch.setattr(files, "_checksum", full)
        with pytest.raises(OSError, match="no space"):
            shelf.put(snapshot(2))
    assert any(name.startswith("unfinished-") for name in places(tmp_path))
    with opened(shelf) as kept:
        assert kept.high_water == 1
    shelf.put(snapshot(3))
    assert places(tmp_path) == ["generation-00000001", "generation-00000002"]


def test_old_ones_go_when_nobody_has_them_open(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.put(snapshot(1))
    held = opened(shelf)
    for n in (2, 3, 4):
        shelf.put(snapshot(n))
    assert places(tmp_path) == [f"generation-0000000{n}" for n in (1, 3, 4)]
    assert len(reach(Graph(held), [SITE], Direction.DOWNSTREAM)) == 4
    held.close()
    shelf.put(snapshot(5))
    assert places(tmp_path) == [f"generation-0000000{n}" for n in (4, 5)]


def test_one_that_nobody_refers_to_is_not_held(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.put(snapshot(1))
    held = MemberSets.build(Graph(opened(shelf)))
    shelf.put(snapshot(2))
    shelf.put(snapshot(3))
    assert places(tmp_path)[0] == "generation-00000001"
    del held
    gc.collect()
    shelf.put(snapshot(4))
    assert places(tmp_path) == ["generation-00000003", "generation-00000004"]


def test_newer_ones_put_while_one_looks_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(tmp_path)
    shelf.put(snapshot(1))
    whole, turns = files.Opened, iter(range(9))

    def slow(folder: Path) -> files.Opened:
        if next(turns) == 0:
            for n in (2, 3, 4):
                shelf.put(snapshot(n))
        return whole(folder)

    monkeypatch.setattr(files, "Opened", slow)
    with opened(shelf) as kept:
        assert kept.high_water == 4


def test_only_one_writes_at_a_time(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    with files.alone(tmp_path / "writing") as ours:
        assert ours
        with pytest.raises(BeingWritten):
            shelf.put(snapshot(1))
    assert shelf.put(snapshot(1)) == 1
