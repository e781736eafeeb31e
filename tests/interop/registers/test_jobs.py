"""A register file from the upload to the rows that a person looks over, through the outbox."""

from datetime import date
from decimal import Decimal

import pytest

from aktsom.contracts import actions, queries
from aktsom.contracts.models import RegisterImport
from aktsom.core.outbox import deliver_due
from aktsom.interop.registers.jobs import read_register
from tests.cast import NOON, actor, member, now
from tests.interop.files import xlsx

pytestmark = pytest.mark.django_db

HEADINGS = ["Avtalenr", "Tittel", "Leverandør", "Org.nr", "Verdi", "Startdato", "Sluttdato", "CPV-kode"]
GLOVES = ["2026/1", "Hansker", "Nordhav Medisinsk AS", "923609016", 1200000, "01.01.2026", "31.12.2027", "33141420"]
SHOES = ["2026/2", "Vernesko", "Fjellsko AS", "", 90000, "01.02.2026", "31.12.2026", "18832000"]


def read(content: bytes, file_name: str = "register.xlsx") -> RegisterImport:
    sent = actions.receive_register(
        by=actor("olga"), at=NOON, member=member("oslo"), file_name=file_name, content=content
    )
    deliver_due(now())
    return RegisterImport.objects.get(pk=sent.pk)


def corrected(found: RegisterImport, **said) -> RegisterImport:
    actions.correct_columns(by=actor("olga"), at=NOON, public_id=found.public_id, **said)
    deliver_due(now())
    return RegisterImport.objects.get(pk=found.pk)


def test_rows_are_understood_and_wait_for_a_person():
    found = read(xlsx([HEADINGS, GLOVES, SHOES]))
    assert (found.state, found.sheet, found.header_row) == ("read", "Ark1", 1)
    first, second = queries.rows(found)
    assert (first.number, first.outcome, first.problems) == (2, "new", ())
    assert (first.facts.reference, first.facts.value, first.facts.cpv) == (
        "2026/1",
        Decimal("1200000.00"),
        ("33141420",),
    )
    assert (first.facts.starts_on, first.facts.ends_on) == (date(2026, 1, 1), date(2027, 12, 31))
    assert (second.facts.supplier_name, second.words["supplier_number"]) == ("Fjellsko AS", "")


def test_columns_are_kept_with_their_reasons():
    found = read(xlsx([[*HEADINGS, "Merkelapp"], [*GLOVES, "grønn"]]))
    assert [column["field"] for column in found.columns] == [
        "reference", "title", "supplier_name", "supplier_org_number", "value", "start", "end", "cpv", "",
    ]  # fmt: skip
    assert found.columns[1]["samples"] == ["Hansker"]


def test_heading_as_long_as_a_book_is_kept_by_its_beginning():
    found = read(xlsx([[*HEADINGS, "Merke " + "x" * 20_000], [*GLOVES, "grønn"]]))
    assert found.columns[8]["header"] == "Merke " + "x" * 294
    again = corrected(found, columns=[{**found.columns[8], "field": "description"}])
    assert again.columns[8]["field"] == "description"
    assert read(xlsx([[*HEADINGS, "Merke " + "x" * 20_000], SHOES])).columns[8]["field"] == "description"


def test_row_that_cannot_be_read_is_blocked_and_says_why():
    found = read(xlsx([HEADINGS, [*GLOVES[:3], "923609017", *GLOVES[4:]]]))
    (row,) = queries.rows(found)
    assert row.outcome == "blocked"
    assert [(p.field, p.code, p.params["value"]) for p in row.problems] == [
        ("supplier_number", "org_number_check_digit", "923609017")
    ]


def test_file_that_is_no_register_says_what_is_wrong():
    found = read(b"%PDF-1.7 not a register", "register.pdf")
    assert (found.state, found.problem, found.rows.count()) == ("failed", "not_a_spreadsheet", 0)
    assert found.problem_params["filename"] == "register.pdf"


def test_message_that_comes_twice_reads_once():
    found = read(xlsx([HEADINGS, GLOVES]))
    before = list(found.rows.values())
    read_register({"import": found.public_id})
    assert list(found.rows.values()) == before


def test_chosen_column_wins_and_is_remembered_for_the_next_file():
    content = xlsx([[*HEADINGS, "Vare"], [*GLOVES, "Nitrilhansker"]])
    found = read(content)
    chosen = {**found.columns[8], "field": "title"}
    again = corrected(found, columns=[chosen])
    assert [row.facts.title for row in queries.rows(again)] == ["Nitrilhansker"]
    assert (again.columns[1]["field"], again.columns[8]["reason"]) == ("", "remembered")
    assert [row.facts.title for row in queries.rows(read(content))] == ["Nitrilhansker"]


def test_other_sheet_can_be_chosen():
    found = read(xlsx([HEADINGS, GLOVES, SHOES], [HEADINGS, SHOES], names=["A", "B"]))
    assert [row.facts.reference for row in queries.rows(corrected(found, sheet="B"))] == ["2026/2"]


def test_sums_and_repeated_rows_are_left_aside_and_counted():
    found = read(xlsx([HEADINGS, GLOVES, GLOVES, ["Sum", None, None, None, 2400000]]))
    assert [row.number for row in queries.rows(found)] == [2]
    assert found.noticed["left_aside"] == {"repeated": 1, "total": 1}


def test_sheets_of_the_file_and_what_the_reader_noticed_are_kept():
    found = read(xlsx([HEADINGS, GLOVES], [["Notat"]], names=["A", "B"]), "register.csv")
    assert found.noticed["sheets"] == ["A", "B"]
    assert [note["code"] for note in found.noticed["notes"]] == ["content_not_extension"]


def test_formula_error_in_a_column_that_is_not_kept_stops_nobody():
    found = read(xlsx([[*HEADINGS, "Status"], [*GLOVES, "#REF!"]]))
    assert [(row.outcome, row.problems) for row in queries.rows(found)] == [("new", ())]


def test_same_reference_with_other_content_is_told_once():
    found = read(xlsx([HEADINGS, GLOVES, ["2026/1", *SHOES[1:2], *GLOVES[2:]]]))
    assert [[p.code for p in row.problems] for row in queries.rows(found)] == [[], ["reference_twice"]]
