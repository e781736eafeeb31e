"""All files of follow-ups together: what is in the package, for whom, and that it is put together once."""

import hashlib
import io
from datetime import timedelta

import openpyxl
import pytest

from aktsom.core.errors import NotVisible, Refused
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.follow_up.actions import making
from aktsom.follow_up.actions import packing as acts
from aktsom.follow_up.actions.tidying import tidy
from aktsom.follow_up.files import place
from aktsom.follow_up.models import Evidence, FollowUp, Package
from aktsom.follow_up.states import PACKAGE, PackageState
from aktsom.teams.models import TeamSeat
from aktsom.web.packages import jobs
from aktsom.web.packages.contents import safe_name
from tests.cast import NOON, actor
from tests.follow_up.evidence import PDF
from tests.web.conftest import Visit
from tests.web.packages.packed import fetched, one, opened, ordered, places, work

__all__ = ["one", "places"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list", "places")]


def test_it_holds_the_whole_follow_up_and_says_what_each_file_is(one: FollowUp, visit: Visit) -> None:
    made = ordered(one)
    work()
    answer = fetched(visit, made)
    assert answer["Content-Disposition"].startswith("attachment")
    files, rows = opened(b"".join(answer.streaming_content))
    assert {row["Fil"]: row["SHA-256"] for row in rows} == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }
    assert PDF in files.values()
    (sheet,) = [content for name, content in files.items() if name.endswith("Oppfølging.xlsx")]
    book = openpyxl.load_workbook(io.BytesIO(sheet))
    assert book.sheetnames[:3] == ["Planen", "Avtaler", "Egenrapport"]
    told = [cell for row in book["Konklusjoner"].iter_rows(values_only=True) for cell in row]
    assert any("punkt 1.1 i T4" in str(cell) for cell in told)
    verbs = JournalEntry.objects.filter(verb__startswith="package_").order_by("number").values_list("verb", flat=True)
    assert list(dict.fromkeys(verbs)) == ["package_asked_for", "package_fetched"]


def test_part_of_it_can_be_fetched_and_the_rest_later(one: FollowUp, visit: Visit) -> None:
    made = ordered(one)
    work()
    lead = visit("bjarne")
    whole = b"".join(lead.get(f"/pakker/{made.public_id}/fil/").streaming_content)
    part = lead.get(f"/pakker/{made.public_id}/fil/", headers={"Range": "bytes=10-"})
    assert part.status_code == 206
    assert b"".join(part.streaming_content) == whole[10:]


def test_all_of_a_teams_follow_ups_come_in_folders_of_their_own(one: FollowUp, visit: Visit) -> None:
    assert one.team is not None
    made = ordered(one, team_id=one.team.public_id)
    work()
    files, _rows = opened(b"".join(fetched(visit, made).streaming_content))
    assert {name.split("/")[0] for name in files} == {"001 Nordhav Medisinsk AS"}


def test_pressed_twice_it_is_made_once(one: FollowUp, visit: Visit) -> None:
    lead = visit("bjarne")
    for _ in range(2):
        assert lead.post("/pakker/", {"oppfolging": one.public_id}).status_code == 302
    assert Package.objects.count() == 1
    page = lead.get(f"/pakker/{Package.objects.get().public_id}/").text
    assert "Setter sammen" in page
    work()
    assert "Last ned" in lead.get(f"/pakker/{Package.objects.get().public_id}/").text


def test_it_is_for_those_who_follow_up_and_the_package_for_whoever_asked(one: FollowUp, visit: Visit) -> None:
    made = ordered(one)
    work()
    for who in ("stina", "uma", "nora", "sekka"):
        with pytest.raises((NotVisible, Refused)):
            acts.order_package(by=actor(who), at=NOON, follow_up_id=one.public_id)
        assert fetched(visit, made, who).status_code == 404
    assert fetched(visit, made, "mons").status_code == 404  # in the team, but not the one who asked


def test_whoever_leaves_the_team_fetches_it_no_more(one: FollowUp, visit: Visit) -> None:
    made = ordered(one)
    work()
    TeamSeat.objects.filter(person__email__startswith="bjarne").update(left_at=NOON)
    assert fetched(visit, made).status_code == 404


