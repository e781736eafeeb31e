"""The pages of signals and inquiries, from the inbox to a supplier's answer and an alert at home."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aktsom.findings.actions.reaching_again import reach_again
from aktsom.findings.models import Inquiry, InquiryBranch, Signal
from aktsom.findings.queries.signals import SHOWN
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, person
from tests.findings.signalled import TEXT, buys, delivers, noted, of, opened, place, received
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


@beginning(after=commons.small_list, autouse=True)
def _people() -> None:
    for name in ("sekka", "nora", "aksel", "olga", "stina"):
        person(name)


def revision(page: str) -> str:
    return re.findall(r'name="revision" value="(\d+)"', page)[0]


def whose_move(page: str) -> str:
    return re.findall(r"<dt>Hvem sin tur</dt><dd>(.*?)</dd>", page)[0]


def test_from_the_inbox_to_an_alert_at_home_and_a_suppliers_answer(visit: Visit) -> None:
    sekka, olga, nora = visit("sekka"), visit("olga"), visit("nora")
    site = place()
    made = buys("oslo", "Nordhav Medisinsk AS")
    delivers(site, made.supplier)
    one = received(text=f"{SCRIPT} {TEXT}")[0]
    assert one.public_id in sekka.get("/varsler/").text
    assert "1 varsel venter" in sekka.get("/").text
    page = sekka.get(f"/varsler/{one.public_id}/").text
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page
    assert whose_move(page) == "Sekretariatet"
    looked = sekka.post(f"/varsler/{one.public_id}/se/", {"revision": revision(page)})
    assert looked.status_code == 302
    assert sekka.post(f"/varsler/{one.public_id}/se/", {"revision": revision(page)}).status_code == 409
    found = sekka.get(f"/varsler/{one.public_id}/undersok/?q=lembayung").text
    [chosen] = re.findall(r'href="\?sted=([^"]+)"', found)
    form = sekka.get(f"/varsler/{one.public_id}/undersok/?sted={chosen}").text
    said = {
        "revision": revision(form), "start": re.findall(r'name="start" value="([^"]+)"', form)[0],
        "kind": "forced_labour", "title": "Pass holdes tilbake", "about": TEXT,
    }  # fmt: skip
    copied = sekka.post(f"/varsler/{one.public_id}/undersok/", said)
    assert copied.status_code == 422
    assert "Teksten gjentar det varselet sier" in copied.text
    opens = sekka.post(f"/varsler/{one.public_id}/undersok/", said | {"about": "Noen sier at pass holdes."})
    at = opens["Location"]
    assert sekka.post(f"/varsler/{one.public_id}/undersok/", said).status_code in (403, 409)
    assert Inquiry.objects.count() == 1
    page = sekka.get(at).text
    sekka.post(f"{at}varsle/", {"revision": revision(page), "text": "Ikke bestill mer derfra."})
    sekka.post(f"{at}spor/", {"revision": str(Inquiry.objects.get().revision)})
    assert "Nulltoleranse: Pass holdes tilbake" in olga.get("/").text
    page = olga.get(at).text
    assert whose_move(page) == "Oslo kommune"
    assert "Ikke bestill mer derfra." in page
    assert "Lembayung" in page  # the way, along links that she may see
    assert TEXT not in page
    member = re.findall(r'name="member" value="([^"]+)"', page)[0]
    olga.post(f"{at}kvitter/", {"member": member})
    assert "Nulltoleranse" not in olga.get("/").text
    assert whose_move(olga.get(at).text) == whose_move(sekka.get(at).text) == "Leverandørene"
    assert whose_move(sekka.get(f"/varsler/{one.public_id}/").text) == "Sekretariatet"
    wrong = olga.post(f"{at}del/", {"member": member, "revision": revision(page), "part": "own"})
    assert wrong.status_code in (409, 422)
    page = olga.get(at).text
    kept = olga.post(f"{at}del/", {"member": member, "revision": revision(page), "part": "joins", "judgement": "Vår."})
    assert kept.status_code == 302
    row = InquiryBranch.objects.get()
    assert "Kundene undersøker: Pass holdes tilbake" in nora.get("/").text
    page = nora.get(f"/undersokelser/svar/{row.public_id}/").text
    assert "Dere selger varer som lages på stedet" in page
    assert "Ikke bestill mer derfra." not in page
    nora.post(f"/undersokelser/svar/{row.public_id}/", {"revision": revision(page), "text": "Vi har spurt dem."})
    assert "Vi har spurt dem." in olga.get(at).text
    assert whose_move(sekka.get(at).text) == "Sekretariatet"
    assert nora.get(at).status_code == 404


def test_what_is_wrong_in_a_form_is_told_and_what_was_typed_is_kept(visit: Visit) -> None:
    sekka = visit("sekka")
    form = {
        "source": "ngo",
        "name": "Swedwatch",
        "kind": "wages",
        "text": "Lønnen er for lav.",
        "link": "ikke en lenke",
    }
    wrong = sekka.post("/varsler/ny/", form)
    assert wrong.status_code == 422
    assert "Skriv hele adressen" in wrong.text
    assert "Lønnen er for lav." in wrong.text
    assert sekka.post("/varsler/ny/", form | {"link": "https://example.org"}).status_code == 302
    one = Signal.objects.get()
    short = sekka.post(f"/varsler/{one.public_id}/legg-bort/", {"revision": "1", "reason": "nei"})
    assert short.status_code == 422
    assert "nei" in short.text


def test_a_contract_owner_writes_in_what_it_has_heard_and_sees_what_becomes_of_it(visit: Visit) -> None:
    olga, sekka = visit("olga"), visit("sekka")
    assert 'href="/varsler/ny/"' in olga.get("/saker/").text
    form = {"source": "buyer", "name": "Sykehuset i nord", "kind": "wages", "text": TEXT, "place": "Ipoh"}
    page = olga.get("/varsler/ny/").text
    assert 'href="/varsler/"' not in page
    assert "Det du har skrevet ned" not in page
    assert olga.post("/varsler/ny/", form)["Location"] == "/varsler/ny/"
    page = olga.get("/varsler/ny/").text
    assert "Varselet er tatt imot" in page
    assert "Ikke sett på" in page
    one = Signal.objects.get()
    for secret in (TEXT, "Sykehuset i nord", one.public_id):
        assert secret not in page
    assert olga.get(f"/varsler/{one.public_id}/").status_code == 404
    assert visit("stina").get("/varsler/ny/").text.count("Ikke sett på") == 0
    page = sekka.get(f"/varsler/{one.public_id}/").text
    assert "Skrevet ned av" in page
    assert person("olga").name in page
    sekka.post(f"/varsler/{one.public_id}/se/", {"revision": revision(page)})
    assert "Ses på" in olga.get("/varsler/ny/").text
    assert visit("nora").get("/varsler/ny/").status_code == 404


def test_the_inbox_says_how_many_wait_and_shows_the_most_urgent(visit: Visit) -> None:
    first = received(in_danger=True)[0]
    for _ in range(SHOWN):
        received(kind="hours")
    page = visit("sekka").get("/varsler/").text
    assert f'<span class="count">{SHOWN + 1}</span>' in page
    assert f"Her står de {SHOWN} som haster mest." in page
    assert first.public_id in page


def test_others_are_told_nothing(visit: Visit) -> None:
    one = received()[0]
    made = opened(noted(), place())
    for name in ("olga", "stina", "nora"):
        client = visit(name)
        for address in (f"/varsler/{one.public_id}/", "/varsler/", f"/undersokelser/{made.public_id}/"):
            assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [3])
def test_as_many_questions_for_three_as_for_one(visit: Visit, count: int) -> None:
    sekka = visit("sekka")
    site = place()
    buys("oslo", "Alfa 0")
    delivers(site, of("Alfa 0"))
    one = opened(received()[0], site)
    received()

    def asked(address: str) -> int:
        sekka.get(address)
        with CaptureQueriesContext(connection) as found:
            assert sekka.get(address).status_code == 200
        return len(found)

    few = {address: asked(address) for address in ("/varsler/", "/undersokelser/", f"/undersokelser/{one.public_id}/")}
    for number in range(1, count):
        received()
        buys("bergen", f"Alfa {number}")
        delivers(site, of(f"Alfa {number}"))
        opened(noted(text=f"Rapport {number} sier at pass holdes."), place(f"Fabrikk {number}"))
    one.refresh_from_db()
    reach_again(by=actor("sekka"), at=NOON, inquiry_id=one.public_id, revision=one.revision)
    assert {address: asked(address) for address in few} == few
