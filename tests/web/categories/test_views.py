import io
from decimal import Decimal

import openpyxl
import pytest
from django.test import Client

from tests.risk.counting import queries
from tests.risk.purchases import bought, gloves, unsaid
from tests.web.conftest import Visit

LIST, MEDICAL = "/kategorier/", "/kategorier/medical/"
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.django_db
@pytest.mark.parametrize("address", [LIST, MEDICAL])
def test_a_visitor_signs_in_first(client: Client, address: str) -> None:
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("address", [LIST, MEDICAL])
@pytest.mark.parametrize("who", ["olga", "rita", "sekka"])
def test_categories_are_open_to_everybody_and_only_read(visit: Visit, who: str, address: str) -> None:
    client = visit(who)
    assert (client.get(address).status_code, client.post(address).status_code) == (200, 405)


def test_a_group_that_is_not_on_the_list_is_not_found(visit: Visit) -> None:
    assert visit("olga").get("/kategorier/weapons/").status_code == 404


def test_a_group_counts_its_own_contracts_and_those_of_all(visit: Visit) -> None:
    gloves(), gloves("bergen")
    page = visit("olga").get(LIST).text
    assert "3 produkter · 2 avtaler hos 2 medlemmer" in page
    assert '<td role="cell" class="r">1</td>' in page
    assert "1 produkt · ingen kjøper dette ennå" in page


def test_a_category_shows_who_buys_where_and_which_suppliers_are_shared(visit: Visit) -> None:
    gloves(), gloves("bergen"), unsaid()
    page = visit("olga").get(MEDICAL).text
    assert "1 leverandør er felles for to eller flere medlemmer." in page
    assert "Se dine 2 avtaler" in page
    assert "2 medlemmer, 3 avtaler" in page
    assert "I tillegg har 1 av avtalene dine ikke sagt hvilket produkt" in page
    assert "Malaysia" in page
    assert "/avtaler/?group=medical&amp;product=gloves" in page


def test_a_category_nobody_buys_in_says_so(visit: Visit) -> None:
    page = visit("olga").get("/kategorier/textile/").text
    assert "Ingen medlemmer har avtaler i denne gruppen" in page
    assert "Ingen leverandør er felles" in page


def test_no_value_of_another_member_stands_in_the_page(visit: Visit) -> None:
    gloves(value=Decimal(1_111_111))
    bought("bergen", value=Decimal(2_345_678), reference="BGO-secret", description="bergens egne ord")
    page = visit("olga").get(MEDICAL).text
    assert f"1{NBSP}111{NBSP}111{NBSP}kr" in page.replace(" kr", f"{NBSP}kr")
    for leaked in ("2345678", f"2{NBSP}345{NBSP}678", "BGO-secret", "bergens egne ord"):
        assert leaked not in page


def test_the_secretariat_sees_counts_and_no_money(visit: Visit) -> None:
    gloves(value=Decimal(1_111_111)), gloves("bergen"), gloves("stavanger")
    page = visit("sekka").get(MEDICAL).text
    assert "3 hos 3 medlemmer" in page
    assert "kr<" not in page
    assert "Hos de andre" not in page


def test_a_category_asks_the_database_as_often_for_three_as_for_one(visit: Visit) -> None:
    client = visit("olga")
    gloves(), gloves("bergen")
    once = queries(lambda: client.get(MEDICAL))
    for name in ("A", "B"):
        for owner in ("oslo", "bergen"):
            gloves(owner, supplier_name=f"{name} AS", supplier_number="")
    assert queries(lambda: client.get(MEDICAL)) == once


def test_the_sheet_has_a_row_a_group_and_no_money(visit: Visit) -> None:
    gloves(value=Decimal(2_345_678)), gloves("bergen")
    sheet = openpyxl.load_workbook(io.BytesIO(visit("olga").get("/kategorier/excel/").content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows == [
        ["Tekstiler", 1, "Høy", "Middels høy", "Middels", 0, 0, 0],
        ["Medisinsk forbruksmateriell", 3, "Svært høy", "Høy", "Høy", 1, 2, 2],
    ]
