"""What a file is by its content, and what is never taken in."""

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.follow_up.storage.kinds import KINDS, NotTaken, Problem, kind_of
from tests.follow_up.storage import samples


def kind(tmp_path: Path, name: str, content: bytes) -> str:
    path = tmp_path / "file"
    path.write_bytes(content)
    return kind_of(path, name).code


TAKEN = [
    ("rapport.pdf", samples.PDF, "pdf"),
    ("Rapport.PDF", samples.PDF, "pdf"),
    ("a.docx", samples.office("word"), "docx"),
    ("a.xlsx", samples.office("xl"), "xlsx"),
    ("a.pptx", samples.office("ppt"), "pptx"),
    ("a.odt", samples.open_document("text"), "odt"),
    ("a.ods", samples.open_document("spreadsheet"), "ods"),
    ("a.png", samples.PNG, "png"),
    ("a.jpg", samples.JPEG, "jpeg"),
    ("a.jpeg", samples.JPEG, "jpeg"),
    ("a.heic", samples.HEIC, "heic"),
    ("a.webp", samples.WEBP, "webp"),
    ("a.tif", samples.TIFF, "tiff"),
    ("a.csv", samples.CSV, "csv"),
    ("a.csv", "a;b\n".encode("utf-16"), "csv"),
    ("a.txt", "blåbær".encode("latin-1"), "txt"),
    ("a.eml", samples.EML, "eml"),
    ("a.zip", samples.packed(x=b"y"), "zip"),
    ("uten endelse", samples.PDF, "pdf"),
    ("notat.md", b"# Hei\n", "txt"),
]


@pytest.mark.parametrize(("name", "content", "code"), TAKEN)
def test_a_file_is_what_is_in_it(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    assert kind(tmp_path, name, content) == code


def test_every_kind_that_is_taken_is_tried() -> None:
    assert {code for _, _, code in TAKEN} == set(KINDS) - {"odp"}


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.pdf", b"", Problem.EMPTY),
        ("a.pdf", samples.EXE, Problem.PROGRAM),
        ("a.txt", b"#!/bin/sh\nrm -rf /\n", Problem.PROGRAM),
        ("a.js", b"alert(1)", Problem.PROGRAM),
        ("faktura.pdf.exe", samples.PDF, Problem.PROGRAM),
        ("a.bat", b"echo", Problem.PROGRAM),
        ("a.html", samples.HTML, Problem.PAGE),
        ("a.pdf", samples.HTML, Problem.PAGE),
        ("a.txt", b"\xef\xbb\xbf \n<HTML>", Problem.PAGE),
        ("a.png", samples.SVG, Problem.PAGE),
        ("a.svg", b"x", Problem.PAGE),
        ("a.docm", samples.office("word"), Problem.MACROS),
        ("a.docx", samples.office("word", macros=True), Problem.MACROS),
        ("a.odt", samples.packed(mimetype=b"application/vnd.oasis.opendocument.text", **{"Basic/x": b""}),
         Problem.MACROS),
        ("a.doc", samples.OLD_DOC, Problem.OLD_OFFICE),
        ("a.zip", samples.packed(**{"META-INF/MANIFEST.MF": b"", "A.class": b""}), Problem.PROGRAM),
        ("a.zip", samples.packed(x=b"y")[:-10], Problem.DAMAGED),
        ("a.bin", b"\x00\x01\x02", Problem.UNKNOWN),
    ],
)  # fmt: skip
def test_what_runs_or_cannot_be_read_is_not_taken(tmp_path: Path, name: str, content: bytes, problem: Problem) -> None:
    with pytest.raises(NotTaken) as told:
        kind(tmp_path, name, content)
    assert told.value.problem == problem


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("rapport.pdf", samples.PNG, "png"),
        ("bilde.png", samples.PDF, "pdf"),
        ("a.docx", samples.packed(x=b"y"), "zip"),
        ("a.zip", samples.office("xl"), "xlsx"),
        ("a.pdf", samples.CSV, "txt"),
        ("a.eml", b"Hei\n", "txt"),
        ("rapport.data", samples.PDF, "pdf"),
    ],
)
def test_a_right_ending_with_wrong_content_is_told_with_both(
    tmp_path: Path, name: str, content: bytes, found: str
) -> None:
    with pytest.raises(NotTaken) as told:
        kind(tmp_path, name, content)
    assert (told.value.problem, told.value.ending, told.value.found) == (
        Problem.MISMATCH, name.rsplit(".", maxsplit=1)[-1], found,
    )  # fmt: skip


def test_a_packed_file_with_a_huge_list_is_not_read(tmp_path: Path) -> None:
    swollen = bytearray(samples.packed(x=b"y"))
    swollen[-10:-6] = struct.pack("<L", 2**31)  # the size of the list, told in the end of the file
    with pytest.raises(NotTaken) as told:
        kind(tmp_path, "a.zip", bytes(swollen))
    assert told.value.problem == Problem.TOO_MANY


@given(content=st.binary(max_size=2000), name=st.text(max_size=20))
def test_any_bytes_have_a_kind_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    try:
        told = kind(tmp_path_factory.mktemp("any"), name, content)
    except NotTaken as error:
        told = error.problem
    assert told in {*KINDS, *Problem}
