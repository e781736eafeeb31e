"""The pages of letters, from the decision to the supplier's answer, and of templates."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions.joint_letters import write_joint_letter
from aktsom.sanctions.actions.letter_templates import take_in_layout
from aktsom.sanctions.actions.letters import send_letter
from aktsom.sanctions.letter_making import layout_file
from aktsom.sanctions.letter_tables import standard_wording
from aktsom.sanctions.models import Letter, LetterTemplate
from aktsom.sanctions.queries.letter_facts import offered
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member
from tests.findings.made import standing
from tests.sanctions.lettered import case, decided, sent, written
from tests.sanctions.steps_made import suspended
from tests.sanctions.writing.made_word import part_of, replaced, standard
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script> Vi mener noe annet."


@beginning(after=commons.small_list)
def one() -> FollowUp:
    return case()


def revision(page: str) -> str:
    return re.findall(r'name="revision" value="(\d+)"', page)[0]


def test_from_the_decision_to_the_answer(visit: Visit, one: FollowUp) -> None:
    decision = decided(one)
    olga, nora = visit("olga"), visit("nora")
    assert "Skriv brevet" in olga.get(f"/avgjorelser/{decision.public_id}/").content.decode()
    olga.post(f"/brev/skriv/{decision.public_id}/")
    row = Letter.objects.get()
    page = olga.get(f"/brev/{row.public_id}/").content.decode()
    assert "Gebyr for å få jobben" in page
    assert nora.get(f"/brev/{row.public_id}/").status_code == 404
    draft = olga.get(f"/brev/{row.public_id}/fil/pdf/")
    assert draft["Content-Type"] == "application/pdf"
    assert olga.post(f"/brev/{row.public_id}/send/", {"revision": revision(page)}).status_code == 302
    assert olga.post(f"/brev/{row.public_id}/send/", {"revision": revision(page)}).status_code == 409
    row.refresh_from_db()
    first = nora.get("/").content.decode().split('class="row request"')[1]
    assert "fristene går fra dere bekrefter" in first
    assert row.number in first
    assert "Bekreft at vi har mottatt" in nora.get(f"/brev/{row.public_id}/").content.decode()
    assert nora.post(f"/brev/{row.public_id}/mottatt/").status_code == 302
    assert nora.post(f"/brev/{row.public_id}/mottatt/").status_code == 409
    assert nora.post(f"/brev/{row.public_id}/svar/", {"text": " "}).status_code == 422
    assert nora.post(f"/brev/{row.public_id}/svar/", {"text": SCRIPT}).status_code == 302
    page = olga.get(f"/brev/{row.public_id}/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    for form, first in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert b"".join(nora.get(f"/brev/{row.public_id}/fil/{form}/").streaming_content).startswith(first)


def test_what_is_lacking_is_said_and_written(visit: Visit, one: FollowUp) -> None:
    row = written(decided(one, "suspension-partial"))
    olga = visit("olga")
    assert "kan ikke sendes ennå" in olga.get(f"/brev/{row.public_id}/").content.decode()
    page = olga.get(f"/brev/{row.public_id}/endre/").content.decode()
    assert "valgfritt" not in re.findall(r'<label[^>]+for="id_lift_test"[^>]*>(.*?)</label>', page)[0]
    said = {"revision": revision(page), "language": "nn", "products": "Hanskar", "lift_test": "Ny kontroll."}
    assert olga.post(f"/brev/{row.public_id}/endre/", {**said, "answer_days": "0"}).status_code == 422
    assert olga.post(f"/brev/{row.public_id}/endre/", {**said, "answer_days": "21"}).status_code == 302
    page = olga.get(f"/brev/{row.public_id}/").content.decode()
    assert "3 veker" in page
    assert "Send brevet" in page


def test_what_is_left_as_it_was_offered_follows_the_language_of_the_letter(visit: Visit, one: FollowUp) -> None:
    """And what is changed is the owner's own words, whatever language the letter is in."""
    made, olga = suspended(one), visit("olga")
    olga.post(f"/brev/skriv/{made.decision.public_id}/")
    row = Letter.objects.get()
    at = f"/brev/{row.public_id}/endre/"
    assert "til og med" in olga.get(at).text
    shown = offered(made.decision, row.kind)
    said = {"revision": revision(olga.get(at).text), **shown, "language": "en", "products": "Gloves of nitrile"}
    assert olga.post(at, said).status_code == 302
    row.refresh_from_db()
    assert (row.said["period"], row.said["products"]) == ("", "Gloves of nitrile")
    page = olga.get(f"/brev/{row.public_id}/").text
    assert "up to and including" in page
    assert "Gloves of nitrile" in page
    assert "up to and including" in olga.get(at).text


def test_a_letter_that_was_sent_leads_to_what_it_set_in_motion(visit: Visit, one: FollowUp) -> None:
    made = suspended(one)
    row = written(made.decision)
    step = f'href="/stans/{made.public_id}/"'
    assert step not in visit("olga").get(f"/brev/{row.public_id}/").text
    send_letter(letter=row, by=actor("olga"), at=NOON)
    nora = visit("nora")
    for reader in (visit("olga"), nora):
        assert step in reader.get(f"/brev/{row.public_id}/").text
    assert nora.get(f"/stans/{made.public_id}/").status_code == 200


