"""The file of an upload on its way. What has been taken in is on disk before it is answered; what a killed process
wrote beyond that is written over."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from aktsom.follow_up.storage.places import CHUNK


class Busy(Exception):
    """Another request holds the upload: the same part sent again while the first try has not given up."""


class Differs(Exception):
    """What is sent again is not what was sent before."""


class TooMuch(Exception):
    """More than was said."""


Read = Callable[[int], bytes]  # the next bytes, at most so many; none at the end


@contextmanager
def held(path: Path) -> Iterator[BinaryIO]:
    """One at a time, on this machine and on others that share the folder; a killed process holds nothing. Raises
    Busy."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o640)
    with os.fdopen(opened, "r+b", buffering=0) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        yield file


def take_in(file: BinaryIO, read: Read, *, offset: int, received: int, size: int) -> tuple[int, OSError | None]:
    """Write from `offset`, which is not beyond `received`. Returns how much of the file is on disk, and why the sender
    was gone in the middle if it was. Bytes that were received before are compared and not written."""
    at, gone = offset, None
    file.truncate(received)
    while True:
        try:
            chunk = read(CHUNK)
        except OSError as error:
            gone = error
            break
        if not chunk:
            break
        at = _one(file, chunk, at, received, size)
    os.fsync(file.fileno())
    return max(at, received), gone


def _one(file: BinaryIO, chunk: bytes, at: int, received: int, size: int) -> int:
    if at + len(chunk) > size:
        raise TooMuch
    again = chunk[: max(0, received - at)]
    file.seek(at)
    if again and _exactly(file, len(again)) != again:
        raise Differs
    fresh = memoryview(chunk)[len(again) :]
    file.seek(at + len(again))
    while fresh:
        fresh = fresh[file.write(fresh) :]
    return at + len(chunk)


def _exactly(file: BinaryIO, length: int) -> bytes:
    found = b""
    while len(found) < length and (more := file.read(length - len(found))):
        found += more
    return found
