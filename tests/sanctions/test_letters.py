"""Letters written, sent once, received and answered: numbers, files, and the times that run from the receipt."""

import hashlib
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.core import mail
from pypdf import PdfReader

from aktsom.contracts.models import OwnFacts
from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.findings.actions.findings import note_finding
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions import letter_receipt as receipts
from aktsom.sanctions.actions.letters import change_letter, drop_letter, send_letter, withdraw_letter
from aktsom.sanctions.jobs.letter_mail import remind
from aktsom.sanctions.jobs.letter_mail import sent as mailed
from aktsom.sanctions.letter_problems import FactMissing
from aktsom.sanctions.models import Letter, LetterSeries
from aktsom.sanctions.queries.letter_facts import values_of
from aktsom.sanctions.queries.letters import language_of, letter, letters_of
from aktsom.teams.problems import Wrong
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor
from tests.findings.made import said as finding_said
from tests.findings.made import standing
from tests.sanctions.lettered import case, contract_of, decided, sent, written

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@beginning(after=commons.small_list)
def one() -> FollowUp:
    return case()


def pdf(row: Letter) -> str:
    content = (settings.EVIDENCE.folder / row.pdf_key).read_bytes()
    assert hashlib.sha256(content).hexdigest() == row.pdf_sha256
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def verbs(row: Letter) -> list[str]:
    return list(JournalEntry.objects.filter(subject=row.public_id).order_by("number").values_list("verb", flat=True))


def test_a_letter_says_what_was_found_and_where_it_stands_in_the_terms(one: FollowUp) -> None:
    row = sent(decided(one))
    said = " ".join(pdf(row).split())
    assert row.number == "2026/1"
    assert row.state == "sent"
    for words in ("Gebyr for å få jobben", "Punkt 1.1", "T4", "2 uker", "2026/1", "Kari Nilsen", "958 935 420"):
        assert words in said, words
    assert verbs(row) == ["letter_written", "letter_sent"]
    assert (settings.EVIDENCE.folder / row.word_key).read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("reference", ["2024/7", "uten-ref-abc123"])
def test_a_contract_without_a_number_of_its_owners_is_called_by_its_title(one: FollowUp, reference: str) -> None:
    OwnFacts.objects.filter(contract=contract_of()).update(reference=reference)
    called = contract_of().title if reference.startswith("uten") else reference
    assert values_of(written(decided(one)))["contract_number"] == called


def test_a_letter_tells_only_of_what_its_own_contracts_terms_ask_for(one: FollowUp) -> None:
    one.refresh_from_db()
    standing(one, number="2.7", title="Ingen åpenhet om produksjonsstedene")
    theirs = values_of(sent(decided(one, owner="bergen"), by="berit"))["findings"]  # T1 has no 2.7
    ours = values_of(sent(decided(one)))["findings"]
    assert [sum("produksjonsstedene" in each for each in row) for row in (theirs, ours)] == [0, 1]
    assert [sum("Gebyr" in each for each in row) for row in (theirs, ours)] == [1, 1]


def test_numbers_have_no_holes_though_drafts_are_dropped(one: FollowUp) -> None:
    draft = written(decided(one))
    drop_letter(by=actor("olga"), at=NOON, letter_id=draft.public_id, revision=draft.revision)
    first = sent(decided(one))
    second = sent(decided(one, "correction"))
    other = sent(decided(one, owner="bergen"), by="berit")
    assert [row.number for row in (first, second, other)] == ["2026/1", "2026/2", "2026/1"]
    later = sent(decided(one), at=NOON.replace(year=2027))
    assert later.number == "2027/1"
    assert not Letter.objects.filter(pk=draft.pk).exists()


def test_the_year_of_the_number_is_that_of_the_day_in_norway(one: FollowUp) -> None:
    assert sent(decided(one), at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC)).number == "2027/1"


def test_a_second_press_sends_nothing(one: FollowUp) -> None:
    row = sent(decided(one))
    with pytest.raises(Stale):
        send_letter(letter=row, by=actor("olga"), at=NOON)
    assert LetterSeries.objects.get().last == 1
    assert verbs(row).count("letter_sent") == 1


def test_a_second_press_writes_no_second_draft(one: FollowUp) -> None:
    decision = decided(one)
    assert written(decision).pk == written(decision).pk


def test_who_may_not_write_or_send(one: FollowUp) -> None:
    decision = decided(one)
    with pytest.raises(Refused):
        written(decision, "stina")
    row = written(decision)
    for other in ("stina", "nora", "bjarne"):
        with pytest.raises(NotVisible):
            send_letter(letter=row, by=actor(other), at=NOON)
    assert not Letter.objects.exclude(state="draft").exists()


