"""Of two who press at the very same moment one signal comes in and one inquiry is opened."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from aktsom.core.errors import Stale
from aktsom.findings.actions import touched as touched_acts
from aktsom.findings.actions.inquiries import InquirySaid, open_inquiry, raise_alert
from aktsom.findings.actions.receiving import FormSaid, receive_message, receive_signal
from aktsom.findings.actions.signals import SignalSaid, note_signal
from aktsom.findings.models import Inquiry, InquiryMember, Signal, SignalMessage
from aktsom.findings.signal_states import Employer, SignalSource, Since
from tests import catalogues
from tests.cast import NOON, actor, member, person
from tests.committing import a_copy_of_the_database, at_once
from tests.findings.signalled import buys, delivers, noted, of, opened, place, received

pytestmark = pytest.mark.postgres


@pytest.fixture(autouse=True)
def _committed(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[None]:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    with django_db_blocker.unblock(), a_copy_of_the_database():
        catalogues.take_in(tmp_path / "list")
        for name in ("sekka", "olga", "mons"):
            person(name)
        yield


SAID = FormSaid("wages", "Ipoh", "Vi får ikke lønn.", SignalSource.WORKER, Since.NOW, False, Employer.NEVER, "en")


def test_a_button_pressed_twice_sends_one_signal() -> None:
    def press() -> bool:
        return receive_signal(at=NOON, said=SAID, nonce="the-same", code="ACDEFGHJKMNPQRTW3467")

    assert sorted(at_once(press, press)) == [False, True]  # type: ignore[type-var]
    assert Signal.objects.count() == 1


def test_a_message_sent_twice_is_said_once() -> None:
    one, _code = received()

    def press() -> bool:
        return receive_message(at=NOON, signal_id=one.public_id, text="Mer", nonce="the-same")

    assert sorted(at_once(press, press)) == [False, True]  # type: ignore[type-var]
    assert SignalMessage.objects.count() == 1


def test_two_who_open_the_same_case_open_one() -> None:
    site = place()
    buys("oslo", "Alfa AS")
    delivers(site, of("Alfa AS"))
    signals = [received()[0], noted()]
    said = InquirySaid("Pass holdes", "Noen sier at pass holdes.", "forced_labour", "sted", site.public_id)
    sekka = actor("sekka")

    def opener(signal: Signal) -> Any:
        return lambda: open_inquiry(by=sekka, at=NOON, signal_id=signal.public_id, revision=1, said=said)

    results = at_once(*(opener(signal) for signal in signals))
    assert sorted(type(each).__name__ for each in results) == ["Inquiry", "Stale"]
    assert isinstance(next(each for each in results if not isinstance(each, Inquiry)), Stale)
    assert Inquiry.objects.count() == 1
    assert sorted(Signal.objects.values_list("state", flat=True)) == ["joined", "received"]  # nothing half done


def test_two_of_one_body_acknowledge_once() -> None:
    site = place()
    buys("oslo", "Alfa AS")
    delivers(site, of("Alfa AS"))
    one = opened(received()[0], site)
    raise_alert(by=actor("sekka"), at=NOON, inquiry_id=one.public_id, revision=one.revision, text="Ikke bestill mer.")
    body, people = member("oslo").public_id, [actor("olga"), actor("mons")]

    def press(who: Any) -> Any:
        said = {"inquiry_id": one.public_id, "member_id": body}
        return lambda: touched_acts.acknowledge_alert(by=who, at=NOON, **said)

    rows = at_once(*(press(who) for who in people))
    assert {row.acknowledged_by_id for row in rows} == {InquiryMember.objects.get().acknowledged_by_id}  # type: ignore[attr-defined]


def test_what_somebody_at_a_buyer_writes_in_by_a_double_press_comes_in_once() -> None:
    olga = actor("olga")
    said = SignalSaid(SignalSource.MEDIA, "wages", "Avisen skriver at lønnen ikke er betalt.", name="Avisen")
    one, again = at_once(*[lambda: note_signal(by=olga, at=NOON, said=said)] * 2)
    assert one == again == Signal.objects.get()
