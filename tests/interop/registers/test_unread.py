"""Which other sheets of a file look like registers."""

import pytest

from aktsom.interop.registers.unread import UnreadSheet, unread_registers
from aktsom.interop.spreadsheets.cells import Kind, Workbook
from aktsom.interop.spreadsheets.problems import describe_note
from tests.interop.registers.registers import sheet

HEADINGS = ["Avtale", "Leverandør", "Verdi"]
GOODS = sheet(HEADINGS, ["Hansker", "Nord AS", 1], ["Sko", "Sør AS", 2], ["Stoler", "Vik AS", 3], name="Vare")
SERVICES = sheet(HEADINGS, ["Renhold", "Rent AS", 4], ["Vakthold", "Vakt AS", 5], name="Tjeneste")


def unread(*others, read=("Vare",)):
    return unread_registers(Workbook((GOODS, *others), Kind.XLSX), read)


def test_a_sheet_with_the_same_headings_is_told_of_with_its_rows():
    assert unread(SERVICES) == (UnreadSheet("Tjeneste", 2),)
    assert describe_note(unread(SERVICES)[0].note) == (
        "Arket «Tjeneste» ligner også et register og har 2 rader. Det er ikke lest."
    )


def test_sheets_that_are_read_are_not_told_of():
    assert unread(SERVICES, read=("Vare", "Tjeneste")) == ()
    assert unread(SERVICES, read=("Tjeneste",)) == (UnreadSheet("Vare", 3),)


def test_hidden_sheets_count_too():
    assert unread(sheet(HEADINGS, *[["Renhold", "Rent AS", 4]] * 2, name="Gamle", hidden=True))


@pytest.mark.parametrize(
    "other",
    [
        sheet(HEADINGS, ["Eksempel", "Nord AS", 1], name="Mal"),
        sheet(HEADINGS, name="Tom"),
        sheet(["Veiledning"], ["Fyll ut alle felt"], ["Lagre"], ["Send inn"], name="Les meg"),
        sheet(["CPV-kode", "Beskrivelse"], ["18424300", "Hansker"], ["30197643", "Papir"], name="Koder"),
        sheet(["Leverandør", "Org.nr"], ["Nord AS", "923609016"], ["Vik AS", "958935420"], name="Leverandører"),
    ],
    ids=lambda other: other.name,
)
def test_sheets_that_are_no_register(other):
    assert unread(other) == ()


def test_a_sheet_of_titles_alone_counts_beside_another_of_titles_alone():
    titles = [sheet(["Tittel"], ["Hansker"], ["Renhold"], name=name) for name in ("A", "B")]
    assert unread_registers(Workbook(tuple(titles), Kind.XLSX), ["A"]) == (UnreadSheet("B", 2),)
