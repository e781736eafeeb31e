"""The page of the network, as each of the cast meets it."""

import io

import openpyxl
import pytest
from django.urls import reverse

from tests.factories.teams import team
from tests.risk.counting import queries
from tests.risk.purchases import gloves
from tests.web.conftest import Visit

PAGE, EXPORT = "/nettverk/", "/nettverk/excel/"


def test_what_nobody_follows_up_stands_first_and_is_counted(visit: Visit) -> None:
    gloves(), gloves("bergen")
    page = visit("olga").get(PAGE).text
    assert "1 kategori kjøpes uten at noen følger den opp." in page
    assert "Ingen følger opp" in page
    assert "Ingen kategori har en gruppe ennå" in page


def test_a_team_is_drawn_and_stands_in_the_table(visit: Visit) -> None:
    made = team()
    gloves()
    page = visit("olga").get(PAGE).text
    assert "Oslo kommune leder gruppen for" in page
    assert page.count('data-line="seat"') == 3, "two seats, and the key"
    assert reverse("teams_team", kwargs={"public_id": made.public_id}) in page
    assert "0 av 1" in page


@pytest.mark.parametrize("who", ["nora", "odd", "revi"])
@pytest.mark.parametrize("page", [PAGE, EXPORT])
def test_outside_the_cooperation_there_is_no_such_page(visit: Visit, who: str, page: str) -> None:
    assert visit(who).get(page).status_code == 404


def test_only_the_secretariat_is_led_to_the_plan(visit: Visit) -> None:
    assert reverse("planner_overview") in visit("sekka").get(PAGE).text
    assert reverse("planner_overview") not in visit("olga").get(PAGE).text


def test_the_sheet_has_a_row_a_category(visit: Visit) -> None:
    team(fallback="stavanger")
    gloves()
    sheet = openpyxl.load_workbook(io.BytesIO(visit("sekka").get(EXPORT).content)).worksheets[0]
    rows = {row[0]: row[1:] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert rows["Medisinsk forbruksmateriell"] == (
        *("Følges opp", "Oslo kommune", "Oslo kommune, Bergen kommune, Stavanger kommune", "Stavanger kommune"),
        *(1, 1, 0),
    )


def test_the_page_asks_the_database_as_often_for_three_as_for_one(visit: Visit) -> None:
    client = visit("olga")
    team()
    gloves()
    client.get(PAGE)
    once = queries(lambda: client.get(PAGE))
    gloves(), gloves("bergen"), gloves("stavanger")
    assert queries(lambda: client.get(PAGE)) == once
