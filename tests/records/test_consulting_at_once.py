"""Of two members that ask at the very same moment the supplier is asked once; and of one request pressed twice one
answer is made."""

from collections.abc import Iterator
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from django.db import connection

from aktsom.core.errors import Stale
from aktsom.core.models import OutboxMessage
from aktsom.findings.models import Finding
from aktsom.records.actions import deciding
from aktsom.records.actions.exporting import order_export
from aktsom.records.actions.requesting import RequestSaid, register_request
from aktsom.records.models import AccessRequest, CaseExport, Consultation, ConsultedFor, RequestedDocument
from tests import catalogues
from tests.cast import NOON, actor, member
from tests.committing import a_copy_of_the_database, at_once
from tests.follow_up.evidence import places_in
from tests.records.filed import WHY, asked, filed, now_at, stands
from tests.records.test_consulting import SECRET, answered, consulted, found, secret_of

pytestmark = pytest.mark.postgres


@pytest.fixture(autouse=True)
def _committed(django_db_setup: None, django_db_blocker: Any, tmp_path: Path, settings: Any) -> Iterator[None]:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    places_in(settings, tmp_path)
    with django_db_blocker.unblock(), a_copy_of_the_database():
        catalogues.take_in(tmp_path / "list")
        yield


def test_two_members_at_once_ask_the_supplier_once() -> None:
    one = filed()
    oslo, bergen = found(one), found(one, "bergen")
    made = at_once(lambda: consulted(*oslo).pk, lambda: consulted(*bergen, "bergen").pk)
    assert len(set(made)) == 1
    assert (Consultation.objects.count(), ConsultedFor.objects.count()) == (1, 2)
    assert OutboxMessage.objects.filter(payload__what="consultation_asked").count() == 1


def test_an_answer_and_one_who_joins_at_once_lose_nothing() -> None:
    one = filed()
    oslo, bergen = found(one), found(one, "bergen")
    made = consulted(*oslo)
    at_once(lambda: answered(made), lambda: consulted(*bergen, "bergen"))
    assert Consultation.objects.get().answered_at is not None
    assert ConsultedFor.objects.count() == 2


def test_an_answer_and_one_who_opens_the_request_at_once_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    case = filed()
    Finding.objects.update(text=f"{SECRET}, og den brukes overalt.")
    made, document = found(case)
    one = consulted(made, document)
    document.passages.update(state="given")
    RequestedDocument.objects.update(outcome="full")
    of = {"by": actor("mons"), "at": NOON, "request_id": made.public_id}
    deciding.decide_request(**of, revision=now_at(made), kinds={}, reason=WHY, unanswered=True, stands=stands())
    revision = now_at(made)

    def slow(*args: Any) -> Any:
        sleep(1)  # the supplier answers after the answers were read
        return take_in(*args)

    take_in = deciding.take_in
    monkeypatch.setattr(deciding, "take_in", slow)
    at_once(lambda: answered(one), lambda: deciding.reopen_request(**of, revision=revision))
    assert AccessRequest.objects.get().state == "open"
    assert [said for said, _marked, _state in secret_of(document)] == [SECRET]


def test_pressed_twice_at_once_one_answer_is_made() -> None:
    filed()
    made = asked(None)
    of = {
        "by": actor("mons"),
        "at": NOON,
        "request_id": made.public_id,
        "revision": now_at(made),
        "kinds": {},
        "stands": stands(),
    }

    def press() -> str:
        return str(deciding.decide_request(**of, reason=WHY, answer="Her er svaret.", outcome="full").state)

    told = at_once(press, press)
    assert sum(isinstance(each, Stale) for each in told) == 1
    assert AccessRequest.objects.get().revision == 2


def test_a_form_sent_twice_at_once_makes_one_request() -> None:
    mons, owner = actor("mons"), member("oslo").public_id
    said = RequestSaid("apenhetsloven", "Hvordan følger dere opp?", NOON.date())

    def press() -> int:
        return register_request(by=mons, at=NOON, member_id=owner, said=said, sent="the same form").pk

    assert len(set(at_once(press, press))) == 1
    assert AccessRequest.objects.count() == 1


def test_a_case_file_asked_for_twice_at_once_is_made_once() -> None:
    one = filed()
    mons, owner = actor("mons"), member("oslo").public_id

    def press() -> int:
        return order_export(by=mons, at=NOON, member_id=owner, follow_up_id=one.public_id).pk

    assert len(set(at_once(press, press))) == 1
    assert CaseExport.objects.count() == 1
