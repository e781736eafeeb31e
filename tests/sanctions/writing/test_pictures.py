"""A picture in a letterhead goes out as it is seen, without what stands beside it."""

import io
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.sanctions.writing.package import NotFit, Unfit
from aktsom.sanctions.writing.pictures import bare
from tests.sanctions.writing.made_word import read, standard, with_parts

Image = pytest.importorskip("PIL.Image")
Png = pytest.importorskip("PIL.PngImagePlugin")
SECRET = "Per Hansen, 59.91 N 10.75 E"


def drawn(mode: str = "RGB") -> Any:
    picture = Image.radial_gradient("L").resize((40, 30)).convert(mode)
    return picture if mode != "P" else picture.quantize(16)


def saved(picture: Any, form: str, **said: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **said)
    return out.getvalue()


def exif() -> Any:
    found = Image.Exif()
    found[0x013B] = SECRET  # artist
    return found


def png() -> bytes:
    told = Png.PngInfo()
    told.add_text("Author", SECRET)
    told.add_itxt("XML:com.adobe.xmp", SECRET)
    return saved(drawn("RGBA"), "PNG", pnginfo=told, exif=exif(), dpi=(300, 300))


def jpeg(*, progressive: bool = False) -> bytes:
    return saved(
        drawn(), "JPEG", exif=exif(), comment=SECRET, xmp=SECRET.encode(), progressive=progressive, dpi=(300, 300),
        icc_profile=b"a profile of colours",
    )  # fmt: skip


def gif() -> bytes:
    return saved(drawn("P"), "GIF", comment=SECRET, save_all=True, append_images=[drawn("P").rotate(90)], loop=0)


PICTURES = {"a.png": png(), "a.jpg": jpeg(), "A.JPEG": jpeg(progressive=True), "a.gif": gif()}


@pytest.mark.parametrize("name", PICTURES)
def test_it_is_seen_as_before_and_says_nothing_of_anybody(name: str) -> None:
    before = PICTURES[name] + SECRET.encode()  # also what stands after its end
    after = bare(name, before)
    assert SECRET.encode() in before
    assert SECRET.encode() not in after
    was, now = Image.open(io.BytesIO(before)), Image.open(io.BytesIO(after))
    assert (now.size, now.mode, getattr(now, "n_frames", 1)) == (was.size, was.mode, getattr(was, "n_frames", 1))
    for frame in range(getattr(was, "n_frames", 1)):
        was.seek(frame)
        now.seek(frame)
        assert now.tobytes() == was.tobytes()
    assert not now.getexif()
    assert (now.info.get("dpi"), now.info.get("icc_profile")) == (was.info.get("dpi"), was.info.get("icc_profile"))
    assert bare(name, after) == after


@given(st.sampled_from(sorted(PICTURES)), st.integers(0, 4_000))
def test_cut_anywhere_it_is_refused_or_less_of_a_picture(name: str, length: int) -> None:
    cut = PICTURES[name][:length]
    with suppress(NotFit):  # and nothing else
        assert len(bare(name, cut)) <= len(cut)


def test_what_is_no_picture_is_told_when_the_layout_is_taken_in() -> None:
    related = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="x1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/a.png"/>'
        b'<Relationship Id="x2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" '
        b'Target="styles.xml"/></Relationships>'
    )
    for picture, unfit in ((b"RIFF....WEBP", Unfit.PICTURE_KIND), (PICTURES["a.png"][:60], Unfit.DAMAGED)):
        with pytest.raises(NotFit) as error:
            read(with_parts(standard(), {"word/_rels/document.xml.rels": related, "word/media/a.png": picture}))
        assert error.value.unfit is unfit
    with_it = {"word/_rels/document.xml.rels": related, "word/media/a.png": PICTURES["a.png"]}
    assert SECRET.encode() not in read(with_parts(standard(), with_it)).parts["word/media/a.png"]
