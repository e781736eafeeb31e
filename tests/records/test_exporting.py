"""A case taken out for the archive: all that the member has of it, nothing that it has not, and the same each time."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.utils import timezone

from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.findings.models import Finding
from aktsom.findings.queries.findings import findings_for
from aktsom.follow_up.models import Evidence, FollowUp
from aktsom.follow_up.queries.packages import files_of
from aktsom.members.models import Membership
from aktsom.records.actions import exporting
from aktsom.records.actions.filing import NumberSaid, mark_access
from aktsom.records.models import CaseExport
from aktsom.records.rules.manifest import NAME, check
from aktsom.sanctions.models import Letter, SanctionDecision
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor, member
from tests.findings.made import noted
from tests.records.filed import (
    NUMBER,
    content_of,
    made,
    numbered,
    ordered,
    unpacked,
    work,
)

pytestmark = pytest.mark.django_db


def listed(found: dict[str, bytes]) -> list[dict[str, str]]:
    name = next(name for name in found if name.endswith("/dokumenter.csv"))
    return list(csv.DictReader(io.StringIO(found[name].decode("utf-8-sig")), delimiter=";"))


def test_all_that_the_member_has_is_there_by_an_independent_list(one: FollowUp, tmp_path: Path) -> None:
    """Asked of the tables of each kind, and not of what put the file together."""
    mons = actor("mons")
    wanted = {one.public_id}
    wanted |= {row.public_id for row in files_of(mons, [one])[one.pk]}
    wanted |= set(Letter.objects.filter(follow_up=one, owner=member("oslo")).values_list("public_id", flat=True))
    wanted |= set(findings_for(mons).filter(follow_up=one).values_list("public_id", flat=True))
    wanted |= set(SanctionDecision.objects.filter(owner=member("oslo")).values_list("public_id", flat=True))
    path, found, told = unpacked(made(one), tmp_path)
    assert not check(path).problems
    rows = listed(found)
    assert {row["Id"] for row in rows} == wanted | {f"ccl-{one.public_id[4:]}"}
    assert {name for row in rows for name in row["Filer"].split("\n")} <= set(found)
    assert told["cases"][0]["documents"] == len(rows)
    [letter] = Letter.objects.all()
    sums = {entry["sha256"] for entry in told["files"]}
    assert {letter.pdf_sha256, letter.word_sha256, Evidence.objects.get().sha256} <= sums


def test_the_same_content_gives_the_same_bytes_but_for_when_it_was_made(one: FollowUp, tmp_path: Path) -> None:
    first = unpacked(made(one), tmp_path)
    second = unpacked(made(one), tmp_path)
    assert first[1] == second[1]
    one_list, other_list = first[2], second[2]
    assert one_list.pop("made_at")
    assert other_list.pop("made_at")
    assert one_list == other_list
    assert len(set(CaseExport.objects.values_list("content_sha256", flat=True))) == 1


def before_the_list(export: CaseExport) -> bytes:
    """All that is packed before the list, which is the last in it, byte for byte."""
    content = content_of(export)
    with ZipFile(io.BytesIO(content)) as packed:
        assert packed.namelist()[-1] == NAME
        return content[: packed.getinfo(NAME).header_offset]


def test_bytes_before_the_list_are_the_same_too(one: FollowUp) -> None:
    assert before_the_list(made(one)) == before_the_list(made(one))


def test_a_change_in_the_case_changes_the_sum(one: FollowUp) -> None:
    before = made(one).content_sha256
    Finding.objects.update(text="Noe annet ble funnet der.")
    assert made(one).content_sha256 != before


def test_others_letters_decisions_and_drafts_are_not_there(one: FollowUp, tmp_path: Path) -> None:
    export = made(one, by="bjarne", owner="bergen")
    _path, found, _told = unpacked(export, tmp_path)
    ids = {row["Id"] for row in listed(found)}
    assert not ids & set(Letter.objects.values_list("public_id", flat=True))
    assert not ids & set(SanctionDecision.objects.values_list("public_id", flat=True))
    draft = made(one, by="olga")
    assert ["Brev som ikke er sendt", 1] not in [row[:2] for row in draft.left_out]


def test_what_could_tell_who_a_worker_is_stays_out_and_is_counted(one: FollowUp, tmp_path: Path) -> None:
    Evidence.objects.update(audience="worker_protected")
    told = noted(one)
    Finding.objects.filter(pk=told.pk).update(stopped_at=NOON, stopped_reason="Arbeideren Mei Lin er i fare.")
    export = made(one, by="bjarne", owner="bergen")
    path, found, list_ = unpacked(export, tmp_path)
    assert b"Mei Lin" not in path.read_bytes()
    assert not {told.public_id, Evidence.objects.get().public_id} & {row["Id"] for row in listed(found)}
    assert any(row["what"] == "Det som kan røpe en arbeider" and row["count"] for row in list_["left_out"])
    assert export.left_out == [list(row.values()) for row in list_["left_out"]]


def test_a_file_that_is_held_or_lost_is_told_of_and_not_there(one: FollowUp, tmp_path: Path) -> None:
    Evidence.objects.update(scan_state="infected")
    assert any("skadelig" in why for _what, _count, why in made(one).left_out)
    Evidence.objects.update(scan_state="clean", sha256="0" * 64)
    path, _found, told = unpacked(made(one), tmp_path)
    assert not check(path).problems
    assert {"what": "Filer", "count": 1, "why": "Filen er ikke der den skal være."} in told["left_out"]


def test_number_class_and_grounds_stand_in_it(one: FollowUp, tmp_path: Path) -> None:
    numbered(one)
    [finding] = Finding.objects.all()
    mark_access(
        by=actor("mons"), at=NOON, member_id=member("oslo").public_id, follow_up_id=one.public_id,
        subject=finding.public_id, ground="fvl-13-1-2", covers="Navn på underleverandør", review_on=date(2028, 1, 1),
    )  # fmt: skip
    _path, found, told = unpacked(made(one), tmp_path)
    assert told["cases"][0]["number"] == "2026/118"
    assert all(name.startswith("2026-118 Nordhav") for name in found if "/" in name)
    [row] = [row for row in listed(found) if row["Id"] == finding.public_id]
    assert row["Hjemmel for unntak"] == "forvaltningsloven § 13 første ledd nr. 2"
    assert (row["Hva det gjelder"], row["Ses på igjen"]) == ("Navn på underleverandør", "2028-01-01")
    assert b"<klasseID>612</klasseID>" in found["arkivstruktur.xml"]


def test_the_journal_of_the_case_is_there_and_not_that_it_was_taken_out(one: FollowUp, tmp_path: Path) -> None:
    made(one)
    _path, found, _told = unpacked(made(one), tmp_path)
    text = next(said for name, said in found.items() if name.endswith("journal.json")).decode()
    assert "letter_sent" in text
    assert "case_export" not in text
    assert JournalEntry.objects.filter(verb="case_export_asked_for").count() == 2
    assert "case_export" not in found["endringslogg.xml"].decode()


def test_all_cases_of_a_period_come_in_one_file(one: FollowUp, tmp_path: Path) -> None:
    of = {"by": actor("mons"), "at": timezone.now(), "member_id": member("oslo").public_id}
    made_ = exporting.order_export(**of, since=date(2026, 1, 1), until=date(2026, 12, 31))
    again = exporting.order_export(**of, since=date(2026, 1, 1), until=date(2026, 12, 31))
    assert again == made_  # a second press
    with pytest.raises(Refused, match="en annen tid"):
        exporting.order_export(**of, since=date(2025, 1, 1), until=date(2025, 12, 31))
    work()
    made_.refresh_from_db()
    _path, _found, told = unpacked(made_, tmp_path)
    assert [row["id"] for row in told["cases"]] == [one.public_id]
    with pytest.raises(Exception, match="ingen saker"):
        exporting.order_export(**of, since=date(2020, 1, 1), until=date(2020, 12, 31))
    for since, until in ((date(2026, 2, 1), date(2026, 1, 1)), (date(2000, 1, 1), date(2026, 1, 1)), (None, None)):
        with pytest.raises(Wrong):
            exporting.order_export(**of, since=since, until=until)


def test_who_may_not_keep_the_register_takes_nothing_out(one: FollowUp) -> None:
    with pytest.raises(Refused):
        ordered(one, by="rita")
    for who in ("berit", "ada", "sekka", "nora", "revi"):
        with pytest.raises(NotVisible):
            ordered(one, by=who)


def test_pressed_twice_it_is_made_once(one: FollowUp) -> None:
    assert ordered(one).pk == ordered(one).pk
    work()
    assert CaseExport.objects.count() == 1


def test_stopped_it_goes_on_from_where_it_was(one: FollowUp, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = before_the_list(made(one))
    moments = iter(range(0, 100_000, 25))
    monkeypatch.setattr("aktsom.web.records.jobs.time.monotonic", lambda: float(next(moments)))
    export = made(one)  # a piece a turn
    assert before_the_list(export) == whole
    assert export.content_sha256 == CaseExport.objects.order_by("id")[0].content_sha256
    stopped = ordered(one)
    exporting.stop_export(by=actor("mons"), at=timezone.now(), export_id=stopped.public_id)
    work()
    stopped.refresh_from_db()
    assert stopped.state == "stopped"
    exporting.go_on_with_export(by=actor("mons"), at=timezone.now(), export_id=stopped.public_id)
    work()
    stopped.refresh_from_db()
    assert stopped.state == "ready"


def test_whoever_loses_the_role_meanwhile_gets_nothing(one: FollowUp) -> None:
    export = ordered(one)
    Membership.objects.filter(person_id=export.person_id).delete()
    work()
    export.refresh_from_db()
    assert (export.state, export.problem) == ("failed", "nothing")


def test_a_number_is_given_once_and_not_on_a_stale_page(one: FollowUp, second: FollowUp) -> None:
    made_ = numbered(one)
    assert (made_.number, made_.revision) == ("2026/118", 1)
    with pytest.raises(Stale):
        numbered(one)
    with pytest.raises(Wrong, match="annen sak"):
        numbered(second)
    again = numbered(one, NumberSaid(2026, 119, *list(vars(NUMBER).values())[2:]), revision=1)
    assert (again.number, again.revision) == ("2026/119", 2)
    assert numbered(second).number == "2026/118"


@pytest.fixture
def second(one: FollowUp) -> FollowUp:
    """Oslo's own, of the same supplier."""
    return FollowUp.objects.create(
        member=member("oslo"), supplier=one.supplier, group_id="health", starts_on=NOON.date(), ends_on=NOON.date(),
        made_at=NOON, state="dropped", announced_at=NOON, methods=["meeting"], dropped_reason="Avlyst her.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"ground": "fvl-13-1-2", "covers": "", "review_on": date(2028, 1, 1)}, "covers"),
        ({"ground": "fvl-13-1-2", "covers": "Pris", "review_on": None}, "review_on"),
        ({"ground": "fvl-13-1-2", "covers": "Pris", "review_on": date(2026, 11, 2)}, "review_on"),
    ],
)
def test_a_ground_says_what_it_covers_and_when_it_is_looked_at_again(
    one: FollowUp, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(Wrong) as why:
        mark_access(
            by=actor("mons"), at=NOON, member_id=member("oslo").public_id, follow_up_id=one.public_id,
            subject=one.public_id, **said,
        )  # fmt: skip
    assert why.value.field == field


def test_exports_whose_days_are_over_are_forgotten(one: FollowUp) -> None:
    export = made(one)
    assert exporting.forget_exports(at=export.expires_at) == 1
    export.refresh_from_db()
    assert (export.state, export.sha256, export.holds) == ("gone", "", [])


def test_a_finding_that_is_only_noted_is_no_document_yet(one: FollowUp) -> None:
    noted(one)
    assert ["Funn som bare er skrevet ned", 1] in [row[:2] for row in made(one, by="bjarne", owner="bergen").left_out]
