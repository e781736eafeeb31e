"""The queue of pairs, what has been judged, and the pages that follow."""

import pytest
from django.test import Client

from aktsom.suppliers.models import SamenessCandidate, SamenessJudgement, Supplier
from tests.cast import person
from tests.factories.memos import team
from tests.risk.counting import queries
from tests.risk.purchases import gloves
from tests.suppliers.sameness import asked, matched, written
from tests.web.conftest import Visit

SAME, JUDGED = "/leverandorer/samme/", "/leverandorer/samme/avgjort/"
NORDHAV = "923609016"


def pair(one: str = "Nordhav Medisinsk AS", other: str = "Nordhav Med. AS", weight: float = 3.0) -> SamenessCandidate:
    return asked(written(one, NORDHAV if one.startswith("Nordhav") else ""), written(other), weight)


def press(client: Client, of: SamenessCandidate, verdict: str = "same", **said: str) -> str:
    return client.post(f"{SAME}{of.public_id}/", {"verdict": verdict, **said}, follow=True).text


def test_an_empty_queue_says_what_comes_here(visit: Visit) -> None:
    assert "Ingen par venter" in visit("sekka").get(SAME).text
    assert "Ingenting er avgjort ennå" in visit("sekka").get(JUDGED).text


def test_the_two_stand_side_by_side_with_contracts_and_what_speaks_for_them(visit: Visit) -> None:
    bought = gloves("oslo")
    of = asked(bought.supplier, written("Nordhav Med. AS"))
    page = visit("stina").get(SAME).text
    for text in ("Nordhav Medisinsk AS", "Nordhav Med. AS", NORDHAV, bought.title, "Oslo kommune", "taler for"):
        assert text in page
    assert "1 par venter" in page
    assert "Ingen av dem du handler for, har avtale" in page  # Stavanger buys from neither
    assert 'name="verdict"' not in page
    assert 'name="verdict"' in visit("mons").get(SAME).text
    assert of.public_id in page


def test_judged_the_next_one_comes_with_a_way_back_on_top(visit: Visit) -> None:
    first, second = pair(), pair("Fjell AS", "Fjellet AS", 2.0)
    client = visit("sekka")
    page = press(client, first)
    assert "Avgjort" in page
    assert "Fjellet AS" in page
    made = SamenessJudgement.objects.get()
    assert made.reason == "Ut fra sammenligningen: samme eller nesten samme navn."
    page = client.post(f"{JUDGED}{made.public_id}/angre/", {"reason": "Trykket feil"}, follow=True).text
    assert "Angret. Alt er som før" in page
    assert "2 par venter" in page
    assert SamenessCandidate.objects.filter(state="waiting").count() == 2
    assert second.state == "waiting"


def test_a_second_press_is_told_kindly(visit: Visit) -> None:
    of, client = pair(), visit("sekka")
    press(client, of)
    assert "allerede avgjort" in press(client, of, "different")
    assert SamenessJudgement.objects.count() == 1


def test_who_presses_neither_gets_the_form_back_as_typed(visit: Visit) -> None:
    of = pair()
    answer = visit("sekka").post(f"{SAME}{of.public_id}/?par={of.public_id}", {"verdict": "", "reason": "Fordi <b>"})
    assert answer.status_code == 422
    assert "Velg om de to er samme selskap eller ikke." in answer.text
    assert "Fordi &lt;b&gt;" in answer.text


def test_two_numbers_are_refused_with_the_reason(visit: Visit) -> None:
    of = asked(written("Alfa", NORDHAV), written("Beta", "974760673"))
    assert "hvert sitt gyldige organisasjonsnummer" in press(visit("sekka"), of)
    assert not SamenessJudgement.objects.exists()


def test_the_queue_can_be_narrowed_to_what_we_buy_also_under_another_name(visit: Visit) -> None:
    bought = gloves("oslo")
    pair("Fjell AS", "Fjellet AS", 4.0)
    client = visit("olga")
    assert "Ingen par hos dere" in client.get(SAME, {"mine": "1"}).text
    other = written("Nordhav Med. AS")
    press(visit("sekka"), asked(bought.supplier, other))
    asked(other, written("Nordhav Medisin og Helse"))
    page = client.get(SAME, {"mine": "1"}).text
    assert "1 par venter" in page
    assert "Fjellet" not in page


def test_what_is_judged_is_listed_with_who_and_can_be_undone_with_a_reason(visit: Visit) -> None:
    of = pair()
    client = visit("sekka")
    press(client, of, "different", reason="Et annet hus")
    page = client.get(JUDGED).text
    for text in ("er ulike selskaper", "Sekka", "Et annet hus"):
        assert text in page
    made = SamenessJudgement.objects.get()
    assert "Skriv kort hvorfor" in client.post(f"{JUDGED}{made.public_id}/angre/", {"from": "list"}, follow=True).text
    client.post(f"{JUDGED}{made.public_id}/angre/", {"from": "list", "reason": "Likevel ikke"})
    page = client.get(JUDGED, {"leverandor": of.one.public_id}).text
    assert "Angret" in page
    assert "Likevel ikke" in page
    assert "Ingen av dem du handler for" not in page


def test_what_the_system_joined_is_said_to_be_so(visit: Visit) -> None:
    written("Ålesund Møbelfabrikk AS", NORDHAV), written("AALESUND MOEBELFABRIKK")
    matched()
    page = visit("stina").get(JUDGED).text
    assert "funnet av systemet" in page
    assert "Ingen av dem du handler for" in page


