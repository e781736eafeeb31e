"""A Word file that somebody else has made, opened with care: nothing in it may run, fetch from elsewhere, or unpack to
more than is allowed. What is not known is refused."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from xml.parsers import expat

MAIN = "word/document.xml"
CORE = "docProps/core.xml"
TYPES = "[Content_Types].xml"
_MAIN_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENDINGS = frozenset({"xml", "rels", "png", "jpg", "jpeg", "gif", "ttf", "odttf"})
_LINKS = ("http://", "https://", "mailto:")
_CODES = frozenset({"page", "numpages", "sectionpages", "hyperlink", "ref", "pageref", "styleref", "title"})
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Unfit(StrEnum):
    """Why a Word file is not taken in; `problems.py` has the words."""

    TOO_LARGE = "too_large"
    NOT_WORD = "not_word"
    OLD_OFFICE = "old_office"
    DAMAGED = "damaged"
    LOCKED = "locked"
    MACROS = "macros"
    FETCHES = "fetches"  # a picture, a template or text from another place
    EMBEDDED = "embedded"
    PICTURE_KIND = "picture_kind"
    TRACKED = "tracked"
    COMMENTS = "comments"
    NO_SUBJECT_STYLE = "no_subject_style"
    NO_END_STYLE = "no_end_style"
    TABLE = "table"
    PICTURE = "picture"


class NotFit(Exception):
    """`where` is the part of the file, or what stands there."""

    def __init__(self, unfit: Unfit, where: str = "") -> None:
        super().__init__(unfit, where)
        self.unfit, self.where = unfit, where


@dataclass(frozen=True)
class Limits:
    packed: int  # bytes of the file
    unpacked: int  # of all its parts together
    parts: int


def opened(content: bytes, limits: Limits) -> dict[str, bytes]:
    """{name: part}. Raises NotFit."""
    if len(content) > limits.packed:
        raise NotFit(Unfit.TOO_LARGE, str(limits.packed))
    if content.startswith(_OLD_OFFICE):
        raise NotFit(Unfit.OLD_OFFICE)
    if not content.startswith(b"PK\x03\x04"):
        raise NotFit(Unfit.NOT_WORD)
    try:
        parts = _unpacked(content, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError):
        raise NotFit(Unfit.DAMAGED) from None
    _stop_if_another_kind(parts)
    for name in parts:
        _stop_if_part_unfit(name, parts[name])
    return parts


def _unpacked(content: bytes, limits: Limits) -> dict[str, bytes]:
    """What a part says of its own size is not believed: it is read to the limit and no further."""
    found: dict[str, bytes] = {}
    left = limits.unpacked
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if len(packed.infolist()) > limits.parts:
            raise NotFit(Unfit.TOO_LARGE, str(limits.parts))
        for info in packed.infolist():
            if info.is_dir():
                continue
            if info.flag_bits & 1:
                raise NotFit(Unfit.LOCKED)
            if info.filename in found or ".." in info.filename or "\\" in info.filename or info.filename[:1] == "/":
                raise NotFit(Unfit.DAMAGED, info.filename[:80])
            with packed.open(info) as part:
                found[info.filename] = part.read(left + 1)
            left -= len(found[info.filename])
            if left < 0:
                raise NotFit(Unfit.TOO_LARGE, str(limits.unpacked))
    return found


def _stop_if_another_kind(parts: Mapping[str, bytes]) -> None:
    types = parts.get(TYPES, b"")
    if b"macroEnabled" in types or any("vbaproject" in name.lower() or "vbadata" in name.lower() for name in parts):
        raise NotFit(Unfit.MACROS)
    if MAIN not in parts or "_rels/.rels" not in parts:
        raise NotFit(Unfit.NOT_WORD)
    if _MAIN_TYPE not in types:
        raise NotFit(Unfit.NOT_WORD)


def _stop_if_part_unfit(name: str, part: bytes) -> None:
    folder, ending = name.lower().rpartition("/")[0], name.lower().rpartition(".")[2]
    if "embeddings" in folder or "activex" in folder or "afchunk" in name.lower():
        raise NotFit(Unfit.EMBEDDED, name)
    if ending not in _ENDINGS:
        raise NotFit(Unfit.PICTURE_KIND if "media" in folder else Unfit.EMBEDDED, name)
    if ending == "rels":
        _stop_if_it_fetches(name, part)
    elif ending == "xml":
        for _ in codes_in(name, part):
            pass


def _stop_if_it_fetches(name: str, part: bytes) -> None:
    def start(tag: str, said: dict[str, str]) -> None:
        if tag.rpartition(" ")[2] != "Relationship" or said.get("TargetMode", "").lower() != "external":
            return
        target = said.get("Target", "")
        if not (said.get("Type", "").endswith("/hyperlink") and target.lower().startswith(_LINKS)):
            raise NotFit(Unfit.FETCHES, target[:120])

    parse(name, part, start=start)


def codes_in(name: str, part: bytes) -> Iterator[str]:
    """The codes of Word's own fields in the part, in lower case. Raises NotFit for one that is not in the short list of
    those that fetch and run nothing, and for text that is brought in from another file."""
    gathered: list[str] = []
    told: list[str] = []
    inside = False

    def end_code() -> None:
        if gathered:
            told.append(" ".join("".join(gathered).split()))
            gathered.clear()

    def start(tag: str, said: dict[str, str]) -> None:
        nonlocal inside
        space, _, local = tag.rpartition(" ")
        if local in ("altChunk", "object", "control", "subDoc"):
            raise NotFit(Unfit.EMBEDDED, name)
        if local == "fldChar":
            end_code()
        elif local == "fldSimple":
            told.append(" ".join(said.get(f"{space} instr", "").split()))
        inside = local in ("instrText", "delInstrText")

    def stop(_tag: str) -> None:
        nonlocal inside
        inside = False

    parse(name, part, start=start, end=stop, text=lambda said: gathered.append(said) if inside else None)
    end_code()
    for code in told:
        first = code.split(" ")[0].lower() if code else ""
        if first and first not in _CODES:
            raise NotFit(Unfit.FETCHES, code[:60])
        yield first


def parse(
    name: str,
    part: bytes,
    *,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], object] | None = None,
) -> None:
    """By expat, with names as "space local". A document type is refused, and with it every trick with entities."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def doctype(*_: object) -> None:
        raise NotFit(Unfit.DAMAGED, name)

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise NotFit(Unfit.DAMAGED, f"{name}, {error.lineno}") from None
    except (LookupError, ValueError):  # an encoding that does not exist
        raise NotFit(Unfit.DAMAGED, name) from None