def test_lists_ask_the_same_for_one_and_for_three(visit: Visit, one: FollowUp) -> None:

    counts = []
    for _ in range(2):
        sent(decided(one), at=timezone.now())
        client = visit("nora")
        client.get("/brev/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/brev/").status_code == 200
        counts.append(len(asked))
        sent(decided(one), at=timezone.now())
    assert counts[0] == counts[1]


def test_a_template_is_edited_and_a_broken_one_says_where(visit: Visit) -> None:
    ada = visit("ada")
    home = f"/brevmaler/{member('oslo').public_id}/"
    page = f"{home}notice-of-breach/nb/"
    assert "Standard" in ada.get(home).content.decode()
    subject, body = standard_wording("notice-of-breach", "nb")
    broken = ada.post(page, {"version": "0", "subject": subject, "body": body + "\n\nHei {{noe rart}}"})
    assert broken.status_code == 422
    assert "noe rart" in broken.content.decode()
    assert ada.post(f"{page}eksempel/pdf/", {"subject": subject, "body": "Hei {{funn"}).status_code == 422
    assert ada.post(f"{page}eksempel/pdf/", {"subject": subject, "body": body})["Content-Type"] == "application/pdf"
    assert ada.post(page, {"version": "0", "subject": subject, "body": body}).status_code == 302
    assert ada.get(f"{page}word/").content[:2] == b"PK"
    file = SimpleUploadedFile("mal.docx", b"PK\x03\x04 halv")
    refused = ada.post(f"{page}inn/", {"version": "1", "file": file})
    assert refused.status_code == 422
    assert "skadet" in refused.content.decode()
    assert LetterTemplate.objects.count() == 1
    whole = SimpleUploadedFile("mal.docx", standard())
    told = ada.post(f"/brevmaler/{member('oslo').public_id}/correction/nb/inn/", {"version": "0", "file": whole})
    assert told.status_code == 302
    assert ada.post(f"{page}standard/", {"version": "1"}).status_code == 302
    assert "?utgave=1" in ada.get(page).content.decode()
    assert visit("stina").get(home).status_code == 404


@pytest.mark.parametrize("day", ["28.11.2026", "2026-13-01", ""])
def test_what_is_no_day_is_never_taken_for_today_when_a_receipt_is_noted(visit: Visit, one: FollowUp, day: str) -> None:
    """The times of the letter would run from the wrong day."""
    row = sent(decided(one), at=timezone.now())
    olga, at = visit("olga"), f"/brev/{row.public_id}/"
    told = {"revision": row.revision, "how": "registered", "text": "Sporing 123", "received_on": day}
    assert olga.post(f"{at}bevis/", told).status_code == 422
    row.refresh_from_db()
    assert (row.state, row.received_on) == ("sent", None)
    assert olga.post(f"{at}bevis/", told | {"received_on": str(timezone.localdate())}).status_code == 302


def test_a_joint_letter_is_signed_as_the_page_showed_it(visit: Visit, one: FollowUp) -> None:
    row = write_joint_letter(
        by=actor("bjarne"), at=timezone.now(), follow_up_id=one.public_id, language="nb",
        member_ids=[member("oslo").pk, member("bergen").pk], said={"message": "Ingen skal betale for å få jobben."},
    )  # fmt: skip
    olga, at = visit("olga"), f"/brev/{row.public_id}/"

    def shown() -> dict[str, str]:
        page = olga.get(at).text
        return {"revision": revision(page), **{
            name: re.findall(rf'name="{name}" value="([^"]+)"', page)[0] for name in ("member", "read")
        }}  # fmt: skip

    before = shown()
    standing(one, title="Funnet etterpå")
    assert olga.post(f"{at}undertegn/", {**before, "read": ""}).status_code == 409
    stale = olga.post(f"{at}undertegn/", before)
    assert stale.status_code == 409
    assert "Les det på nytt før du undertegner." in stale.text
    assert olga.post(f"{at}undertegn/", shown()).status_code == 302


def test_a_joint_letter_is_not_written_without_senders(visit: Visit, one: FollowUp) -> None:
    bjarne, at = visit("bjarne"), f"/brev/felles/{one.public_id}/"
    assert "Hvem står som avsendere?</legend>" in bjarne.get(at).text  # and not said to be optional
    told = {"language": "nb", "message": "Ingen skal betale for å få jobben."}
    for senders in ([], [member("oslo").pk]):
        assert "Velg minst to virksomheter" in bjarne.post(at, {**told, "members": senders}).text
    assert not Letter.objects.exists()


def test_whoever_signs_sees_the_letter_in_the_look_in_which_it_goes_out(visit: Visit, one: FollowUp) -> None:
    member_id = member("bergen").public_id
    look = replaced(layout_file(*standard_wording("joint", "nb"), "nb"), "0B4A55", "AA0000", "word/styles.xml")
    take_in_layout(
        by=actor("anne"), at=NOON, member_id=member_id, kind="joint", language="nb", version=0, file_name="mal.docx",
        content=look,
    )  # fmt: skip
    row = write_joint_letter(
        by=actor("bjarne"), at=timezone.now(), follow_up_id=one.public_id, language="nb",
        member_ids=[member("oslo").pk, member("bergen").pk], said={"message": "Ingen skal betale for å få jobben."},
    )  # fmt: skip
    for name in ("berit", "olga"):
        draft = visit(name).get(f"/brev/{row.public_id}/fil/docx/").content
        assert "AA0000" in part_of(draft, "word/styles.xml"), name
