"""Letters as PDF/UA-1: tags, language, title, order of reading; and text that no font has."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from aktsom.sanctions.letter_tables import LANGUAGES, example_values, standard_wording, wording_of
from aktsom.sanctions.writing.filling import Sheet, Signature, Values, filled
from aktsom.sanctions.writing.pdf import pdf_of

LABELS = {"greeting": "Vennlig hilsen", "page": "Side", "of": "av", "and": "og"}


def sheet(language: str = "nb", kind: str = "correction", values: Values | None = None) -> Sheet:
    said = {**example_values(language), **(values or {})}
    told = filled(wording_of(kind, *standard_wording(kind, language)), said, and_="og")
    return Sheet(
        language, ("Bergby kommune", "Org.nr. 999 888 777"), ("Åsen & sønn <AS>",),
        (("Vår referanse", "2026/12"), ("Dato", "2. februar 2026")), told,
        (Signature("Bergby kommune", "Kari Nilsen"),), LABELS, "Sendt elektronisk.", values=said,
    )  # fmt: skip


def tags(node: Any, found: list[str] | None = None) -> list[str]:
    """The structure's tags, in the order of reading."""
    found = [] if found is None else found
    node = node.get_object()
    if isinstance(node, list):
        for kid in node:
            tags(kid, found)
    elif hasattr(node, "get"):
        if "/S" in node:
            found.append(str(node["/S"]))
        if "/K" in node:
            tags(node["/K"], found) if not isinstance(node["/K"], int) else None
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_is_tagged_with_language_and_title(language: str) -> None:
    reader = PdfReader(io.BytesIO(pdf_of(sheet(language))))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).lower().startswith(language)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert "Rammeavtale" in str(reader.metadata.title) or "Framework" in str(reader.metadata.title)
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    found = tags(root["/StructTreeRoot"])
    assert found.count("/H1") == 1
    assert found.index("/H1") < found.index("/H2")
    assert {"/P", "/L", "/LI", "/LBody"} <= set(found)
    assert "/Figure" not in found  # nothing that would need words in its place


def test_the_order_of_reading_is_that_of_the_letter() -> None:
    reader = PdfReader(io.BytesIO(pdf_of(sheet())))
    text = " ".join(page.extract_text() for page in reader.pages)
    order = ["Bergby kommune", "Åsen & sønn <AS>", "2026/12", "Vi krever retting", "Fristen", "Vennlig hilsen", "Sendt"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert f"Side 1 av {len(reader.pages)}" in " ".join(text.split())


def test_what_it_says_is_never_read_as_markup() -> None:
    hostile = '#eval("1") $x^2$ @ref <label> *fet* _k_ \\ ` // /* */ #read("/etc/passwd") "]]}'
    text = PdfReader(io.BytesIO(pdf_of(sheet(values={"reasons": hostile})))).pages[0].extract_text()
    assert '#eval("1")' in text
    assert '#read("/etc/passwd")' in text


@pytest.mark.parametrize("said", ["华盛 Factory", "Cơ sở Đà Nẵng", "Ğüven Şti.", "কারখানা", "مصنع", "👷 fabrikk"])
def test_text_in_any_alphabet_is_set(said: str) -> None:
    made = pdf_of(sheet(values={"findings": (said,)}))
    assert b"/MarkInfo" in made


def test_the_same_letter_gives_the_same_file() -> None:
    assert pdf_of(sheet()) == pdf_of(sheet())
