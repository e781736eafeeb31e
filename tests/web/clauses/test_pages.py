"""The library's pages and papers, as they are read."""

import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from docx import Document

from aktsom.contracts.models import Contract
from aktsom.terms.queries import obligations, term_sets
from aktsom.web.clauses.words import source_text
from tests import commons
from tests.cast import person
from tests.risk.purchases import gloves
from tests.web.conftest import Visit, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
terms = commons.terms
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def browser(name: str = "olga", language: str = "nb") -> Client:
    client = Client()
    client.cookies["language"] = language
    sign_in(client, person(name))
    return client


def words_of(content: bytes) -> str:
    paper = Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in paper.paragraphs] + cells)


def test_the_library_leads_to_what_a_new_contract_should_have() -> None:
    page = browser().get(reverse("clauses_list")).content.decode()
    assert reverse("clauses_now") in page
    assert "i bruk siden 2022-12" in page
    now = browser().get(reverse("clauses_now")).content.decode()
    assert "6 uker etter utsending av skjemaet" in now
    assert browser().get(reverse("clauses_now") + "?versjon=T1").status_code == 404


@pytest.mark.parametrize(("language", "said"), [("nb", "Endret"), ("nn", "Endra"), ("en", "Changed")])
def test_two_versions_are_compared_on_the_page_and_in_word_in_each_language(language: str, said: str) -> None:
    olga = browser(language=language)
    page = olga.get(reverse("clauses_compare") + "?a=T3&b=T4").content.decode()
    assert said in page
    answer = olga.get(reverse("clauses_compare_word") + "?a=T3&b=T4")
    assert answer["Content-Type"] == WORD
    assert said in words_of(answer.content)


def test_without_a_choice_todays_is_held_up_against_what_went_before() -> None:
    page = browser().get(reverse("clauses_compare")).content.decode()
    assert "T3 og T4, punkt for punkt" in page
    assert page.count('data-likeness="same"') == 20
    differs = browser().get(reverse("clauses_compare") + "?a=T3&b=T4&vis=ulikt").content.decode()
    assert differs.count('data-likeness="same"') == 0
    assert browser().get(reverse("clauses_compare") + "?a=T3&b=nothing").status_code == 404


def test_a_version_whose_points_are_not_known_says_so() -> None:
    page = browser().get(reverse("clauses_compare") + "?a=T0&b=T4").content.decode()
    assert "Punktene i T0 er ikke kjent" in page


def test_an_own_contract_shows_what_it_lacks_on_the_page_and_in_word() -> None:
    made = gloves()
    Contract.objects.filter(pk=made.pk).update(term_set="T1")
    olga = browser()
    address = reverse("clauses_contract", args=[made.public_id])
    page = olga.get(address).content.decode()
    assert "Mangler i avtalen" in page
    assert "tiltaksplan" in page
    assert "Mangler i avtalen" in words_of(olga.get(reverse("clauses_contract_word", args=[made.public_id])).content)
    assert browser("berit").get(address).status_code == 404
    assert address in olga.get(reverse("contracts_contract", args=[made.public_id])).content.decode()


def test_two_versions_are_compared_from_one_reading_of_the_shelves() -> None:
    client = browser()
    for address in (
        reverse("clauses_compare"),
        reverse("clauses_compare") + "?a=T1&b=T4",
        reverse("clauses_compare_word"),
    ):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        reads = [
            one for one in asked.captured_queries if 'FROM "aktsom_termset"' in one["sql"] and "ORDER BY" in one["sql"]
        ]
        assert len(reads) == 1, address


def test_a_source_is_told_of_in_the_readers_words() -> None:
    for address in ("clauses_list", "clauses_now"):
        page = browser().get(reverse(address)).content.decode()
        assert "undated" not in page
        assert "uten dato, den nyeste" in page
    with translation.override("nb"):
        for row in [*term_sets(), *(point for points in obligations().values() for point in points)]:
            assert not re.search(r"\b(undated|newest|guidance|clause as)\b", source_text(row.source)), row.source


def test_a_version_beside_itself_is_kindly_said_to_be_the_same(visit: Visit) -> None:
    page = visit("olga").get("/klausuler/sammenlign/?a=T4&b=T4").text
    assert "Dette er den samme versjonen to ganger" in page
    assert "Bare i T4" not in page
    other = visit("olga").get("/klausuler/sammenlign/?a=T1&b=T4").text
    assert "samme versjonen to ganger" not in other
    assert "Bare i T4" in other
