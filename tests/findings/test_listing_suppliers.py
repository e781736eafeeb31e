"""Where a signal reaches very many suppliers, the bodies are told at once and the suppliers are listed after."""

from typing import Any

import pytest

from aktsom.core.errors import Refused
from aktsom.core.models import OutboxMessage
from aktsom.findings.actions import reaching
from aktsom.findings.actions.inquiries import ask_suppliers, raise_alert
from aktsom.findings.actions.reaching import LIST_SUPPLIERS, list_suppliers
from aktsom.findings.actions.reaching_again import reach_again
from aktsom.findings.jobs.listing import list_the_suppliers
from aktsom.findings.models import Inquiry
from aktsom.findings.queries import inquiries
from aktsom.findings.queries.inquiries import alerts_waiting, inquiry_view
from aktsom.findings.signal_tables import signal_limit
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member, person
from tests.findings.signalled import buys, delivers, of, opened, place, received

pytestmark = pytest.mark.django_db
NAMES = ("Alfa AS", "Beta AS", "Gamma AS", "Delta AS")


@beginning(after=commons.small_list)
def laid() -> None:
    for name in ("sekka", "olga", "berit"):
        person(name)
    for name in NAMES:
        buys("oslo", name)
    buys("bergen", "Beta AS")


@pytest.fixture(autouse=True)
def two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = {"suppliers_at_once": 2}
    monkeypatch.setattr(reaching, "signal_limit", lambda name: limits.get(name, signal_limit(name)))


@pytest.fixture
def one(laid: None) -> Inquiry:
    site = place()
    for name in NAMES:
        delivers(site, of(name))
    return opened(received()[0], site)


def waiting() -> list[Any]:
    return list(OutboxMessage.objects.filter(kind=LIST_SUPPLIERS).values_list("payload", flat=True))


def acted(act: Any, one: Inquiry, **told: Any) -> Any:
    one.refresh_from_db()
    return act(by=actor("sekka"), at=NOON, inquiry_id=one.public_id, revision=one.revision, **told)


def test_the_bodies_are_told_and_alerted_before_the_suppliers_are_listed(one: Inquiry) -> None:
    assert {row.member for row in one.touched.all()} == {member("oslo"), member("bergen")}
    assert one.branches.count() == 0
    acted(raise_alert, one, text="Ikke bestill derfra.")
    assert [row.inquiry for row in alerts_waiting(actor("berit"))] == [one]
    assert inquiry_view(actor("olga"), one, NOON.date()).bodies == 1
    assert waiting() == [{"id": one.public_id}]  # asked for once, whoever reaches meanwhile


def test_the_worker_lists_all_with_who_buys_from_each(one: Inquiry) -> None:
    with pytest.raises(Refused, match="føres opp ennå"):
        acted(ask_suppliers, one)
    list_the_suppliers(waiting()[0])
    assert list(one.branches.order_by("supplier__name").values_list("supplier__name", flat=True)) == sorted(NAMES)
    beta = one.branches.get(supplier__name="Beta AS")
    assert len(beta.seen_by) == len(one.branches.get(supplier__name="Alfa AS").seen_by) + 1
    assert len(inquiry_view(actor("olga"), one, NOON.date()).contracts) == 4
    assert acted(ask_suppliers, one) == 4


def test_a_worker_that_is_stopped_in_between_goes_on_and_doubles_nobody(
    one: Inquiry, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, listed = reaching._suppliers, []

    def dies(made: Inquiry, found: Any) -> None:
        if listed:
            raise SystemExit
        listed.append(found)
        whole(made, found)

    monkeypatch.setattr(reaching, "_suppliers", dies)
    with pytest.raises(SystemExit):
        list_suppliers(one.public_id)
    assert one.branches.count() == 2
    one.refresh_from_db()
    assert one.listing_at == NOON
    monkeypatch.setattr(reaching, "_suppliers", whole)
    for _ in range(2):  # delivered at least once
        list_suppliers(one.public_id)
        assert one.branches.count() == 4
    one.refresh_from_db()
    assert one.listing_at is None


def test_whom_the_chain_leads_to_later_is_listed_too(one: Inquiry) -> None:
    list_suppliers(one.public_id)
    buys("stavanger", "Alfa AS")
    assert acted(reach_again, one) == 1
    list_suppliers(one.public_id)
    assert one.touched.filter(member=member("stavanger")).exists()
    alfa, gamma = (one.branches.get(supplier__name=name) for name in ("Alfa AS", "Gamma AS"))
    assert len(alfa.seen_by) == len(gamma.seen_by) + 1
    assert one.branches.count() == 4


def test_the_page_shows_some_counts_all_and_begins_with_those_that_were_asked(
    one: Inquiry, monkeypatch: pytest.MonkeyPatch
) -> None:
    list_suppliers(one.public_id)
    monkeypatch.setattr(inquiries, "SHOWN", 2)
    one.branches.filter(supplier__name="Gamma AS").update(asked_at=NOON, state="asked")
    view = inquiry_view(actor("sekka"), one, NOON.date())
    assert [row.supplier.name for row in view.branches] == ["Alfa AS", "Gamma AS"]
    assert (view.by_branch.total(), view.by_state["asked"], view.by_state["waiting"]) == (4, 1, 3)
