"""Word files: adapted by a member, filled in, and refused with a reason where they could do harm."""

import io
import zipfile
from xml.etree import ElementTree

import pytest

from aktsom.sanctions.actions.letter_templates import layout_in
from aktsom.sanctions.letter_problems import TemplateBroken
from aktsom.sanctions.letter_tables import layout_limits, standard_wording
from aktsom.sanctions.writing.package import NotFit, Unfit
from aktsom.sanctions.writing.word_file import word_of
from aktsom.sanctions.writing.words import Broken, Fault
from tests.sanctions.writing.made_word import KIND, part_of, read, replaced, standard, with_parts
from tests.sanctions.writing.test_pdf import sheet

_RELATIONS = "word/_rels/document.xml.rels"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def texts(content: bytes) -> list[str]:
    """Of each paragraph, in their order."""
    root = ElementTree.fromstring(part_of(content))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return ["".join(t.text or "" for t in p.iter(f"{space}t")) for p in root.iter(f"{space}p")]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_standard_file_holds_the_wording(language: str) -> None:
    layout = read(standard(language))
    assert (layout.subject, layout.body) == standard_wording(KIND, language)


def test_a_letter_is_filled_in_and_what_is_hostile_is_text() -> None:
    made = word_of(sheet(values={"reasons": "Åsen & sønn <AS> ]]> \x0b {{funn}}"}), read(standard()))
    said = texts(made)
    assert "Åsen & sønn <AS> ]]> {{funn}}" in said
    assert "Kari NilsenBergby kommune" in said  # a line each, in one paragraph
    assert not any("{{" in text and "funn" not in text for text in said)
    assert made == word_of(sheet(values={"reasons": "Åsen & sønn <AS> ]]> \x0b {{funn}}"}), read(standard()))


def test_the_file_says_nothing_of_who_wrote_the_layout() -> None:
    named = with_parts(standard(), {"docProps/core.xml": b"<x>Per Hansen</x>"})
    assert "Per Hansen" not in part_of(word_of(sheet(), read(named)), "docProps/core.xml")


def test_an_adapted_file_keeps_its_look_and_changes_the_words_of_both() -> None:
    changed = replaced(standard(), "Fristen</w:t>", "Fristen deres</w:t>")
    changed = replaced(changed, 'w:val="0B4A55"', 'w:val="AA0000"', "word/styles.xml")
    layout = read(changed)
    assert "# Fristen deres" in layout.body
    assert "AA0000" in part_of(word_of(sheet(), layout), "word/styles.xml")


def test_a_field_that_word_has_split_is_put_together() -> None:
    split = '{{mot</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>taker}}</w:t></w:r><w:r><w:t xml:space="preserve">'
    made = word_of(sheet(), read(replaced(standard(), "{{mottaker}}", split)))
    assert "Åsen & sønn <AS>" in texts(made)
    ElementTree.fromstring(part_of(made))


def test_an_unknown_field_in_the_head_says_where() -> None:
    with pytest.raises(Broken) as caught:
        read(replaced(standard(), "{{mottaker}}", "{{motaker}}"))
    assert caught.value.fault is Fault.UNKNOWN_FIELD
    with pytest.raises(TemplateBroken, match=r"brevhodet.*motaker"):
        layout_in(replaced(standard(), "{{mottaker}}", "{{motaker}}"))


def _bomb() -> bytes:
    return with_parts(standard(), {"word/media/image1.png": b"\0" * (layout_limits().unpacked + 1)})


_DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
_OUT = '<Relationship Id="r99" Type="%s/%s" Target="%s" TargetMode="External"/></Relationships>'


def _fetching(kind: str, target: str) -> bytes:
    return replaced(standard(), "</Relationships>", _OUT % (_R, kind, target), _RELATIONS)


