"""The container of old Office files (.xls, .doc) and of password-protected new ones: a small file system in a file.

Only what is needed to know what such a file holds and to read one stream of it. Layout: [MS-CFB], sections 2.2 to 2.6.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA
_ENTRY = 128
_SMALL_STREAM = 4096


@dataclass(frozen=True, slots=True)
class Entry:
    name: str
    first_sector: int
    size: int
    root: bool


class BrokenCompound(ValueError):
    """The chains of the container lead nowhere."""


class Compound:
    """A container, held in memory. Any structure it claims is checked against the bytes there are."""

    def __init__(self, content: bytes) -> None:
        if len(content) < 512 or not content.startswith(SIGNATURE):
            raise BrokenCompound
        self._content = content
        shift = struct.unpack_from("<H", content, 30)[0]
        if shift not in {9, 12}:
            raise BrokenCompound
        self._sector = 1 << shift
        self._next = self._allocation_table()
        directory = b"".join(self._chain(struct.unpack_from("<I", content, 48)[0]))
        self.entries = tuple(self._entries(directory))

    @property
    def names(self) -> frozenset[str]:
        return frozenset(entry.name for entry in self.entries)

    def stream(self, name: str) -> bytes | None:
        """The whole stream, or nothing when there is none or it is too small to lie in sectors of its own."""
        for entry in self.entries:
            if entry.name == name and entry.size >= _SMALL_STREAM:
                return b"".join(self._chain(entry.first_sector))[: entry.size]
        return None

    def _block(self, number: int) -> bytes:
        start = (number + 1) * self._sector
        return self._content[start : start + self._sector]

    def _allocation_table(self) -> list[int]:
        listed = list(struct.unpack_from("<109I", self._content, 76))
        extra = struct.unpack_from("<I", self._content, 68)[0]
        seen: set[int] = set()
        while extra < _LAST_SECTOR and extra not in seen:
            seen.add(extra)
            block = self._words(extra)
            listed += block[:-1]
            extra = block[-1]
        used = [number for number in listed if number < _LAST_SECTOR]
        if len(set(used)) != len(used):
            raise BrokenCompound
        return [word for number in used for word in self._words(number)]

    def _words(self, number: int) -> list[int]:
        block = self._block(number)
        if len(block) != self._sector:
            raise BrokenCompound
        return list(struct.unpack(f"<{self._sector // 4}I", block))

    def _chain(self, number: int) -> Iterator[bytes]:
        seen: set[int] = set()
        while number < _LAST_SECTOR:
            if number in seen or number >= len(self._next):
                raise BrokenCompound
            seen.add(number)
            yield self._block(number)
            number = self._next[number]

    @staticmethod
    def _entries(directory: bytes) -> Iterator[Entry]:
        for start in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length = struct.unpack_from("<H", directory, start + 64)[0]
            if 2 <= length <= 64:
                name = directory[start : start + length - 2].decode("utf-16-le", "replace")
                sector, size = struct.unpack_from("<II", directory, start + 116)
                yield Entry(name, sector, size, root=directory[start + 66] == 5)
