"""The list of contracts: what stands in it, what narrows it, what leaves it as a sheet."""

import html
import io
import re
from datetime import timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from aktsom.contracts.models import Contract
from tests.risk.counting import queries
from tests.risk.purchases import gloves, unlisted
from tests.web.conftest import Visit

LIST, EXPORT = "/avtaler/", "/avtaler/excel/"


def ids(page: str) -> list[str]:
    """The contracts on the page, in its order."""
    return re.findall(r'scope="row"><a href="/avtaler/(con-\w+)/"', page)


def way(rel: str, page: str) -> str:
    found = re.search(rf'rel="{rel}" href="([^"]+)"', page)
    assert found
    return html.unescape(found[1])


@pytest.mark.django_db
@pytest.mark.parametrize("page", [LIST, EXPORT])
def test_visitor_signs_in_first(client: Client, page: str) -> None:
    assert client.get(page).status_code == 302


@pytest.mark.parametrize("page", [LIST, EXPORT])
def test_list_is_only_read(visit: Visit, page: str) -> None:
    assert visit("olga").post(page).status_code == 405


def test_first_time_the_register_is_asked_for(visit: Visit) -> None:
    shown = visit("olga").get(LIST).text
    assert "Ingen avtaler ennå" in shown
    assert 'href="/avtaler/inn/"' in shown


def test_reader_without_contracts_is_not_sent_to_pages_that_refuse(visit: Visit) -> None:
    shown = visit("rita").get(LIST).text
    assert "Ingen avtaler å vise" in shown
    assert "/avtaler/inn/" not in shown


def test_row_says_risk_value_end_and_terms(visit: Visit) -> None:
    soon = timezone.localdate() + timedelta(days=10)
    gloves("oslo", ends_on=soon, supplier_name="Nordhav Medisinsk AS", supplier_number="")
    shown = visit("olga").get(LIST).text
    assert "Nordhav Medisinsk AS" in shown
    assert 'data-level="very_high"' in shown
    assert "Engangshansker: råvare" in shown
    assert "om 10 dager" in shown
    assert "Mangler" in shown


def test_counts_by_verdict_lead_to_the_rows_they_count(visit: Visit) -> None:
    gloves("oslo")
    gloves("oslo")
    unlisted("oslo")
    olga = visit("olga")
    shown = olga.get(LIST).text
    assert '<a href="/avtaler/?verdict=high_risk"><span>Høy risiko</span> <b class="num">2</b></a>' in shown
    assert olga.get(LIST, {"verdict": "high_risk"}).text.count("rowheader") == 2


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"text": "hansker"}, True),
        ({"text": "finnes ikke"}, False),
        ({"group": "medical"}, True),
        ({"group": "textile"}, False),
        ({"product": "gloves"}, True),
        ({"level": "very_high"}, True),
        ({"level": "low"}, False),
        ({"term_set": "none"}, True),
        ({"risk_state": "screened"}, True),
        ({"risk_state": "confirmed"}, False),
        ({"state": "ended"}, False),
        ({"state": ""}, True),
        ({"supplier": "sup-0"}, False),
        ({"ends_within": "nonsense", "sort": "nonsense", "after": "nonsense", "level": ""}, True),
    ],
)
def test_filters_narrow_the_list_and_the_sheet_alike(visit: Visit, filters: dict[str, str], found: bool) -> None:
    contract = gloves("oslo", title="Engangshansker")
    olga = visit("olga")
    assert (f"/avtaler/{contract.public_id}/" in olga.get(LIST, filters).text) is found
    sheet = openpyxl.load_workbook(io.BytesIO(olga.get(EXPORT, filters).content)).active
    assert sheet is not None
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ([contract.reference] if found else [])


def test_what_narrows_the_list_can_be_taken_off(visit: Visit) -> None:
    gloves("oslo")
    shown = (
        visit("olga").get(LIST, {"group": "medical", "text": "hansk", "product": "gloves", "supplier": "sup-0"}).text
    )
    assert shown.count('class="chip"') == 4
    assert "Ingen avtaler passer" in shown


@pytest.mark.parametrize("sort", ["priority", "title", "end", "value"])
def test_pages_follow_one_another_in_every_order(visit: Visit, sort: str) -> None:
    for number in range(53):
        unlisted("oslo", title=f"Vare {number:02}")
    olga = visit("olga")
    first = olga.get(LIST, {"sort": sort}).text
    second = olga.get(way("next", first)).text
    assert (len(ids(first)), len(ids(second))) == (50, 3)
    assert len({*ids(first), *ids(second)}) == 53
    assert ids(olga.get(way("prev", second)).text) == ids(first)


def test_nothing_of_others_is_in_list_or_sheet(visit: Visit) -> None:
    gloves("bergen", title="Bergens hemmelighet", reference="BRG-7", value=Decimal(987654))
    gloves("oslo")
    olga = visit("olga")
    sheet = openpyxl.load_workbook(io.BytesIO(olga.get(EXPORT).content)).active
    assert sheet is not None
    told = olga.get(LIST).text + str(list(sheet.iter_rows(values_only=True)))
    for secret in ("Bergens hemmelighet", "BRG-7", "987654", "987\N{NO-BREAK SPACE}654"):
        assert secret not in told


def test_somebody_who_reaches_several_sees_whose_each_is(visit: Visit) -> None:
    gloves("oslo")
    gloves("bergen")
    shown = visit("dag").get(LIST)
    assert "Bergen kommune" in shown.text
    bergen = Contract.objects.get(member__slug="bergen-kommune").member.public_id
    assert len(ids(visit("dag").get(LIST, {"member": bergen}).text)) == 1


def test_list_asks_as_many_questions_for_three_rows_as_for_one(visit: Visit) -> None:
    olga = visit("olga")
    gloves("oslo")
    one = queries(lambda: olga.get(LIST))
    gloves("oslo")
    unlisted("oslo")
    assert queries(lambda: olga.get(LIST)) == one


def test_formula_in_a_title_stays_a_title(visit: Visit) -> None:
    unlisted("oslo", title='=HYPERLINK("http://example.org")')
    sheet = openpyxl.load_workbook(io.BytesIO(visit("olga").get(EXPORT).content)).active
    assert sheet is not None
    assert sheet["B2"].value == '\'=HYPERLINK("http://example.org")'
    assert sheet["B2"].data_type == "s"
