"""A paper as a Word file, in Word's own styles, so that whoever goes on writing in it has headings, lists and tables to
use, and a reader by ear too. The same paper gives the same words; a chart stands above its table, as in the PDF."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from aktsom.core.papers.paper import Bars, Facts, Heading, Note, Paper, Part, Points, Table, Text
from aktsom.core.papers.setting import printable, set_as_picture

_TAGS = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
_PETROL, _GREY = RGBColor(0x0B, 0x4A, 0x55), RGBColor(0x4A, 0x55, 0x60)
_DAY = datetime(2020, 1, 1, tzinfo=UTC)  # of every file: when a paper was made stands in it, and in the journal
_BARS = Path(__file__).parent / "bars.typ"
_WIDTH = 164  # millimetres between the margins
_FONT, _TABLE, _POINT = "Cambria", "Table Grid", "List Bullet"


def word_of(paper: Paper) -> bytes:
    document = Document()
    _page(document, paper)
    _styles(document, paper.language)
    if paper.mark:
        _small(document, paper.mark)
    head = document.add_paragraph()
    _run(head, paper.sender[0], bold=True, colour=_PETROL, size=13)
    for line in paper.sender[1:]:
        _small(document, line)
    document.add_paragraph(printable(paper.title), style="Title")
    if paper.facts:
        _pairs(document, paper.facts)
    for part in paper.set_parts:
        _add(document, part, paper.language)
    out = io.BytesIO()
    document.save(out)
    return _same_each_time(out.getvalue())


def _add(document: Any, part: Part, language: str) -> None:
    match part:
        case Heading(text, level):
            document.add_heading(printable(text), level)
        case Text(text):
            document.add_paragraph(printable(text))
        case Note(text):
            _small(document, text)
        case Points(texts):
            for text in texts:
                document.add_paragraph(printable(text), style=_POINT)
        case Facts(pairs):
            _pairs(document, pairs)
        case Table():
            _table(document, part)
        case Bars():
            _drawn(document, part, language)
            _table(document, part.table)


def _drawn(document: Any, bars: Bars, language: str) -> None:
    """With what it says in words, for whoever reads by ear."""
    drawn = set_as_picture(_BARS, {"lang": language, "bars": bars.bars})
    shape = document.add_picture(io.BytesIO(drawn), width=Mm(_WIDTH))
    told = shape._inline.docPr
    told.set("descr", printable(bars.alternative))
    told.set("title", printable(bars.caption))
    document.paragraphs[-1].paragraph_format.keep_with_next = True


def _widths(table: Table) -> list[float]:
    """Of the columns in millimetres, together the page's: numbers take what they need, and texts share the rest by how
    long they are."""
    longest = [max(len(row[at]) for row in (table.columns, *table.rows)) for at in range(len(table.columns))]
    texts = [at for at in range(len(longest)) if at not in table.numbers]
    if not texts:
        return [_WIDTH / len(longest)] * len(longest)
    needed = {at: min(max(2.0 * longest[at] + 4, 16), 30, _WIDTH / len(longest)) for at in table.numbers}
    weights = {at: min(max(longest[at], 12), 45) for at in texts}
    each = (_WIDTH - sum(needed.values())) / sum(weights.values())
    return [needed[at] if at in needed else weights[at] * each for at in range(len(longest))]


def _mark(row: Any, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _table(document: Any, table: Table) -> None:
    caption = document.add_paragraph(style="Caption")
    caption.paragraph_format.keep_with_next = True
    caption.add_run(printable(table.caption))
    made = document.add_table(rows=1 + len(table.rows), cols=len(table.columns), style=_TABLE)
    made.autofit = False
    widths = _widths(table)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    for row in made.rows:
        _mark(row, "w:cantSplit")
    _mark(made.rows[0], "w:tblHeader")  # Word's own mark of a heading row, repeated on each page and read by ear
    for number, (row, texts) in enumerate(zip(made.rows, (table.columns, *table.rows), strict=True)):
        for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = Mm(widths[at])
            said = cell.paragraphs[0]
            said.paragraph_format.space_before = said.paragraph_format.space_after = Pt(2)
            _run(said, text, bold=number == 0, size=9.5)
            if at in table.numbers:
                said.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _pairs(document: Any, pairs: tuple[tuple[str, str], ...]) -> None:
    for name, text in pairs:
        said = document.add_paragraph()
        said.paragraph_format.space_after = Pt(2)
        _run(said, f"{name}: ", colour=_GREY)
        _run(said, text)


def _small(document: Any, text: str) -> None:
    _run(document.add_paragraph(), text, colour=_GREY, size=9)


def _run(paragraph: Any, text: str, *, bold: bool = False, colour: RGBColor | None = None, size: float = 0) -> None:
    run = paragraph.add_run(printable(text))
    run.bold = bold or None
    if colour is not None:
        run.font.color.rgb = colour
    if size:
        run.font.size = Pt(size)


def _page(document: Any, paper: Paper) -> None:
    told = document.core_properties
    told.title, told.author, told.language = printable(paper.title), printable(paper.sender[0]), _TAGS[paper.language]
    told.comments, told.created, told.modified, told.last_modified_by = "", _DAY, _DAY, ""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(23)
    section.top_margin, section.bottom_margin = Mm(22), Mm(24)
    page, of = paper.labels
    foot = section.footer.paragraphs[0]
    _run(foot, f"{paper.sender[0]} · {paper.title}    {page} ", colour=_GREY, size=8.5)
    _field(foot, "PAGE")
    _run(foot, f" {of} ", colour=_GREY, size=8.5)
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {code} ")
    paragraph._p.append(field)


def _styles(document: Any, language: str) -> None:
    for name, size, colour in (
        ("Normal", 10.5, None), ("Title", 20, _PETROL), ("Heading 1", 14, None), ("Heading 2", 11.5, None),
        ("Heading 3", 10.5, _GREY), ("Caption", 9.5, None),
    ):  # fmt: skip
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        style.font.color.rgb = colour or RGBColor(0x17, 0x20, 0x26)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(kind), None)
        fonts.set(qn("w:hAnsi"), _FONT)
    properties = document.styles["Normal"].element.get_or_add_rPr()
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), _TAGS[language])
    properties.append(spoken)


def _same_each_time(made: bytes) -> bytes:
    """Without the hour at which each part was packed, so that the same paper has the same checksum."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for info in packed.infolist():
            again.writestr(
                zipfile.ZipInfo(info.filename, _DAY.timetuple()[:6]), packed.read(info), zipfile.ZIP_DEFLATED
            )
    return out.getvalue()