def test_the_page_of_an_absorbed_record_shows_the_company_and_how_it_is_written(visit: Visit) -> None:
    bought = gloves("oslo")
    other = gloves("bergen", supplier_name="Nordhav Med. AS", supplier_number="").supplier
    client = visit("sekka")
    press(client, asked(bought.supplier, other))
    page = client.get(f"/leverandorer/{other.public_id}/").text
    assert "<h1" in page
    assert "Du kom hit fra Nordhav Med. AS" in page
    assert "Skrevet som" in page
    assert "2 medlemmer har avtale" in page


def test_people_are_told_what_their_judgements_taught(visit: Visit) -> None:
    for n in range(12):
        press(visit("sekka"), pair(f"Alfa {n}", f"Omega {n}", 6.0))
    pair()
    assert "12 av 12 par over 4,5 var samme selskap" in visit("olga").get(SAME).text


@pytest.mark.parametrize(
    "name", ["\u202eSA vahdroN", "Nordhаv", "<script>alert(1)</script>", "x" * 200, "شركة القفازات"]
)
def test_strange_names_are_shown_as_written_and_alone_in_their_direction(visit: Visit, name: str) -> None:
    pair("Fjell AS", name)
    page = visit("sekka").get(SAME).text
    assert "<script>alert" not in page
    assert "<bdi>" in page


def test_a_lead_is_led_to_the_suppliers_most_share_and_to_asking_for_mandates(visit: Visit) -> None:
    gloves("oslo"), gloves("bergen")
    of = team()
    person("olga")
    page = visit("olga").get("/leverandorer/").text
    assert "Der gruppen din når lengst" in page
    supplier = Supplier.objects.get()
    address = f"/fullmakter/gruppe/{of.public_id}/be/?leverandor={supplier.public_id}"
    assert address in page
    ask = visit("olga").get(address).text
    assert ask.count("checked") >= 2
    assert "Der gruppen din når lengst" not in visit("stina").get("/leverandorer/").text
    assert "Følges opp av" in visit("stina").get(f"/leverandorer/{supplier.public_id}/").text


def test_the_pages_ask_the_database_as_often_for_many_as_for_few(visit: Visit) -> None:
    client = visit("olga")
    for n in range(2):
        press(visit("sekka"), pair(f"Alfa {n}", f"Omega {n}"))
    pair("Delta 1", "Epsilon 1"), pair("Delta 2", "Epsilon 2")
    few = [queries(lambda: client.get(SAME)), queries(lambda: client.get(JUDGED))]
    for n in range(2, 6):
        press(visit("sekka"), pair(f"Alfa {n}", f"Omega {n}"))
        pair(f"Gamma {n}", f"Eta {n}")
    assert [queries(lambda: client.get(SAME)), queries(lambda: client.get(JUDGED))] == few


def test_two_that_nobody_pointed_at_are_joined_by_hand_and_parted_again(visit: Visit) -> None:
    bought = gloves("oslo")
    other = written("NM Helse")
    olga, here = visit("olga"), f"/leverandorer/{bought.supplier.public_id}/"  # type: ignore[union-attr]
    assert f"{here}samme-som/" in olga.get(here).text
    assert "Skriv minst to tegn." in olga.get(f"{here}samme-som/?q=n").text
    assert "Ingen andre heter noe slikt" in olga.get(f"{here}samme-som/?q=zzz").text
    found = olga.get(f"{here}samme-som/?q=nm").text
    assert f"med={other.public_id}" in found
    there = f"{here}samme-som/?med={other.public_id}&q=nm"
    page = olga.get(there).text
    for text in ("NM Helse", bought.title, "Hva bygger du det på?"):
        assert text in page
    answer = olga.post(there, {"reason": " "})
    assert answer.status_code == 422
    page = olga.post(there, {"reason": "De flyttet sammen i 2025"}, follow=True).text
    assert "De to er nå ett selskap." in page
    assert "Skrevet som" in page
    judged_here = f"{JUDGED}?leverandor={bought.supplier.public_id}"  # type: ignore[union-attr]
    assert "De flyttet sammen i 2025" in olga.get(judged_here).text
    made = SamenessJudgement.objects.get()
    page = olga.post(f"{JUDGED}{made.public_id}/angre/", {"reason": "Feil", "from": "list"}, follow=True).text
    assert "de to er to igjen" in page
    other.refresh_from_db()
    assert other.same_as is None


def test_why_two_cannot_be_joined_by_hand_stands_at_the_button(visit: Visit) -> None:
    one, other = written("Alfa", NORDHAV), written("Beta", "974760673")
    there = f"/leverandorer/{one.public_id}/samme-som/?med={other.public_id}"
    client = visit("sekka")
    assert "hvert sitt gyldige organisasjonsnummer" in client.get(there).text
    answer = client.post(there, {"reason": "Jeg vet det"})
    assert answer.status_code == 422
    assert "Jeg vet det" in answer.text
    assert "hvert sitt gyldige organisasjonsnummer" in answer.text
    assert not SamenessJudgement.objects.exists()
    assert "samme-som" not in visit("rita").get(f"/leverandorer/{one.public_id}/").text
    assert client.get(f"/leverandorer/{one.public_id}/samme-som/?med=sup-0").status_code == 404
