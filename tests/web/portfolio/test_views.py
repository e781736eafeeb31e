import io
import re
from decimal import Decimal

import openpyxl
import pytest
from django.test import Client

from tests.risk.counting import queries
from tests.risk.purchases import bought, gloves, unlisted, unsaid
from tests.web.conftest import Visit

PAGE, EXPORT = "/avtaler/oversikt/", "/avtaler/oversikt/excel/"


@pytest.mark.django_db
@pytest.mark.parametrize("page", [PAGE, EXPORT])
def test_a_visitor_signs_in_first(client: Client, page: str) -> None:
    assert client.get(page).status_code == 302


@pytest.mark.parametrize("page", [PAGE, EXPORT])
def test_the_overview_is_only_read_and_not_for_the_secretariat(visit: Visit, page: str) -> None:
    assert visit("olga").post(page).status_code == 405
    assert visit("rita").get(page).status_code == 200
    assert visit("sekka").get(page).status_code == 403


def test_before_the_first_contract_there_is_one_clear_act(visit: Visit) -> None:
    page = visit("olga").get(PAGE).text
    assert "Ingen avtaler ennå" in page
    assert "Les inn register" in page


def test_each_cell_leads_to_the_contracts_behind_it(visit: Visit) -> None:
    gloves(), unsaid(), unlisted()
    page = visit("olga").get(PAGE).text
    assert 'data-level="very_high" href="/avtaler/?group=medical"' in page
    assert "3 avtaler som løper nå." in page
    assert "Det vi ikke vet" in page


def test_without_anything_on_the_list_it_does_not_say_that_all_is_well(visit: Visit) -> None:
    unlisted()
    assert "Det er ikke det samme som at de er uten risiko" in visit("olga").get(PAGE).text


def test_the_first_to_follow_up_stand_with_their_reasons(visit: Visit) -> None:
    gloves(origins=("MY",)), bought(title="Arbeidstøy")
    page = visit("olga").get(PAGE).text
    first = page[page.index("Avtalene å begynne med") :]
    assert first.index("Engangshansker") < first.index("Arbeidstøy")
    assert "Varen er oppgitt å komme fra et land listen nevner: Malaysia." in first
    assert "Høyeste risikonivå på listen er «svært høy» (råvarer)." in first


def test_terms_and_next_steps_lead_to_their_lists(visit: Visit) -> None:
    gloves()
    page = visit("olga").get(PAGE).text
    assert "1 av 1 avtale har ingen vilkår" in page
    assert "/avtaler/?verdict=high_risk&amp;term_set=none" in page
    assert "1 avtale har høy risiko som ingen har bekreftet ennå" in page


def test_only_own_money_is_counted(visit: Visit) -> None:
    gloves(value=Decimal(3_000_000)), gloves("bergen", value=Decimal(77_000_000))
    page = visit("olga").get(PAGE).text
    shown = set(re.findall(r"\d[\d\s,]*(?:mill\. )?kr\b", page))
    assert shown == {"3,0 mill. kr", "0 kr"}, "neither the other member's sum nor a sum of both"


def test_the_sheet_has_a_row_a_group(visit: Visit) -> None:
    gloves(value=Decimal(3_000_000)), gloves("bergen", value=Decimal(77_000_000))
    sheet = openpyxl.load_workbook(io.BytesIO(visit("olga").get(EXPORT).content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows == [["Medisinsk forbruksmateriell", "Svært høy", "Ukjent", "Høy", 1, 3000000, 0]]


def test_the_overview_asks_the_database_as_often_for_three_as_for_one(visit: Visit) -> None:
    client = visit("olga")
    gloves()
    once = queries(lambda: client.get(PAGE))
    gloves(), bought(title="Arbeidstøy")
    assert queries(lambda: client.get(PAGE)) == once
