"""A folder on disk as the place for files: what the platform uses by itself."""

import os
import secrets
import shutil
from collections.abc import Generator, Iterator
from datetime import datetime
from pathlib import Path

from aktsom.follow_up.storage.places import CHUNK, NotThere, Reading

UNFINISHED = ".part"


class Folder:
    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, key: str, source: Path) -> None:
        """Under another name first, on disk, and then renamed: whoever is killed half-way leaves no half file."""
        target = self.root / key
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        unfinished = target.parent / f"{secrets.token_hex(8)}{UNFINISHED}"
        try:
            _bring(source, unfinished)
            _to_disk(unfinished)
            os.utime(unfinished)
            unfinished.replace(target)
            _to_disk(target.parent)
        finally:
            # Still there when both are names of one file already: then the system's rename does nothing.
            unfinished.unlink(missing_ok=True)

    def read(self, key: str, start: int, length: int) -> Reading:
        path = self.root / key
        if not path.is_file():
            raise NotThere
        chunks = _chunks(path, start, length)
        return Reading(chunks, chunks.close)

    def size(self, key: str) -> int | None:
        path = self.root / key
        return path.stat().st_size if path.is_file() else None

    def delete(self, key: str) -> None:
        (self.root / key).unlink(missing_ok=True)

    def keys(self, older_than: datetime) -> Iterator[str]:
        for path in self._older(older_than):
            if path.suffix != UNFINISHED:
                yield path.relative_to(self.root).as_posix()

    def forget_unfinished(self, older_than: datetime) -> int:
        left = [path for path in self._older(older_than) if path.suffix == UNFINISHED]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def _older(self, than: datetime) -> Iterator[Path]:
        for path in self.root.glob("??/??/*"):
            if path.stat().st_mtime < than.timestamp():
                yield path


def _bring(source: Path, target: Path) -> None:
    """As one more name of the same file where the disk is the same: a gigabyte takes no time and no room."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _to_disk(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _chunks(path: Path, start: int, length: int) -> Generator[bytes, None, None]:
    with path.open("rb") as file:
        file.seek(start)
        while length > 0 and (chunk := file.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk
