"""Looking into a zip file before anything opens it: what it is, and whether it unpacks to more than it says."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from aktsom.interop.spreadsheets.limits import Limits
from aktsom.interop.spreadsheets.problems import Damaged, InflatesTooMuch

SIGNATURE = b"PK\x03\x04"
_BLOCK = 1 << 20
_LOCAL_HEADER = 30
_HARMLESS_BYTES = 50_000_000
_MOST_PARTS = 20_000
_STORED, _DEFLATED = 0, 8


class Archive:
    """A zip file held in memory. Sizes in its directory are claims; `blocks` counts what really comes out."""

    def __init__(self, content: bytes, filename: str, limits: Limits) -> None:
        self._content = content
        self._filename = filename
        self._limits = limits
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as opened:
                parts = opened.infolist()
        # The zip module raises all of these on damaged directories, depending on which bytes are hit.
        except (zipfile.BadZipFile, ValueError, struct.error, EOFError, OSError, NotImplementedError, OverflowError):
            raise Damaged(filename=filename) from None
        if len(parts) > _MOST_PARTS:
            raise InflatesTooMuch(filename=filename)
        self._parts = {part.filename.replace("\\", "/"): part for part in parts}
        if len({name.lower() for name in self._parts}) != len(parts):
            raise Damaged(filename=filename)  # two parts of one name: which of them is read is anybody's guess
        self._left = self._allowance(len(content))
        if sum(part.file_size for part in parts) > self._left:
            raise InflatesTooMuch(filename=filename)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._parts)

    @property
    def encrypted(self) -> bool:
        return any(part.flag_bits & 1 for part in self._parts.values())

    def read(self, name: str) -> bytes:
        """The whole part, or nothing where there is none."""
        return b"".join(self.blocks(name)) if name in self._parts else b""

    def blocks(self, name: str) -> Iterator[bytes]:
        """The part piece by piece. All that is read from the archive counts towards one allowance."""
        part = self._parts[name]
        start = part.header_offset + _LOCAL_HEADER
        header = self._content[part.header_offset : start]
        if len(header) < _LOCAL_HEADER or not header.startswith(SIGNATURE):
            raise Damaged(filename=self._filename)
        start += sum(struct.unpack_from("<HH", header, 26))
        packed = memoryview(self._content)[start : start + part.compress_size]
        if part.compress_type == _STORED:
            yield from self._counted(bytes(packed[at : at + _BLOCK]) for at in range(0, len(packed), _BLOCK))
        elif part.compress_type == _DEFLATED:
            yield from self._counted(self._inflated(packed))
        else:
            raise Damaged(filename=self._filename)

    def _allowance(self, packed_bytes: int) -> int:
        by_ratio = max(_HARMLESS_BYTES, packed_bytes * self._limits.inflate_ratio)
        return min(self._limits.inflated_bytes, by_ratio)

    def _counted(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        for block in blocks:
            self._left -= len(block)
            if self._left < 0:
                raise InflatesTooMuch(filename=self._filename)
            yield block

    def _inflated(self, packed: memoryview) -> Iterator[bytes]:
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        waiting: bytes | memoryview = packed
        try:
            while waiting and not unpacking.eof:
                yield unpacking.decompress(waiting, _BLOCK)
                waiting = unpacking.unconsumed_tail
        except zlib.error:
            raise Damaged(filename=self._filename) from None
        if not unpacking.eof:
            raise Damaged(filename=self._filename)
