import io
from datetime import timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from aktsom.suppliers.models import Supplier
from tests.risk.counting import queries
from tests.risk.purchases import gloves, unlisted
from tests.web.conftest import Visit

LIST, EXPORT = "/leverandorer/", "/leverandorer/excel/"
NBSP = "\N{NO-BREAK SPACE}"


def address(name: str = "Nordhav Medisinsk AS") -> str:
    return f"{LIST}{Supplier.objects.get(name=name).public_id}/"


@pytest.mark.django_db
@pytest.mark.parametrize("page", [LIST, EXPORT, f"{LIST}sup-0/"])
def test_a_visitor_signs_in_first(client: Client, page: str) -> None:
    assert client.get(page).status_code == 302


@pytest.mark.parametrize("page", [LIST, EXPORT, f"{LIST}sup-0/"])
def test_suppliers_are_only_read(visit: Visit, page: str) -> None:
    assert visit("olga").post(page).status_code == 405


def test_a_supplier_that_is_not_there_is_not_found(visit: Visit) -> None:
    assert visit("olga").get(f"{LIST}sup-0/").status_code == 404


def test_nothing_shared_yet_is_a_kind_sentence_and_a_way_on(visit: Visit) -> None:
    page = visit("olga").get(LIST).text
    assert "Ingen felles leverandører ennå" in page
    assert "Se kategoriene" in page


def test_those_shared_by_most_members_stand_on_top(visit: Visit) -> None:
    for owner in ("oslo", "bergen"):
        gloves(owner, supplier_name="To AS", supplier_number="")
    for owner in ("oslo", "bergen", "stavanger"):
        gloves(owner, supplier_name="Tre AS", supplier_number="")
    page = visit("olga").get(LIST).text
    assert page.index("Tre AS") < page.index("To AS")
    assert "3 medlemmer, 3 avtaler" in page
    assert "1 er din" in page


def test_filters_narrow_the_list_and_say_when_nothing_is_left(visit: Visit) -> None:
    for owner in ("stavanger", "bergen"):
        gloves(owner)
    client = visit("olga")
    assert "Nordhav Medisinsk AS" in client.get(LIST, {"group": "medical"}).text
    assert "Nordhav Medisinsk AS" in client.get(LIST, {"group": "no such group"}).text
    assert "Ingen felles leverandører her" in client.get(LIST, {"group": "textile"}).text
    assert "Ingen felles leverandører her" in client.get(LIST, {"mine": "1"}).text


def test_the_sheet_holds_the_list_and_no_money(visit: Visit) -> None:
    for owner in ("oslo", "bergen"):
        gloves(owner, supplier_name="=cmd()", supplier_number="", value=Decimal(2_345_678))
    answer = visit("olga").get(EXPORT)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[1] == ["'=cmd()", None, 2, 2, 1, "Oslo kommune, Bergen kommune", "Medisinsk forbruksmateriell"]
    assert "2345678" not in str(rows)


def test_a_supplier_shows_own_values_exactly_and_others_as_bands(visit: Visit) -> None:
    gloves(title="Engangshansker til skoler", value=Decimal(1_111_111))
    gloves("bergen", value=Decimal(2_345_678), reference="BGO-secret", description="bergens egne ord")
    page = visit("olga").get(address()).text
    assert f"1{NBSP}111{NBSP}111" in page
    assert "mill. til" in page
    for leaked in ("2345678", f"2{NBSP}345{NBSP}678", "BGO-secret", "bergens egne ord"):
        assert leaked not in page
    assert page.index("Engangshansker til skoler") < page.index("Bergen kommune")


def test_the_secretariat_sees_no_money(visit: Visit) -> None:
    gloves(value=Decimal(1_111_111)), gloves("bergen")
    page = visit("sekka").get(address()).text
    assert "Engangshansker" in page
    assert "Verdi" not in page
    assert f"1{NBSP}111{NBSP}111" not in page


def test_a_supplier_without_running_contracts_says_so(visit: Visit) -> None:
    Supplier.objects.create(name="Tom AS", name_key="tom")
    assert "Ingen løpende avtaler" in visit("olga").get(address("Tom AS")).text


def test_the_pages_ask_the_database_as_often_for_three_as_for_one(visit: Visit) -> None:
    client = visit("olga")
    gloves(), gloves("bergen")
    pages = (LIST, address())
    once = [queries(lambda page=page: client.get(page)) for page in pages]
    for name in ("A AS", "B AS"):
        gloves(supplier_name=name, supplier_number=""), gloves("bergen", supplier_name=name, supplier_number="")
    gloves(), unlisted(), gloves("bergen")
    assert [queries(lambda page=page: client.get(page)) for page in pages] == once


def test_the_sheet_of_a_supplier_shows_what_the_page_shows(visit: Visit) -> None:
    gloves(title="Hansker", value=Decimal(1_111_111)), gloves("bergen", value=Decimal(2_345_678))
    for who, last in (("olga", f"1{NBSP}111{NBSP}111"), ("sekka", "Slutter")):
        sheet = openpyxl.load_workbook(io.BytesIO(visit(who).get(f"{address()}excel/").content)).worksheets[0]
        cells = str([[cell.value for cell in row] for row in sheet.iter_rows()]).replace("\\xa0", NBSP)
        assert last in cells
        assert "2345678" not in cells
        assert ("Verdi" in cells) == (who == "olga")


def test_a_contract_past_its_end_stands_only_where_options_let_it_run(visit: Visit) -> None:
    today = timezone.localdate()
    first = today - timedelta(days=400)
    over = gloves(title="Helt over", starts_on=first, ends_on=today - timedelta(days=3))
    kept = gloves(
        title="Med opsjon", starts_on=first, ends_on=today - timedelta(days=3), option_until=today + timedelta(days=90)
    )
    page = visit("olga").get(f"/leverandorer/{kept.supplier.public_id}/").text  # type: ignore[union-attr]
    assert over.title not in page
    row = page[page.index("Med opsjon") :]
    assert "opsjon til" in row[: row.index("</tr>")]
