"""Documents asked for, given, revised and judged: who may what, who sees what when, and what stands in the end."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.follow_up.actions import document_reviews as acts
from aktsom.follow_up.actions import documents
from aktsom.follow_up.actions.evidence import remove_evidence
from aktsom.follow_up.jobs.method_letters import tell_of_a_method
from aktsom.follow_up.jobs.review_letters import remind
from aktsom.follow_up.methods import open_points
from aktsom.follow_up.models import DocumentReview, DocumentRow, DocumentVerdict, Evidence, FollowUp
from aktsom.follow_up.queries import document_reviews as reads
from aktsom.follow_up.review_states import REVIEW, ReviewState, Verdict
from aktsom.follow_up.rules.documents import Flag
from aktsom.follow_up.telling import METHOD_MAIL
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor
from tests.follow_up.evidence import sent as uploaded
from tests.follow_up.methods import LEAD, followed
from tests.follow_up.storage.samples import PDF

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places", "terms")]
TODAY = NOON.date()
DUE = TODAY + timedelta(days=42)


def drafted(one: FollowUp, **more: Any) -> DocumentReview:
    said = acts.ListSaid(**{"due_on": DUE, "kinds": ["risk_analysis"], "own": ["Lønnsslipper"], **more})
    return acts.draft_review(by=actor(LEAD), at=NOON, follow_up_id=one.public_id, said=said)


def asked(**more: Any) -> DocumentReview:
    made = drafted(followed(), **more)
    return acts.send_review(by=actor(LEAD), at=NOON, review_id=made.public_id, revision=1)


def rows(one: DocumentReview) -> list[DocumentRow]:
    return list(DocumentRow.objects.filter(review=one).order_by("position"))


def gave(one: DocumentReview, number: int = 0, content: bytes = PDF, who: str = "nora", **said: Any) -> DocumentRow:
    upload = uploaded(content, f"{number}.pdf", who)
    row = rows(one)[number]
    return documents.give_document(
        by=actor(who), at=NOON, review_id=one.public_id, row_id=row.public_id, upload_id=upload,
        given=documents.Given(**said),
    )  # fmt: skip


def judged(one: DocumentReview, number: int, verdict: str, by: str = LEAD, reason: str = "") -> DocumentVerdict:
    one.refresh_from_db()
    return documents.judge_document(
        by=actor(by), at=NOON, review_id=one.public_id, row_id=rows(one)[number].public_id, revision=one.revision,
        verdict=verdict, reason=reason or "" if verdict == "sufficient" else reason or "Mangler datoer og steder.",
    )  # fmt: skip


def closed() -> DocumentReview:
    """With one document that is sufficient, and one that they say why they do not have."""
    one = asked()
    gave(one)
    now = {"review_id": one.public_id, "at": NOON}
    documents.say_absent(by=actor("nora"), row_id=rows(one)[1].public_id, reason="Vi har ikke ansatte der.", **now)
    one.refresh_from_db()
    acts.hand_in(by=actor("nora"), revision=one.revision, **now)
    judged(one, 0, Verdict.SUFFICIENT)
    judged(one, 1, Verdict.PARTLY)
    one.refresh_from_db()
    return acts.close_review(by=actor(LEAD), revision=one.revision, **now)


def test_the_supplier_meets_one_request_once_it_is_sent() -> None:
    one = followed()
    made = drafted(one)
    assert [row.title for row in rows(made)] == ["Risikoanalyse for produktene", "Lønnsslipper"]
    assert reads.reviews_asked_of(actor("nora"), actor("nora").supplier_ids) == []
    with pytest.raises(NotVisible):
        reads.review(actor("nora"), made.public_id)
    acts.send_review(by=actor("mons"), at=NOON, review_id=made.public_id, revision=1)
    assert reads.reviews_asked_of(actor("nora"), actor("nora").supplier_ids) == [made]
    for who in ("odd", "olga", "stina", "sekka"):
        with pytest.raises(NotVisible):
            reads.review(actor(who), made.public_id)
    assert [row.payload["what"] for row in OutboxMessage.objects.filter(kind=METHOD_MAIL)] == ["documents_asked_for"]
    with pytest.raises(Stale):
        acts.send_review(by=actor("mons"), at=NOON, review_id=made.public_id, revision=1)
    one.refresh_from_db()
    assert one.state == "running"


def test_a_document_given_is_evidence_with_a_checksum_and_those_who_asked_read_it() -> None:
    one = asked()
    row = gave(one, dated_on=TODAY - timedelta(days=800), quality={"announced": "announced"})
    assert row.evidence is not None
    assert (row.evidence.from_supplier, row.evidence.kind, len(row.evidence.sha256)) == (True, "risk_analysis", 64)
    for who in (LEAD, "mons", "nora"):
        view = reads.row_views(actor(who), reads.review(actor(who), one.public_id), TODAY)[0]
        assert view.evidence == row.evidence
        assert set(view.flags) == {Flag.OLD, Flag.ANNOUNCED}
    with pytest.raises(Refused):
        remove_evidence(by=actor("nora"), at=NOON, evidence_id=row.evidence.public_id)


def test_a_new_revision_replaces_the_old_and_asks_for_a_new_verdict() -> None:
    one = asked()
    first = gave(one).evidence
    judged(one, 0, Verdict.NOT)
    row = gave(one, content=PDF + b"\n% to")
    assert row.evidence is not None
    assert row.evidence.replaces == first
    view = reads.row_views(actor(LEAD), one, TODAY)[0]
    assert view.standing.first is None
    assert [verdict.verdict for verdict in view.history] == ["not"]
    judged(one, 0, Verdict.SUFFICIENT)
    assert reads.row_views(actor(LEAD), one, TODAY)[0].standing.first is Verdict.SUFFICIENT


def test_the_same_upload_again_is_the_same_document() -> None:
    one = asked()
    upload, row = uploaded(PDF, "a.pdf", "nora"), rows(one)[0]
    said = {"by": actor("nora"), "at": NOON, "review_id": one.public_id, "row_id": row.public_id}
    for _press in range(2):
        documents.give_document(**said, upload_id=upload, given=documents.Given())
    assert Evidence.objects.count() == 1
    assert JournalEntry.objects.filter(verb="document_given").count() == 1


def test_it_is_handed_in_whole_judged_and_then_shared_with_buyers() -> None:
    one = asked()
    gave(one)
    one.refresh_from_db()
    now = {"review_id": one.public_id, "at": NOON}
    with pytest.raises(DomainError, match="hvorfor dere ikke har"):
        acts.hand_in(by=actor("nora"), revision=one.revision, **now)
    documents.say_absent(by=actor("nora"), row_id=rows(one)[1].public_id, reason="Vi har ikke ansatte der.", **now)
    one.refresh_from_db()
    acts.hand_in(by=actor("nora"), revision=one.revision, **now)
    with pytest.raises(Refused):
        gave(one, 1)
    judged(one, 0, Verdict.SUFFICIENT)
    one.refresh_from_db()
    with pytest.raises(DomainError, match="ikke vurdert"):
        acts.close_review(by=actor(LEAD), revision=one.revision, **now)
    judged(one, 1, Verdict.PARTLY)
    one.refresh_from_db()
    acts.close_review(by=actor(LEAD), revision=one.revision, **now)
    assert reads.review(actor("olga"), one.public_id).state == ReviewState.CLOSED
    with pytest.raises(NotVisible):
        reads.review(actor("stina"), one.public_id)
    assert [point.title for point in open_points(actor(LEAD), one.follow_up)] == ["Lønnsslipper"]
    with pytest.raises(Refused):
        judged(one, 0, Verdict.NOT)


def test_what_is_sent_back_says_what_is_missing_and_until_when() -> None:
    one = asked()
    for number in range(2):
        gave(one, number, PDF + bytes([number]))
    one.refresh_from_db()
    acts.hand_in(by=actor("nora"), at=NOON, review_id=one.public_id, revision=one.revision)
    later = NOON + timedelta(days=60)
    one.refresh_from_db()
    again: dict[str, Any] = {"by": actor(LEAD), "at": later, "review_id": one.public_id, "revision": one.revision}
    with pytest.raises(Wrong) as gone:
        acts.send_back(**again, reason="Listen mangler fabrikken.")
    assert gone.value.field == "due_on"
    back = acts.send_back(**again, reason="Listen mangler fabrikken.", due_on=later.date())
    assert (back.state, back.sent_back_reason) == ("sent", "Listen mangler fabrikken.")
    gave(one, 0, PDF + b"\n% mer")


def test_two_readers_must_agree() -> None:
    one = asked(own=[], second_reader=True)
    gave(one)
    assert judged(one, 0, Verdict.SUFFICIENT).reading == 1
    one.refresh_from_db()
    with pytest.raises(DomainError, match="ikke vurdert"):
        acts.close_review(by=actor(LEAD), at=NOON, review_id=one.public_id, revision=one.revision)
    assert judged(one, 0, Verdict.PARTLY, by="mons").reading == 2
    one.refresh_from_db()
    with pytest.raises(DomainError, match="uenige"):
        acts.close_review(by=actor(LEAD), at=NOON, review_id=one.public_id, revision=one.revision)
    assert judged(one, 0, Verdict.PARTLY).reading == 1
    one.refresh_from_db()
    assert acts.close_review(by=actor(LEAD), at=NOON, review_id=one.public_id, revision=one.revision).shared_at


def test_whose_act_each_is() -> None:
    one = asked()
    with pytest.raises(Refused):
        gave(one, who=LEAD)
    with pytest.raises(NotVisible):
        gave(one, who="odd")
    gave(one)
    for who, error in (("nora", Refused), ("stina", NotVisible)):
        with pytest.raises(error):
            judged(one, 0, Verdict.SUFFICIENT, by=who)
    with pytest.raises(Refused):
        acts.hand_in(by=actor(LEAD), at=NOON, review_id=one.public_id, revision=one.revision)


def test_a_verdict_that_is_not_sufficient_says_why_and_a_stale_page_judges_nothing() -> None:
    one = asked()
    gave(one)
    with pytest.raises(Wrong):
        judged(one, 0, Verdict.NOT, reason="kort")
    with pytest.raises(Wrong):
        judged(one, 0, "grei")
    with pytest.raises(Stale):
        documents.judge_document(
            by=actor(LEAD), at=NOON, review_id=one.public_id, row_id=rows(one)[0].public_id, revision=1,
            verdict="sufficient",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kinds": [], "own": [" "]}, "kinds"),
        ({"due_on": TODAY - timedelta(days=1)}, "due_on"),
        ({"own": ["x" * 201]}, "own"),
        ({"own": [str(n) for n in range(201)]}, "own"),
        ({"message": "x" * 2001}, "message"),
    ],
)
def test_what_cannot_be_asked_is_told_by_its_field(more: dict[str, Any], field: str) -> None:
    one = followed()
    with pytest.raises(Wrong) as wrong:
        drafted(one, **more)
    assert wrong.value.field == field


def test_documents_are_proposed_by_the_terms_of_the_contracts() -> None:
    every = {kind.kind for kind in reads.proposed_kinds(followed(term_set="T4"))}
    assert {"risk_analysis", "code_of_conduct", "grievance_mechanism"} <= every


def test_the_supplier_is_reminded_once_before_the_day(places: Path) -> None:
    one = asked()
    for back in (4, 3, 2):
        remind({"day": (DUE - timedelta(days=back)).isoformat()})
    [reminder] = OutboxMessage.objects.filter(payload__reminder=True)
    tell_of_a_method(reminder.payload)
    assert [letter.to for letter in mail.outbox] == [["nora@example.org"]]
    one.refresh_from_db()
    assert one.reminded_on == DUE - timedelta(days=3)


def test_a_reminder_that_is_stopped_halfway_is_sent_the_next_time(
    places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, day = asked(), {"day": (DUE - timedelta(days=3)).isoformat()}

    def stopped(*_args: object, **_more: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr("aktsom.follow_up.telling.tell", stopped)
        with pytest.raises(RuntimeError):
            remind(day)
    one.refresh_from_db()
    assert one.reminded_on is None
    remind(day)
    assert OutboxMessage.objects.filter(payload__reminder=True).count() == 1


@pytest.mark.parametrize("state", list(ReviewState))
def test_each_state_answers_each_verb_with_a_move_or_a_reason(state: ReviewState) -> None:
    for verb in {move.verb for move in REVIEW.moves}:
        refusal = REVIEW.refusal(state, verb)
        assert refusal is None or str(refusal)
