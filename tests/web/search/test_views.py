import pytest
from django.test import Client
from django.utils import translation

from aktsom.knowledge.actions.indexing import tell_of_all
from aktsom.knowledge.found_kinds import words_of_kinds
from aktsom.knowledge.rules.words import words_of
from aktsom.web.search.words import headings
from tests.risk.counting import queries
from tests.risk.purchases import gloves
from tests.web.conftest import Visit

SEARCH = "/sok/"


@pytest.mark.django_db
def test_a_visitor_signs_in_first(client: Client) -> None:
    assert client.get(SEARCH).status_code == 302


def test_search_is_only_read(visit: Visit) -> None:
    assert visit("olga").post(SEARCH).status_code == 405


def test_an_empty_search_says_what_can_be_found(visit: Visit) -> None:
    client = visit("olga")
    assert "Søket dekker avtalene dine" in client.get(SEARCH).text
    assert "Skriv minst to tegn" in client.get(SEARCH, {"q": "h"}).text


def test_nothing_found_helps_on(visit: Visit) -> None:
    page = visit("olga").get(SEARCH, {"q": "<b>romskip</b>"}).text
    assert "Vi fant ikke «&lt;b&gt;romskip&lt;/b&gt;»" in page


def test_contracts_suppliers_and_the_list_are_found(visit: Visit) -> None:
    gloves(), gloves("bergen"), tell_of_all()
    client = visit("olga")
    page = client.get(SEARCH, {"q": "hansk"}).text
    assert "3 treff på «hansk»" in page
    assert page.index("Oslo kommune (deg)") < page.index("Bergen kommune")
    assert "/katalog/produkt/gloves/" in page
    assert "1 treff på «tekstil»" in client.get(SEARCH, {"q": "tekstil"}).text
    assert "/leverandorer/sup-" in client.get(SEARCH, {"q": "nordhav"}).text


def test_others_are_not_found_by_what_is_their_own(visit: Visit) -> None:
    gloves("bergen", reference="BGO-secret", description="bergens egne ord")
    tell_of_all()
    client = visit("olga")
    for own in ("BGO-secret", "bergens egne"):
        assert "Vi fant ikke" in client.get(SEARCH, {"q": own}).text
    assert "1 treff på «BGO-secret»" in visit("berit").get(SEARCH, {"q": "BGO-secret"}).text


def test_search_asks_the_database_as_often_for_three_as_for_one(visit: Visit) -> None:
    client = visit("olga")
    gloves(supplier_name="Enhver AS", supplier_number="")
    tell_of_all()
    once = queries(lambda: client.get(SEARCH, {"q": "a"}) and client.get(SEARCH, {"q": "en"}))
    gloves("bergen", supplier_name="Enhet AS", supplier_number=""), gloves(supplier_name="En AS", supplier_number="")
    tell_of_all()
    assert queries(lambda: client.get(SEARCH, {"q": "a"}) and client.get(SEARCH, {"q": "en"})) == once


@pytest.mark.usefixtures("terms")
def test_clauses_and_texts_for_tenders_lead_to_where_they_are_read(visit: Visit) -> None:
    client = visit("olga")
    page = client.get(SEARCH, {"q": "klausul barnearbeid"}).text
    assert "T4 punkt" in page.replace("<mark>", "").replace("</mark>", "")
    for address in ("/klausuler/na/?versjon=T4", "/klausuler/sammenlign/?a=T1"):
        shown = client.get(SEARCH, {"q": address[-2:]}).text
        assert address in shown
        assert client.get(address).status_code == 200
    assert "Kravtekster" in client.get(SEARCH, {"q": "kvalifikasjonskrav"}).text


def test_each_kind_is_found_by_the_words_of_its_heading_in_each_language() -> None:
    small = {"og", "and", "som"}
    for language in ("nb", "nn", "en"):
        with translation.override(language):
            for kind, heading in headings().items():
                said = {f"={word}" for word in words_of(heading) if word not in small}
                assert said <= words_of_kinds()[kind], (language, heading)


@pytest.mark.parametrize(
    ("text", "told"), [(" ", "Søket dekker avtalene dine"), ("h", "minst to tegn"), (" h ", "minst to tegn")]
)
def test_too_little_to_look_for_is_kindly_told(visit: Visit, text: str, told: str) -> None:
    answer = visit("olga").get(SEARCH, {"q": text})
    assert answer.status_code == 200
    assert told in answer.text
    assert "Vi fant ikke" not in answer.text


@pytest.mark.parametrize("text", ["..", "- -", "!?", "()"])
def test_signs_alone_find_nothing_and_break_nothing(visit: Visit, text: str) -> None:
    assert "Vi fant ikke" in visit("olga").get(SEARCH, {"q": text}).text
