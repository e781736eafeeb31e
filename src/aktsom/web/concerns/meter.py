"""Counting tries from one place without keeping which place. Each process counts for itself, in memory alone: nothing
is written anywhere, and after some minutes the key is thrown away and nobody can say any more what was counted."""

import hashlib
import ipaddress
import secrets
import threading
import time
from collections.abc import Callable

from django.conf import settings

from aktsom.findings.signal_tables import signal_limit

MOST = 50_000  # places counted at a time; beyond it those that are new are not counted
_EVERYWHERE = b""  # all places together; no digest is empty
_OF_NETWORK = 64  # bits of a newer address that one household or phone has


class Meter:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._counted: dict[tuple[str, bytes], int] = {}
        self._key, self._until = b"", 0.0

    def place_of(self, address: str) -> bytes:
        """A digest that stands for the place until the key is thrown away."""
        with self._lock:
            self._renew()
            return hashlib.blake2b(_network(address).encode(), key=self._key, digest_size=12).digest()

    def tried(self, what: str, place: bytes) -> int:
        """So many times until now, with no more counted."""
        with self._lock:
            self._renew()
            return self._counted.get((what, place), 0)

    def count(self, what: str, place: bytes) -> None:
        with self._lock:
            self._renew()
            for key in ((what, place), (what, _EVERYWHERE)):
                if key in self._counted or key[1] == _EVERYWHERE or len(self._counted) < MOST:
                    self._counted[key] = self._counted.get(key, 0) + 1

    def too_many_sent(self, place: bytes) -> bool:
        """From there, or from all places together: as the hour's number is spread over its parts and over the
        processes, no hour brings more than it, whichever process is asked."""
        if self.tried("send", place) >= signal_limit("signals_sent"):
            return True
        parts = 60 * settings.PAGE_PROCESSES
        most = max(1, signal_limit("signals_each_hour") * signal_limit("throttle_minutes") // parts)
        return self.tried("send", _EVERYWHERE) >= most

    def forget(self) -> None:
        with self._lock:
            self._until = 0.0

    def _renew(self) -> None:
        if self._clock() < self._until and self._key:
            return
        self._key, self._counted = secrets.token_bytes(32), {}
        self._until = self._clock() + 60 * signal_limit("throttle_minutes")


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:100]
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, _OF_NETWORK), strict=False))


METER = Meter()
