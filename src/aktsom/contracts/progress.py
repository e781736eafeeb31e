"""How far long work on a register file has come: kept beside the database, so that it can be read from another
process while the work's own transaction is still open. Lost progress harms nothing."""

from dataclasses import dataclass

from django.core.cache import cache

KEPT_FOR = 60 * 60  # seconds


@dataclass(frozen=True, slots=True)
class Progress:
    """`phase` is "reading", "comparing", "taking_in" or "screening"; `total` 0 when not known yet."""

    phase: str
    done: int
    total: int

    @property
    def percent(self) -> int | None:
        return min(100, self.done * 100 // self.total) if self.total else None


def report(public_id: str, phase: str, done: int, total: int) -> None:
    cache.set(_key(public_id), (phase, done, total), KEPT_FOR)


def read(public_id: str) -> Progress | None:
    kept = cache.get(_key(public_id))
    return Progress(*kept) if kept else None


def _key(public_id: str) -> str:
    return f"progress:{public_id}"
