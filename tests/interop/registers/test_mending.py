"""Cells of a register file that a person wrote anew."""

from datetime import date
from decimal import Decimal

import pytest

from aktsom.contracts import queries
from aktsom.contracts.queries.imports import RowView
from aktsom.core.errors import NotVisible, Refused
from aktsom.interop.registers.mending import mend
from tests.cast import NOON, actor
from tests.interop.files import xlsx
from tests.interop.registers.test_jobs import GLOVES, HEADINGS, SHOES, read

pytestmark = pytest.mark.django_db


def mended(rows: list[list[object]], number: int = 2, headings: list[str] = HEADINGS, **said: str) -> RowView:
    found = read(xlsx([headings, *rows]))
    mend(by=actor("olga"), at=NOON, import_id=found.public_id, number=number, mended=said)
    return queries.row(found, number)


def test_mended_number_frees_the_row():
    row = mended([[*GLOVES[:3], "923609017", *GLOVES[4:]]], supplier_number="923 609 016")
    assert (row.outcome, row.facts.supplier_number, row.problems) == ("new", "923609016", ())
    assert (row.words["supplier_number"], row.mended) == ("923609017", {"supplier_number": "923 609 016"})


def test_emptied_cell_says_nothing():
    row = mended([[*GLOVES[:3], "923609017", *GLOVES[4:]]], supplier_number="")
    assert (row.outcome, row.facts.supplier_number, row.facts.supplier_name) == ("new", "", "Nordhav Medisinsk AS")


def test_mending_one_date_settles_what_was_wrong_between_two():
    row = mended([[*GLOVES[:5], "01.01.2028", *GLOVES[6:]]], starts_on="1. januar 2026")
    assert (row.outcome, row.facts.starts_on, row.facts.ends_on) == ("new", date(2026, 1, 1), date(2027, 12, 31))


def test_still_wrong_is_still_blocked():
    row = mended([[*GLOVES[:3], "923609017", *GLOVES[4:]]], supplier_number="12")
    assert [(p.code, p.params["value"]) for p in row.problems] == [("org_number_length", "12")]
    assert row.outcome == "blocked"


def test_error_in_another_cell_stays():
    row = mended([[*GLOVES[:3], "923609017", *GLOVES[4:6], "31.02.2027", *GLOVES[7:]]], supplier_number="923609016")
    assert [p.field for p in row.problems] == ["ends_on"]


def test_sum_is_read_as_the_heading_says():
    headings = [*HEADINGS[:4], "Verdi (MNOK)", *HEADINGS[5:]]
    row = mended([[*GLOVES[:4], "-1", *GLOVES[5:]]], headings=headings, value="1,5")
    assert (row.facts.value, row.facts.currency) == (Decimal("1500000.00"), "NOK")


def test_currency_of_the_row_is_kept_when_its_sum_is_mended():
    row = mended([[*GLOVES[:4], "EUR 200 000 000 000", *GLOVES[5:]]], value="200 000")
    assert (row.facts.value, row.facts.currency) == (Decimal("200000.00"), "EUR")


def test_country_settles_a_foreign_number():
    row = mended([[*GLOVES[:3], "5560123456", *GLOVES[4:]]], supplier_country="Sverige")
    assert (row.facts.supplier_number, row.facts.supplier_country) == ("SE5560123456", "SE")
    assert row.outcome == "new"


def test_unknown_field_is_no_way_in():
    row = mended([GLOVES, SHOES], member_id="7")
    assert (row.outcome, row.mended) == ("new", {})


@pytest.mark.parametrize(("who", "error"), [("rita", Refused), ("berit", NotVisible)])
def test_who_may_not(who, error):
    found = read(xlsx([HEADINGS, GLOVES]))
    with pytest.raises(error):
        mend(by=actor(who), at=NOON, import_id=found.public_id, number=2, mended={"title": "Annet"})
