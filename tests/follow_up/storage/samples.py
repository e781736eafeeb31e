"""Small files of each kind, made here."""

import io
import zipfile

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 40
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 " + b"\x00" * 20
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
TIFF = b"II*\x00\x08\x00\x00\x00" + b"\x00" * 20
CSV = "navn;land\nFabrikk Øst;Malaysia\n".encode()
EML = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: Svar\r\n\r\nHei\r\n"
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
EXE = b"MZ\x90\x00" + b"\x00" * 60
OLD_DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
# Spelled apart, so that no scanner takes this file for the test virus.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTI" + b"VIRUS-TEST-FILE!$H+H*"


def packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(zipfile.ZipInfo(name), content)  # with the same time every run
    return file.getvalue()


def office(folder: str, *, macros: bool = False) -> bytes:
    """As the office programs pack a document; `folder` is word, xl or ppt."""
    types = b"<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>" if macros else b"<Types/>"
    more = {f"{folder}/vbaProject.bin": b"x"} if macros else {}
    return packed(**{"[Content_Types].xml": types, f"{folder}/document.xml": b"<a/>", **more})


def open_document(kind: str) -> bytes:
    return packed(mimetype=f"application/vnd.oasis.opendocument.{kind}".encode(), **{"content.xml": b"<a/>"})
