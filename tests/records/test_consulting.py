"""A supplier is asked once of a document, for all members that were asked for it; each decides for itself."""

from typing import Any

import pytest

from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.findings.models import Finding
from aktsom.follow_up.models import FollowUp
from aktsom.records.actions import deciding, requesting
from aktsom.records.actions.consulting import answer_consultation, consult_supplier
from aktsom.records.actions.deciding import PassageSaid
from aktsom.records.models import AccessRequest, Consultation, ConsultedFor, Passage, RequestedDocument
from aktsom.records.queries.consultations import asked_of, consultation, members_asking
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor, member
from tests.records.filed import WHY, asked, now_at, stands, taken_up

pytestmark = pytest.mark.django_db
SECRET = "Oppskriften er tre deler lateks"
HANDLES = {"oslo": "mons", "bergen": "bjarne"}


def found(one: FollowUp, owner: str = "oslo") -> tuple[AccessRequest, RequestedDocument]:
    """A request to the member, and the finding that the supplier has been shown."""
    by = HANDLES[owner]
    made = asked(one, by=by, owner=owner)
    [document] = taken_up(made, "finding", by=by)
    return made, document


def consulted(made: AccessRequest, document: RequestedDocument, owner: str = "oslo") -> Consultation:
    return consult_supplier(
        by=actor(HANDLES[owner]), at=NOON, request_id=made.public_id, revision=now_at(made),
        document_id=document.public_id, stands=stands(HANDLES[owner]),
    )  # fmt: skip


def answered(one: Consultation, by: str = "nora", **said: Any) -> Consultation:
    usual = {"objection": "partly", "reason": "Det er oppskriften vår, og ingen andre har den.", "passages": SECRET}
    return answer_consultation(by=actor(by), at=NOON, consultation_id=one.public_id, **{**usual, **said})


@pytest.fixture
def told(one: FollowUp) -> FollowUp:
    Finding.objects.update(text=f"{SECRET}, og den brukes overalt.")
    return one


def test_two_members_ask_and_the_supplier_answers_once(told: FollowUp) -> None:
    first, second = found(told), found(told, "bergen")
    one, same = consulted(*first), consulted(*second, "bergen")
    assert one.pk == same.pk
    assert OutboxMessage.objects.filter(payload__what="consultation_asked").count() == 1
    assert [each.pk for each in asked_of(actor("nora"))] == [one.pk]
    assert members_asking(one) == ["Bergen kommune", "Oslo kommune"]
    answered(one)
    for made, document in (first, second):
        rows = Passage.objects.filter(document=document, kind="secret")
        assert [document.text[row.starts : row.ends] for row in rows] == [SECRET]
        assert consultation(actor("mons" if made.member == member("oslo") else "bjarne"), one.public_id).reason
    assert JournalEntry.objects.filter(verb="access_consultation_answered").count() == 2
    with pytest.raises(Stale):
        answered(one)


def test_each_decides_for_itself(told: FollowUp) -> None:
    (oslo, of_oslo), (_bergen, of_bergen) = found(told), found(told, "bergen")
    answered(consulted(oslo, of_oslo), objection="all")
    for document, by, outcome in ((of_oslo, "mons", "denied"), (of_bergen, "bjarne", "full")):
        Passage.objects.filter(document=document).update(state="given", reason=WHY)
        deciding.decide_document(
            by=actor(by), at=NOON, request_id=document.request.public_id, revision=now_at(document.request),
            document_id=document.public_id, outcome=outcome, ground="fvl-13-1-2" if outcome == "denied" else "",
            reason=WHY, stands=stands(by),
        )  # fmt: skip
    outcomes = set(RequestedDocument.objects.values_list("request__member__name", "outcome"))
    assert outcomes == {("Oslo kommune", "denied"), ("Bergen kommune", "full")}


def test_who_joins_after_the_answer_gets_it_at_once(told: FollowUp) -> None:
    answered(consulted(*found(told)))
    made, document = found(told, "bergen")
    joined = consulted(made, document, "bergen")
    assert joined.answered_at is not None
    assert Passage.objects.filter(document=document, kind="secret").exists()
    assert Consultation.objects.count() == 1


