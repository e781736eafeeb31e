"""A member's own templates: versions, whose they are, what is broken is never in use; and joint letters."""

import io

import pytest
from django.conf import settings
from pypdf import PdfReader

from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.core.wall import lowered
from aktsom.follow_up.actions.tidying import _forget_unnamed
from aktsom.follow_up.models import FollowUp
from aktsom.members.models import Member
from aktsom.sanctions.actions import letter_receipt
from aktsom.sanctions.actions.joint_letters import sign_letter, write_joint_letter
from aktsom.sanctions.actions.letter_templates import back_to_standard, save_template, take_in_layout
from aktsom.sanctions.actions.letters import send_letter
from aktsom.sanctions.letter_making import text_digest
from aktsom.sanctions.letter_problems import TemplateBroken
from aktsom.sanctions.letter_tables import standard_wording
from aktsom.sanctions.models import Letter, LetterTemplate
from aktsom.sanctions.queries.letter_templates import in_use, versions_of
from aktsom.teams.problems import Wrong
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member
from tests.sanctions.lettered import case, decided, sent
from tests.sanctions.writing.made_word import part_of, replaced, standard

pytestmark = pytest.mark.django_db
KIND = "notice-of-breach"


@beginning(after=commons.small_list)
def one() -> FollowUp:
    return case()


def oslo() -> Member:
    return member("oslo")


def saved(version: int = 0, by: str = "ada", **said: str) -> LetterTemplate:
    subject, body = standard_wording(KIND, "nb")
    words = {"subject": subject, "body": body.replace("Hva vi har funnet", "Dette har vi sett"), **said}
    return save_template(
        by=actor(by), at=NOON, member_id=oslo().public_id, kind=KIND, language="nb", version=version, **words
    )


def file_of(row: Letter, form: str) -> bytes:
    return (settings.EVIDENCE.folder / (row.pdf_key if form == "pdf" else row.word_key)).read_bytes()


def test_own_words_are_in_both_files_of_the_next_letter(one: FollowUp) -> None:
    made = saved()
    row = sent(decided(one))
    assert row.template == made
    assert "Dette har vi sett" in PdfReader(io.BytesIO(file_of(row, "pdf"))).pages[0].extract_text()
    assert "Dette har vi sett" in part_of(file_of(row, "docx"))
    assert JournalEntry.objects.filter(verb="letter_template_saved", subject=made.public_id).count() == 1
    other = sent(decided(one, owner="bergen"), by="berit")
    assert "Dette har vi sett" not in part_of(file_of(other, "docx"))


def test_versions_stay_and_the_standard_comes_back(one: FollowUp) -> None:
    saved()
    second = saved(1, subject="Vi påpeker brudd")
    assert (second.version, second.in_use) == (2, True)
    with pytest.raises(Stale):
        saved(1)
    back_to_standard(by=actor("ada"), at=NOON, member_id=oslo().public_id, kind=KIND, language="nb", version=2)
    assert in_use(oslo().pk, KIND, "nb") is None
    assert [row.version for row in versions_of(oslo(), KIND, "nb")] == [2, 1]
    assert saved(0).version == 3


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"body": "Hei\n\nTil {{motaker}}"}, "Avsnitt 2.*motaker"),
        ({"body": "Hei {{funn"}, "Avsnitt 1.*ikke lukket"),
        ({"subject": " "}, "hva brevet gjelder"),
        ({"body": "Hei"}, "må ha feltet"),
    ],
)
def test_what_is_broken_is_never_in_use(said: dict[str, str], told: str) -> None:
    with pytest.raises(TemplateBroken, match=told):
        saved(**said)
    assert not LetterTemplate.objects.exists()


def test_a_word_file_is_taken_in_with_its_look_and_its_words(one: FollowUp) -> None:
    content = replaced(standard(), 'w:val="0B4A55"', 'w:val="AA0000"', "word/styles.xml")
    content = replaced(content, "Fristen</w:t>", "Fristen deres</w:t>")
    said = {"member_id": oslo().public_id, "kind": "correction", "language": "nb", "file_name": "mal.docx"}
    made = take_in_layout(by=actor("ada"), at=NOON, version=0, content=content, **said)
    assert "# Fristen deres" in made.body
    row = sent(decided(one, "correction"))
    assert "AA0000" in part_of(file_of(row, "docx"), "word/styles.xml")
    assert "Fristen deres" in " ".join(p.extract_text() for p in PdfReader(io.BytesIO(file_of(row, "pdf"))).pages)
    with pytest.raises(TemplateBroken):
        take_in_layout(by=actor("ada"), at=NOON, version=1, content=content[:900], **said)
    assert in_use(oslo().pk, "correction", "nb") == made


def test_files_that_a_letter_or_a_layout_names_are_not_tidied_away(one: FollowUp) -> None:
    row = sent(decided(one))
    with lowered():  # as the worker does it
        assert _forget_unnamed([row.pdf_key, row.word_key]) == 0
    assert file_of(row, "pdf")


def test_only_the_members_administrator_edits() -> None:
    for name in ("olga", "mons", "rita"):
        with pytest.raises(Refused):
            saved(by=name)
    for name in ("anne", "stina", "nora", "sekka", "revi"):
        with pytest.raises((NotVisible, Refused)):
            saved(by=name)


def test_a_joint_letter_waits_until_all_have_signed_and_may_stay_unanswered(one: FollowUp) -> None:
    both = [oslo().pk, member("bergen").pk]
    said = {"message": "Ingen skal betale for å få jobben."}
    usual = {"by": actor("bjarne"), "at": NOON, "follow_up_id": one.public_id, "language": "en", "said": said}
    with pytest.raises(Wrong):
        write_joint_letter(member_ids=[oslo().pk, member("stavanger").pk], **usual)
    row = write_joint_letter(member_ids=both, recipient="MARGMA\nKuala Lumpur", **usual)
    with pytest.raises(Refused, match="undertegne"):
        send_letter(letter=row, by=actor("berit"), at=NOON)
    for name, id_ in (("olga", both[0]), ("berit", both[1])):
        row.refresh_from_db()
        sign_letter(
            by=actor(name), at=NOON, letter_id=row.public_id, revision=row.revision, member_id=id_,
            text_sha256=text_digest(row),
        )  # fmt: skip
    row.refresh_from_db()
    with pytest.raises(Stale):
        sign_letter(
            by=actor("olga"), at=NOON, letter_id=row.public_id, revision=row.revision, member_id=both[0],
            text_sha256=text_digest(row),
        )  # fmt: skip
    row = send_letter(letter=row, by=actor("berit"), at=NOON)
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(file_of(row, "pdf"))).pages)
    assert "MARGMA" in words
    assert row.supplier is None
    for name in ("nora", "stina", "uma"):
        with pytest.raises(NotVisible):
            letter_receipt.answer_letter(by=actor(name), at=NOON, letter_id=row.public_id, text="Hei")
    assert row.answered_at is None
    assert not row.answers.exists()
