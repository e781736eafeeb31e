"""What was taken into a request and has been stopped, sealed or taken back in the case since, is neither asked of,
decided on nor given out."""

from typing import Any

import pytest

from aktsom.core.errors import Refused
from aktsom.findings.models import Finding
from aktsom.follow_up.models import Evidence, FollowUp
from aktsom.records.actions import requesting
from aktsom.records.actions.consulting import consult_supplier
from aktsom.records.models import AccessRequest, Consultation, RequestedDocument
from aktsom.records.states import PassageState
from tests.cast import NOON, actor
from tests.records.filed import WHY, asked, judged, now_at, stands, taken_up
from tests.records.test_requesting import decided, of, settled

pytestmark = pytest.mark.django_db
TOLD = "Arbeideren Mei Lin sa at lønnen ble holdt igjen."


@pytest.fixture
def told(one: FollowUp) -> FollowUp:
    Finding.objects.update(text=TOLD)
    return one


def stop() -> None:
    """As a finding is stopped when telling of it would put a worker in danger."""
    shared_with_nobody = {"shown_at": None, "seen_by": frozenset(), "shared_at": None}
    Finding.objects.update(**shared_with_nobody, stopped_at=NOON, stopped_reason="Arbeideren er i fare.")


def given(one: FollowUp) -> tuple[AccessRequest, RequestedDocument]:
    made = asked(one)
    [document] = taken_up(made, "finding")
    settled(document, PassageState.KEPT_BACK)
    document.refresh_from_db()
    return made, document


def test_a_finding_that_is_stopped_is_not_decided_on(told: FollowUp) -> None:
    made, document = given(told)
    stop()
    for outcome in ("partly", "denied"):
        with pytest.raises(Refused, match="ikke lenger i saken"):
            judged(document, outcome, ground="fvl-13-1-2", reason=WHY)
    with pytest.raises(Refused, match="ikke lenger i saken"):
        decided(made)
    requesting.drop_document(**of(made), document_id=document.public_id)
    assert decided(made, answer="Vi har ingen andre dokumenter.", outcome="full").state == "decided"


def test_the_supplier_is_not_asked_of_it(told: FollowUp) -> None:
    made = asked(told)
    [document] = taken_up(made, "finding")
    stop()
    with pytest.raises(Refused, match="ikke lenger i saken"):
        consult_supplier(
            by=actor("mons"), at=NOON, request_id=made.public_id, revision=now_at(made),
            document_id=document.public_id, stands=stands(),
        )  # fmt: skip
    assert not Consultation.objects.exists()


def test_a_file_that_is_sealed_is_not_given(one: FollowUp) -> None:
    made = asked(one)
    [document] = taken_up(made, "evidence")
    judged(document, "full")
    Evidence.objects.update(audience="worker_protected")
    with pytest.raises(Refused, match="ikke lenger i saken"):
        decided(made)


def test_what_has_been_taken_out_of_a_text_is_not_given_with_it(told: FollowUp) -> None:
    made, document = given(told)
    Finding.objects.update(text="Lønnen ble holdt igjen.")
    with pytest.raises(Refused, match="finn det på nytt"):
        decided(made)
    requesting.drop_document(**of(made), document_id=document.public_id)
    [again] = taken_up(made, "finding")
    assert "Mei Lin" not in again.text


@pytest.mark.parametrize("said", [{}, {"text": f"{TOLD}\nDet ble sagt to ganger."}])
def test_what_has_only_been_added_stops_nothing(told: FollowUp, said: dict[str, Any]) -> None:
    made, _document = given(told)
    Finding.objects.update(**{"text": TOLD, **said})
    assert decided(made).outcome == "partly"


def test_who_sees_less_of_the_case_does_not_give_it(told: FollowUp) -> None:
    made, document = given(told)
    Finding.objects.update(seen_by=frozenset(), shared_at=None)
    with pytest.raises(Refused, match="ikke lenger i saken"):
        judged(document, "partly")
    assert made.state == "open"