@pytest.mark.parametrize(
    ("content", "unfit"),
    [
        (b"", Unfit.NOT_WORD),
        (b"%PDF-1.7", Unfit.NOT_WORD),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, Unfit.OLD_OFFICE),
        (standard()[: len(standard()) // 2], Unfit.DAMAGED),
        (b"PK\x03\x04" + b"x" * 6_000_000, Unfit.TOO_LARGE),
        (_bomb(), Unfit.TOO_LARGE),
        (with_parts(standard(), {f"word/theme{n}.xml": b"<a/>" for n in range(300)}), Unfit.TOO_LARGE),
        (with_parts(standard(), {"word/vbaProject.bin": b"x"}), Unfit.MACROS),
        (replaced(standard(), "document.main+xml", "macroEnabled.main+xml", "[Content_Types].xml"), Unfit.MACROS),
        (with_parts(standard(), {"word/embeddings/oleObject1.bin": b"x"}), Unfit.EMBEDDED),
        (with_parts(standard(), {"word/program.exe": b"MZ"}), Unfit.EMBEDDED),
        (with_parts(standard(), {"word/media/image1.svg": b"<svg/>"}), Unfit.PICTURE_KIND),
        (with_parts(standard(), {"../../evil.xml": b"<a/>"}), Unfit.DAMAGED),
        (with_parts(standard(), {"word/theme1.xml": _DOCTYPE}), Unfit.DAMAGED),
        (with_parts(standard(), {"word/theme1.xml": _DOCTYPE.decode().encode("utf-16")}), Unfit.DAMAGED),
        (with_parts(standard(), {"word/document.xml": b"<w:document>"}), Unfit.DAMAGED),
        (with_parts(standard(), {"word/document.xml": None}), Unfit.NOT_WORD),
        (_fetching("image", "https://evil.example/spor.png"), Unfit.FETCHES),
        (_fetching("attachedTemplate", "file://server/mal.dotm"), Unfit.FETCHES),
        (_fetching("hyperlink", "javascript:alert(1)"), Unfit.FETCHES),
        (
            replaced(standard(), "</w:body>", '<w:p><w:fldSimple w:instr="INCLUDEPICTURE x"/></w:p></w:body>'),
            Unfit.FETCHES,
        ),
        (
            replaced(
                standard(), "</w:body>",
                "<w:p><w:r><w:instrText>DD</w:instrText></w:r><w:r><w:instrText>EAUTO c cmd</w:instrText></w:r></w:p>"
                "</w:body>",
            ),
            Unfit.FETCHES,
        ),
        (replaced(standard(), "</w:body>", '<w:altChunk r:id="r3" xmlns:r="x"/></w:body>'), Unfit.EMBEDDED),
        (replaced(standard(), "<w:body>", "<w:body><w:p><w:ins><w:r><w:t>x</w:t></w:r></w:ins></w:p>"), Unfit.TRACKED),
        (
            with_parts(standard(), {"word/comments.xml": b'<w:x xmlns:w="w"><w:comment w:id="1"/></w:x>'}),
            Unfit.COMMENTS,
        ),
        (replaced(standard(), 'w:val="BrevTittel"/></w:pPr>', 'w:val="Normal"/></w:pPr>'), Unfit.NO_SUBJECT_STYLE),
        (replaced(standard(), 'w:val="BrevSlutt"/></w:pPr>', 'w:val="Normal"/></w:pPr>'), Unfit.NO_END_STYLE),
    ],
)  # fmt: skip
def test_what_could_do_harm_is_refused(content: bytes, unfit: Unfit) -> None:
    with pytest.raises(NotFit) as caught:
        read(content)
    assert caught.value.unfit is unfit
    with pytest.raises(TemplateBroken) as told:
        layout_in(content)
    assert told.value.field == "layout"
    assert "%(" not in str(told.value)


def test_tables_and_pictures_within_the_words_are_refused() -> None:
    end = '<w:p><w:pPr><w:pStyle w:val="BrevSlutt"/>'
    for inner, unfit in (
        ("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", Unfit.TABLE),
        ("<w:p><w:r><w:drawing/></w:r></w:p>", Unfit.PICTURE),
    ):
        with pytest.raises(NotFit) as caught:
            read(replaced(standard(), end, inner + end))
        assert caught.value.unfit is unfit


def test_a_link_to_the_members_own_page_may_stay() -> None:
    assert read(_fetching("hyperlink", "https://www.bergby.example/")).subject


def test_a_locked_file_is_told_apart() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("word/document.xml", b"x")
    content = bytearray(out.getvalue())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = content.index(mark) + (6 if mark == b"PK\x03\x04" else 8)
        content[at] |= 1
    with pytest.raises(NotFit) as caught:
        read(bytes(content))
    assert caught.value.unfit is Unfit.LOCKED
