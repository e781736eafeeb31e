"""CSV of every delimiter and encoding that Norwegian systems write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.interop.spreadsheets.delimited import stream_rows
from aktsom.interop.spreadsheets.problems import FileProblem
from aktsom.interop.spreadsheets.reading import read_sheets

REGISTER = [
    ["Tittel", "Leverandør", "Merknad"],
    ["Håndkle, blå", "Ægir Øl AS", 'sa "ja"\nsiden'],
    ["Åpne", "Næss", "x"],
]


def text(delimiter, end="\r\n"):
    def cell(value):
        return '"' + value.replace('"', '""') + '"' if any(c in value for c in f'{delimiter}"\n') else value

    return end.join(delimiter.join(map(cell, row)) for row in REGISTER) + end


def rows(content):
    return read_sheets(content, "register.csv").sheets[0].rows


def codes(content):
    return [note.code for note in read_sheets(content, "register.csv").notes]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso-8859-1"])
def test_any_delimiter_in_any_encoding(delimiter, encoding):
    assert rows(text(delimiter).encode(encoding)) == REGISTER


@pytest.mark.parametrize("encoding", ["cp865", "mac_roman"])
def test_older_encodings_are_told(encoding):
    assert (rows(text(";").encode(encoding)), codes(text(";").encode(encoding))) == (REGISTER, ["encoding"])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_ending(end):
    assert rows(text(";", end).encode()) == REGISTER


def test_the_line_of_excel_that_names_the_delimiter_is_row_one():
    assert rows(("sep=|\r\n" + text("|")).encode()) == [[], *REGISTER]


def test_files_glued_together_keep_every_letter():
    content = text(";").encode() * 3 + "Kjøtt;Østby;y\r\n".encode("cp1252")
    assert (rows(content)[-1], codes(content)) == (["Kjøtt", "Østby", "y"], ["mixed_encoding"])


def test_letters_encoded_twice_are_mended():
    content = text(";").encode().decode("cp1252", "ignore").encode()
    assert codes("Tittel;Leverandør\nblåbær;Øl\n".encode().decode("cp1252").encode()) == ["double_encoding"]
    assert b"\xc3\x83" in content


def test_null_characters_go_and_are_told():
    content = text(";").replace("Åpne", "Åp\x00ne").encode()
    assert (rows(content), codes(content)) == (REGISTER, ["null_characters"])


def test_a_quote_without_its_mate_swallows_nothing():
    lines = ["Tittel;Verdi", *[f"Avtale {n};{n}" for n in range(100)]]
    lines[3] = '"Skjerm 24"" tommer;5'
    found = rows("\n".join(lines).encode())
    assert (len(found), found[4], codes("\n".join(lines).encode())) == (101, ["Avtale 3", "3"], ["unbalanced_quote"])


def test_blank_lines_count_as_rows_and_trailing_delimiters_do_not_count_as_columns():
    assert rows(b"Register;;;;\n;;;;\n\nTittel;Verdi;;\na;1;;\n") == [
        ["Register"],
        [],
        [],
        ["Tittel", "Verdi"],
        ["a", "1"],
    ]


def test_a_stream_gives_the_same_rows(tmp_path):
    path = tmp_path / "register.csv"
    for encoding in ("utf-8-sig", "cp1252", "utf-16"):
        path.write_bytes(text(";").encode(encoding))
        assert list(stream_rows(path)) == REGISTER


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=2, max_size=6))
def test_what_is_written_with_quotes_comes_back(table):
    content = "\n".join(";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table)
    if "Ã" not in content:
        assert rows(b"\xef\xbb\xbf" + content.encode()) == table


@given(st.binary(max_size=400))
def test_no_bytes_make_it_fail(content):
    try:
        answer = str(read_sheets(content, "register.csv").kind)
    except FileProblem as problem:
        answer = str(problem)
    assert answer
