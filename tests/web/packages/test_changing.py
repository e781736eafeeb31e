"""What changes while a package is put together or lies there: what is seen no more is not given out under another name,
and a file that is cut off, gone, damaged or infected is told of and never taken for whole."""

import hashlib
import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.utils import timezone

from aktsom.follow_up.actions import making
from aktsom.follow_up.actions import packing as acts
from aktsom.follow_up.actions.tidying import tidy
from aktsom.follow_up.files import place
from aktsom.follow_up.methods import runner_keys
from aktsom.follow_up.models import Evidence, FollowUp, Meeting, Package
from aktsom.follow_up.states import PackageState
from aktsom.follow_up.storage.folder import Folder
from aktsom.follow_up.storage.places import Reading
from aktsom.members.models import Membership, Person
from aktsom.web.packages import jobs
from tests.cast import NOON, actor, member
from tests.follow_up.concluded import concluded, report
from tests.follow_up.evidence import PDF
from tests.web.conftest import Visit
from tests.web.packages.packed import (
    fetched,
    one,
    opened,
    ordered,
    places,
    stored,
    turn,
    turns_of_one_piece,
    work,
)

__all__ = ["one", "places"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list", "places")]
SECOND = PDF + b"the second"


@pytest.fixture
def two(one: FollowUp, places: Path) -> FollowUp:
    """With a second file of the same name."""
    first = Evidence.objects.get()
    concluded(one, cited=(first, report(one, **stored(SECOND, places))))
    return one


def content_of(visit: Visit, made: Package) -> bytes:
    return b"".join(fetched(visit, made).streaming_content)


def test_nothing_of_a_half_that_was_cut_off_is_left(one: FollowUp, visit: Visit) -> None:
    made = ordered(one)
    path = making.unfinished(made)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"what nobody may see" * 1000)
    work()
    assert b"what nobody may see" not in content_of(visit, made)


