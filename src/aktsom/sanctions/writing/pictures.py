"""Of a picture in a letterhead what is seen, and nothing of who took or drew it, where and with what: no camera, place,
name or words beside it. The picture itself is the same to the byte: it is cut, not drawn anew."""

from collections.abc import Iterator

from aktsom.sanctions.writing.package import NotFit, Unfit

ENDINGS = ("png", "jpg", "jpeg", "gif")
_PNG, _JPEG, _GIF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", (b"GIF87a", b"GIF89a")
# Besides those without which there is no picture: colours, transparency, size, and how it moves.
_SEEN_IN_PNG = frozenset({
    b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL",
    b"fcTL", b"fdAT",
})  # fmt: skip
# {what a JPEG calls the segment: how it begins when it tells of size or colours}
_SEEN_IN_JPEG = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
_MOVES = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def bare(name: str, picture: bytes) -> bytes:
    """`name` is that of the part. Raises NotFit for what is no such picture, or ends before it should."""
    kind = next((cut for begins, cut in _KINDS if picture.startswith(begins)), None)
    if kind is None:
        raise NotFit(Unfit.PICTURE_KIND, name)
    try:
        return b"".join(kind(picture))
    except (IndexError, ValueError):
        raise NotFit(Unfit.DAMAGED, name) from None


def _of_png(picture: bytes) -> Iterator[bytes]:
    """In chunks, of which those with a capital first are needed; what stands after the end is no picture."""
    at, kind = len(_PNG), b""
    yield _PNG
    while kind != b"IEND":
        end = at + 12 + int.from_bytes(_some(picture, at, 4))
        kind = _some(picture, at + 4, 4)
        if kind[:1].isupper() or kind in _SEEN_IN_PNG:
            yield _some(picture, at, end - at)
        at = end


def _of_jpeg(picture: bytes) -> Iterator[bytes]:
    at = 2
    yield picture[:at]
    while True:
        if picture[at] != 0xFF:
            raise ValueError("no segment")
        kind = picture[at + 1]
        if kind == 0xFF:  # as many as the writer likes
            at += 1
            continue
        if kind == _END:
            yield picture[at : at + 2]
            return
        end = at + 2 + int.from_bytes(_some(picture, at + 2, 2))
        if kind == _SCAN:
            end = _after_scan(picture, end)
        if not _is_beside(kind, picture[at + 4 : end]):
            yield _some(picture, at, end - at)
        at = end


def _is_beside(kind: int, said: bytes) -> bool:
    if kind == _COMMENT:
        return True
    return 0xE0 <= kind <= 0xEF and not (kind in _SEEN_IN_JPEG and said.startswith(_SEEN_IN_JPEG[kind]))


def _after_scan(picture: bytes, at: int) -> int:
    """Where the next segment begins: within a scan 0xFF is followed by 0, or marks where decoding may begin anew."""
    while True:
        at = picture.index(b"\xff", at)
        if not (picture[at + 1] == 0 or 0xD0 <= picture[at + 1] <= 0xD7):
            return at
        at += 2


def _of_gif(picture: bytes) -> Iterator[bytes]:
    at = 13 + _colours(picture[10])
    yield _some(picture, 0, at)
    while picture[at] != 0x3B:
        begun, kind = at, picture[at]
        if kind == 0x2C:  # a picture, with colours of its own or not
            at = _after_blocks(picture, at + 11 + _colours(picture[at + 9]))
            yield picture[begun:at]
        elif kind == 0x21:
            at = _after_blocks(picture, at + 2)
            about = picture[begun + 1]
            if about in (0xF9, 0x01) or (about == 0xFF and picture[begun + 3 : begun + 14] in _MOVES):
                yield picture[begun:at]
        else:
            raise ValueError("no block")
    yield picture[at : at + 1]


def _colours(said: int) -> int:
    """Bytes of the table of colours that follows, none where the first bit is not set."""
    return 3 << ((said & 7) + 1) if said & 0x80 else 0


def _after_blocks(picture: bytes, at: int) -> int:
    while picture[at]:
        at += picture[at] + 1
    return at + 1


def _some(picture: bytes, at: int, count: int) -> bytes:
    found = picture[at : at + count]
    if len(found) < count:
        raise ValueError("cut short")
    return found


_KINDS = ((_PNG, _of_png), (_JPEG, _of_jpeg), (_GIF[0], _of_gif), (_GIF[1], _of_gif))
