"""A letter carries nothing of who adapted its layout, and opens all the same."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from aktsom.sanctions.writing.package import NotFit, Unfit
from aktsom.sanctions.writing.word_file import word_of
from tests.sanctions.writing.made_word import part_of, read, standard, with_parts
from tests.sanctions.writing.test_pdf import sheet

ADAPTER = "Per Hansen"
_P = "http://schemas.openxmlformats.org/package/2006"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_M = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def _x(body: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><x>{ADAPTER} {body}</x>'.encode()


def _related(content: bytes, name: str, *of: tuple[str, str]) -> bytes:
    lines = "".join(f'<Relationship Id="x{at}" Type="{kind}" Target="{to}"/>' for at, (kind, to) in enumerate(of))
    return part_of(content, name).replace("</Relationships>", f"{lines}</Relationships>").encode()


def named() -> bytes:
    """As Word leaves it when somebody in a company has adapted it."""
    plain = standard()
    overrides = {
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        "word/people.xml": f"{_M}.people+xml", "word/comments.xml": f"{_M}.comments+xml",
        "word/glossary/document.xml": f"{_M}.document.glossary+xml",
        "customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    }  # fmt: skip
    lines = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    types = part_of(plain, "[Content_Types].xml").replace("</Types>", f"{lines}</Types>")
    return with_parts(plain, {
        "[Content_Types].xml": types.encode(),
        "docProps/app.xml": _x("<Company>Firma AS</Company>"), "docProps/custom.xml": _x(""),
        "docProps/thumbnail.jpeg": ADAPTER.encode(), "word/people.xml": _x(""), "word/comments.xml": _x(""),
        "word/glossary/document.xml": _x(""), "customXml/item1.xml": _x(""), "customXml/itemProps1.xml": _x(""),
        "customXml/_rels/item1.xml.rels": (
            f'<Relationships xmlns="{_P}/relationships"><Relationship Id="a" Type="{_R}/customXmlProps" '
            'Target="itemProps1.xml"/></Relationships>'
        ).encode(),
        "word/media/image1.png": _PNG,
        "word/settings.xml": (
            f'<w:settings {_W}><w:zoom w:percent="80"/><w:docVars><w:docVar w:name="a" w:val="{ADAPTER} > 1"/>'
            '</w:docVars><w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids><w:evenAndOddHeaders w:val="false"/>'
            "</w:settings>"
        ).encode(),
        "_rels/.rels": _related(
            plain, "_rels/.rels", (f"{_R}/extended-properties", "docProps/app.xml"),
            (f"{_R}/custom-properties", "docProps/custom.xml"),
            (f"{_P}/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg"),
            (f"{_P}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "word/_rels/document.xml.rels": _related(
            plain, "word/_rels/document.xml.rels", ("http://schemas.microsoft.com/office/2011/relationships/people",
            "people.xml"), (f"{_R}/comments", "comments.xml"), (f"{_R}/glossaryDocument", "glossary/document.xml"),
            (f"{_R}/customXml", "../customXml/item1.xml"), (f"{_R}/image", "/word/media/image1.png"),
        ),
    })  # fmt: skip


def test_nothing_of_whoever_adapted_it_goes_out() -> None:
    with zipfile.ZipFile(io.BytesIO(word_of(sheet(), read(named())))) as letter:
        parts = {name: letter.read(name) for name in letter.namelist()}
    for said in (ADAPTER, "Firma AS", "00AB12CD"):
        assert [name for name, part in parts.items() if said.encode() in part] == []
    assert set(parts) == {
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml", "word/styles.xml",
        "word/_rels/document.xml.rels", "word/numbering.xml", "word/footer1.xml", "word/settings.xml",
        "word/media/image1.png",
    }  # fmt: skip
    assert b"w:zoom" in parts["word/settings.xml"]  # what is seen of it stays
    assert b"evenAndOddHeaders" in parts["word/settings.xml"]
    assert parts["docProps/core.xml"].count(b"Bergby kommune") == 1


def test_the_file_lists_what_is_in_it_and_nothing_else() -> None:
    with zipfile.ZipFile(io.BytesIO(word_of(sheet(), read(named())))) as letter:
        names = set(letter.namelist())
        listed = ElementTree.fromstring(letter.read("[Content_Types].xml"))
        assert {one.get("PartName", "")[1:] for one in listed if one.tag.endswith("Override")} <= names
        for name, folder in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")):
            for one in ElementTree.fromstring(letter.read(name)):
                target = one.get("Target", "")
                assert (target[1:] if target.startswith("/") else folder + target) in names
            assert len({one.get("Id") for one in ElementTree.fromstring(letter.read(name))}) == len(
                list(ElementTree.fromstring(letter.read(name)))
            )


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_a_word_processor_opens_it(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(word_of(sheet(), read(named())))
    office = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "txt:Text"]
    subprocess.run([*office, "--outdir", tmp_path, tmp_path / "letter.docx"], check=True, timeout=120)
    assert "Vennlig hilsen" in (tmp_path / "letter.txt").read_text()


@pytest.mark.parametrize("part", ["word/footer1.xml", "word/styles.xml"])
def test_a_change_with_its_authors_name_is_refused_wherever_it_is(part: str) -> None:
    text = part_of(standard(), part)
    root = text.rindex("</w:")
    named = f'{text[:root]}<w:ins w:id="1" w:author="{ADAPTER}"/>{text[root:]}'
    with pytest.raises(NotFit) as caught:
        read(with_parts(standard(), {part: named.encode()}))
    assert caught.value.unfit is Unfit.TRACKED


def test_what_is_seen_and_needs_a_part_that_we_do_not_know_is_refused() -> None:
    plain = standard()
    chart = f'<w:r><c:chart xmlns:c="urn:c" xmlns:r="{_R}" r:id="x0"/></w:r></w:p>'
    footer = part_of(plain, "word/footer1.xml").replace("</w:p>", chart, 1).encode()
    relations = f'<Relationships xmlns="{_P}/relationships"></Relationships>'
    made = with_parts(plain, {"word/footer1.xml": footer, "word/_rels/footer1.xml.rels": relations.encode()})
    made = with_parts(made, {
        "word/charts/chart1.xml": _x(""),
        "word/_rels/footer1.xml.rels": _related(
            made, "word/_rels/footer1.xml.rels", (f"{_R}/chart", "charts/chart1.xml")
        ),
    })  # fmt: skip
    with pytest.raises(NotFit) as caught:
        read(made)
    assert (caught.value.unfit, caught.value.where) == (Unfit.EMBEDDED, "charts/chart1.xml")


def test_a_file_whose_document_is_another_part_is_none_that_we_read() -> None:
    relations = part_of(standard(), "_rels/.rels").replace("word/document.xml", "word/other.xml")
    with pytest.raises(NotFit) as caught:
        read(with_parts(standard(), {"_rels/.rels": relations.encode()}))
    assert caught.value.unfit is Unfit.NOT_WORD
