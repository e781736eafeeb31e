"""Guidance, questions and experience through the pages."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from aktsom.follow_up.models import FollowUp
from aktsom.knowledge.kinds import ArticleKind
from aktsom.knowledge.models import Article
from aktsom.sharing.audiences import Audience
from tests.cast import actor
from tests.factories.articles import WHY, answer, guidance, question, rewritten, shared
from tests.follow_up.concluded import followed_up
from tests.risk.counting import queries
from tests.web.conftest import Visit

HOME = "/kunnskap/"


def page_of(one: Article) -> str:
    return f"{HOME}{one.public_id}/"


def revision(client: Client, address: str) -> str:
    found = re.search(r'name="revision" value="(\d+)"', client.get(address).text)
    assert found
    return found[1]


def test_a_visitor_signs_in_first(client: Client, visit: Visit) -> None:
    assert client.get(HOME).status_code == 302
    assert visit("nora").get(HOME).status_code == 404


def test_an_empty_room_says_what_to_do(visit: Visit) -> None:
    page = visit("stina").get(HOME).text
    assert "Ingen spørsmål ennå" in page
    assert "Spør de andre" in page


def test_guidance_is_written_shared_and_read(visit: Visit) -> None:
    guidance("Fra før")
    olga, stina = visit("olga"), visit("stina")
    said = {"title": "Hansker", "risk": "Gjeld for rekruttering.", "place": olga_place(), "group_id": "medical"}
    made = olga.post(f"{HOME}ny/veiledning/", said)
    assert made.status_code == 302, made.text
    address = made["Location"]
    assert "Gjeld for rekruttering." in olga.get(address).text
    assert stina.get(address).status_code == 404
    sent = {"to": "members", "reason": WHY, "revision": revision(olga, f"{address}del/")}
    assert olga.post(f"{address}del/", sent).status_code == 302
    assert "Gjeld for rekruttering." in stina.get(address).text
    for page in (HOME, f"{HOME}?kategori=medical", f"{HOME}?slag=guidance", "/kategorier/medical/"):
        assert "Hansker" in stina.get(page).text, page
    assert "Hansker" not in stina.get(f"{HOME}?kategori=textiles").text


def olga_place() -> str:
    team = Article.objects.get().team
    return team.public_id if team else ""


def test_what_was_typed_stays_when_something_is_wrong(visit: Visit) -> None:
    olga = visit("olga")
    told = olga.post(f"{HOME}ny/veiledning/", {"title": "Hansker", "risk": "", "chain": ""})
    assert told.status_code == 422
    assert 'value="Hansker"' in told.text
    assert "Skriv noe her." in told.text
    told = olga.post(f"{HOME}ny/veiledning/", {"title": "Hansker", "risk": "Arbeideren Wei Zhang mistet passet."})
    assert told.status_code == 422
    assert "Wei Zhang mistet passet" in told.text
    mark = re.search(r'name="looked" value="(\w+)"', told.text)
    assert mark
    again = {"title": "Hansker", "risk": "Arbeideren Wei Zhang mistet passet.", "looked": mark[1]}
    assert olga.post(f"{HOME}ny/veiledning/", again).status_code == 302


def test_of_two_who_edit_the_second_sees_both_texts_and_chooses(visit: Visit) -> None:
    one = guidance("Første")
    olga, address = visit("olga"), f"{page_of(one)}endre/"
    before = revision(olga, address)
    rewritten(one, "Bjarnes", by="bjarne", risk="Bjarnes tekst.")
    told = olga.post(address, {"title": "Olgas", "risk": "Olgas tekst.", "revision": before})
    assert told.status_code == 409
    assert "Bjarnes tekst." in told.text
    assert "Olgas tekst." in told.text
    now = re.search(r'name="revision" value="(\d+)"', told.text)
    assert now
    assert olga.post(address, {"title": "Olgas", "risk": "Olgas tekst.", "revision": now[1]}).status_code == 302
    assert list(one.versions.values_list("title", flat=True)) == ["Første", "Bjarnes", "Olgas"]


def test_versions_are_compared_word_by_word(visit: Visit) -> None:
    one = guidance(sections={"risk": "Fabrikken betaler for lite."})
    rewritten(one, "Hansker fra Malaysia", risk="Fabrikken betaler ofte for lite.")
    page = visit("olga").get(f"{page_of(one)}utgaver/?fra=1&til=2").text
    assert "<ins>" in page
    assert "ofte" in page
    assert "Fra utgave 1 til 2" in page
    assert visit("olga").get(f"{page_of(one)}utgaver/?fra=9&til=x").status_code == 200


def test_a_question_is_asked_answered_and_accepted(visit: Visit) -> None:
    stina, berit = visit("stina"), visit("berit")
    assert "Hvem vet?" in stina.get(f"{HOME}spor/", {"tittel": "Hvem vet?"}).text
    asked = stina.post(f"{HOME}spor/", {"title": "Hvem vet?", "text": "Vi lurer.", "group_id": "medical"})
    address = asked["Location"]
    assert berit.post(f"{address}svar/", {"title": "", "text": "Uten tittel"}).status_code == 422
    assert berit.post(f"{address}svar/", {"title": "Vi vet", "text": "Spør etter lønnsslipper."}).status_code == 302
    said = Article.objects.get(kind=ArticleKind.ANSWER)
    page = stina.get(address).text
    assert "Spør etter lønnsslipper." in page
    assert "Dette hjalp" in page
    sent = {"revision": revision(stina, address)}
    assert stina.post(f"{address}godta/{said.public_id}/", sent).status_code == 302
    assert "Dette hjalp den som spurte" in berit.get(address).text
    assert berit.post(f"{address}godta/{said.public_id}/", sent).status_code in (302, 403)


def test_guidance_made_of_an_answer_begins_with_it(visit: Visit) -> None:
    guidance()
    asked = question(actor("stina"))
    said = answer(actor("berit"), asked)
    olga = visit("olga")
    page = olga.get(f"{HOME}ny/veiledning/?fra={said.public_id}").text
    assert "Be om lønnsslipper fra tre måneder." in page
    assert olga.get(f"{HOME}ny/veiledning/?fra={asked.public_id}").status_code == 404
    made = olga.post(
        f"{HOME}ny/veiledning/?fra={said.public_id}", {"title": "Lønn", "worked": "Be om slipper.", "place": "own"}
    )
    assert Article.objects.get(public_id=made["Location"].split("/")[-2]).came_from == said


def test_the_public_reads_what_is_for_all_and_nothing_else(client: Client, visit: Visit) -> None:
    one = shared(guidance("For alle"), Audience.PUBLIC)
    rewritten(one, "Bare for gruppen", risk="Hemmelig.")
    page = client.get(page_of(one)).text
    assert "For alle" in page
    assert "Hemmelig" not in page
    assert client.get(page_of(guidance("Gruppens"))).status_code == 302
    assert "For alle" in visit("nora").get(page_of(one)).text


def test_what_is_past_its_day_says_so_and_the_reviewer_meets_it_at_home(visit: Visit) -> None:
    one = shared(guidance("Gammel"))
    past = timezone.localdate() - timedelta(days=3)
    Article.objects.filter(pk=one.pk).update(check_on=past, reviewer_id=actor("olga").person_id)
    assert "Dagen for å se over dette er gått" in visit("stina").get(page_of(one)).text
    olga = visit("olga")
    assert "Stemmer dette fortsatt?" in olga.get("/").text
    assert "Dette skulle du se over" in olga.get(HOME).text
    coming = (timezone.localdate() + timedelta(days=90)).isoformat()
    sent = {"next_on": coming, "holds": "on", "revision": revision(olga, page_of(one))}
    assert olga.post(f"{page_of(one)}sett-over/", sent).status_code == 302
    assert "Stemmer dette fortsatt?" not in olga.get("/").text
    assert olga.post(f"{page_of(one)}sett-over/", sent).status_code == 409  # the page is older than that


@pytest.mark.usefixtures("terms")
def test_a_follow_up_that_is_concluded_asks_what_it_taught(visit: Visit) -> None:
    one = followed_up()
    bjarne, address = visit("bjarne"), f"/saker/{one.public_id}/"
    assert "Hva lærte dere?" not in bjarne.get(address).text
    FollowUp.objects.filter(pk=one.pk).update(state="concluded", ended_at=timezone.now())
    assert "Hva lærte dere?" in bjarne.get(address).text
    assert "Hva lærte dere av" in bjarne.get("/").text
    form = f"{HOME}ny/erfaring/?sak={one.public_id}"
    assert "uten leverandørens navn" in bjarne.get(form).text
    made = bjarne.post(form, {"title": "Møte først", "worked": "Et møte før skjemaet.", "hours": "12,5"})
    assert made.status_code == 302, made.text
    assert "12,5" in bjarne.get(made["Location"]).text
    assert "Hva lærte dere?" not in bjarne.get(address).text
    assert "Møte først" in bjarne.get(address).text


def test_lists_ask_the_database_as_often_for_three_as_for_one(visit: Visit) -> None:
    shared(guidance("En")), question(actor("stina"))
    stina = visit("stina")
    stina.get(HOME)
    once = queries(lambda: stina.get(HOME))
    shared(guidance("To")), shared(guidance("Tre")), question(actor("stina"), "En til?")
    assert queries(lambda: stina.get(HOME)) == once


def test_a_document_is_shared_with_its_file_and_a_new_one_takes_its_place(visit: Visit) -> None:
    guidance()
    olga, stina = visit("olga"), visit("stina")
    said = {"title": "Mal for brev", "place": olga_place(), "group_id": "medical", "file": text_file("mal.txt", b"Hei")}
    made = olga.post(f"{HOME}ny/dokument/", said)
    assert made.status_code == 302, made.text
    address = made["Location"]
    assert "Hent mal.txt" in olga.get(address).text
    one = Article.objects.get(kind=ArticleKind.DOCUMENT)
    given = one.versions.get().evidence
    assert given is not None
    file = f"/dokumentasjon/{given.public_id}/fil/"
    assert stina.get(file).status_code == 404
    sent = {"to": "members", "reason": WHY, "revision": revision(olga, f"{address}del/")}
    assert olga.post(f"{address}del/", sent).status_code == 302
    assert stina.get(file).getvalue() == b"Hei"
    newer = {
        "title": "Mal for brev",
        "revision": revision(olga, f"{address}endre/"),
        "file": text_file("ny.txt", b"Ny"),
    }
    assert olga.post(f"{address}endre/", newer).status_code == 302
    assert "Hent ny.txt" in olga.get(address).text
    assert "Hent mal.txt" in stina.get(address).text
    sent["revision"] = revision(olga, f"{address}trekk/")
    assert olga.post(f"{address}trekk/", sent).status_code == 302
    assert stina.get(file).status_code == 404


def text_file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/plain")


def test_whoever_shares_is_asked_what_a_memo_is_asked_and_sees_what_holds_it(visit: Visit) -> None:
    one = guidance("Hansker")
    olga, address = visit("olga"), f"{page_of(one)}del/"
    page = olga.get(address).text
    for label in ("hvilken leverandør det gjelder", "arbeidere i fare", "Nevner en underleverandør", "om priser"):
        assert label in page
    sent = {"to": "members", "reason": WHY, "revision": revision(olga, address), "tells_price": "on"}
    told = olga.post(address, sent)
    assert told.status_code == 422
    assert "Priser blir hos kjøperne det gjelder." in told.text
    assert visit("stina").get(page_of(one)).status_code == 404
    planned = {**sent, "tells_price": "", "is_deviation": "on", "plan_due_on": "2027-01-01"}
    assert olga.post(address, planned).status_code == 302
    assert visit("stina").get(page_of(one)).status_code == 200


def test_a_question_is_asked_the_same_and_keeps_what_was_typed(visit: Visit) -> None:
    stina = visit("stina")
    sent = {"title": "Hvem vet?", "text": "Vi lurer på dette.", "names_sub_supplier": "on"}
    told = stina.post(f"{HOME}spor/", sent)
    assert told.status_code == 422
    assert "Vi lurer på dette." in told.text
    assert "Navn på underleverandører blir hos kjøperne det gjelder." in told.text
    asked = stina.post(f"{HOME}spor/", {"title": "Hvem vet?", "text": "Vi lurer."})
    assert (
        stina.post(f"{asked['Location']}svar/", {"title": "Svar", "text": "Pris.", "tells_price": "on"}).status_code
        == 422
    )


def test_the_secretariat_writes_for_all_and_is_asked_too(visit: Visit) -> None:
    sekka = visit("sekka")
    assert "Forteller om priser" in sekka.get(f"{HOME}ny/veiledning/").text
    said = {"title": "For alle", "risk": "Gjeld.", "endangers_workers": "on"}
    assert sekka.post(f"{HOME}ny/veiledning/", said).status_code == 422
    assert not Article.objects.exists()
