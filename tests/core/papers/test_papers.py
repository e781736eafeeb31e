"""A paper says the same as Word and as tagged PDF, and both can be read by ear."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from aktsom.core.papers import Bars, Facts, Heading, Note, Paper, Points, Table, Text, pdf_of

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
