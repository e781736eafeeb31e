"""The file itself: whole, in part, unchanged, closed, and never shown as a page."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.follow_up.files import place
from aktsom.follow_up.models import Evidence
from aktsom.web.evidence.ranges import span
from tests.follow_up.evidence import brought
from tests.follow_up.storage import samples
from tests.web.conftest import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places", "small_list")]


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_it_is_saved_and_never_shown(visit: Visit) -> None:
    made = brought(content=b"a;b\n<script>alert(1)</script>\n", name="lønn 工.csv")
    answer = visit("olga").get(f"/dokumentasjon/{made.public_id}/fil/")
    assert body(answer) == b"a;b\n<script>alert(1)</script>\n"
    said = answer.headers
    assert said["Content-Disposition"] == "attachment; filename*=utf-8''l%C3%B8nn%20%E5%B7%A5.csv"
    assert said["X-Content-Type-Options"] == "nosniff"
    assert said["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert said["Content-Type"] == "text/csv"
    assert said["ETag"] == f'"{made.sha256}"'
    assert "no-store" in said["Cache-Control"]


def test_a_name_without_an_ending_gets_one(visit: Visit) -> None:
    made = brought(name="rapport")
    answer = visit("olga").get(f"/dokumentasjon/{made.public_id}/fil/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="rapport.pdf"'
    body(answer)


@pytest.mark.parametrize(
    ("asked", "status", "part", "told"),
    [
        ("bytes=0-3", 206, samples.PDF[:4], "bytes 0-3/{size}"),
        ("bytes=5-", 206, samples.PDF[5:], "bytes 5-{last}/{size}"),
        ("bytes=-6", 206, samples.PDF[-6:], "bytes {tail}-{last}/{size}"),
        ("bytes=4-99999", 206, samples.PDF[4:], "bytes 4-{last}/{size}"),
        ("bytes=99999-", 416, b"", "bytes */{size}"),
        ("bytes=0-1,4-5", 200, samples.PDF, None),
        ("lines=1-2", 200, samples.PDF, None),
        ("bytes=9-4", 200, samples.PDF, None),
    ],
)
def test_a_part_is_given(visit: Visit, asked: str, status: int, part: bytes, told: str | None) -> None:
    made, size = brought(), len(samples.PDF)
    answer = visit("olga").get(f"/dokumentasjon/{made.public_id}/fil/", headers={"Range": asked})
    assert answer.status_code == status
    assert body(answer) == part
    where = told.format(size=size, last=size - 1, tail=size - 6) if told else None
    assert answer.headers.get("Content-Range") == where


def test_a_part_of_another_file_is_answered_with_the_whole(visit: Visit) -> None:
    made, olga = brought(), visit("olga")
    address = f"/dokumentasjon/{made.public_id}/fil/"
    for if_range, status in (('"other"', 200), (f'"{made.sha256}"', 206)):
        answer = olga.get(address, headers={"Range": "bytes=0-3", "If-Range": if_range})
        assert answer.status_code == status
        body(answer)
    assert olga.get(address, headers={"If-None-Match": f'"{made.sha256}"'}).status_code == 304
    head = olga.head(address)
    assert (head.headers["Content-Length"], head.content) == (str(len(samples.PDF)), b"")


@pytest.mark.parametrize(("state", "told"), [("infected", "gis ikke ut"), ("waiting", "undersøkes")])
def test_what_is_infected_or_waits_is_not_given_out(visit: Visit, state: str, told: str) -> None:
    made = brought()
    Evidence.objects.filter(pk=made.pk).update(scan_state=state)
    answer = visit("olga").get(f"/dokumentasjon/{made.public_id}/fil/")
    assert answer.status_code == 403
    assert told in answer.content.decode()
    assert "Last ned" not in visit("olga").get(f"/dokumentasjon/{made.public_id}/").content.decode()


def test_a_file_that_is_missing_is_told_of_and_logged_by_id(visit: Visit, caplog: pytest.LogCaptureFixture) -> None:
    made = brought(name="hemmelig.pdf")
    place().delete(made.key)
    assert visit("olga").get(f"/dokumentasjon/{made.public_id}/fil/").status_code == 400
    assert made.public_id in caplog.text
    assert "hemmelig" not in caplog.text


def test_who_does_not_see_it_is_answered_as_for_nothing(visit: Visit) -> None:
    made = brought()
    for who in ("stina", "odd", "revi"):
        assert visit(who).get(f"/dokumentasjon/{made.public_id}/fil/").status_code == 404


@given(first=st.integers(0, 200) | st.just(""), last=st.integers(0, 200) | st.just(""), size=st.integers(1, 100))
def test_a_span_lies_within_the_file(first: Any, last: Any, size: int) -> None:
    found = span(f"bytes={first}-{last}", "", etag='"x"', size=size)
    assert 0 <= found.start <= found.start + found.length <= size
    assert (found.length == 0) == (found.status == 416)
