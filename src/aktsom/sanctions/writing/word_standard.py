"""The standard layout as a Word file: what members download to adapt. It holds the wording with its fields, in the
styles that a layout is read by."""

import io
import zipfile

from aktsom.sanctions.writing.package import W
from aktsom.sanctions.writing.word_file import _put
from aktsom.sanctions.writing.word_layout import STYLES, escaped
from aktsom.sanctions.writing.words import Kind, paragraphs_in

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"
_M = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TAGS = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
_GREY, _PETROL = "4A5560", "0B4A55"
_USES = {Kind.HEADING: "heading", Kind.TEXT: "text", Kind.POINT: "point"}


def standard_file(subject: str, body: str, *, names: dict[str, str], language: str) -> bytes:
    """`names` are {id of a field: its name in the language}."""
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml"), core="docProps/core.xml"),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"),
            ("numbering", "numbering.xml"),
            ("footer", "footer1.xml"),
            ("settings", "settings.xml"),
        ),
        "docProps/core.xml": f'{_HEAD}<cp:coreProperties xmlns:cp="{_P}/metadata/core-properties"/>'.encode(),
        "word/document.xml": _document(subject, body, names),
        "word/styles.xml": _styles(language),
        "word/numbering.xml": _numbering(),
        "word/footer1.xml": _footer(names),
        "word/settings.xml": f'{_HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/></w:settings>'.encode(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            _put(packed, name, part)
    return out.getvalue()


def _types() -> bytes:
    overrides = {
        "word/document.xml": f"{_M}.document.main+xml",
        "word/styles.xml": f"{_M}.styles+xml",
        "word/numbering.xml": f"{_M}.numbering+xml",
        "word/footer1.xml": f"{_M}.footer+xml",
        "word/settings.xml": f"{_M}.settings+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    lines = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        f'{_HEAD}<Types xmlns="{_P}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    ).encode()


def _relations(*of: tuple[str, str], core: str = "") -> bytes:
    lines = [
        f'<Relationship Id="r{at}" Type="{_R}/{kind}" Target="{target}"/>' for at, (kind, target) in enumerate(of, 1)
    ]
    if core:
        kind = f"{_P}/relationships/metadata/core-properties"
        lines.append(f'<Relationship Id="r9" Type="{kind}" Target="{core}"/>')
    return f'{_HEAD}<Relationships xmlns="{_P}/relationships">{"".join(lines)}</Relationships>'.encode()


def _document(subject: str, body: str, names: dict[str, str]) -> bytes:
    words = [_paragraph(STYLES["subject"], subject)]
    words += [_paragraph(STYLES[_USES[kind]], text) for kind, text in paragraphs_in(body)]
    close = [
        _paragraph(STYLES["end"], _field("closing", names)),
        _paragraph("BrevUnderskrift", _field("signatures", names)),
    ]
    close.append(_paragraph("BrevNote", _field("sent_how", names)))
    page = (
        f'<w:sectPr><w:footerReference w:type="default" r:id="r3" xmlns:r="{_R}"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1247" w:right="1417" w:bottom="1361" w:left="1417" '
        'w:header="709" w:footer="680" w:gutter="0"/>'
        "</w:sectPr>"
    )
    return (
        f'{_HEAD}<w:document xmlns:w="{W}"><w:body>{_letterhead(names)}{"".join(words)}{"".join(close)}{page}'
        "</w:body></w:document>"
    ).encode()


def _letterhead(names: dict[str, str]) -> str:
    head = [
        _paragraph("BrevAvsender", _field("sender_name", names)),
        _paragraph("BrevAvsenderlinjer", _field("sender_lines", names)),
    ]
    cells = (
        _cell(5500, _paragraph("BrevMottaker", _field("recipient", names))),
        _cell(3572, _paragraph("BrevOpplysninger", _field("facts", names))),
    )
    return (
        f'{"".join(head)}<w:tbl><w:tblPr><w:tblW w:w="9072" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="5500"/><w:gridCol w:w="3572"/></w:tblGrid><w:tr>{"".join(cells)}</w:tr></w:tbl>'
    )


def _cell(width: int, inner: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'


def _field(id_: str, names: dict[str, str]) -> str:
    return f"{{{{{names[id_]}}}}}"


def _paragraph(style: str, text: str) -> str:
    said = escaped(text).decode()
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{said}</w:t></w:r></w:p>'


def _footer(names: dict[str, str]) -> bytes:
    def code(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    def run(text: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{escaped(text).decode()}</w:t></w:r>'

    left = run(f"{_field('sender_name', names)} · {_field('number', names)}")
    # Apart, so that the page numbers are no piece of a paragraph with fields.
    return (
        f'{_HEAD}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="BrevBunn"/></w:pPr>{left}</w:p>'
        f'<w:p><w:pPr><w:pStyle w:val="BrevBunn"/><w:jc w:val="right"/></w:pPr>{code("PAGE")}{run(" / ")}'
        f"{code('NUMPAGES')}</w:p></w:ftr>"
    ).encode()


def _numbering() -> bytes:
    level = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="454" w:hanging="284"/></w:pPr></w:lvl>'
    )
    return (
        f'{_HEAD}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
        '<w:multiLevelType w:val="hybridMultilevel"/>'
        f'{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    ).encode()


def _styles(language: str) -> bytes:
    font = "Cambria"
    default = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
        f'<w:sz w:val="22"/><w:lang w:val="{_TAGS[language]}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="160" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    )
    line = f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="6" w:color="{_PETROL}"/></w:pBdr>'
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    grey, next_too = f'<w:color w:val="{_GREY}"/>', "<w:keepNext/>"
    title, over = '<w:outlineLvl w:val="0"/>', '<w:outlineLvl w:val="1"/>'
    styles = [
        _style("BrevAvsender", _room(0), f'<w:b/><w:color w:val="{_PETROL}"/><w:sz w:val="26"/>'),
        _style("BrevAvsenderlinjer", line + _room(560), f'{grey}<w:sz w:val="18"/>'),
        _style("BrevMottaker", _room(0)),
        _style("BrevOpplysninger", _room(0), '<w:sz w:val="19"/>'),
        _style(STYLES["subject"], next_too + _room(240, 640) + title, '<w:b/><w:sz w:val="30"/>'),
        _style(STYLES["heading"], next_too + _room(100, 300) + over, '<w:b/><w:sz w:val="23"/>'),
        _style(STYLES["text"]),
        _style(STYLES["point"], numbered + _room(100)),
        _style(STYLES["end"], next_too + _room(160, 560)),
        _style("BrevUnderskrift", f"<w:keepLines/>{_room(0)}"),
        _style("BrevNote", _room(0, 480), f'{grey}<w:sz w:val="18"/>'),
        _style("BrevBunn", _room(0), f'{grey}<w:sz w:val="17"/>'),
    ]
    return f'{_HEAD}<w:styles xmlns:w="{W}">{default}{"".join(styles)}</w:styles>'.encode()


def _room(after: int, before: int = 0) -> str:
    """Around a paragraph, in twentieths of a point."""
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _style(id_: str, paragraph: str = "", run: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id_}"><w:name w:val="{id_}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )
