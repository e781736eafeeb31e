"""A letter as a Word file: the parts of the layout as they are, and the wording in the layout's own styles. The same
letter gives the same bytes."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from aktsom.sanctions.writing.filling import Block, Sheet, Value
from aktsom.sanctions.writing.package import CORE
from aktsom.sanctions.writing.pdf import signature_lines
from aktsom.sanctions.writing.word_layout import WORDS, Layout, Segment, escaped
from aktsom.sanctions.writing.words import Kind

_DAY = (2020, 1, 1, 0, 0, 0)  # of every part: when a letter was made stands in it, and in the journal
_SMALL = 512
_USES = {Kind.HEADING: "heading", Kind.TEXT: "text", Kind.POINT: "point"}
_NEW_LINE = b'</w:t><w:br/><w:t xml:space="preserve">'


def word_of(sheet: Sheet, layout: Layout) -> bytes:
    values = {**sheet.values, **framed(sheet)}
    written = {name: _written(segments, values, sheet, layout) for name, segments in layout.compiled.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, part in layout.unchanged:
            _put(packed, name, core(sheet) if name == CORE else part)
        for name, part in written.items():
            _put(packed, name, part)
    return out.getvalue()


def framed(sheet: Sheet) -> dict[str, Value]:
    """What the head and the close of a letter are made of, by the names of their fields."""
    return {
        "sender": "\n".join(sheet.sender),
        "sender_name": sheet.sender[0],
        "sender_lines": "\n".join(sheet.sender[1:]),
        "recipient": "\n".join(sheet.recipient),
        "facts": "\n".join(f"{name}: {said}" for name, said in sheet.facts),
        "number": sheet.facts[0][1] if sheet.facts else "",
        "closing": sheet.labels["greeting"],
        "signatures": "\n\n".join("\n".join(signature_lines(one)) for one in sheet.signatures),
        "sent_how": sheet.note,
        "page": sheet.labels["page"],
        "page_of": sheet.labels["of"],
    }


def _put(packed: zipfile.ZipFile, name: str, part: bytes) -> None:
    info = zipfile.ZipInfo(name, _DAY)
    info.compress_type = zipfile.ZIP_DEFLATED if len(part) > _SMALL else zipfile.ZIP_STORED
    packed.writestr(info, part)


def _written(segments: Sequence[Segment], values: Mapping[str, Value], sheet: Sheet, layout: Layout) -> bytes:
    return b"".join(
        segment
        if isinstance(segment, bytes)
        else _wording(sheet, layout)
        if segment.id == WORDS
        else _value(values.get(segment.id, ""), sheet)
        for segment in segments
    )


def _value(value: Value, sheet: Sheet) -> bytes:
    text = value if isinstance(value, str) else f" {sheet.labels['and']} ".join(value)
    return escaped(text).replace(b"\n", _NEW_LINE)


def _wording(sheet: Sheet, layout: Layout) -> bytes:
    marked = [_paragraph("text", sheet.mark, layout)] if sheet.mark else []
    subject = _paragraph("subject", sheet.filled.subject, layout)
    return b"".join([*marked, subject, *(_block(block, layout) for block in sheet.filled.blocks)])


def _block(block: Block, layout: Layout) -> bytes:
    return _paragraph(_USES[block.kind], block.text, layout)


def _paragraph(use: str, text: str, layout: Layout) -> bytes:
    """In a layout without the style, the paragraph is as its other text."""
    style = layout.styles.get(use) or layout.styles.get("text", "")
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'.encode() if style else b""
    return b'<w:p>%s<w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>' % (look, escaped(text))


def core(sheet: Sheet) -> bytes:
    """Title, language and sender; never who wrote the layout."""
    spaces = (
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    return (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties %s><dc:title>%s</dc:title>'
        b"<dc:creator>%s</dc:creator><dc:language>%s</dc:language></cp:coreProperties>"
        % (spaces.encode(), escaped(sheet.filled.subject), escaped(sheet.sender[0]), sheet.language.encode())
    )
