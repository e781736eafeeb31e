"""What an upload becomes: evidence with its file in place, a revision, removed, found to be infected."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from aktsom.contracts.actions import end_contract
from aktsom.core import outbox
from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.follow_up import resting
from aktsom.follow_up.actions.evidence import (
    EvidenceWrong,
    Said,
    StoreAway,
    Whose,
    finish_upload,
    remove_evidence,
    scan_evidence,
)
from aktsom.follow_up.actions.evidence_keys import check_all
from aktsom.follow_up.actions.tidying import tidy
from aktsom.follow_up.actions.uploads import begin_upload
from aktsom.follow_up.files import part_file, place
from aktsom.follow_up.models import Evidence, Upload
from aktsom.follow_up.storage.places import PlaceSettings, S3Settings
from aktsom.sharing.audiences import Audience
from tests.cast import NOON, actor, member, supplier
from tests.factories.memos import team
from tests.follow_up.evidence import brought, sent, whose
from tests.follow_up.storage import samples
from tests.follow_up.storage.servers import free_port
from tests.risk.purchases import gloves

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places", "small_list")]
NORDHAV = {"supplier_name": "Nordhav Medisinsk AS", "supplier_number": "923609016"}


def content(evidence: Evidence) -> bytes:
    return b"".join(place().read(evidence.key, 0, evidence.size))


def seen_by(evidence: Evidence) -> set[str]:
    cast = ("olga", "mons", "berit", "stina", "sekka", "nora", "odd", "ada", "revi")
    return {who for who in cast if Evidence.objects.visible_to(actor(who)).filter(pk=evidence.pk).exists()}


def test_an_upload_becomes_evidence_once() -> None:
    upload_id = sent(name="Revisjon_2026.pdf")
    said = Said("audit_report", whose=whose(), quality={"announced": "unannounced"}, valid_until=date(2028, 1, 1))
    made, again = (finish_upload(by=actor("olga"), at=NOON, upload_id=upload_id, said=said) for _ in range(2))
    assert made == again == Evidence.objects.get()
    assert (made.title, made.file_name, made.content_type) == ("Revisjon 2026", "Revisjon_2026.pdf", "application/pdf")
    assert (made.announced, made.paid_by, made.scan_state) == ("unannounced", "", "not_configured")
    assert content(made) == samples.PDF
    assert not part_file(upload_id).exists()
    entry = JournalEntry.objects.get(verb="evidence_added")
    assert (entry.subject, entry.member_id) == (made.public_id, member("oslo").pk)
    assert "Revisjon" not in str(entry.changes)


def test_the_same_file_twice_is_two_pieces_of_evidence_and_one_file(places: Path) -> None:
    one, other = brought(), brought("mons", title="Igjen")
    assert one.pk != other.pk
    assert one.key == other.key
    assert len([path for path in (places / "evidence").rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "nonsense"}, "kind"),
        ({"quality": {"season": "spring"}}, "season"),
        ({"audience": "public"}, "audience"),
        ({"audience": "members"}, "audience"),
    ],
)
def test_what_is_said_wrong_is_told_and_the_upload_waits(said: dict[str, Any], field: str) -> None:
    upload_id = sent()
    wrong = Said(**{"kind": "policy", "whose": whose(), **said})
    with pytest.raises(EvidenceWrong) as told:
        finish_upload(by=actor("olga"), at=NOON, upload_id=upload_id, said=wrong)
    assert told.value.field == field
    assert finish_upload(by=actor("olga"), at=NOON, upload_id=upload_id, said=Said("policy", whose=whose()))


def test_evidence_is_brought_for_ones_own_and_for_ones_team_alone() -> None:
    gloves()
    made = team()
    for who, said, error in (
        ("berit", whose("oslo"), NotVisible),
        ("dag", whose("bergen"), Refused),  # who may only read there
        ("olga", Whose("mem-nowhere"), NotVisible),
        ("olga", Whose(whose().owner_id, supplier_id="sup-nowhere"), NotVisible),
        ("mons", Whose(team_id=made.public_id), Refused),
        ("odd", whose("oslo"), NotVisible),  # another supplier
        ("nora", whose("bergen"), NotVisible),  # who buys nothing of hers
        ("nora", whose("oslo", about=False), NotVisible),
    ):
        with pytest.raises(error):
            brought(who, whose=said)
    assert not Evidence.objects.exists()


def test_who_sees_it_follows_the_audience_and_the_contracts() -> None:
    gloves()
    bergens = gloves("bergen")
    linked = brought()
    assert seen_by(linked) == {"olga", "mons", "berit"}
    assert seen_by(brought(audience=Audience.CASE_TEAM)) == {"olga", "mons"}
    assert seen_by(brought(audience=Audience.WORKER_PROTECTED)) == {"olga"}
    assert seen_by(brought(whose=whose(about=False))) == {"olga", "mons"}
    end_contract(
        by=actor("berit"), at=NOON, public_id=bergens.public_id, revision=1, reason="Leverandøren er sagt opp."
    )
    outbox.deliver_due(NOON + timedelta(days=1))
    linked.refresh_from_db()
    assert seen_by(linked) == {"olga", "mons"}
    assert check_all(day=NOON.date() + timedelta(days=1)).differing == []


def test_what_is_a_teams_case_is_the_teams() -> None:
    gloves()
    gloves("bergen")
    own = brought(whose=Whose(team_id=team().public_id, supplier_id=supplier().public_id), audience=Audience.CASE_TEAM)
    assert own.owner == member("oslo")
    assert seen_by(own) == {"olga"}


def test_a_supplier_brings_its_own_and_sees_it() -> None:
    gloves()
    made = brought("nora")
    assert made.from_supplier
    assert made.owner == member("oslo")
    assert seen_by(made) == {"olga", "mons", "nora"}
    assert seen_by(brought("nora", audience=Audience.CASE_TEAM)) == {"olga", "mons", "nora"}
    with pytest.raises(EvidenceWrong):
        brought("nora", audience=Audience.WORKER_PROTECTED)
    with pytest.raises(Refused, match="Leverandøren la dette fram"):
        remove_evidence(by=actor("olga"), at=NOON, evidence_id=made.public_id)


def test_a_revision_takes_the_place_of_the_old_and_keeps_whom_it_is_for() -> None:
    gloves()
    old = brought(audience=Audience.CASE_TEAM)
    new = brought(content=samples.PDF + b"2", whose=Whose(), audience=Audience.LINKED_BUYERS, replaces=old.public_id)
    assert (new.replaces, new.audience, new.owner, new.supplier) == (old, "case_team", old.owner, old.supplier)
    assert content(old) == samples.PDF
    with pytest.raises(Stale):
        brought(replaces=old.public_id)
    with pytest.raises(NotVisible):
        brought("berit", replaces=new.public_id)
    assert JournalEntry.objects.filter(verb="evidence_revised", subject=new.public_id).exists()


def test_it_is_removed_while_nothing_rests_on_it(monkeypatch: pytest.MonkeyPatch, places: Path) -> None:
    old = brought()
    new = brought(content=samples.PDF + b"2", replaces=old.public_id)
    with pytest.raises(Refused, match="Noe bygger på dette"):
        remove_evidence(by=actor("olga"), at=NOON, evidence_id=old.public_id)
    with monkeypatch.context() as rested:
        rested.setattr(resting, "_asked", [lambda one: one == new])
        with pytest.raises(Refused):
            remove_evidence(by=actor("olga"), at=NOON, evidence_id=new.public_id)
    with pytest.raises(NotVisible):
        remove_evidence(by=actor("berit"), at=NOON, evidence_id=new.public_id)
    remove_evidence(by=actor("mons"), at=NOON, evidence_id=new.public_id)
    assert list(Evidence.objects.all()) == [old]
    far = new.uploaded_at + timedelta(days=3650)
    assert tidy(at=far).files == 1
    assert place().size(new.key) is None
    assert content(old) == samples.PDF


def test_what_waits_for_the_scanner_is_scanned_in_the_background(settings: Any, scanner: str) -> None:
    settings.CLAMD = f"127.0.0.1:{free_port()}"
    waits = brought(content=samples.EICAR, name="a.txt")
    assert waits.scan_state == "waiting"
    message = OutboxMessage.objects.get(kind="evidence.scan")
    assert message.delivered_at is None
    settings.CLAMD = scanner
    assert scan_evidence(by=PLATFORM, at=NOON, evidence_id=waits.public_id) == "infected"
    waits.refresh_from_db()
    assert (waits.scan_state, waits.scanned_at) == ("infected", NOON)
    assert JournalEntry.objects.filter(verb="evidence_found_infected", subject=waits.public_id).exists()


def test_a_store_that_does_not_answer_loses_nothing(settings: Any) -> None:
    upload_id, said = sent(), Said("policy", whose=whose())
    kept = settings.EVIDENCE
    settings.EVIDENCE = PlaceSettings(kept.folder, S3Settings(f"http://127.0.0.1:{free_port()}", "b", "r", "k", "s"))
    with pytest.raises(StoreAway, match="ikke borte"):
        finish_upload(by=actor("olga"), at=NOON, upload_id=upload_id, said=said)
    settings.EVIDENCE = kept
    assert content(finish_upload(by=actor("olga"), at=NOON, upload_id=upload_id, said=said)) == samples.PDF


def test_an_s3_compatible_store_serves_as_well(settings: Any, s3_server: str) -> None:
    settings.EVIDENCE = PlaceSettings(settings.EVIDENCE.folder, S3Settings(s3_server, "evd", "us-east-1", "k", "s"))
    place().client.create_bucket(Bucket="evd")  # type: ignore[attr-defined]
    made = brought()
    assert content(made) == samples.PDF
    remove_evidence(by=actor("olga"), at=NOON, evidence_id=made.public_id)
    assert tidy(at=made.uploaded_at + timedelta(days=3650)).files == 1
    place().client.close()  # type: ignore[attr-defined]


def test_a_file_that_the_disk_lost_is_asked_for_again() -> None:
    upload_id, said = sent(), Said("policy", whose=whose())
    part_file(upload_id).unlink()
    with pytest.raises(DomainError):
        finish_upload(by=actor("olga"), at=NOON, upload_id=upload_id, said=said)


def test_what_is_left_behind_is_cleared_away_and_nothing_else(places: Path) -> None:
    kept, waits = brought(), sent(name="venter.pdf")
    given_up = begin_upload(by=actor("olga"), at=NOON - timedelta(days=30), file_name="a.pdf", size=9)
    part_file(given_up.public_id).write_bytes(b"half")
    (places / "uploads" / "upl-nobodys").write_bytes(b"left by a killed process")
    orphan = places / "evidence" / "ab" / "cd" / f"abcd{'0' * 60}"
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"no row names it")
    soon = tidy(at=NOON)  # what lies there since just now may be named in a moment
    assert (soon.uploads, soon.parts, soon.files) == (1, 0, 0)
    Upload.objects.update(expires_at=NOON + timedelta(days=5000))
    done = tidy(at=NOON + timedelta(days=3650))
    assert (done.uploads, done.parts, done.files) == (0, 1, 1)
    assert content(kept) == samples.PDF
    assert part_file(waits).exists()
    assert not orphan.exists()
