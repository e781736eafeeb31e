"""What was taken into a request and has been stopped, sealed or taken back in the case since, is neither asked of,
decided on nor given out."""

from datetime import timedelta
from typing import Any

import pytest

from aktsom.core.errors import Refused
from aktsom.core.papers import Table
from aktsom.findings.models import ActionPlan, Finding, Measure
from aktsom.follow_up.models import Evidence, FollowUp
from aktsom.records.actions import deciding, requesting
from aktsom.records.actions.consulting import consult_supplier
from aktsom.records.documents import CaseDocument, lost
from aktsom.records.models import AccessRequest, Consultation, RequestedDocument
from aktsom.records.states import PassageState, Way
from tests.cast import NOON, actor
from tests.follow_up.concluded import concluded, report
from tests.records.filed import WHY, asked, judged, now_at, stands, taken_up
from tests.records.test_requesting import decided, of, settled

pytestmark = pytest.mark.django_db
MOVING: dict[str, tuple[str, ...]] = {"Tilstand": ("Åpent", "Ferdig"), "Frist": ()}
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


def planned() -> Measure:
    """As the supplier has proposed it, on the finding."""
    finding = Finding.objects.get()
    shared = {"seen_by": finding.seen_by, "shared_at": NOON, "supplier": finding.supplier, "team": finding.team}
    plan = ActionPlan.objects.create(
        follow_up=finding.follow_up, owner=finding.owner, state="proposed", asked_at=NOON, proposed_at=NOON,
        due_on=NOON.date(), **shared,
    )  # fmt: skip
    return Measure.objects.create(
        plan=plan, finding=finding, text="Lønnen betales tilbake.", cause="Ingen så etter.", due_on=NOON.date()
    )


def work_went_on(measure: Measure) -> None:
    """The measure is agreed to and shown, and the finding closed."""
    ActionPlan.objects.update(state="accepted", accepted_at=NOON)
    Measure.objects.filter(pk=measure.pk).update(state="sufficient", due_on=NOON.date() + timedelta(days=9))
    Finding.objects.update(state="closed", closed_on=NOON.date(), closed_at=NOON, closed_reason="Lønnen er betalt.")


def test_work_that_goes_on_takes_nothing_away(told: FollowUp) -> None:
    measure, made = planned(), asked(told)
    finding, plan = taken_up(made, "finding", "plan")
    settled(finding, PassageState.KEPT_BACK)
    settled(plan, PassageState.GIVEN)
    work_went_on(measure)
    judged(plan, "full")
    assert decided(made).outcome == "partly"
    Measure.objects.update(state="insufficient")
    assert deciding.note_answered(**of(made), stands=stands()).state == "answered"


def test_a_finding_that_is_stopped_is_not_given_with_the_plan(told: FollowUp) -> None:
    measure, made = planned(), asked(told)
    [plan] = taken_up(made, "plan")
    settled(plan, PassageState.GIVEN)
    Measure.objects.create(
        plan=measure.plan, finding=measure.finding, text="Alle får vite det.", cause="", due_on=NOON.date()
    )
    stop()
    with pytest.raises(Refused):
        decided(made)


def test_a_letter_that_is_sent_is_noted_though_a_text_was_changed(told: FollowUp) -> None:
    made, _document = given(told)
    decided(made)
    Finding.objects.update(text="Lønnen ble holdt igjen.")
    assert deciding.note_answered(**of(made), stands=stands()).state == "answered"


@pytest.mark.parametrize(
    ("before", "gone"),
    [
        ("Tilstand: Åpent", False),
        ("Tiltak: Betal; Frist: 3. mai 2026; Tilstand: Åpent", False),
        ("Tiltak: Betalt; Frist: 3. mai 2026; Tilstand: Åpent", True),
        ("Tilstand: Mei Lin ble slått", True),
        ("Frist: Mei Lin hadde ingen", True),
    ],
)
def test_only_the_words_of_a_state_may_move(before: str, gone: bool) -> None:
    made = CaseDocument(
        "apl-1", "plan", "Plan", "Plan", NOON.date(), Way.IN, "", "", moving=MOVING,
        parts=(Table("Alt", ("Tiltak", "Frist", "Tilstand"), (("Betal", "9. mai 2026", "Ferdig"),)),),
    )  # fmt: skip
    assert lost(before, made) is gone


def test_a_finding_that_is_withdrawn_is_not_given_as_if_it_stood(told: FollowUp) -> None:
    made, _document = given(told)
    Finding.objects.update(state="withdrawn", withdrawn_reason="Det var feil sted.", closed_at=NOON)
    with pytest.raises(Refused, match="finn det på nytt"):
        decided(made)


def test_a_conclusion_that_a_newer_one_replaced_is_given_as_it_stood(told: FollowUp) -> None:
    made = asked(told)
    [document] = taken_up(made, "conclusions")
    settled(document, PassageState.GIVEN)
    cited = report(told, audience="linked_buyers")
    concluded(told, cited=(cited,), reason="Ny revisjon viser at det er rettet.", at=NOON + timedelta(days=1))
    assert judged(document, "full").outcome == "full"