def test_who_has_not_joined_sees_nothing_of_it(told: FollowUp) -> None:
    one = consulted(*found(told))
    found(told, "bergen")
    for who in ("bjarne", "stina", "sekka", "odd", "revi"):
        with pytest.raises(NotVisible):
            consultation(actor(who), one.public_id)
    with pytest.raises(NotVisible):
        answered(one, by="odd")
    with pytest.raises(Refused):
        answered(one, by="mons")


def test_the_supplier_does_not_learn_who_asked_or_what_for(told: FollowUp) -> None:
    one = consulted(*found(told))
    facts = {field.name: str(getattr(one, field.attname)) for field in Consultation._meta.concrete_fields}
    assert not any("Avisen" in said or "Alt om" in said for said in facts.values())


def test_what_the_supplier_has_not_seen_is_not_asked_of(told: FollowUp) -> None:
    made = asked(told)
    [document] = taken_up(made, "decision")
    with pytest.raises(Refused, match="ikke sett"):
        consulted(made, document)


def test_pressed_twice_it_is_asked_once(told: FollowUp) -> None:
    made, document = found(told)
    consulted(made, document)
    consulted(made, document)
    assert (Consultation.objects.count(), ConsultedFor.objects.count()) == (1, 1)


def test_an_objection_has_a_reason(told: FollowUp) -> None:
    one = consulted(*found(told))
    with pytest.raises(Wrong) as why:
        answered(one, reason="")
    assert why.value.field == "reason"
    assert answered(one, objection="none", reason="", passages=SECRET).passages == []


def test_one_waits_for_the_answer_or_says_that_one_does_not(told: FollowUp) -> None:
    made, document = found(told)
    consulted(made, document)
    Passage.objects.filter(document=document).update(state="given")
    RequestedDocument.objects.update(outcome="full")
    of = {"by": actor("mons"), "at": NOON, "request_id": made.public_id, "kinds": {}, "reason": WHY, "stands": stands()}
    with pytest.raises(Wrong) as why:
        deciding.decide_request(**of, revision=now_at(made))
    assert why.value.field == "unanswered"
    assert deciding.decide_request(**of, revision=now_at(made), unanswered=True).state == "decided"


def test_an_answer_that_finds_more_opens_the_document_again(told: FollowUp) -> None:
    made, document = found(told)
    one = consulted(made, document)
    Passage.objects.filter(document=document).update(state="given")
    RequestedDocument.objects.update(outcome="full")
    answered(one)
    document.refresh_from_db()
    assert document.outcome == ""


def secret_of(document: RequestedDocument) -> list[tuple[str, bool, str]]:
    rows = document.passages.all()
    return [(document.text[row.starts : row.ends], row.marked, row.state) for row in rows if row.marked]


def settled(document: RequestedDocument, state: str, reason: str = "") -> RequestedDocument:
    said = [PassageSaid(row.pk, state, row.ground, reason) for row in document.passages.all()]
    return deciding.settle_passages(
        by=actor("mons"), at=NOON, request_id=document.request.public_id, revision=now_at(document.request),
        document_id=document.public_id, said=said,
    )  # fmt: skip


@pytest.mark.parametrize("before", ["suggested", "given", "kept_back"])
def test_what_the_supplier_marks_is_not_lost_for_what_was_found_in_it_before(told: FollowUp, before: str) -> None:
    Finding.objects.update(text="Oppskriften koster kr 5 000 per kilo og er tre deler lateks.")
    made, document = found(told)
    one = consulted(made, document)
    document.passages.update(state=before)
    marked = "Oppskriften koster kr 5 000 per kilo"
    answered(one, passages=marked)
    assert secret_of(document) == [(marked, True, "suggested")]
    document.refresh_from_db()
    assert document.outcome == ""


