"""Who comes to be linked after an inquiry was opened is reached the next morning, and by an alert at once; nobody is
told twice."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.core.outbox import _daily
from aktsom.findings.actions import reaching_again
from aktsom.findings.actions.inquiries import close_inquiry, raise_alert
from aktsom.findings.jobs.days import REACH, reach_the_newly_linked
from aktsom.findings.models import Inquiry, InquiryBranch, InquiryMember
from aktsom.findings.queries.inquiries import alerts_waiting, inquiry_view
from aktsom.findings.queries.touching import Touching
from aktsom.sharing.audiences import member_key
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.models import ChainLink, Site
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member, person
from tests.findings.signalled import buys, delivers, of, opened, place, received

pytestmark = pytest.mark.django_db
ALERT = "Slutt å bestille derfra til vi vet mer."
DAY: dict[str, Any] = {"day": str(NOON.date() + timedelta(days=1))}


@beginning(after=commons.small_list)
def one() -> Inquiry:
    """About a place that delivers to Alfa, whom Oslo alone buys from."""
    for name in ("sekka", "olga", "berit", "stina"):
        person(name)
    of("Alfa Gruppen AS")
    site = place()
    buys("oslo", "Alfa AS")
    delivers(site, of("Alfa AS"))
    made = opened(received()[0], site)
    OutboxMessage.objects.all().delete()
    return made


def alerted(one: Inquiry) -> Inquiry:
    one.refresh_from_db()
    return raise_alert(by=actor("sekka"), at=NOON, inquiry_id=one.public_id, revision=one.revision, text=ALERT)


def one_site() -> Site:
    found = ChainLink.objects.get(to_supplier__name="Alfa AS").from_site
    assert found is not None
    return found


def told() -> list[tuple[str, bool]]:
    """What letters wait, and whether they are for the new alone."""
    rows = OutboxMessage.objects.filter(kind="method_letter").order_by("id")
    return [(row.payload["what"], "since" in row.payload) for row in rows]


def test_a_new_contract_and_a_new_link_are_found_in_the_morning_by_the_platform(one: Inquiry) -> None:
    buys("bergen", "Alfa AS")
    buys("stavanger", "Beta AS")
    delivers(place("Et ledd videre", "PL"), of("Gamma AS"))  # leads nowhere from the place
    delivers(one_site(), of("Beta AS"))
    reach_the_newly_linked(DAY)
    assert {row.member for row in one.touched.all()} == {member(name) for name in ("oslo", "bergen", "stavanger")}
    assert set(one.branches.values_list("supplier__name", flat=True)) == {"Alfa AS", "Beta AS"}
    assert told() == [("inquiry_touches", True)]
    for who in ("berit", "stina"):
        assert inquiry_view(actor(who), one, NOON.date()).contracts
    entry = JournalEntry.objects.get(subject=one.public_id, verb="inquiry_reached_again")
    assert entry.person_id is None


def test_a_company_that_was_asked_under_another_of_its_records_is_not_asked_twice(one: Inquiry) -> None:
    whole = of("Alfa Gruppen AS")
    Supplier.objects.filter(name="Alfa AS").update(same_as=whole)
    buys("bergen", "Alfa Gruppen AS")
    for _ in range(2):
        reach_the_newly_linked(DAY)
        [branch] = one.branches.all()
        assert branch.supplier.name == "Alfa AS"
        assert member_key(member("bergen").pk) in branch.seen_by
    assert told() == [("inquiry_touches", True)]


def test_one_that_cannot_be_walked_keeps_nobody_else_from_being_reached(
    one: Inquiry, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = place("Et annet sted", "CN")
    later = opened(received()[0], elsewhere)
    buys("bergen", "Beta AS")
    delivers(elsewhere, of("Beta AS"))
    walk = reaching_again.touched_now

    def fails(seen: Inquiry, at: datetime) -> Touching:
        if seen == one:
            raise RuntimeError("no way")
        return walk(seen, at)

    monkeypatch.setattr(reaching_again, "touched_now", fails)
    with pytest.raises(RuntimeError, match="no way"):
        reach_the_newly_linked(DAY)
    assert later.touched.filter(member=member("bergen")).exists()


def test_a_morning_that_finds_nobody_new_touches_nothing_and_one_that_comes_twice_tells_once(one: Inquiry) -> None:
    revision = Inquiry.objects.get().revision
    reach_the_newly_linked(DAY)
    assert (Inquiry.objects.get().revision, told()) == (revision, [])
    assert not JournalEntry.objects.filter(verb="inquiry_reached_again").exists()
    buys("bergen", "Alfa AS")
    for _ in range(2):
        reach_the_newly_linked(DAY)
    assert told() == [("inquiry_touches", True)]
    assert Inquiry.objects.get().revision == revision + 1


def test_companies_that_nobody_new_buys_from_are_not_written_anew(
    one: Inquiry, django_assert_max_num_queries: Any
) -> None:
    """A thousand companies would be a thousand writes while the alert waits."""
    for number in range(40):
        buys("oslo", f"Delta {number} AS")
        delivers(one_site(), of(f"Delta {number} AS"))
    reach_the_newly_linked(DAY)
    assert one.branches.count() == 41
    with django_assert_max_num_queries(50):  # the walk in a test reads the links anew
        alerted(one)


def test_of_zero_tolerance_the_newly_linked_are_alerted_and_nobody_else_again(
    one: Inquiry, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    alerted(one)
    buys("bergen", "Alfa AS")
    OutboxMessage.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        reach_the_newly_linked(DAY)
    assert told() == [("inquiry_touches", True), ("inquiry_alert", True)]
    assert [row.inquiry for row in alerts_waiting(actor("berit"))] == [one]
    assert {address for letter in mailoutbox for address in letter.to} == {"berit@example.org"}
    assert len(mailoutbox) == 2


def test_an_alert_reaches_those_who_became_linked_the_same_day(one: Inquiry) -> None:
    buys("bergen", "Alfa AS")
    alerted(one)
    assert [row.inquiry for row in alerts_waiting(actor("berit"))] == [one]
    assert not InquiryMember.objects.filter(alerted_at=None).exists()
    assert told() == [("inquiry_touches", True), ("inquiry_alert", False)]


def test_what_is_closed_reaches_nobody_more(one: Inquiry) -> None:
    close_inquiry(
        by=actor("sekka"), at=NOON, inquiry_id=one.public_id, revision=one.revision, reason="Vi fant ikke mer."
    )
    buys("bergen", "Alfa AS")
    reach_the_newly_linked(DAY)
    assert InquiryMember.objects.count() == 1


def test_one_whose_beginning_is_gone_stops_neither_the_others_nor_its_own_page(one: Inquiry) -> None:
    """A raw material is known by its links alone."""
    ChainLink.objects.update(material="palmeolje")
    other = opened(received()[0], one_site(), start_kind="ravare", start_key="palmeolje", title="Palmeolje")
    ChainLink.objects.update(material="")
    buys("bergen", "Alfa AS")
    reach_the_newly_linked(DAY)
    assert one.touched.count() == 2
    assert other.touched.count() == 1
    assert [row.way for row in inquiry_view(actor("olga"), other, NOON.date()).contracts] == [()]
    assert InquiryBranch.objects.filter(inquiry=other).count() == 1


def test_it_is_part_of_every_day() -> None:
    assert REACH in _daily
