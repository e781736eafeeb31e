"""A file on its way: begun, received in parts, looked at, given up."""

import io
import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from aktsom.core.errors import DomainError, NotVisible, Refused
from aktsom.core.models import JournalEntry
from aktsom.follow_up.actions.uploads import (
    BusyNow,
    FileRefused,
    TooLarge,
    WrongPlace,
    begin_upload,
    check_upload,
    drop_upload,
    receive_part,
    receive_whole,
)
from aktsom.follow_up.files import part_file
from aktsom.follow_up.models import Upload
from aktsom.follow_up.storage import parts
from aktsom.follow_up.tables import evidence_limit
from tests.cast import NOON, actor
from tests.follow_up.evidence import sent
from tests.follow_up.storage import samples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
GIGA = 1024 * 1024 * 1024


def begun(size: int = 100, name: str = "rapport.pdf") -> Upload:
    return begin_upload(by=actor("olga"), at=NOON, file_name=name, size=size)


def part(upload: Upload, offset: int, content: bytes) -> int:
    return receive_part(by=actor("olga"), upload_id=upload.public_id, offset=offset, read=io.BytesIO(content).read)


def test_the_name_is_kept_without_what_could_deceive() -> None:
    for given, kept in (
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Bruker\\rapport.pdf", "rapport.pdf"),
        ("rapport\u202efdp.exe", "rapportfdp.exe"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ("blåbær  og\tfisk.pdf", "blåbær og fisk.pdf"),
        (f"{'x' * 300}.pdf", f"{'x' * 196}.pdf"),
        ("...", "fil"),
        ("工厂审核.pdf", "工厂审核.pdf"),
    ):
        assert begun(name=given).file_name == kept


def test_a_file_of_two_gigabytes_is_refused_by_what_it_says() -> None:
    with pytest.raises(TooLarge, match="1024 MB"):
        begun(size=2 * GIGA)
    with pytest.raises(FileRefused, match="tom"):
        begun(size=0)
    assert not Upload.objects.exists()


def test_one_that_said_less_is_refused_by_what_comes_and_never_held_in_memory() -> None:
    """Two gigabytes come where ten megabytes were said."""
    upload, given = begun(size=10 * 1024 * 1024), [0]
    block = bytes(1024 * 1024)

    def read(most: int) -> bytes:
        given[0] += 1
        return block[:most] if given[0] <= 2048 else b""

    tracemalloc.start()
    with pytest.raises(FileRefused, match="større enn"):
        receive_part(by=actor("olga"), upload_id=upload.public_id, offset=0, read=read)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert given[0] == 11
    assert peak < 20 * 1024 * 1024
    assert part_file(upload.public_id).stat().st_size <= upload.size


def test_parts_are_counted_and_the_same_part_again_is_answered_alike() -> None:
    upload = begun(size=len(samples.PDF))
    assert part(upload, 0, samples.PDF[:10]) == 10
    assert part(upload, 0, samples.PDF[:10]) == 10
    with pytest.raises(WrongPlace) as told:
        part(upload, 20, samples.PDF[20:])
    assert told.value.received == 10
    with pytest.raises(WrongPlace):
        part(upload, 0, b"something else")
    assert part(upload, 10, samples.PDF[10:]) == len(samples.PDF)
    assert check_upload(by=actor("olga"), at=NOON, upload_id=upload.public_id).content_type == "application/pdf"
    assert part(upload, 10, samples.PDF[10:]) == len(samples.PDF)


def test_a_lost_connection_keeps_what_came() -> None:
    upload, said = begun(size=100), iter([b"%PDF-12345"])

    def read(_most: int) -> bytes:
        for content in said:
            return content
        raise OSError("connection lost")

    with pytest.raises(OSError, match="lost"):
        receive_part(by=actor("olga"), upload_id=upload.public_id, offset=0, read=read)
    upload.refresh_from_db()
    assert upload.received == 10


def test_a_part_file_that_is_gone_is_begun_anew_from_what_is_there() -> None:
    upload = begun(size=100)
    part(upload, 0, b"%PDF-12345")
    os.truncate(part_file(upload.public_id), 4)
    with pytest.raises(WrongPlace) as told:
        part(upload, 10, b"more")
    assert told.value.received == 4
    assert part(upload, 4, b"-12345") == 10


def test_two_at_once_are_one_after_the_other() -> None:
    upload = begun()
    with parts.held(part_file(upload.public_id)), pytest.raises(BusyNow):
        part(upload, 0, b"x")


def test_nobody_elses_upload_exists() -> None:
    upload = begun()
    for act in (
        lambda: receive_part(by=actor("mons"), upload_id=upload.public_id, offset=0, read=io.BytesIO(b"x").read),
        lambda: check_upload(by=actor("mons"), at=NOON, upload_id=upload.public_id),
        lambda: drop_upload(by=actor("mons"), upload_id=upload.public_id),
    ):
        with pytest.raises(NotVisible):
            act()
    assert Upload.objects.filter(pk=upload.pk).exists()


def test_a_reader_and_the_secretariat_send_no_files() -> None:
    for who in ("rita", "sekka", "ada"):
        with pytest.raises(Refused):
            begin_upload(by=actor(who), at=NOON, file_name="a.pdf", size=1)


def test_nobody_fills_the_disk_with_what_is_never_finished() -> None:
    for _ in range(4):
        begun(size=GIGA)
    with pytest.raises(DomainError, match="for mange"):
        begun(size=1)
    Upload.objects.all().delete()
    for _ in range(evidence_limit("open_uploads")):
        begun(size=1)
    with pytest.raises(DomainError, match="for mange"):
        begun(size=1)


def test_one_that_is_not_whole_is_not_looked_at() -> None:
    with pytest.raises(DomainError, match="ikke lastet helt opp"):
        check_upload(by=actor("olga"), at=NOON, upload_id=begun().public_id)


def test_a_wrong_file_is_refused_each_time_alike_and_gone() -> None:
    upload_id = sent(samples.PNG, "rapport.pdf")
    for _ in range(2):
        with pytest.raises(FileRefused) as told:
            check_upload(by=actor("olga"), at=NOON, upload_id=upload_id)
        assert str(told.value) == (
            "Navnet slutter på .pdf (PDF-dokument), men innholdet er noe annet: PNG-bilde. Lagre filen på nytt, eller "
            "la navnet slutte på .png."
        )
    assert not part_file(upload_id).exists()
    with pytest.raises(FileRefused):
        part(Upload.objects.get(public_id=upload_id), 0, b"x")
    entry = JournalEntry.objects.get(verb="upload_refused")
    assert entry.changes == {"problem": "mismatch"}


def test_the_test_virus_is_refused_and_a_clean_file_is_not(settings: Any, scanner: str) -> None:
    settings.CLAMD = scanner
    with pytest.raises(FileRefused, match="skadelig programvare"):
        check_upload(by=actor("olga"), at=NOON, upload_id=sent(samples.EICAR, "eicar.txt"))
    assert check_upload(by=actor("olga"), at=NOON, upload_id=sent()).scan_state == "clean"


def test_a_plain_form_sends_it_at_once() -> None:
    upload = receive_whole(
        by=actor("olga"), at=NOON, file_name="a.pdf", size=len(samples.PDF), read=io.BytesIO(samples.PDF).read
    )
    assert (upload.state, upload.received, upload.scan_state) == ("checked", len(samples.PDF), "not_configured")


def test_given_up_it_is_gone(places: Path) -> None:
    upload_id = sent()
    drop_upload(by=actor("olga"), upload_id=upload_id)
    assert not Upload.objects.exists()
    assert list((places / "uploads").iterdir()) == []