def test_what_is_marked_within_a_passage_is_decided_on_again_where_it_was_to_be_given(told: FollowUp) -> None:
    Finding.objects.update(text="De betaler kr 5 000 per kilo.")
    made, document = found(told)
    one = consulted(made, document)
    document.passages.update(state="given")
    answered(one, passages="5 000")
    assert secret_of(document) == [("kr 5 000", True, "suggested")]


def test_what_is_marked_is_given_only_with_a_reason_of_its_own(told: FollowUp) -> None:
    made, document = found(told)
    answered(consulted(made, document))
    with pytest.raises(Wrong, match="bedt om at dette holdes tilbake"):
        settled(document, "given")
    with pytest.raises(Wrong, match="minst"):
        settled(document, "given", "kort")
    assert settled(document, "given", WHY).outcome == "full"
    assert document.passages.get(marked=True).reason == WHY
    settled(document, "kept_back")
    assert document.passages.get(marked=True).reason == ""


def test_a_document_taken_up_anew_has_what_the_supplier_has_marked(told: FollowUp) -> None:
    made, document = found(told)
    answered(consulted(made, document))
    requesting.drop_document(
        by=actor("mons"), at=NOON, request_id=made.public_id, revision=now_at(made), document_id=document.public_id
    )
    [again] = taken_up(made, "finding")
    assert [said for said, _marked, _state in secret_of(again)] == [SECRET]
    _other, third = found(told)  # another request, which the supplier is not asked for
    assert [said for said, _marked, _state in secret_of(third)] == [SECRET]


def test_what_is_answered_while_the_request_is_decided_is_there_when_it_is_opened_again(told: FollowUp) -> None:
    made, document = found(told)
    one = consulted(made, document)
    document.passages.update(state="given")
    RequestedDocument.objects.update(outcome="full")
    of = {"by": actor("mons"), "at": NOON, "request_id": made.public_id}
    deciding.decide_request(**of, revision=now_at(made), kinds={}, reason=WHY, unanswered=True, stands=stands())
    answered(one)
    assert secret_of(document) == []
    deciding.reopen_request(**of, revision=now_at(made))
    assert [said for said, _marked, _state in secret_of(document)] == [SECRET]
    document.refresh_from_db()
    assert document.outcome == ""


@pytest.mark.parametrize("said", [{"objection": "all", "passages": ""}, {"passages": "Ord som ikke står der"}])
def test_what_is_asked_beyond_the_passages_needs_a_reason_for_the_whole(told: FollowUp, said: dict[str, str]) -> None:
    made, document = found(told)
    one = consulted(made, document)
    document.passages.update(state="given")
    RequestedDocument.objects.update(outcome="full", reason="Skrevet før svaret kom.")
    answered(one, **said)
    document.refresh_from_db()
    assert (document.outcome, document.reason) == ("", "")
    document = settled(document, "given")
    assert document.outcome == ""
    of = {
        "by": actor("mons"), "at": NOON, "request_id": made.public_id, "document_id": document.public_id,
        "outcome": "full", "stands": stands(),
    }  # fmt: skip
    with pytest.raises(Wrong, match="bedt om at mer holdes tilbake"):
        deciding.decide_document(**of, revision=now_at(made))
    assert deciding.decide_document(**of, revision=now_at(made), reason=WHY).outcome == "full"


def test_more_is_found_than_is_shown_at_a_time(told: FollowUp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aktsom.records.actions.suggesting.record_limit", lambda _code: 2)
    Finding.objects.update(
        text="Gebyr: kr 100. Leie: kr 200. Mat: kr 300. Reise: kr 400. Klær: kr 500. Lån: kr 600. Bot: kr 700."
    )
    made, document = found(told)
    document.refresh_from_db()
    assert (document.passages.count(), document.more_found) == (2, 5)
    one = consulted(made, document)
    answered(one, passages="Bot: kr 700")
    document.refresh_from_db()
    assert (document.passages.count(), document.more_found) == (5, 2)  # the next two, and always what is marked
    settled(document, "kept_back")
    document.refresh_from_db()
    assert (document.passages.count(), document.more_found, document.outcome) == (7, 0, "")
    assert settled(document, "kept_back").outcome == "partly"