def test_a_letter_is_not_sent_before_it_is_decided(one: FollowUp) -> None:
    row = written(decided(one, state="draft"))
    with pytest.raises(Refused, match="avgjørelsen"):
        send_letter(letter=row, by=actor("olga"), at=NOON)


def test_a_suspension_says_what_it_covers_before_it_is_sent(one: FollowUp) -> None:
    decision = decided(one, "suspension-partial")
    row = written(decision)
    with pytest.raises(FactMissing, match="varer"):
        send_letter(letter=row, by=actor("olga"), at=NOON)
    said = {"products": "Hansker i nitril", "lift_test": "Ny kontroll viser at gebyrene er betalt tilbake."}
    row = change_letter(
        by=actor("olga"), at=NOON, letter_id=row.public_id, revision=row.revision, language="en", said=said
    )
    row = send_letter(letter=row, by=actor("olga"), at=NOON)
    assert "Hansker i nitril" in pdf(row)
    assert "We suspend parts of the delivery" in pdf(row)
    assert language_of(contract_of()) == "en"


def test_what_endangers_workers_or_was_not_shown_is_not_in_the_letter(one: FollowUp) -> None:
    note_finding(
        by=actor("bjarne"),
        at=NOON,
        follow_up_id=one.public_id,
        said=finding_said(title="Ikke vist til noen", number="1.2"),
    )
    hidden = standing(one, title="Stanset etterpå", number="1.2")
    hidden.stopped_at, hidden.stopped_reason, hidden.shared_at = NOON, "Fare for dem som sa fra.", None
    hidden.save()
    words = pdf(sent(decided(one)))
    assert "Ikke vist" not in words
    assert "Stanset etterpå" not in words
    assert "Punkt 1.2" not in words


def test_the_mail_says_that_there_is_a_letter_and_not_what_is_in_it(one: FollowUp) -> None:
    row = sent(decided(one))
    people = {person.email for person, _ in mailed({"id": row.public_id})}
    told = next(write() for _, write in mailed({"id": row.public_id}))
    words = "\n".join((told.subject, *told.lines, told.link))
    assert people
    assert row.public_id in told.link
    assert "2026/1" in told.subject
    for secret in ("Gebyr", "Hansker", "brudd", contract_of().title):
        assert secret not in words
    assert not mail.outbox or "Gebyr" not in mail.outbox[0].body


def test_receipt_starts_the_clock_and_a_time_never_ends_on_a_day_off(one: FollowUp) -> None:
    row = sent(decided(one, "correction"))
    assert row.answer_by is None
    assert row.correct_by is None
    at = NOON.replace(year=2026, month=12, day=11)  # two weeks on is Christmas Day, a Friday
    got = receipts.confirm_receipt(by=actor("nora"), at=at, letter_id=row.public_id)
    assert got.received_on == date(2026, 12, 11)
    assert got.received_how == "pressed"
    assert got.answer_by == date(2026, 12, 28)
    assert got.correct_by == date(2027, 1, 8)
    with pytest.raises(Stale):
        receipts.confirm_receipt(by=actor("nora"), at=at, letter_id=row.public_id)
    assert verbs(row).count("letter_received") == 1


def test_a_deadline_of_the_decision_is_as_long_from_the_receipt(one: FollowUp) -> None:
    row = sent(decided(one, "correction", deadline_on=NOON.date() + 42 * DAY))
    assert "6 uker" in pdf(row)
    got = receipts.confirm_receipt(by=actor("nora"), at=NOON + 3 * DAY, letter_id=row.public_id)
    assert got.correct_by is not None
    assert got.correct_by >= NOON.date() + 45 * DAY


def test_only_the_supplier_confirms_and_only_the_owner_notes_another_proof(one: FollowUp) -> None:
    row = sent(decided(one))
    with pytest.raises(Refused):
        receipts.confirm_receipt(by=actor("olga"), at=NOON, letter_id=row.public_id)
    said = {"letter_id": row.public_id, "revision": row.revision, "how": "registered", "note": "Sporing 123"}
    with pytest.raises(Refused):
        receipts.note_receipt(by=actor("nora"), at=NOON, received_on=NOON.date(), **said)
    with pytest.raises(Wrong):
        receipts.note_receipt(by=actor("olga"), at=NOON, received_on=NOON.date() - DAY, **said)
    with pytest.raises(Wrong):
        receipts.note_receipt(by=actor("olga"), at=NOON, received_on=NOON.date(), **{**said, "note": " "})
    got = receipts.note_receipt(by=actor("olga"), at=NOON + 5 * DAY, received_on=NOON.date() + 2 * DAY, **said)
    assert (got.received_on, got.received_how) == (NOON.date() + 2 * DAY, "registered")
    with pytest.raises(Stale):
        receipts.confirm_receipt(by=actor("nora"), at=NOON + 6 * DAY, letter_id=row.public_id)


