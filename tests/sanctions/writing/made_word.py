"""Word files as members send them, whole and broken, for tests."""

import io
import zipfile
from collections.abc import Mapping

from aktsom.sanctions.letter_making import layout_file
from aktsom.sanctions.letter_tables import layout_limits, names_of_fields, standard_wording
from aktsom.sanctions.writing.word_layout import Layout, read_layout

KIND = "correction"


def standard(language: str = "nb") -> bytes:
    return layout_file(*standard_wording(KIND, language), language)


def with_parts(content: bytes, changed: Mapping[str, bytes | None]) -> bytes:
    """The file with parts put in another's place, added, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, part in changed.items():
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()


def replaced(content: bytes, old: str, new: str, part: str = "word/document.xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        text = packed.read(part)
    assert old.encode() in text, old
    return with_parts(content, {part: text.replace(old.encode(), new.encode())})


def part_of(content: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read(name).decode()


def read(content: bytes) -> Layout:
    return read_layout(content, names=names_of_fields(in_words=False), limits=layout_limits())
