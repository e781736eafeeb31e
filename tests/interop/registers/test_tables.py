"""Finding the register in a sheet as it is."""

import pytest

from aktsom.interop.registers.row_kinds import RowKind
from aktsom.interop.registers.tables import best_table, find_table, find_tables
from aktsom.interop.spreadsheets.cells import Kind, Merge, Workbook
from aktsom.interop.spreadsheets.problems import NoRows, OnlyHeader
from tests.interop.registers.registers import sheet, table

HEADINGS = ["Saksnr", "Tittel", "Leverandør", "Verdi"]
GLOVES = ["2024/1", "Hansker", "Norengros AS", 1000]
SHOES = ["2024/2", "Sko", "Fjellsko AS", 2000]


def kinds(found):
    return [(row.number, row.kind) for row in found.rows]


def test_headings_in_row_one():
    found = table(HEADINGS, GLOVES, SHOES)
    assert (found.header_rows, found.headings, found.columns) == ((1,), tuple(HEADINGS), (0, 1, 2, 3))
    assert kinds(found) == [(2, RowKind.CONTRACT), (3, RowKind.CONTRACT)]


def test_titles_and_blank_lines_above():
    found = table(["Kontraktsregister for Eksempel kommune"], ["Uttrekk", "01.02.2024"], [], HEADINGS, GLOVES)
    assert (found.header_rows, kinds(found)) == ((4,), [(5, RowKind.CONTRACT)])


def test_headings_we_do_not_know_are_the_first_row_of_words():
    found = table(["Rapport"], ["Alfa", "Beta", "Gamma"], ["a", 1, 2], ["b", 3, 4])
    assert (found.header_rows, found.headings) == ((2,), ("Alfa", "Beta", "Gamma"))


def test_group_headings_above_are_joined():
    found = table(
        ["Kontrakt", None, "Leverandør", None, "Periode", None],
        ["Nr", "Navn", "Navn", "Org.nr", "Fra", "Til"],
        ["1", "Hansker", "Norengros AS", "958935420", "01.01.2024", "31.12.2025"],
        merges=[Merge(0, 0, 0, 1), Merge(0, 2, 0, 3), Merge(0, 4, 0, 5)],
    )
    assert found.header_rows == (1, 2)
    assert found.headings[2:4] == ("Leverandør Navn", "Leverandør Org.nr")


def test_cells_merged_over_both_heading_rows_keep_their_words():
    found = table(
        ["Saksnr", "Tittel", "Leverandør", None, "Verdi"],
        [None, None, "Navn", "Org.nr", None],
        ["1", "Hansker", "Norengros AS", "958935420", 5],
        merges=[Merge(0, 0, 1, 0), Merge(0, 1, 1, 1), Merge(0, 2, 0, 3), Merge(0, 4, 1, 4)],
    )
    assert found.headings == ("Saksnr", "Tittel", "Leverandør Navn", "Leverandør Org.nr", "Verdi")
    assert [row.number for row in found.rows] == [3]


def test_a_first_row_of_words_is_not_taken_for_headings():
    found = table(["Tittel", "Leverandør", "Status"], ["Hansker", "Norengros AS", "Aktiv"], ["Sko", "Sko AS", "Aktiv"])
    assert (found.header_rows, len(found.rows)) == ((1,), 2)


def test_cells_merged_downwards_hold_for_every_row():
    found = table(HEADINGS, GLOVES, [None, "Masker", None, 5], merges=[Merge(1, 0, 2, 0), Merge(1, 2, 2, 2)])
    assert found.rows[1].cells == ["2024/1", "Masker", "Norengros AS", 5]


@pytest.mark.parametrize("words", ["Sum", "Totalt", "SUM TOTALT:", "I alt", "Total value"])
def test_sums_are_marked_and_kept(words):
    assert kinds(table(HEADINGS, GLOVES, [words, None, None, 1000]))[-1] == (3, RowKind.TOTAL)


def test_a_company_called_total_is_no_sum():
    assert kinds(table(["Leverandør", "Tittel", "Verdi"], ["Total Norge AS", "Drivstoff", 5]))[0][1] is RowKind.CONTRACT


def test_remarks_and_sections_are_marked():
    found = table(HEADINGS, ["HELSE"], GLOVES, [], ["Kilde: uttrekk fra økonomisystemet, kontakt innkjøp ved feil"])
    assert kinds(found) == [(2, RowKind.REMARK), (3, RowKind.CONTRACT), (5, RowKind.REMARK)]


def test_headings_repeated_on_each_page_are_marked():
    assert kinds(table(HEADINGS, GLOVES, HEADINGS, SHOES))[1] == (3, RowKind.HEADING)


def test_blank_columns_are_left_out_and_letters_still_right():
    found = table(["Tittel", None, "Leverandør"], ["Hansker", None, "Norengros AS"])
    assert (found.headings, found.columns) == (("Tittel", "Leverandør"), (0, 2))


def test_a_column_without_heading_is_kept():
    assert table(["Tittel", "Leverandør"], ["Hansker", "Norengros AS", 5]).headings == ("Tittel", "Leverandør", "")


def test_a_person_can_point_at_the_heading_row():
    found = find_table(sheet(["Tittel", "Leverandør"], ["Navn", "Firma"], ["a", "b"]), header_row=2)
    assert (found.headings, len(found.rows)) == (("Navn", "Firma"), 1)


def test_only_headings():
    with pytest.raises(OnlyHeader):
        table(HEADINGS)


def test_nothing_at_all():
    with pytest.raises(NoRows):
        table([], [])


def workbook(*sheets):
    return Workbook(sheets, Kind.XLSX)


def test_the_likeliest_sheet_is_chosen_and_hidden_ones_come_last():
    guide = sheet(["Veiledning"], ["Fyll ut alle felt"], ["Lagre"], name="Les meg")
    register = sheet(HEADINGS, GLOVES, name="Register")
    old = sheet(HEADINGS, GLOVES, SHOES, name="Gammelt", hidden=True)
    found = find_tables(workbook(guide, old, register))
    assert [table.sheet for table in found] == ["Register", "Les meg", "Gammelt"]
    assert best_table(workbook(guide, old, register), sheet="Gammelt").sheet == "Gammelt"


def test_an_empty_sheet_beside_the_register_is_no_problem():
    assert (
        best_table(workbook(sheet(name="Tom"), sheet(HEADINGS, name="Bare"), sheet(HEADINGS, GLOVES))).sheet == "Ark1"
    )
