"""Requests for access: taken down with a clock, looked through, decided with reasons, and answered by letter."""

import io
from datetime import date, timedelta
from typing import Any

import pypdf
import pytest

from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.core.outbox import _daily
from aktsom.findings.models import Finding
from aktsom.follow_up.files import place
from aktsom.follow_up.models import FollowUp
from aktsom.records.actions import deciding, requesting
from aktsom.records.actions.deciding import PassageSaid
from aktsom.records.jobs.days import remind
from aktsom.records.models import AccessRequest, RequestedDocument
from aktsom.records.queries.requests import requested_document
from aktsom.records.states import PassageState
from aktsom.teams.actions.memos import LookAgain
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor
from tests.records.filed import WHY, asked, judged, now_at, stands, taken_up

pytestmark = pytest.mark.django_db
SECRET_TEXT = "Fabrikken betaler kr 1 250 000 i gebyr. Arbeideren Mei Lin sa det. Skriv til mei@fabrikk.example."


@pytest.fixture
def told(one: FollowUp) -> FollowUp:
    """With a finding that says more than may be given out."""
    Finding.objects.update(text=SECRET_TEXT)
    return one


def of(one: AccessRequest, by: str = "mons") -> dict[str, Any]:
    return {"by": actor(by), "at": NOON, "request_id": one.public_id, "revision": now_at(one)}


def settled(document: RequestedDocument, state: PassageState, **more: Any) -> RequestedDocument:
    said = [PassageSaid(each.pk, state, each.ground) for each in document.passages.all()]
    of_it = {"document_id": document.public_id, "said": said, **more}
    return deciding.settle_passages(**of(document.request), **of_it)


def decided(one: AccessRequest, **said: Any) -> AccessRequest:
    kinds = {"finding": "Funn", "letter": "Brev", "evidence": "Dokumentasjon", "case": "Saken"}
    return deciding.decide_request(**of(one), kinds=kinds, **{"reason": WHY, "stands": stands(), **said})


def text_in(key: str, size: int) -> str:
    content = b"".join(place().read(key, 0, size))
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def test_a_request_gets_its_day_by_the_law(one: FollowUp) -> None:
    assert asked(one).due_on == date(2026, 11, 9)
    question = asked(one, law="apenhetsloven", asker="")
    assert (question.due_on, question.asker) == (date(2026, 11, 23), "")
    longer = requesting.extend_request(**of(question), reason="Vi må spørre fabrikken først.")
    assert longer.extended_to == date(2027, 1, 4)
    assert longer.answer_by == date(2027, 1, 4)
    with pytest.raises(Stale):
        requesting.extend_request(**of(question), reason="Vi må spørre fabrikken først.")


def test_longer_time_is_only_where_the_law_gives_it_and_before_the_day(one: FollowUp) -> None:
    with pytest.raises(Refused, match="ikke lengre tid"):
        requesting.extend_request(**of(asked(one)), reason="Vi må spørre fabrikken først.")
    late = asked(one, law="apenhetsloven")
    with pytest.raises(Refused, match="ute"):
        requesting.extend_request(**{**of(late), "at": NOON + timedelta(days=30)}, reason="Vi glemte det altså.")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"law": "grunnloven"}, "law"),
        ({"received_on": date(2026, 11, 3)}, "received_on"),
        ({"asked_for": "  "}, "asked_for"),
    ],
)
def test_what_cannot_be_is_told_in_its_field(one: FollowUp, said: dict[str, Any], field: str) -> None:
    with pytest.raises(Wrong) as why:
        asked(one, **said)
    assert why.value.field == field


def test_a_text_that_names_a_worker_is_looked_at_first(one: FollowUp) -> None:
    with pytest.raises(LookAgain):
        asked(one, asked_for="Hva sa arbeideren Mei Lin i intervjuet?")


def test_only_the_members_own_people_see_and_handle_it(one: FollowUp) -> None:
    made = asked(one)
    for who in ("berit", "sekka", "ada", "nora", "revi"):
        with pytest.raises(NotVisible):
            requesting.drop_request(**of(made, who), reason="Hører til en annen.")
    with pytest.raises(Refused):
        requesting.drop_request(**of(made, "rita"), reason="Hører til en annen.")
    told = JournalEntry.objects.get(verb="access_requested")
    assert "Avisen" not in str(told.changes)


def test_documents_are_taken_up_once_with_what_should_be_looked_at(told: FollowUp) -> None:
    made = asked(told)
    [document] = taken_up(made, "finding")
    found = {document.text[each.starts : each.ends]: each for each in document.passages.all()}
    assert {"kr 1 250 000", "Mei Lin", "mei@fabrikk.example"} <= set(found)
    assert {each.state for each in found.values()} == {PassageState.SUGGESTED}
    assert found["Mei Lin"].ground == "fvl-13-1-1"
    assert len(taken_up(made, "finding")) == 1


def test_what_was_taken_in_is_for_those_who_handle_it(told: FollowUp) -> None:
    made = asked(told)
    [document] = taken_up(made, "finding")
    assert requested_document(actor("olga"), made.public_id, document.public_id).text
    for who in ("rita", "berit", "nora"):
        with pytest.raises(NotVisible):
            requested_document(actor(who), made.public_id, document.public_id)