def test_what_is_seen_no_more_is_given_out_no_more(one: FollowUp, visit: Visit) -> None:
    made = ordered(one)
    work()
    Evidence.objects.all().update(seen_by=[])
    assert fetched(visit, made).status_code == 403


def test_it_is_stopped_and_gone_on_with(one: FollowUp, visit: Visit) -> None:
    made, lead = ordered(one), visit("bjarne")
    lead.post(f"/pakker/{made.public_id}/stans/")
    work()
    assert fetched(visit, made).status_code == 403
    lead.post(f"/pakker/{made.public_id}/videre/")
    work()
    assert fetched(visit, made).status_code == 200


@pytest.mark.parametrize("cut_to", [0, 30, 400])
def test_half_a_package_that_was_left_behind_is_begun_anew(one: FollowUp, visit: Visit, cut_to: int) -> None:
    """What a worker that was killed leaves: nothing, part of a piece, or pieces without their list."""
    made = ordered(one)
    work()
    whole = b"".join(fetched(visit, made).streaming_content)
    Package.objects.update(state=PackageState.MAKING, sha256="")
    path = making.unfinished(made)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(whole[:cut_to])
    jobs.put_together({"package": made.public_id})
    files, rows = opened(b"".join(fetched(visit, made).streaming_content))
    assert len(files) == len(rows) == len(opened(whole)[0])


def test_it_is_put_together_a_while_at_a_time(one: FollowUp, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    made = ordered(one)
    moments = iter(range(0, 10_000, 25))
    monkeypatch.setattr("aktsom.web.packages.jobs.time.monotonic", lambda: float(next(moments)))
    work()
    assert OutboxMessage.objects.filter(kind=acts.PUT_TOGETHER).count() > 1
    files, rows = opened(b"".join(fetched(visit, made).streaming_content))
    assert len(files) == len(rows) > 1


def test_a_file_that_is_not_in_its_place_is_told_of(one: FollowUp, visit: Visit) -> None:
    place().delete(Evidence.objects.get().key)
    made = ordered(one)
    work()
    files, rows = opened(b"".join(fetched(visit, made).streaming_content))
    assert len(files) == 1
    assert [row["Mangler"] for row in rows] == ["", "Filen er ikke der den skal være."]


def test_it_is_deleted_when_its_days_are_over(one: FollowUp, visit: Visit) -> None:
    made = ordered(one)
    work()
    made.refresh_from_db()
    assert place().size(made.key)
    assert acts.forget_packages(at=made.expires_at + timedelta(minutes=1)) == 1
    tidy(at=made.expires_at + timedelta(minutes=1))
    assert place().size(made.key) is None
    assert fetched(visit, made).status_code == 403
    assert "Pakken er slettet" in visit("bjarne").get(f"/pakker/{made.public_id}/").text


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "_.._etc_passwd"), ("rapport\x00.pdf", "rapport_.pdf"), ("a\u202efdp.exe", "a_fdp.exe"),
        ("  ", "uten navn"), ("æøå 2026.pdf", "æøå 2026.pdf"), ("C:\\windows\\x.pdf", "C_windows_x.pdf"),
    ],
)  # fmt: skip
def test_names_of_others_become_no_paths(name: str, safe: str) -> None:
    assert safe_name(name) == safe
    assert len(safe_name("x" * 500 + ".pdf")) <= 80


@pytest.mark.parametrize("state", PackageState)
@pytest.mark.parametrize("verb", ["finish", "stop", "fail", "try_again", "go_on", "delete"])
def test_each_state_answers_each_verb(state: PackageState, verb: str) -> None:
    moves = {("making", "finish"), ("making", "stop"), ("making", "fail"), ("failed", "try_again")}
    moves |= {(before, "go_on") for before in ("stopped", "failed")}
    moves |= {(before, "delete") for before in ("ready", "stopped", "failed")}
    assert (PACKAGE.refusal(state, verb) is None) is ((state.value, verb) in moves)