def test_a_file_seen_no_more_is_not_given_out_under_the_name_of_the_next(
    two: FollowUp, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns_of_one_piece(monkeypatch)
    made = ordered(two)
    for _ in range(2):
        turn()
    Evidence.objects.exclude(size=len(SECOND)).update(seen_by=[])
    work()
    files, _rows = opened(content_of(visit, made))
    assert [content for name, content in files.items() if name.endswith(".pdf")] == [SECOND]


def test_a_file_found_infected_meanwhile_is_not_in_it(
    two: FollowUp, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns_of_one_piece(monkeypatch)
    made = ordered(two)
    for _ in range(2):
        turn()
    Evidence.objects.exclude(size=len(SECOND)).update(scan_state="infected")
    work()
    files, rows = opened(content_of(visit, made))
    assert PDF not in files.values()
    (infected,) = [row for row in rows if "skadelig" in row["Mangler"]]
    assert infected["SHA-256"] == ""


def test_one_with_a_file_found_infected_since_is_not_given_out(one: FollowUp, visit: Visit) -> None:
    made = ordered(one)
    work()
    Evidence.objects.update(scan_state="infected")
    assert fetched(visit, made).status_code == 403


def test_one_that_tells_of_a_meeting_seen_no_more_is_not_given_out(one: FollowUp, visit: Visit) -> None:
    met = Meeting.objects.create(
        follow_up=one, owner=member("bergen"), team=one.team, supplier=one.supplier, starts_at=NOON, made_at=NOON,
        seen_by=list(runner_keys(one)),
    )  # fmt: skip
    made = ordered(one)
    work()
    Package.objects.get(pk=made.pk)
    assert fetched(visit, made).status_code == 200
    Meeting.objects.filter(pk=met.pk).update(seen_by=[])
    assert fetched(visit, made).status_code == 403


def test_a_follow_up_dropped_since_is_not_given_out_with_its_teams(one: FollowUp, visit: Visit) -> None:
    assert one.team is not None
    made = ordered(one, team_id=one.team.public_id)
    work()
    FollowUp.objects.filter(pk=one.pk).update(state="dropped", dropped_reason="x", ended_at=NOON)
    FollowUp.objects.create(
        team=one.team, supplier=one.supplier, group_id=one.group_id, starts_on=NOON.date(), ends_on=NOON.date(),
        methods=["meeting"], made_at=NOON,
    )  # fmt: skip
    assert fetched(visit, made).status_code == 403


def test_a_workbook_of_another_language_is_made_anew(
    one: FollowUp, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ordered(one)

    def broken(*_: object) -> bytes:
        raise RuntimeError

    with monkeypatch.context() as broke:
        for place_of_it in ("jobs.manifest", "jobs._manifest"):
            broke.setattr(f"aktsom.web.packages.{place_of_it}", broken, raising=False)
        with pytest.raises(RuntimeError):
            turn()
    Person.objects.filter(email__startswith="bjarne").update(language="nn")
    jobs.put_together({"package": made.public_id})
    files, _rows = opened(content_of(visit, made))
    (sheet,) = [content for name, content in files.items() if name.endswith(".xlsx")]
    assert openpyxl.load_workbook(io.BytesIO(sheet)).worksheets[0]["A1"].value == "Kva"


def test_it_is_not_made_with_the_rights_of_another_member(one: FollowUp, visit: Visit) -> None:
    """The person acted as one member alone, and acts for that member no more."""
    made = ordered(one)
    Package.objects.filter(pk=made.pk).update(body_id=member("oslo").pk)
    work()
    made.refresh_from_db()
    assert (made.state, made.holds) == (PackageState.FAILED, [])


def test_whoever_sees_nothing_more_gets_no_empty_package(one: FollowUp, visit: Visit) -> None:
    made = ordered(one)
    Membership.objects.filter(person__email__startswith="bjarne").delete()
    work()
    made.refresh_from_db()
    assert (made.state, made.problem) == (PackageState.FAILED, "nothing")


def cut_off(monkeypatch: pytest.MonkeyPatch, reading: Callable[[bytes], Iterator[bytes]]) -> None:
    def read(self: Folder, key: str, start: int, length: int) -> Reading:
        return Reading(reading((self.root / key).read_bytes()), lambda: None)

    monkeypatch.setattr(Folder, "read", read)


def test_a_file_that_breaks_off_is_never_taken_for_whole(
    one: FollowUp, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(content: bytes) -> Iterator[bytes]:
        yield content[:9]
        raise ConnectionResetError

    made = ordered(one)
    with monkeypatch.context() as broken:
        cut_off(broken, half)
        with pytest.raises(ConnectionResetError):
            turn()
    jobs.put_together({"package": made.public_id})
    files, _rows = opened(content_of(visit, made))
    assert [content for name, content in files.items() if name.endswith(".pdf")] == [PDF]


def test_a_file_deleted_between_the_look_and_the_reading_is_missing(
    one: FollowUp, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_content: bytes) -> Iterator[bytes]:
        yield from []
        raise FileNotFoundError

    made = ordered(one)
    with monkeypatch.context() as broken:
        cut_off(broken, gone)
        turn()
    _files, rows = opened(content_of(visit, made))
    assert [row["Mangler"] for row in rows] == ["", "Filen er ikke der den skal være."]


@pytest.mark.parametrize("content", [PDF[:-3], PDF[:-3] + b"xyz"])
def test_a_damaged_file_is_told_of(one: FollowUp, visit: Visit, places: Path, content: bytes) -> None:
    (places / "evidence" / Evidence.objects.get().key).write_bytes(content)
    made = ordered(one)
    work()
    files, rows = opened(content_of(visit, made))
    assert [row["Mangler"] for row in rows] == ["", "Filen er skadet. Den er ikke lenger slik den kom."]
    assert {row["SHA-256"] for row in rows} == {hashlib.sha256(each).hexdigest() for each in files.values()}


def test_a_package_that_was_brought_as_evidence_stays_when_its_days_are_over(one: FollowUp, visit: Visit) -> None:
    made = ordered(one)
    work()
    made.refresh_from_db()
    brought = report(one, sha256=made.sha256, size=made.size, content_type="application/zip")
    at = made.expires_at + timedelta(days=2)
    acts.forget_packages(at=at)
    tidy(at=at)
    assert place().size(brought.key) == made.size


def test_half_packages_go_with_the_tidying_unless_they_are_gone_on_with(one: FollowUp, places: Path) -> None:
    made = ordered(one)
    acts.stop_package(by=actor("bjarne"), at=timezone.now(), package_id=made.public_id)
    halves = [making.unfinished(made), making.unfinished(Package(public_id="pak-unknown"))]
    for half in halves:
        half.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(b"half")
    tidy(at=timezone.now() + timedelta(days=2))
    assert [half.exists() for half in halves] == [True, False]


def test_what_was_put_in_its_place_is_not_written_over_when_it_is_gone_on_with(
    one: FollowUp, places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped in the last moment: the file lies in its place under its checksum, and is one with the half."""
    made = ordered(one)
    with monkeypatch.context() as stopped:
        stopped.setattr(jobs, "finish_package", lambda **_: False)
        turn()
    jobs.put_together({"package": made.public_id})
    found = [path for path in (places / "evidence").rglob("*") if path.is_file()]
    assert {path.name for path in found} == {hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
    made.refresh_from_db()
    assert made.sha256 in {path.name for path in found}
