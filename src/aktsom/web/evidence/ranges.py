"""Which part of a file is asked for, by the headers of HTTP (RFC 9110, single ranges)."""

import re
from dataclasses import dataclass

_ONE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


@dataclass(frozen=True)
class Span:
    start: int
    length: int
    status: int  # 200 whole, 206 part, 416 none

    def content_range(self, size: int) -> str:
        return f"bytes */{size}" if self.status == 416 else f"bytes {self.start}-{self.start + self.length - 1}/{size}"


def span(asked: str, if_range: str, *, etag: str, size: int) -> Span:
    """Several ranges at once, or a form that is unknown, are answered with the whole, as is a range of another file
    than the one there is."""
    whole = Span(0, size, 200)
    found = _ONE.fullmatch(asked.replace(" ", ""))
    if not found or found.groups() == ("", "") or (if_range and if_range != etag):
        return whole
    first, last = found.groups()
    if not first:  # the last so many bytes
        length = min(int(last), size)
        return Span(size - length, length, 206) if length else Span(0, 0, 416)
    start = int(first)
    end = min(int(last), size - 1) if last else size - 1
    if start >= size:
        return Span(0, 0, 416)
    return Span(start, end - start + 1, 206) if start <= end else whole
