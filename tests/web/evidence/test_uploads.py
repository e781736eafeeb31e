"""The upload that can be resumed, as its protocol has it."""

import base64
from typing import Any

import pytest
from django.test import Client

from aktsom.follow_up.models import Upload
from tests.follow_up.storage import samples
from tests.web.conftest import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places", "small_list")]
BEGIN = "/dokumentasjon/opplasting/"
SIZE = len(samples.PDF)
PART = "application/offset+octet-stream"


def begin(client: Client, size: Any = SIZE, name: str = "rapport.pdf") -> Any:
    told = f"filename {base64.b64encode(name.encode()).decode()},type YQ=="
    return client.post(BEGIN, headers={"Upload-Length": str(size), "Upload-Metadata": told})


def patch(client: Client, address: str, offset: Any, content: bytes, kind: str = PART) -> Any:
    return client.patch(address, content, content_type=kind, headers={"Upload-Offset": str(offset)})


def test_a_file_goes_up_in_parts_and_is_looked_at(visit: Visit) -> None:
    olga = visit("olga")
    made = begin(olga)
    address = made.headers["Location"]
    assert made.status_code == 201
    assert Upload.objects.get().file_name == "rapport.pdf"
    assert patch(olga, address, 0, samples.PDF[:20]).headers["Upload-Offset"] == "20"
    where = olga.head(address)
    assert (where.headers["Upload-Offset"], where.headers["Upload-Length"]) == ("20", str(len(samples.PDF)))
    assert where.headers["Cache-Control"] == "no-store"
    assert olga.post(f"{address}sjekk/").status_code == 422
    again = patch(olga, address, 0, samples.PDF[:20])
    assert (again.status_code, again.headers["Upload-Offset"]) == (204, "20")
    ahead = patch(olga, address, 30, samples.PDF[30:])
    assert (ahead.status_code, ahead.headers["Upload-Offset"]) == (409, "20")
    assert patch(olga, address, 20, samples.PDF[20:]).status_code == 204
    found = olga.post(f"{address}sjekk/").json()
    assert found == {"name": "rapport.pdf", "size": len(samples.PDF), "type": "PDF-dokument"}


def test_what_it_can_is_told(visit: Visit) -> None:
    answer = visit("olga").options(BEGIN)
    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert answer.headers["Tus-Max-Size"] == "1073741824"


@pytest.mark.parametrize(
    ("size", "status"), [(2 * 1024**3, 413), (0, 422), ("", 400), ("-1", 400), ("1e3", 400), ("9" * 40, 400)]
)
def test_a_size_that_cannot_be_is_refused_with_a_sentence(visit: Visit, size: Any, status: int) -> None:
    answer = begin(visit("olga"), size)
    assert answer.status_code == status
    assert answer.json()["message"]


def test_what_is_no_part_is_refused(visit: Visit) -> None:
    olga = visit("olga")
    address = begin(olga).headers["Location"]
    assert patch(olga, address, 0, b"x", "text/plain").status_code == 415
    assert patch(olga, address, "x", b"x").status_code == 400
    assert patch(olga, address, 0, b"x" * 500).status_code == 422  # more than was said


def test_a_wrong_file_is_told_of_when_it_is_whole(visit: Visit) -> None:
    olga = visit("olga")
    address = begin(olga, len(samples.PNG)).headers["Location"]
    patch(olga, address, 0, samples.PNG)
    for _ in range(2):
        answer = olga.post(f"{address}sjekk/")
        assert answer.status_code == 422
        assert "PNG-bilde" in answer.json()["message"]


def test_given_up_it_is_gone(visit: Visit) -> None:
    olga = visit("olga")
    address = begin(olga).headers["Location"]
    assert olga.delete(address).status_code == 204
    assert olga.head(address).status_code == 404


def test_anothers_upload_does_not_exist_and_a_visitor_signs_in(visit: Visit, client: Client) -> None:
    address = begin(visit("olga")).headers["Location"]
    mons = visit("mons")
    answers = (mons.head(address), patch(mons, address, 0, b"x"), mons.delete(address), mons.post(f"{address}sjekk/"))
    for answer in answers:
        assert answer.status_code == 404
    assert begin(visit("rita")).status_code == 403
    assert client.head(address).status_code == 302


def test_without_the_forms_token_nothing_is_taken(visit: Visit) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = visit("olga").cookies
    assert careful.post(BEGIN, headers={"Upload-Length": "5"}).status_code == 403


def test_a_large_part_is_no_form_that_is_too_large(visit: Visit, settings: Any) -> None:
    settings.REGISTER_MAX_BYTES = 10
    olga = visit("olga")
    address = begin(olga).headers["Location"]
    assert patch(olga, address, 0, samples.PDF).status_code == 204
