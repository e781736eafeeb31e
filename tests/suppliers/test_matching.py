"""All suppliers matched: the sure joined, the likely asked about, and nothing that people said overruled."""

import time

import pytest

from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.core.outbox import deliver_due, send_todays
from aktsom.suppliers.actions.judging import judge, undo
from aktsom.suppliers.models import (
    SamenessCandidate,
    SamenessJudgement,
    SamenessThreshold,
    Supplier,
    SupplierEvent,
    SupplierName,
)
from tests.cast import NOON, actor, now
from tests.suppliers.sameness import asked, matched, written

pytestmark = pytest.mark.django_db
NORDHAV, SYKEPLEIE, UNIT = "923609016", "974760673", "973861778"


def test_ways_of_writing_one_company_are_joined_without_asking_and_told_in_the_journal() -> None:
    one = written("Ålesund Møbelfabrikk AS", NORDHAV)
    other = written("AALESUND MOEBELFABRIKK AKSJESELSKAP")

    assert matched().joined == 1

    other.refresh_from_db()
    assert other.same_as == one
    found = SamenessJudgement.objects.get()
    assert (found.one, found.other, found.verdict, found.person_id) == (one, other, "same", None)
    assert found.evidence["name"] > 0
    entry = JournalEntry.objects.get(verb="sameness_found")
    assert (entry.subject, entry.changes["other"], entry.person_id) == (one.public_id, [None, other.public_id], None)


def test_matching_again_writes_nothing() -> None:
    written("Ålesund Møbelfabrikk AS", NORDHAV)
    written("AALESUND MOEBELFABRIKK")
    written("Berg Renhold AS")
    written("Berg Renholdd")
    matched()
    before = (JournalEntry.objects.count(), SamenessJudgement.objects.count(), SamenessCandidate.objects.count())

    assert matched() == (0, 0, 0)
    assert before == (
        JournalEntry.objects.count(),
        SamenessJudgement.objects.count(),
        SamenessCandidate.objects.count(),
    )


def _likely() -> tuple[Supplier, Supplier]:
    """Like enough to ask about and no more."""
    return written("Nordhav Medisinsk AS", NORDHAV, "Bodø"), written("Nordhav Med. AS", "", "Bodø")


def test_a_likely_pair_waits_for_a_person_and_lapses_when_nothing_speaks_for_it() -> None:
    one, other = _likely()
    assert matched() == (0, 1, 0)
    pair = SamenessCandidate.objects.get()
    assert (pair.one, pair.other, pair.state) == (one, other, "waiting")
    assert 1.0 < pair.weight <= 4.5

    Supplier.objects.filter(pk=other.pk).update(name="Noe ganske annet", name_key="noe ganske annet")
    assert matched() == (0, 0, 1)
    pair.refresh_from_db()
    assert (pair.state, pair.evidence) == ("lapsed", {})

    Supplier.objects.filter(pk=other.pk).update(name="Nordhav Med. AS", name_key="nordhav med")
    matched()
    pair.refresh_from_db()
    assert (pair.state, SamenessCandidate.objects.count()) == ("waiting", 1)


def test_two_numbers_are_never_joined_nor_asked_about() -> None:
    written("Nordhav Medisinsk AS", NORDHAV, "Bodø", lines="Sjøgata 3", postcode="8006")
    written("Nordhav Medisinsk A/S", SYKEPLEIE, "Bodø", lines="Sjøgata 3", postcode="8006")
    assert matched() == (0, 0, 0)
    assert not SamenessCandidate.objects.exists()
    assert Supplier.objects.filter(same_as__isnull=False).count() == 0


@pytest.mark.parametrize("how", ["unit", "merged"])
def test_a_unit_and_a_merged_company_belong_where_the_register_says(how: str) -> None:
    company, other = written("Nordhav AS", NORDHAV), written("Nordhav Medisinsk avd Tromsø", UNIT)
    if how == "unit":
        Supplier.objects.filter(pk=other.pk).update(unit_of=company)
    else:
        SupplierEvent.objects.create(supplier=other, kind="merged_into", other=company, learned_at=NOON, source="test")
    assert matched().joined == 1
    other.refresh_from_db()
    assert other.same_as == company


