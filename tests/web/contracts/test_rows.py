"""The few words that a row of the list says."""

import io
import re
from datetime import date

import openpyxl
import pytest

from aktsom.web.contracts.rows import ends_note, state_on
from tests.risk.purchases import bought, gloves
from tests.web.conftest import Visit

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("ends_on", "runs_until", "said"),
    [
        (None, None, ""),
        (date(2027, 12, 31), None, ""),
        (date(2026, 11, 23), date(2026, 11, 23), "i dag"),
        (date(2026, 11, 24), date(2028, 11, 24), "om 1 dag"),
        (date(2026, 11, 22), date(2028, 1, 31), "opsjon til 31. jan. 2028"),
    ],
)
def test_the_end_is_noted_when_near_and_the_option_after_it(
    ends_on: date | None, runs_until: date | None, said: str
) -> None:
    assert ends_note(ends_on, TODAY, runs_until) == said


@pytest.mark.parametrize(
    ("state", "runs_until", "shown"),
    [
        ("running", None, "running"),
        ("running", TODAY, "running"),
        ("running", date(2026, 11, 22), "over"),
        ("ended", date(2026, 11, 22), "ended"),
        ("struck", date(2026, 11, 22), "struck"),
    ],
)
def test_a_running_contract_is_over_after_its_last_day(state: str, runs_until: date | None, shown: str) -> None:
    assert state_on(state, runs_until, TODAY) == shown


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Engangshansker", "Engangshansker"),
        ("Munnbind og arbeidstøy", "Munnbind, arbeidsklær"),
        ("Munnbind og sprøyter, arbeidstøy og engangshansker", "Engangshansker, munnbind og 2 til"),
    ],
)
def test_a_row_names_the_gravest_two_products_and_counts_the_rest(visit: Visit, title: str, said: str) -> None:
    bought(title=title)
    found = re.search(r"<small>([^:<]+):", visit("olga").get("/avtaler/").text)
    assert found
    assert found[1] == said


def test_the_page_of_a_contract_gone_by_says_so_and_leads_to_ending_it(visit: Visit) -> None:
    contract = gloves(starts_on=date(2020, 1, 1), ends_on=date(2021, 1, 1))
    page = visit("olga").get(f"/avtaler/{contract.public_id}/").text
    assert "Gått ut på dato" in page
    assert 'href="#why-end"' in page
    assert "Gått ut på dato" in visit("berit").get(f"/avtaler/{contract.public_id}/").text


def test_the_sheet_says_the_state_by_date(visit: Visit) -> None:
    gloves(starts_on=date(2020, 1, 1), ends_on=date(2021, 1, 1))
    sheet = openpyxl.load_workbook(io.BytesIO(visit("olga").get("/avtaler/excel/?state=over").content)).active
    assert sheet is not None
    assert [row[-1] for row in sheet.iter_rows(values_only=True)] == ["Tilstand", "Gått ut på dato"]
