"""The archive and requests for access as pages: what each shows, and that a form that is wrong keeps what was typed."""

import io
import re
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.utils import timezone

from aktsom.core.models import JournalEntry
from aktsom.findings.models import Finding
from aktsom.follow_up.models import FollowUp
from aktsom.members.models import Person
from aktsom.records.models import (
    AccessMark,
    AccessRequest,
    CaseExport,
    CaseNumber,
    Consultation,
    Passage,
    RequestedDocument,
)
from aktsom.records.rules.manifest import NAME
from tests.cast import NOON, actor, member, person
from tests.follow_up.evidence import places
from tests.records.filed import asked, content_of, filed, made, now_at, numbered, taken_up, work
from tests.web.conftest import Visit

__all__ = ["places"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def one(small_list: object, places: Path) -> FollowUp:
    return filed()


def page(visit: Visit, who: str, address: str, status: int = 200) -> str:
    answer = visit(who).get(address)
    assert answer.status_code == status, answer.status_code
    return str(answer.content.decode())


def posted(visit: Visit, who: str, address: str, said: dict[str, Any], status: int = 302) -> Any:
    answer = visit(who).post(address, said)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer


def test_the_archive_lists_the_members_cases_and_what_lacks_a_number(one: FollowUp, visit: Visit) -> None:
    told = page(visit, "mons", "/arkiv/")
    assert one.supplier.name in told
    assert "mangler" in told
    numbered(one)
    assert "2026/118" in page(visit, "mons", "/arkiv/")
    assert "2026/118" not in page(visit, "bjarne", "/arkiv/")
    assert "Hva uttrekket ikke dekker" in told
    page(visit, "nora", "/arkiv/", 404)
    page(visit, "ada", "/arkiv/", 404)


def test_a_number_is_given_on_the_page_of_the_case(one: FollowUp, visit: Visit) -> None:
    said = {
        "year": "2026", "serial": "7", "class_code": "612", "class_title": "Anskaffelser", "unit": "Innkjøp",
        "responsible": "Kari", "revision": "0", "medlem": member("oslo").public_id,
    }  # fmt: skip
    address = f"/arkiv/sak/{one.public_id}/nummer/"
    told = posted(visit, "mons", address, {**said, "serial": "0"}, 422).content.decode()
    assert 'value="Anskaffelser"' in told
    posted(visit, "mons", address, said)
    assert CaseNumber.objects.get().number == "2026/7"
    posted(visit, "mons", address, said, 409)
    posted(visit, "rita", address, said, 403)
    posted(visit, "stina", address, said, 404)


def test_a_document_is_marked_and_looked_at_again_at_home(one: FollowUp, visit: Visit) -> None:
    finding = Finding.objects.get().public_id
    address = f"/arkiv/sak/{one.public_id}/dokument/{finding}/"
    assert "Unntatt offentlighet?" in page(visit, "mons", address)
    said = {"ground": "offl-13", "covers": "Navn", "review_on": "2999-01-01"}
    posted(visit, "mons", address, {**said, "review_on": "2126-01-01", "covers": ""}, 422)
    posted(visit, "mons", address, {**said, "review_on": "2126-01-01"})
    assert "offentleglova § 13" in page(visit, "mons", f"/arkiv/sak/{one.public_id}/")
    AccessMark.objects.update(review_on=NOON.date())
    assert "Skal dokumentet fortsatt være unntatt?" in page(visit, "mons", "/")
    page(visit, "mons", f"/arkiv/sak/{one.public_id}/dokument/fnd-0000000000/", 404)


def test_what_is_kept_back_in_one_document_is_shown_in_the_other(one: FollowUp, visit: Visit) -> None:
    made_ = asked(one)
    first, second = taken_up(made_)[:2]
    RequestedDocument.objects.filter(pk__in=[first.pk, second.pk]).update(text="Vi var hos Brattlia Gummivarer.")
    Passage.objects.all().delete()
    there, other = (f"/innsyn/{made_.public_id}/dokument/{each.public_id}/" for each in (first, second))
    said = {"revision": now_at(made_), "add": "Brattlia Gummivarer", "add_ground": "offl-13"}
    posted(visit, "mons", f"{there}sladd/", said)
    told = page(visit, "mons", other)
    assert "holdes tilbake et annet sted i kravet" in told
    place = second.passages.get()
    given = {"revision": now_at(made_), f"state-{place.pk}": "given", f"ground-{place.pk}": place.ground}
    assert "Skriv hvorfor det gis ut her." in posted(visit, "mons", f"{other}sladd/", given, 422).content.decode()
    posted(visit, "mons", f"{other}sladd/", {"revision": now_at(made_), "alle": "given"})
    assert second.passages.get().state == "suggested"  # each is given one by one, with a reason
    given["revision"] = now_at(made_)
    posted(visit, "mons", f"{other}sladd/", {**given, f"reason-{place.pk}": "Navnet står i avisen."})
    assert second.passages.get().state == "given"


def test_several_documents_are_marked_at_once(one: FollowUp, visit: Visit) -> None:
    case, address = f"/arkiv/sak/{one.public_id}/", f"/arkiv/sak/{one.public_id}/hjemmel/"
    chosen = re.findall(r'name="chosen" value="([^"]+)"', page(visit, "mons", case))[:3]
    assert len(chosen) == 3
    query = "&".join(f"chosen={each}" for each in chosen)
    told = page(visit, "mons", f"{address}?{query}")
    assert "Det samme settes på alle disse" in told
    assert told.count('type="hidden" name="chosen"') == 3
    said = {"chosen": chosen, "ground": "offl-13", "covers": "Navn på arbeidere", "review_on": "2126-01-01"}
    posted(visit, "mons", address, {**said, "covers": ""}, 422)
    assert not AccessMark.objects.exists()
    posted(visit, "mons", address, {**said, "chosen": [*chosen, "fnd-0000000000"]}, 404)
    posted(visit, "mons", address, said)
    marks = AccessMark.objects.values_list("subject", "ground", "covers")
    assert sorted(marks) == sorted((each, "offl-13", "Navn på arbeidere") for each in chosen)
    assert JournalEntry.objects.filter(verb="document_access_marked").count() == 3
    assert "Velg minst ett dokument." in posted(visit, "mons", address, {**said, "chosen": []}, 200).content.decode()
    posted(visit, "rita", address, said, 403)
    posted(visit, "stina", address, said, 404)
    page(visit, "mons", f"{address}?chosen=fnd-0000000000", 404)


def test_two_who_read_in_different_languages_take_out_the_same_bytes(one: FollowUp, visit: Visit) -> None:
    found = []
    for who, code in (("mons", "en"), ("dag", "nn")):
        Person.objects.filter(pk=person(who).pk).update(language=code)
        browser = visit(who)
        browser.cookies["language"] = code
        answer = browser.post("/arkiv/ta-ut/", {"sak": one.public_id, "medlem": member("oslo").public_id})
        work()
        export = CaseExport.objects.get(public_id=answer["Location"].strip("/").rpartition("/")[2])
        content = content_of(export)
        with ZipFile(io.BytesIO(content)) as packed:
            found.append((export.content_sha256, content[: packed.getinfo(NAME).header_offset]))
            told = packed.read("ikke-dekket.txt").decode()
        assert told.startswith("Hva uttrekket ikke dekker")
    assert found[0] == found[1]


def test_a_case_is_taken_out_followed_and_fetched_by_whoever_asked_alone(one: FollowUp, visit: Visit) -> None:
    answer = posted(visit, "mons", "/arkiv/ta-ut/", {"sak": one.public_id, "medlem": member("oslo").public_id})
    address = answer["Location"]
    assert "Setter sammen" in page(visit, "mons", address)
    work()
    told = page(visit, "mons", address)
    export = made(one)
    assert export.content_sha256 in told
    assert "ikke talt med" in told
    got = visit("mons").get(f"{address}fil/")
    assert b"".join(got.streaming_content)[:4] == b"PK\x03\x04"
    page(visit, "olga", address, 404)
    page(visit, "olga", f"{address}fil/", 404)


def test_whoever_sees_less_when_it_is_fetched_gets_none_of_it(one: FollowUp, visit: Visit) -> None:
    export = made(one)
    address = f"/arkiv/uttrekk/{export.public_id}/fil/"
    assert visit("mons").get(address).status_code == 200
    Finding.objects.update(seen_by=frozenset(), shared_at=None)
    assert "Du ser ikke lenger alt" in page(visit, "mons", address, 403)
    assert content_of(export)


def test_a_request_is_registered_looked_through_decided_and_sent(one: FollowUp, visit: Visit) -> None:
    Finding.objects.update(text="De betaler kr 5 000 i gebyr.")
    said = {
        "law": "offentleglova", "asked_for": "Alt om saken", "received_on": timezone.localdate().isoformat(),
        "language": "nb", "follow_up_id": one.public_id, "medlem": member("oslo").public_id,
    }  # fmt: skip
    told = posted(visit, "mons", "/innsyn/ny/", {**said, "law": ""}, 422).content.decode()
    assert "Alt om saken" in told
    address = posted(visit, "mons", "/innsyn/ny/", said)["Location"]
    made_ = AccessRequest.objects.get()
    assert "Krav om innsyn" in page(visit, "mons", "/")
    finding = Finding.objects.get()
    assert finding.title in page(visit, "mons", f"{address}dokumenter/")
    posted(visit, "mons", f"{address}dokumenter/", {"document": [finding.public_id], "revision": now_at(made_)})
    document = RequestedDocument.objects.get()
    of_it = f"{address}dokument/{document.public_id}/"
    assert "kr 5 000" in page(visit, "mons", of_it)
    posted(visit, "mons", f"{of_it}sladd/", {"alle": "kept_back", "revision": now_at(made_), "add_ground": "offl-13"})
    assert visit("mons").get(f"{of_it}kopi/").content[:5] == b"%PDF-"
    posted(visit, "mons", f"{address}svar/", {"reason": "Kort", "revision": now_at(made_)}, 422)
    reason = "Beløpet er unntatt, resten gis ut."
    posted(visit, "mons", f"{address}svar/", {"reason": reason, "revision": now_at(made_)})
    assert reason not in page(visit, "bjarne", "/innsyn/")
    assert b"".join(visit("mons").get(f"{address}brev/pdf/").streaming_content)[:5] == b"%PDF-"
    posted(visit, "mons", f"{address}sendt/", {"revision": now_at(made_)})
    assert "Besvart" in page(visit, "mons", address)
    for who in ("berit", "sekka", "nora", "ada"):
        page(visit, who, address, 404)


def test_what_is_late_says_so_at_home_and_in_the_list(one: FollowUp, visit: Visit) -> None:
    asked(one)
    for address in ("/", "/innsyn/"):
        assert "for sent" in page(visit, "mons", address)


def test_the_supplier_is_asked_at_home_and_answers_once(one: FollowUp, visit: Visit) -> None:
    made_ = asked(one)
    [document] = taken_up(made_, "finding")
    posted(visit, "mons", f"/innsyn/{made_.public_id}/dokument/{document.public_id}/hor/", {"revision": now_at(made_)})
    found = Consultation.objects.get()
    address = f"/innsyn/horing/{found.public_id}/"
    assert "Kan et dokument gis ut?" in page(visit, "nora", "/")
    assert document.title not in page(visit, "rita", f"/innsyn/{made_.public_id}/")
    page(visit, "rita", address, 404)
    told = page(visit, "nora", address)
    assert "Oslo kommune" in told
    assert "Avisen" not in told
    assert "Avisen" not in page(visit, "nora", f"/funn/{document.subject}/")
    posted(visit, "nora", address, {"objection": "all", "reason": ""}, 422)
    posted(visit, "nora", address, {"objection": "all", "reason": "Dette er oppskriften vår, og den er hemmelig."})
    posted(visit, "nora", address, {"objection": "none"}, 409)
    assert "oppskriften" in page(visit, "mons", f"/innsyn/{made_.public_id}/dokument/{document.public_id}/")
    page(visit, "odd", address, 404)


@pytest.mark.parametrize("language", ["nn", "en"])
def test_pages_speak_the_readers_language(one: FollowUp, visit: Visit, language: str) -> None:
    asked(one)
    actor("mons")
    Person.objects.update(language=language)
    browser = visit("mons")
    browser.cookies["language"] = language
    told = browser.get("/innsyn/").content.decode()
    assert ("Request" if language == "en" else "Ventar") in told


def test_what_the_supplier_marks_is_shown_and_given_out_one_by_one(one: FollowUp, visit: Visit) -> None:
    Finding.objects.update(text="De betaler kr 5 000 i gebyr. Oppskriften er lateks.")
    made_ = asked(one)
    [document] = taken_up(made_, "finding")
    of_it = f"/innsyn/{made_.public_id}/dokument/{document.public_id}/"
    posted(visit, "mons", f"{of_it}hor/", {"revision": now_at(made_)})
    said = {
        "objection": "partly",
        "passages": "Oppskriften er lateks\nDette står ikke der",
        "reason": "Det er vår egen.",
    }
    posted(visit, "nora", f"/innsyn/horing/{Consultation.objects.get().public_id}/", said)
    told = page(visit, "mons", of_it)
    assert "Dette står ikke der" in told
    assert "finn stedet selv" in told
    assert "leverandøren vil ha det holdt tilbake" in told
    posted(visit, "mons", f"{of_it}sladd/", {"alle": "given", "revision": now_at(made_), "add_ground": "offl-13"})
    states = dict(document.passages.values_list("kind", "state"))
    assert states == {"price": "given", "secret": "suggested"}
    row = document.passages.get(marked=True)
    given = {f"state-{row.pk}": "given", "add_ground": "offl-13"}
    told = posted(visit, "mons", f"{of_it}sladd/", {**given, "revision": now_at(made_)}, 422).content.decode()
    assert "Skriv hvorfor det gis ut." in told
    why = "Oppskriften er kjent fra før, og står på nettsidene deres."
    posted(visit, "mons", f"{of_it}sladd/", {**given, f"reason-{row.pk}": why, "revision": now_at(made_)})
    row.refresh_from_db()
    assert (row.state, row.reason) == ("given", why)
    assert why in page(visit, "mons", of_it)


def test_a_form_that_is_sent_twice_registers_one_request(one: FollowUp, visit: Visit) -> None:
    shown = page(visit, "mons", "/innsyn/ny/")
    found = re.search(r'name="sent" value="([0-9a-f]{32})"', shown)
    assert found is not None
    said = {
        "law": "offentleglova", "asked_for": "Alt om saken", "received_on": timezone.localdate().isoformat(),
        "language": "nb", "follow_up_id": "", "medlem": member("oslo").public_id, "sent": found[1],
    }  # fmt: skip
    told = posted(visit, "mons", "/innsyn/ny/", {**said, "law": ""}, 422).content.decode()
    assert f'value="{found[1]}"' in told
    first, second = (posted(visit, "mons", "/innsyn/ny/", said)["Location"] for _press in range(2))
    assert first == second
    assert AccessRequest.objects.count() == JournalEntry.objects.filter(verb="access_requested").count() == 1
    posted(visit, "mons", "/innsyn/ny/", {**said, "sent": "another"})
    assert AccessRequest.objects.count() == 2


def test_a_form_that_is_used_throws_nothing_away(one: FollowUp, visit: Visit) -> None:
    """As when somebody goes back in the browser and writes another request in the same form."""
    said = {
        "law": "offentleglova", "asked_for": "Alt om saken", "received_on": timezone.localdate().isoformat(),
        "language": "nb", "follow_up_id": "", "medlem": member("oslo").public_id, "sent": "the same form",
    }  # fmt: skip
    posted(visit, "mons", "/innsyn/ny/", said)
    other = {**said, "asked_for": "Revisjonen i mai"}
    told = posted(visit, "mons", "/innsyn/ny/", other, 422).content.decode()
    assert "er registrert, med et annet innhold" in told
    assert "Revisjonen i mai" in told
    mark = re.search(r'name="sent" value="([0-9a-f]{32})"', told)
    assert mark is not None
    assert AccessRequest.objects.count() == 1
    posted(visit, "mons", "/innsyn/ny/", {**other, "sent": mark[1]})
    assert AccessRequest.objects.count() == 2


def test_who_only_reads_the_register_is_told_why_and_is_shown_no_titles(one: FollowUp, visit: Visit) -> None:
    """The member and the request are there for Rita, so what she may not do is refused; the documents are not."""
    made_ = asked(one)
    [document] = taken_up(made_, "finding")
    address = f"/innsyn/{made_.public_id}/"
    for refused in ("/innsyn/ny/", f"{address}dokumenter/"):
        assert "Bare de som holder registeret" in page(visit, "rita", refused, 403)
    page(visit, "rita", f"{address}dokument/{document.public_id}/", 404)
    for shown in (address, f"{address}svar/"):
        assert document.title not in page(visit, "rita", shown)
    for refused in ("dokumenter/", "forleng/", "legg-bort/", "apne/", "sendt/"):
        said = {"revision": now_at(made_), "reason": "Trukket av den som spurte."}
        posted(visit, "rita", f"{address}{refused}", said, 403)
        posted(visit, "berit", f"{address}{refused}", said, 404)


def test_papers_made_for_one_answer_are_saved_and_never_shown_as_a_page(one: FollowUp, visit: Visit) -> None:
    made_ = asked(one, law="apenhetsloven")
    [document] = taken_up(made_, "finding")
    AccessRequest.objects.update(extended_to=date(2027, 1, 4), extension_reason="Vi må spørre fabrikken først.")
    for address in ("varsel/", f"dokument/{document.public_id}/kopi/"):
        answer = visit("mons").get(f"/innsyn/{made_.public_id}/{address}")
        assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Content-Disposition"].startswith("attachment")


def test_what_was_said_for_another_request_is_shown_and_the_supplier_can_be_asked_again(
    one: FollowUp, visit: Visit
) -> None:
    Finding.objects.update(text="Oppskriften er lateks.")
    first = asked(one)
    [document] = taken_up(first, "finding")
    ask = f"/innsyn/{first.public_id}/dokument/{document.public_id}/"
    posted(visit, "mons", f"{ask}hor/", {"revision": now_at(first)})
    assert "Spør leverandøren" not in page(visit, "mons", ask)
    said = {"objection": "partly", "passages": "Oppskriften er lateks", "reason": "Det er vår egen oppskrift."}
    posted(visit, "nora", f"/innsyn/horing/{Consultation.objects.get().public_id}/", said)
    second = asked(one)
    [again] = taken_up(second, "finding")
    told = page(visit, "mons", f"/innsyn/{second.public_id}/dokument/{again.public_id}/")
    assert "Det er vår egen oppskrift." in told
    assert "Spør leverandøren" in told