def test_another_name_that_the_register_tells_is_compared_too() -> None:
    company = written("Holdet Nytt Navn AS", NORDHAV)
    SupplierName.objects.create(supplier=company, name="Gamle Fjellvarer AS", key="gamle fjellvarer", kind="former")
    other = written("Gamle Fjellvarer Aksjeselskap")
    assert matched().joined == 1
    other.refresh_from_db()
    assert other.same_as == company


def test_what_a_person_said_is_not_overruled() -> None:
    one, other = written("Ålesund Møbelfabrikk AS", NORDHAV), written("AALESUND MOEBELFABRIKK")
    pair = asked(one, other)
    judge(by=actor("sekka"), at=NOON, candidate=pair.public_id, verdict="different", reason="To fabrikker")
    assert matched().joined == 0
    assert not Supplier.objects.filter(same_as__isnull=False).exists()


def test_what_a_person_undid_is_asked_about_and_not_joined_again() -> None:
    one, other = written("Ålesund Møbelfabrikk AS", NORDHAV), written("AALESUND MOEBELFABRIKK")
    matched()
    found = SamenessJudgement.objects.get()
    undo(by=actor("sekka"), at=NOON, judgement=found.public_id, reason="Usikker")
    assert matched().joined == 0
    pair = SamenessCandidate.objects.get()
    assert (pair.one, pair.other, pair.state) == (one, other, "waiting")


def test_people_who_judged_many_move_the_thresholds_and_it_is_told() -> None:
    for number in range(20):
        one, other = written(f"Alfa {number} Bygg"), written(f"Omega {number} Kontor")
        pair = asked(one, other, weight=3.5)
        judge(by=actor("sekka"), at=NOON, candidate=pair.public_id, verdict="same", reason="")
    matched()
    newest = SamenessThreshold.objects.get()
    assert (newest.join_above, newest.judged, newest.wrong) == (2.5, 20, 0)
    assert JournalEntry.objects.get(verb="sameness_thresholds_set").changes["join_above"] == [4.5, 2.5]


def test_once_a_day_it_is_done_whatever_came_in() -> None:
    one, other = written("Ålesund Møbelfabrikk AS", NORDHAV), written("AALESUND MOEBELFABRIKK")
    send_todays(today=now().date(), at=now())
    deliver_due(now())
    assert OutboxMessage.objects.get(kind="suppliers.match_daily").delivered_at
    other.refresh_from_db()
    assert other.same_as == one


@pytest.mark.parametrize(
    "name", ["Аpple Тextile AS", "\u202eSA vahdroN", "شركة القفازات", "深圳手套厂", "😀 AS", "x" * 200, "AS", "-"]
)
def test_strange_names_break_nothing(name: str) -> None:
    written("Nordhav Medisinsk AS", NORDHAV)
    written(name)
    matched()
    assert not Supplier.objects.filter(same_as__isnull=False).exists()


def test_a_name_in_letters_that_only_look_alike_is_found() -> None:
    one, other = written("Apple Textile AS", NORDHAV), written("Аpple Тextile")
    matched()
    other.refresh_from_db()
    assert other.same_as == one or SamenessCandidate.objects.filter(one=one, other=other).exists()


def test_thousands_are_matched_in_seconds_with_few_questions(django_assert_max_num_queries) -> None:
    Supplier.objects.bulk_create(
        Supplier(name=f"Firma {n} {word} AS", name_key=f"firma {n} {word}")
        for n in range(1_000)
        for word in ("Bygg", "Renhold", "Medisin")
    )
    began = time.monotonic()
    with django_assert_max_num_queries(80):
        matched()
    assert time.monotonic() - began < 20
