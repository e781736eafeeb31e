"""Arrays in a folder, as plain .npy files opened by memory map: processes on one machine share the pages.

The folder is written beside its place and then renamed, so that it is there whole or not at all. Its marker says what
it holds: version, facts, and size and checksum of every file; what does not fit it is refused.
"""

from __future__ import annotations

import fcntl
import json
import mmap
import os
import weakref
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np
import numpy.typing as npt

VERSION = 1
MARKER = "marker.json"


class Damaged(Exception):
    """A kept folder is half-written, changed, or of another version. Says which and how."""


class Opened:
    """Arrays as they lie in the files, read-only. Until it is closed or no longer referred to nobody removes the
    folder. `Damaged`: anything is not as the marker says; every file is read once to know (a second or so a GB)."""

    arrays: Mapping[str, npt.NDArray[Any]]
    facts: Mapping[str, Any]

    def __init__(self, folder: Path) -> None:
        try:
            lock = os.open(folder / MARKER, os.O_RDONLY)
        except FileNotFoundError:
            raise Damaged(f"{folder.name}: the marker is missing; it was not written to its end") from None
        self.close = weakref.finalize(self, os.close, lock)
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            body = _marker(folder)
            self.arrays = {name: _array(folder / f"{name}.npy", said) for name, said in body["files"].items()}
            self.facts = body["facts"]
        except BlockingIOError:
            self.close()
            raise Damaged(f"{folder.name}: is being removed") from None
        except Damaged:
            self.close()
            raise


def write(folder: Path, arrays: Mapping[str, npt.NDArray[Any]], facts: Mapping[str, Any]) -> None:
    """Into a folder that exists and is empty. On disk, with the marker last, when it returns."""
    files = {}
    for name, array in arrays.items():
        path = folder / f"{name}.npy"
        with path.open("wb") as file:
            np.lib.format.write_array(file, np.ascontiguousarray(array), allow_pickle=False)
            _on_disk(file)
        files[name] = {"bytes": path.stat().st_size, "crc32": _checksum(path)}
    body = {"version": VERSION, "facts": dict(facts), "files": files}
    with (folder / MARKER).open("wb") as file:
        file.write(json.dumps({"body": body, "crc32": _of_body(body)}).encode())
        _on_disk(file)
    sync_folder(folder)


@contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Whether nobody else holds this file; if so, nobody does until the end."""
    file = os.open(path, os.O_RDWR | os.O_CREAT)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(file)


def sync_folder(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _marker(folder: Path) -> dict[str, Any]:
    try:
        marker = json.loads((folder / MARKER).read_bytes())
        body, fits = marker["body"], marker["crc32"] == _of_body(marker["body"])
    except (ValueError, KeyError, TypeError):
        raise Damaged(f"{folder.name}: the marker cannot be read") from None
    if not fits:
        raise Damaged(f"{folder.name}: the marker was changed")
    if body["version"] != VERSION:
        raise Damaged(f"{folder.name}: is of version {body['version']}, not {VERSION}")
    return cast(dict[str, Any], body)


def _array(path: Path, said: Mapping[str, int]) -> npt.NDArray[Any]:
    name = f"{path.parent.name}/{path.name}"
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise Damaged(f"{name}: is missing") from None
    if size != said["bytes"]:
        raise Damaged(f"{name}: has {size} bytes, not {said['bytes']}")
    if _checksum(path) != said["crc32"]:
        raise Damaged(f"{name}: its content was changed")
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))


def _checksum(path: Path) -> int:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as pages:
        return zlib.crc32(pages)


def _of_body(body: Mapping[str, Any]) -> int:
    return zlib.crc32(json.dumps(body, sort_keys=True).encode())


def _on_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
