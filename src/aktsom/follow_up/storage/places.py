"""What a place for files must do. Files lie under the checksum of what is in them, so that the same file sent twice is
kept once, and a name that somebody chose never becomes a path."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

CHUNK = 1024 * 1024  # bytes in memory at a time


class PlaceAway(Exception):
    """The place does not answer, or lets us do nothing; the file may well be there."""


class NotThere(Exception):
    """The place answers, and has no such file."""


class Reading:
    """Part of a file, in chunks; to be closed, read to its end or not."""

    def __init__(self, chunks: Iterable[bytes], close: Callable[[], object]) -> None:
        self._chunks, self.close = iter(chunks), close

    def __iter__(self) -> Iterator[bytes]:
        return self._chunks


class Place(Protocol):
    def put(self, key: str, source: Path) -> None:
        """Either the whole file lies there afterwards, on disk, or nothing. A second time is no harm, and makes it new
        for `keys`."""

    def read(self, key: str, start: int, length: int) -> Reading:
        """Raises NotThere before anything is read."""

    def size(self, key: str) -> int | None: ...

    def delete(self, key: str) -> None: ...

    def keys(self, older_than: datetime) -> Iterator[str]:
        """Of files that have lain there since before this moment."""

    def forget_unfinished(self, older_than: datetime) -> int:
        """Clear away what a killed `put` left; returns how many."""


@dataclass(frozen=True)
class S3Settings:
    endpoint: str
    bucket: str
    region: str
    key_id: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class PlaceSettings:
    folder: Path
    s3: S3Settings | None = None


def read_place(said: Mapping[str, str], var: Path) -> PlaceSettings:
    """From the environment, as `settings` tells. What is missing for S3 is told by the start checks."""
    folder = Path(said.get("AKTSOM_EVIDENCE", "") or var / "evidence").resolve()
    endpoint = said.get("AKTSOM_S3", "").rstrip("/")
    if not endpoint:
        return PlaceSettings(folder)
    secret_file = said.get("AKTSOM_S3_SECRET_FILE", "")
    secret = Path(secret_file).read_text(encoding="utf-8").strip() if secret_file else said.get("AKTSOM_S3_SECRET", "")
    bucket, region = said.get("AKTSOM_S3_BUCKET", ""), said.get("AKTSOM_S3_REGION", "") or "us-east-1"
    return PlaceSettings(folder, S3Settings(endpoint, bucket, region, said.get("AKTSOM_S3_KEY_ID", ""), secret))


def key_of(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
