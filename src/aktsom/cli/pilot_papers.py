"""Papers that a supplier in the demo lays before those who follow it up."""

import io

from aktsom.cli.pilot_days import clock
from aktsom.cli.pilot_follow_up import demo_actor as actor


def sent_by(email: str, name: str, title: str) -> str:
    """The id of an upload."""
    from aktsom.follow_up.actions.uploads import receive_whole

    content = one_page(title)
    return receive_whole(
        by=actor(email), at=clock(), file_name=name, size=len(content), read=io.BytesIO(content).read
    ).public_id


def one_page(title: str) -> bytes:
    """A PDF with one line of text."""
    drawn = b"BT /F1 20 Tf 60 760 Td (" + title.encode("cp1252", "replace") + b") Tj ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(drawn) + drawn + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    index = b"xref\n0 6\n0000000000 65535 f \n" + table
    return out + index + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
