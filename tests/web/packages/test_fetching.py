"""A package asked for, met again and fetched: once however often the button is pressed, told of in the journal once,
and not after its days; what went wrong is said and tried again."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.core.outbox import deliver_due
from aktsom.follow_up.actions import making
from aktsom.follow_up.actions import packing as acts
from aktsom.follow_up.models import FollowUp, Package
from aktsom.follow_up.states import PackageProblem, PackageState
from aktsom.follow_up.storage.folder import Folder
from aktsom.follow_up.storage.parts import held
from aktsom.follow_up.storage.places import PlaceAway
from aktsom.web.packages import jobs
from tests.cast import actor, member
from tests.web.conftest import Visit
from tests.web.packages.packed import fetched, one, ordered, places, turn, work

__all__ = ["one", "places"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list", "places")]


def fetches() -> int:
    return JournalEntry.objects.filter(verb="package_fetched").count()


def test_the_button_leads_to_the_one_that_lies_there_and_a_new_one_takes_its_place(one: FollowUp, visit: Visit) -> None:
    lead = visit("bjarne")
    lead.post("/pakker/", {"oppfolging": one.public_id})
    work()
    first = Package.objects.get()
    assert lead.post("/pakker/", {"oppfolging": one.public_id})["Location"] == f"/pakker/{first.public_id}/"
    again = lead.post("/pakker/", {"oppfolging": one.public_id, "ny": "1"})["Location"]
    assert fetched(visit, first).status_code == 200  # until the new one is whole
    work()
    first.refresh_from_db()
    assert first.state == PackageState.GONE
    assert lead.get(f"{again}fil/").status_code == 200
    assert "Pakken er slettet" in lead.get(f"/pakker/{first.public_id}/").text


def test_pressed_twice_in_the_same_moment_it_is_made_once(one: FollowUp, monkeypatch: pytest.MonkeyPatch) -> None:
    rivals = list[Package]()

    def meanwhile(by: Any, made: Package, real: Any = acts.package_contents) -> Any:
        if not rivals:
            rivals.append(ordered(one))
        return real(by, made)

    def once(by: Any, made: Package, real: Any = acts.package_contents) -> Any:
        monkeypatch.setattr(acts, "package_contents", real)
        return meanwhile(by, made, real)

    monkeypatch.setattr(acts, "package_contents", once)
    assert ordered(one) == rivals[0]
    assert Package.objects.count() == 1
    assert OutboxMessage.objects.filter(kind=acts.PUT_TOGETHER).count() == 1


def test_the_database_holds_one_that_is_being_made(one: FollowUp) -> None:
    made = ordered(one)
    made.pk, made.public_id = None, "pak-another"
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)
    made.body_id = member("oslo").pk  # as somebody else it is another
    made.save(force_insert=True)


def test_going_on_with_an_older_one_meets_the_one_that_is_being_made(one: FollowUp, visit: Visit) -> None:
    lead, first = visit("bjarne"), ordered(one)
    lead.post(f"/pakker/{first.public_id}/stans/")
    second = acts.order_package(by=actor("bjarne"), at=timezone.now(), follow_up_id=one.public_id, anew=True)
    answer = lead.post(f"/pakker/{first.public_id}/videre/")
    assert answer["Location"] == f"/pakker/{second.public_id}/"


def test_stopped_after_it_became_whole_it_stays_whole(one: FollowUp, visit: Visit) -> None:
    made = ordered(one)
    work()
    assert visit("bjarne").post(f"/pakker/{made.public_id}/stans/").status_code == 302
    assert fetched(visit, made).status_code == 200


def test_two_workers_do_not_write_into_one_file(one: FollowUp) -> None:
    made = ordered(one)
    with held(making.held_by(made.public_id)):
        turn()
        assert not making.unfinished(made).exists()
    later = OutboxMessage.objects.get(kind=acts.PUT_TOGETHER, delivered_at__isnull=True)
    assert later.not_before > timezone.now()
    work()
    made.refresh_from_db()
    assert made.state == PackageState.READY


def test_the_journal_tells_of_what_was_given_out_and_once(one: FollowUp, visit: Visit) -> None:
    made, lead = ordered(one), visit("bjarne")
    work()
    address = f"/pakker/{made.public_id}/fil/"
    etag = lead.head(address)["ETag"]
    assert lead.get(address, headers={"If-None-Match": etag}).status_code == 304
    assert lead.get(address, headers={"Range": "bytes=99999999-"}).status_code == 416
    assert fetches() == 0
    for start in (0, 10, 20):
        assert lead.get(address, headers={"Range": f"bytes={start}-"}).status_code == 206
    assert fetches() == 1
    Package.objects.update(fetched_at=timezone.now() - timedelta(hours=2))
    lead.get(address)
    assert fetches() == 2


def test_the_journal_does_not_tell_of_a_file_that_was_not_to_be_had(
    one: FollowUp, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ordered(one)
    work()

    def away(*_: object) -> None:
        raise PlaceAway

    monkeypatch.setattr(Folder, "read", away)
    assert fetched(visit, made).status_code >= 400
    assert fetches() == 0


def test_its_days_are_over_also_before_the_tidying(one: FollowUp, visit: Visit) -> None:
    made, lead = ordered(one), visit("bjarne")
    work()
    Package.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert fetched(visit, made).status_code == 403
    page = lead.get(f"/pakker/{made.public_id}/").text
    assert "Pakken er slettet" in page
    assert "Last ned" not in page
    assert lead.post("/pakker/", {"oppfolging": one.public_id})["Location"] != f"/pakker/{made.public_id}/"


def test_its_days_begin_when_it_is_whole(one: FollowUp) -> None:
    made = ordered(one)
    Package.objects.update(expires_at=timezone.now() + timedelta(minutes=5))
    work()
    made.refresh_from_db()
    assert made.expires_at > timezone.now() + timedelta(days=6)


def test_without_room_on_the_disk_nothing_is_written_and_it_is_said(
    one: FollowUp, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, lead = ordered(one), visit("bjarne")
    with monkeypatch.context() as full:
        full.setattr("aktsom.web.packages.archive.evidence_limit", lambda _name: 1 << 60)
        deliver_due(timezone.now())
    assert not making.unfinished(made).exists()
    page = lead.get(f"/pakker/{made.public_id}/").text
    assert "Det er ikke plass til pakken" in page
    assert "Vi prøver igjen" in page
    deliver_due(timezone.now() + timedelta(minutes=3))  # by itself
    assert fetched(visit, made).status_code == 200


def test_what_failed_is_tried_again_by_hand(one: FollowUp, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    made, lead = ordered(one), visit("bjarne")

    def away(*_: object) -> None:
        raise PlaceAway

    with monkeypatch.context() as broken:
        broken.setattr(Folder, "put", away)
        with pytest.raises(PlaceAway):
            turn()
    assert "Lageret for filer svarer ikke" in lead.get(f"/pakker/{made.public_id}/").text
    lead.post(f"/pakker/{made.public_id}/videre/")
    work()
    assert fetched(visit, made).status_code == 200


def test_one_that_nothing_happens_to_is_given_up_and_can_be_gone_on_with(one: FollowUp, visit: Visit) -> None:
    made = ordered(one)
    OutboxMessage.objects.all().delete()  # the outbox has tried as often as it does
    acts.forget_packages(at=timezone.now() + timedelta(hours=7))
    made.refresh_from_db()
    assert (made.state, made.problem) == (PackageState.FAILED, PackageProblem.SILENT)
    visit("bjarne").post(f"/pakker/{made.public_id}/videre/")
    work()
    assert fetched(visit, made).status_code == 200


def test_one_whose_days_are_over_is_not_gone_on_with(one: FollowUp, visit: Visit) -> None:
    made, lead = ordered(one), visit("bjarne")
    lead.post(f"/pakker/{made.public_id}/stans/")
    Package.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert lead.post(f"/pakker/{made.public_id}/videre/").status_code == 403


@pytest.mark.parametrize("problem", PackageProblem)
def test_each_problem_is_told(one: FollowUp, visit: Visit, problem: PackageProblem) -> None:
    made = ordered(one)
    making.fail(Package, made.public_id, timezone.now(), problem)
    page = visit("bjarne").get(f"/pakker/{made.public_id}/").text
    assert "Pakken ble ikke satt sammen" in page
    assert ("Vi prøver igjen" in page) is (problem not in (PackageProblem.NOTHING, PackageProblem.SILENT))
    making.fail(Package, made.public_id, timezone.now(), problem)  # a second time it has failed


def test_one_that_failed_is_not_tried_again_beside_a_newer_one(one: FollowUp) -> None:
    made = ordered(one)
    making.fail(Package, made.public_id, timezone.now(), PackageProblem.BROKEN)
    acts.order_package(by=actor("bjarne"), at=timezone.now(), follow_up_id=one.public_id, anew=True)
    jobs.put_together({"package": made.public_id})
    made.refresh_from_db()
    assert made.state == PackageState.FAILED
