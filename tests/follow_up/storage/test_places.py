"""Both places keep the same agreement: a folder, and a real S3-compatible server that the test starts."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from aktsom.follow_up.storage.folder import Folder
from aktsom.follow_up.storage.places import NotThere, Place, PlaceAway, S3Settings, key_of, read_place
from aktsom.follow_up.storage.s3 import S3
from tests.follow_up.storage.servers import free_port

KEY = key_of("ab" * 32)
SOON, LONG_AGO = timedelta(minutes=5), timedelta(days=-1)


def s3(address: str, bucket: str) -> S3:
    made = S3(S3Settings(address, bucket, "us-east-1", "key", "secret"))
    made.client.create_bucket(Bucket=bucket)
    return made


@pytest.fixture(params=["folder", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "folder":
        yield Folder(tmp_path / "kept")
        return
    made = s3(request.getfixturevalue("s3_server"), f"b{tmp_path.name.replace('_', '-').lower()[:40].rstrip('-')}")
    yield made
    made.client.close()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source"
    path.write_bytes(bytes(range(256)) * 40)
    return path


def whole(place: Place, key: str, start: int = 0, length: int = 10_240) -> bytes:
    reading = place.read(key, start, length)
    try:
        return b"".join(reading)
    finally:
        reading.close()


def test_what_is_put_is_read_back_whole_and_in_part(place: Place, source: Path) -> None:
    place.put(KEY, source)
    place.put(KEY, source)
    content = source.read_bytes()
    assert place.size(KEY) == len(content)
    assert whole(place, KEY) == content
    assert whole(place, KEY, 300, 7) == content[300:307]
    assert whole(place, KEY, 10_239, 1) == content[-1:]


def test_what_is_not_there_is_told(place: Place) -> None:
    assert place.size(KEY) is None
    with pytest.raises(NotThere):
        place.read(KEY, 0, 1)
    place.delete(KEY)


def test_what_has_lain_there_for_long_is_listed(place: Place, source: Path) -> None:
    place.put(KEY, source)
    now = datetime.now(UTC)
    assert list(place.keys(now + SOON)) == [KEY]
    assert list(place.keys(now + LONG_AGO)) == []
    place.delete(KEY)
    assert list(place.keys(now + SOON)) == []


def test_a_large_file_goes_up_in_parts(s3_server: str, tmp_path: Path) -> None:
    place = s3(s3_server, "large")
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(20 * 1024 * 1024)
    place.put(KEY, path)
    assert place.size(KEY) == 20 * 1024 * 1024
    assert place.client.head_object(Bucket="large", Key=KEY)["ETag"].endswith('-3"')  # three parts
    place.client.close()


def test_parts_of_a_killed_upload_are_cleared_away(s3_server: str) -> None:
    place = s3(s3_server, "killed")
    place.client.create_multipart_upload(Bucket="killed", Key=KEY)
    assert place.forget_unfinished(datetime(2010, 1, 1, tzinfo=UTC)) == 0  # this server says later in 2010 of each
    assert place.forget_unfinished(datetime.now(UTC) + SOON) == 1
    assert place.forget_unfinished(datetime.now(UTC) + SOON) == 0
    place.client.close()


def test_a_server_that_does_not_answer_or_lets_us_in_is_away(s3_server: str, source: Path) -> None:
    nobody = S3(S3Settings(f"http://127.0.0.1:{free_port()}", "b", "us-east-1", "key", "secret"))
    for act in (lambda: nobody.put(KEY, source), lambda: nobody.size(KEY), lambda: nobody.read(KEY, 0, 1)):
        with pytest.raises(PlaceAway):
            act()
    nobody.client.close()
    no_bucket = S3(S3Settings(s3_server, "nowhere", "us-east-1", "key", "secret"))
    with pytest.raises(PlaceAway):
        no_bucket.put(KEY, source)
    no_bucket.client.close()


def test_a_folder_keeps_no_half_file(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Folder(tmp_path / "kept")
    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk")))
        with pytest.raises(OSError, match="disk"):
            place.put(KEY, source)
    assert place.size(KEY) is None
    assert [path for path in (tmp_path / "kept").rglob("*") if path.is_file()] == []


def test_a_folder_on_another_disk_gets_a_copy(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(*_: object) -> None:
        raise OSError("another disk")

    monkeypatch.setattr(os, "link", no_link)
    place = Folder(tmp_path / "kept")
    place.put(KEY, source)
    assert whole(place, KEY) == source.read_bytes()


def test_what_a_killed_put_left_in_a_folder_is_cleared_away(tmp_path: Path) -> None:
    place = Folder(tmp_path)
    left = tmp_path / "ab" / "ab" / "0011.part"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    assert list(place.keys(datetime.now(UTC) + SOON)) == []
    assert place.forget_unfinished(datetime.now(UTC) + SOON) == 1
    assert not left.exists()


def test_the_environment_says_where(tmp_path: Path) -> None:
    assert read_place({}, tmp_path).folder == tmp_path / "evidence"
    assert read_place({"AKTSOM_EVIDENCE": str(tmp_path / "x")}, tmp_path).folder == tmp_path / "x"
    secret = tmp_path / "secret"
    secret.write_text("hush\n")
    said = {"AKTSOM_S3": "https://s3.example/", "AKTSOM_S3_BUCKET": "b", "AKTSOM_S3_SECRET_FILE": str(secret)}
    found = read_place(said, tmp_path).s3
    assert found == S3Settings("https://s3.example", "b", "us-east-1", "", "hush")
    assert "hush" not in repr(found)