def test_nothing_is_given_before_each_suggestion_is_decided(told: FollowUp) -> None:
    [document] = taken_up(asked(told), "finding")
    with pytest.raises(Wrong, match="hvert forslag"):
        judged(document, "full")
    settled(document, PassageState.KEPT_BACK)
    document.refresh_from_db()
    assert document.outcome == "partly"
    with pytest.raises(Wrong, match="sladd"):
        judged(document, "full")
    assert judged(document, "partly").outcome == "partly"


def test_what_is_kept_back_is_in_no_file_that_is_given_out(told: FollowUp) -> None:
    made = asked(told, asker="")
    [document] = taken_up(made, "finding")
    settled(document, PassageState.KEPT_BACK, add="i gebyr", add_ground="offl-13")
    done = decided(made)
    assert (done.outcome, done.state) == ("partly", "decided")
    document.refresh_from_db()
    copy, letter = text_in(document.given_key, document.given_size), text_in(done.pdf_key, done.pdf_size)
    for said in ("1 250 000", "Mei Lin", "mei@fabrikk", "i gebyr"):
        assert said not in copy
        assert said not in letter
    assert "Fabrikken betaler" in copy
    assert "offentleglova § 13" in copy
    assert "klage" in letter
    assert Finding.objects.get().title not in letter  # the title may name somebody too
    raw = b"".join(place().read(document.given_key, 0, document.given_size))
    assert b"Mei Lin" not in raw


@pytest.mark.parametrize(("language", "words"), [("nb", "Du får"), ("nn", "Du får"), ("en", "You")])
def test_the_letter_is_in_the_language_of_whoever_asked(one: FollowUp, language: str, words: str) -> None:
    made = asked(None, law="apenhetsloven", language=language)
    done = decided(made, answer="Vi krever planer av alle leverandører.", outcome="full")
    assert words in text_in(done.pdf_key, done.pdf_size)
    assert done.word_sha256


def test_a_file_is_given_whole_or_not(one: FollowUp) -> None:
    [document] = taken_up(asked(one), "evidence")
    assert not document.text
    with pytest.raises(Wrong, match="hel"):
        judged(document, "partly")
    with pytest.raises(Wrong) as why:
        judged(document, "denied")
    assert why.value.field == "ground"
    with pytest.raises(Wrong) as why:
        judged(document, "denied", ground="fvl-13-1-2")
    assert why.value.field == "reason"
    assert judged(document, "denied", ground="fvl-13-1-2", reason=WHY).outcome == "denied"


def test_the_whole_is_what_the_documents_are(one: FollowUp) -> None:
    made = asked(one)
    first, second = taken_up(made, "evidence", "letter")
    judged(first, "full")
    with pytest.raises(Refused, match="hvert dokument"):
        decided(made)
    judged(second, "denied", ground="offl-13", reason=WHY)
    assert decided(made).outcome == "partly"


def test_words_that_are_not_in_the_document_cannot_be_kept_back(told: FollowUp) -> None:
    [document] = taken_up(asked(told), "finding")
    with pytest.raises(Wrong) as why:
        settled(document, PassageState.GIVEN, add="Dette står ikke der", add_ground="offl-13")
    assert why.value.field == "add"


def test_an_answer_is_made_over_before_it_is_sent_and_not_after(one: FollowUp) -> None:
    made = asked(None)
    decided(made, answer="Vi har ingen slike dokumenter.", outcome="full")
    deciding.reopen_request(**of(made))
    decided(made, answer="Vi har ett, og det kommer her.", outcome="full")
    sent = deciding.note_answered(**of(made), stands=stands())
    assert sent.state == "answered"
    with pytest.raises(Stale):
        deciding.note_answered(**of(made), stands=stands())
    with pytest.raises(Refused):
        deciding.reopen_request(**of(made))
    rows = JournalEntry.objects.filter(subject=made.public_id).order_by("number")
    verbs = list(rows.values_list("verb", flat=True))
    assert verbs[-1] == "access_answered"
    assert verbs.count("access_decided") == 2


def test_a_stale_page_changes_nothing(one: FollowUp) -> None:
    made = asked(one)
    before = of(made)
    taken_up(made, "letter")
    with pytest.raises(Stale):
        requesting.drop_request(**before, reason="Trukket av den som spurte.")
    assert AccessRequest.objects.get().state == "open"


def test_it_is_told_of_before_the_day_once_and_when_it_has_gone_once(one: FollowUp) -> None:
    made = asked(one)  # due on Monday the 9th, told of two days before: on the Friday
    for day in ("2026-11-05", "2026-11-06", "2026-11-07", "2026-11-09", "2026-11-10", "2026-11-11"):
        remind({"day": day})
    made.refresh_from_db()
    assert (made.reminded_on, made.told_late_on) == (date(2026, 11, 6), date(2026, 11, 10))
    payloads = [row.payload for row in OutboxMessage.objects.filter(payload__what="access_due")]
    assert [bool(each.get("late")) for each in payloads] == [False, True]
    assert "records.remind" in _daily
