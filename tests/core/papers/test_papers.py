"""A paper says the same as Word and as tagged PDF, and both can be read by ear."""

import io
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from aktsom.core.papers import Bars, Facts, Heading, Note, Paper, Points, Table, Text, pdf_of, word_of

WITH, NONE = ("Med klausul", 12, "12"), ("Ingen", 0, "0")
BARS = Bars("Fulgt opp", "Ni av tolv er fulgt opp.", (WITH, NONE), ("Ledd", "Avtaler"))
SAID = ("Årets rutiner & <tegn>", "Andre linje #let x = 1", "Ukjend", "Med klausul", "Vedteke", "Utkast", "2026")
PAPER = Paper(
    "Årets rutiner & <tegn>", "nn", ("Bjørnefjord kommune", "Org.nr 987 654 321"),
    (
        Heading("Krav"), Text("Første linje.\nAndre linje #let x = 1"), Points(("Eitt", "To")), Heading("Tal", 3),
        Table("Etter risiko", ("Risiko", "Avtalar"), (("Høg", "12"), ("Ukjend", "18")), frozenset({1})),
        BARS, Note("Kjelde: registeret."), Facts((("Vedteke", "1. mars"),)),
    ),
    (("Periode", "2026"),), "Utkast",
)  # fmt: skip


def tags(node: Any) -> list[str]:
    """Of the structure, in the order of reading."""
    node = node.get_object()
    found = [str(node["/S"])] if "/S" in node else []
    below = node.get("/K", [])
    for each in below if isinstance(below, list) else [below]:
        if hasattr(each.get_object(), "get"):
            found += tags(each)
    return found


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    return PdfReader(io.BytesIO(pdf_of(PAPER)))


def test_the_pdf_has_title_language_and_a_tag_for_each_part(pdf: PdfReader) -> None:
    root = pdf.trailer["/Root"].get_object()
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("nn-NO", True)
    assert pdf.metadata is not None
    assert pdf.metadata.title == PAPER.title
    found = tags(root["/StructTreeRoot"])
    assert [tag for tag in found if tag in ("/H1", "/H2", "/H3", "/H4", "/L")] == ["/H1", "/H2", "/L", "/H3"]


def test_word_draws_a_chart_as_the_pdf_does_and_says_it_in_words() -> None:
    made = Document(io.BytesIO(word_of(PAPER)))
    [shape] = made.inline_shapes
    assert shape._inline.docPr.get("descr") == BARS.alternative
    assert word_of(PAPER) == word_of(PAPER)


def test_rows_in_word_stand_whole_under_headings_that_repeat_and_texts_are_wider_than_numbers() -> None:
    long = ("Avtaler som leverandøren har svart på en egenrapport for", "12", "3")
    table = Table("Tall", ("Tall", "Resultat", "Ukjent"), (long,), frozenset({1, 2}))
    made = Document(io.BytesIO(word_of(Paper("Tall", "nb", ("Oslo kommune",), (table,)))))
    [shown] = made.tables
    marks = [{each.tag for each in row._tr.trPr} for row in shown.rows]
    assert marks == [{qn("w:cantSplit"), qn("w:tblHeader")}, {qn("w:cantSplit")}]
    text, *numbers = [cell.width for cell in shown.rows[1].cells]
    assert all(text > 2 * number for number in numbers)
