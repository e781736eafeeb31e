"""Evidence in the browser without script: brought, refused with nothing lost, read, replaced, removed."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from aktsom.follow_up.models import Evidence, Upload
from tests.cast import member, supplier
from tests.follow_up.evidence import brought
from tests.follow_up.storage import samples
from tests.risk.purchases import gloves
from tests.web.conftest import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places", "small_list")]
NEW = "/dokumentasjon/ny/"


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def filled(**said: Any) -> dict[str, Any]:
    usual = {"kind": "policy", "whose": member("oslo").public_id, "audience": "linked_buyers"}
    return {**usual, "file": SimpleUploadedFile("retningslinjer.pdf", samples.PDF), **said}


def test_a_plain_form_brings_it_and_the_page_tells_all(visit: Visit) -> None:
    gloves()
    gloves("bergen")
    answer = visit("olga").post(f"{NEW}?leverandor={supplier().public_id}", filled(announced="unannounced"))
    made = Evidence.objects.get()
    assert answer.headers["Location"] == f"/dokumentasjon/{made.public_id}/"
    page = text(visit("berit").get(answer.headers["Location"]))
    for told in (
        "retningslinjer",
        "Ikke varslet",
        made.sha256,
        "PDF-dokument",
        "Kjøperne det gjelder",
        "Bergen",
        "Olga",
    ):
        assert told in page
    assert "Last opp en ny utgave" not in page
    assert "retningslinjer" in text(visit("berit").get("/dokumentasjon/"))
    assert "retningslinjer" not in text(visit("stina").get("/dokumentasjon/"))
    assert visit("stina").get(answer.headers["Location"]).status_code == 404


def test_a_form_that_is_refused_keeps_the_file_and_all_that_was_said(visit: Visit) -> None:
    olga = visit("olga")
    answer = olga.post(NEW, filled(kind="", title="Etiske regler 2026", season="in_season"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Velg hva slags dokumentasjon dette er." in page
    assert "retningslinjer.pdf er lastet opp" in page
    assert 'value="Etiske regler 2026"' in page
    kept = Upload.objects.get()
    assert f'name="file_upload" value="{kept.public_id}"' in page
    again = filled(title="Etiske regler 2026", file_upload=kept.public_id)
    del again["file"]
    assert olga.post(NEW, again).status_code == 302
    assert olga.post(NEW, again).status_code == 302  # sent twice
    assert Evidence.objects.get().title == "Etiske regler 2026"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("rapport.pdf", samples.PNG, "men innholdet er noe annet: PNG-bilde"),
        ("rapport.pdf", samples.HTML, "nettside eller tegning"),
        ("rapport.docx", samples.office("word", macros=True), "makroer"),
        ("rapport.exe", samples.EXE, "program eller et skript"),
        ("rapport.pdf", b"", "tom"),
    ],
)
def test_a_wrong_file_is_told_at_its_field(visit: Visit, name: str, content: bytes, told: str) -> None:
    answer = visit("olga").post(NEW, filled(title="Beholdes", file=SimpleUploadedFile(name, content)))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert 'value="Beholdes"' in page
    assert not Evidence.objects.exists()


def test_no_file_and_a_strangers_upload_are_told(visit: Visit) -> None:
    nothing = filled()
    del nothing["file"]
    assert "Velg en fil." in visit("olga").post(NEW, nothing).content.decode()
    other = Upload.objects.create(
        person_id=0, file_name="a", size=1, begun_at="2026-11-02T12:00Z", expires_at="2026-11-09T12:00Z"
    )
    answer = visit("olga").post(NEW, {**nothing, "file_upload": other.public_id})
    assert "Opplastingen finnes ikke lenger" in answer.content.decode()


def test_the_test_virus_is_refused(visit: Visit, settings: Any, scanner: str) -> None:
    settings.CLAMD = scanner
    answer = visit("olga").post(NEW, filled(file=SimpleUploadedFile("eicar.txt", samples.EICAR)))
    assert answer.status_code == 422
    assert "skadelig programvare" in answer.content.decode()


def test_a_supplier_brings_its_own_for_a_buyer(visit: Visit) -> None:
    gloves()
    nora = visit("nora")
    page = nora.get(NEW)
    assert "Hvem har bedt om det?" in page.content.decode()
    assert nora.post(NEW, filled()).status_code == 302
    assert Evidence.objects.get().from_supplier
    assert visit("odd").get(NEW).status_code == 403  # nobody buys from it


def test_a_new_revision_stands_before_the_old_and_it_can_be_removed(visit: Visit) -> None:
    gloves()
    old, olga = brought(), visit("olga")
    address = f"/dokumentasjon/{old.public_id}/"
    assert olga.get(f"{address}utgave/").status_code == 200
    file = SimpleUploadedFile("ny.pdf", samples.PDF + b"2")
    answer = olga.post(f"{address}utgave/", {"kind": "policy", "file": file})
    new = Evidence.objects.get(replaces=old)
    assert answer.headers["Location"] == f"/dokumentasjon/{new.public_id}/"
    assert "Det finnes en nyere utgave" in olga.get(address).content.decode()
    assert olga.get(f"{address}utgave/").status_code == 409
    assert olga.post(f"{address}fjern/").status_code == 403
    assert olga.post(f"/dokumentasjon/{new.public_id}/fjern/").status_code == 302
    assert olga.get(f"/dokumentasjon/{new.public_id}/").status_code == 404


def test_names_are_shown_as_text_and_said_in_no_log(visit: Visit, caplog: pytest.LogCaptureFixture) -> None:
    name = "hemmelig<script>alert(1)<script>.pdf"
    olga = visit("olga")
    answer = olga.post(NEW, filled(file=SimpleUploadedFile(name, samples.PDF)))
    page = olga.get(answer.headers["Location"]).content.decode()
    assert "<script>alert" not in page
    olga.post(NEW, filled(file=SimpleUploadedFile("hemmelig.pdf", samples.PNG)))
    assert "hemmelig" not in caplog.text


def test_a_form_larger_than_any_is_told_of(settings: Any, client: Client) -> None:
    settings.REGISTER_MAX_BYTES = 1024
    answer = client.post(NEW, filled(file=SimpleUploadedFile("a.pdf", b"x" * 4096)))
    assert answer.status_code == 413
    assert "Med skript i nettleseren" in answer.content.decode()