def test_the_supplier_says_its_view_and_a_late_one_is_marked(one: FollowUp) -> None:
    row = sent(decided(one))
    with pytest.raises(Refused, match="mottatt"):
        receipts.answer_letter(by=actor("nora"), at=NOON, letter_id=row.public_id, text="Dette stemmer ikke.")
    receipts.confirm_receipt(by=actor("nora"), at=NOON, letter_id=row.public_id)
    first = receipts.answer_letter(by=actor("nora"), at=NOON, letter_id=row.public_id, text="Dette stemmer ikke.")
    late = receipts.answer_letter(by=actor("nora"), at=NOON + 40 * DAY, letter_id=row.public_id, text="Mer å si.")
    assert not first.late
    assert late.late
    row.refresh_from_db()
    assert (row.state, row.answered_at) == ("answered", NOON)


def test_an_answer_from_elsewhere_never_stops_the_times_of_the_letter(one: FollowUp) -> None:
    row = sent(decided(one))
    note = {"by": actor("olga"), "at": NOON + DAY, "letter_id": row.public_id, "text": "De er ikke enige."}
    with pytest.raises(Refused, match="Før først inn"):
        receipts.note_answer(**note, revision=row.revision)
    row = receipts.note_receipt(
        by=actor("olga"), at=NOON + DAY, letter_id=row.public_id, revision=row.revision, how="written",
        received_on=NOON.date(), note="De svarte i en e-post.",
    )  # fmt: skip
    assert row.answer_by is not None
    receipts.note_answer(**note, revision=row.revision)
    assert letter(actor("olga"), row.public_id).state == "answered"


def test_a_withdrawn_letter_keeps_its_number_and_its_files(one: FollowUp) -> None:
    row = sent(decided(one))
    row = withdraw_letter(
        by=actor("olga"), at=NOON, letter_id=row.public_id, revision=row.revision, reason="Sendt til feil avtale."
    )
    assert (row.state, row.number) == ("withdrawn", "2026/1")
    assert "2026/1" in pdf(row)
    assert letter(actor("nora"), row.public_id).withdrawn_reason == "Sendt til feil avtale."
    assert sent(decided(one)).number == "2026/2"


def test_who_sees_a_letter(one: FollowUp) -> None:
    decision = decided(one)
    row = written(decision)
    for name in ("nora", "bjarne", "stina", "uma", "sekka", "revi"):
        with pytest.raises(NotVisible):
            letter(actor(name), row.public_id)
    send_letter(letter=row, by=actor("olga"), at=NOON)
    assert letter(actor("nora"), row.public_id).pk == row.pk
    for name in ("bjarne", "stina", "uma", "sekka", "revi"):
        with pytest.raises(NotVisible):
            letter(actor(name), row.public_id)
    decision.shared_at = NOON
    decision.save()
    assert [each.pk for each in letters_of(actor("bjarne"), decision)] == [row.pk]
    with pytest.raises(NotVisible):
        letter(actor("stina"), row.public_id)


def test_reminders_once_each(one: FollowUp) -> None:
    row = sent(decided(one))
    OutboxMessage.objects.all().delete()

    def told() -> list[str]:
        return [message.payload["what"] for message in OutboxMessage.objects.order_by("id")]

    remind({"day": (NOON.date() + 4 * DAY).isoformat()})
    assert told() == []
    for _ in range(2):
        remind({"day": (NOON.date() + 5 * DAY).isoformat()})
    assert told() == ["letter_sent"]
    for _ in range(2):
        remind({"day": (NOON.date() + 10 * DAY).isoformat()})
    assert told() == ["letter_sent", "letter_unconfirmed"]
    receipts.confirm_receipt(by=actor("nora"), at=NOON, letter_id=row.public_id)
    OutboxMessage.objects.all().delete()
    remind({"day": (NOON.date() + 20 * DAY).isoformat()})
    assert told() == []


@pytest.mark.parametrize(("country", "language"), [("NO", "nb"), ("", "nb"), ("DE", "en")])
def test_the_first_letter_is_in_the_language_in_which_the_supplier_is_asked_and_the_next_in_that_of_the_last(
    one: FollowUp, country: str, language: str
) -> None:
    type(one.supplier).objects.update(country=country)
    assert written(decided(one)).language == language
    Letter.objects.update(language="nn")  # as its owner chose
    assert language_of(contract_of()) == "nn"
