"""`aktsom match` on files as people have them."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aktsom.cli.main import main


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["match", *map(str, arguments)])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "oslo.csv"
    path.write_text(
        "Avtale;Leverandør;Org.nr;Poststed;Merknad\n"
        "Hansker;Nordhav Medisinsk AS;923 609 016;Bodø;haster\n"
        "Møbler;Skogly Møbler AS;;Lillehammer;\n"
        "Hansker 2;NORDHAV MEDISINSK A/S;923609016;Bodø;\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "bergen.csv"
    path.write_bytes(
        "Supplier;City;Comment\nSkogly Mobler;Lillehammer;x\nHelt Annet AS;Voss;é\n".encode("windows-1252")
    )
    return path


def test_clusters_keep_every_column_and_row_in_order(register: Path, tmp_path: Path) -> None:
    pairs, clusters = tmp_path / "pairs.csv", tmp_path / "clusters.csv"
    done = run(register, "-o", pairs, clusters)
    assert done.exit_code == 0, done.output
    told = rows(clusters)
    assert list(told[0]) == ["Avtale", "Leverandør", "Org.nr", "Poststed", "Merknad", "cluster_id"]
    assert [row["Avtale"] for row in told] == ["Hansker", "Møbler", "Hansker 2"]
    assert told[0]["Org.nr"] == "923 609 016"
    assert told[0]["cluster_id"] == told[2]["cluster_id"] != told[1]["cluster_id"]
    (pair,) = rows(pairs)
    assert (pair["file_1"], pair["row_1"], pair["file_2"], pair["row_2"]) == ("oslo.csv", "2", "oslo.csv", "4")
    assert pair["decision"] == "same"
    assert float(pair["score"]) > 0.99
    assert "samme organisasjonsnummer" in pair["reasons"]


def test_across_files_of_different_columns(register: Path, other: Path, tmp_path: Path) -> None:
    pairs, clusters = tmp_path / "pairs.csv", tmp_path / "clusters.csv"
    done = run(register, other, "--lang", "en", "-o", pairs, clusters)
    assert done.exit_code == 0, done.output
    told = rows(clusters)
    assert [row["file"] for row in told] == ["oslo.csv"] * 3 + ["bergen.csv"] * 2
    assert told[1]["cluster_id"] == told[3]["cluster_id"]
    assert told[4]["Comment"] == "é"
    assert {row["row_2"] for row in rows(pairs) if row["file_2"] == "bergen.csv"} == {"2"}


def test_without_output_it_only_tells(register: Path) -> None:
    done = run(register)
    assert done.exit_code == 0
    assert "3 rader er 2 ulike." in done.output


def test_a_workbook(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (
        ("Leverandør", "Adresse"),
        ("Nordhav AS", "Sjøgata 3"),
        ("Nordhav A/S", "Sjøgata 3, Bodø"),
        (None, None),
    ):
        book.active.append(row)
    path = tmp_path / "register.xlsx"
    book.save(path)
    done = run(path, "-o", tmp_path / "p.csv", tmp_path / "c.csv")
    assert done.exit_code == 0, done.output
    told = rows(tmp_path / "c.csv")
    assert told[0]["cluster_id"] == told[1]["cluster_id"]


def test_clear_words_when_it_cannot_be_done(register: Path, tmp_path: Path) -> None:
    nameless = tmp_path / "x.csv"
    nameless.write_text("Dato;Beløp\n2024-01-01;100\n2024-02-01;200\n", encoding="utf-8")
    for arguments, words in (
        ([tmp_path / "borte.csv"], "Fant ikke filen"),
        ([nameless], "ingen kolonne"),
        ([register, "-o", register, tmp_path / "c.csv"], "ikke skrives over"),
        ([register, "-o", tmp_path / "a.csv", tmp_path / "a.csv"], "hver sin fil"),
        ([register, "-o", tmp_path / "no" / "a.csv", tmp_path / "c.csv"], "mappen finnes ikke"),
        ([tmp_path], "ikke en fil"),
    ):
        done = run(*arguments)
        assert done.exit_code == 1, done.output
        assert words in done.output
        assert "Traceback" not in done.output
    assert register.read_text(encoding="utf-8").startswith("Avtale;")


def test_a_column_that_is_called_cluster_id_already_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Leverandør,cluster_id\nNordhav AS,7\n", encoding="utf-8")
    assert run(path, "-o", tmp_path / "p.csv", tmp_path / "c.csv").exit_code == 0
    (row,) = rows(tmp_path / "c.csv")
    assert (row["cluster_id"], row["cluster_id_2"]) == ("7", "1")
    assert rows(tmp_path / "p.csv") == []


def test_a_name_of_a_million_letters_is_told_by_its_row_or_read(tmp_path: Path) -> None:
    path = tmp_path / "lang.csv"
    path.write_text("Leverandør;Land\nSkogly;NO\n" + "A" * 1_000_000 + ";NO\nFjord;NO\n", encoding="utf-8")
    assert "Rad 3 i «lang.csv» har en celle på mer enn 262136 tegn." in run(path).output
    rows_before = "".join(f"Firma {number};NO\n" for number in range(120_000))
    path.write_text(f"Leverandør;Land\n{rows_before}{'A' * 1_000_000};NO\n", encoding="utf-8")
    assert "120001 rader er" in run(path).output


def test_a_row_of_more_cells_than_headings_is_told_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "skjev.csv"
    rows = [f"Firma {number};NO" for number in range(2_000)]
    path.write_text("\n".join(["Leverandør;Land", *rows, "A;NO;x;y", "B;NO"]), encoding="utf-8")
    told = run(path)
    assert told.exit_code == 1
    assert "Rad 2002 i «skjev.csv» har 4 celler, men bare 2 kolonner har overskrift." in told.output
    path.write_text("\n".join(["Leverandør;Land", *rows, "A;NO;;;", "B;NO"]), encoding="utf-8")
    assert "2002 rader er" in run(path).output


def test_a_code_is_no_heading(tmp_path: Path) -> None:
    path = tmp_path / "cpv.csv"
    path.write_text(
        'code,name_nb,name_en\n03000000,Landbruk,Farming\n03110000,"Produkter, varer","Crops, products"\n',
        encoding="utf-8",
    )
    told = run(path)
    assert "Vi fant: «code», «name_nb», «name_en»." in told.output


def test_a_row_without_name_and_number_stays_where_it_was_and_is_no_supplier(tmp_path: Path) -> None:
    one, other = tmp_path / "en.csv", tmp_path / "to.csv"
    one.write_text(
        "Avtale;Leverandør;Org.nr;Poststed\nA;Skogly Møbler AS;;Voss\nB; ;;\n;;;\nC;;923609016;\nD;;;Voss\n"
        "E;Skogly Møbler AS;;Voss\n",
        encoding="utf-8",
    )
    other.write_text("Leverandør;Poststed\nSkogly Mobler;Voss\n;\n", encoding="utf-8")
    pairs, clusters = tmp_path / "pairs.csv", tmp_path / "clusters.csv"
    done = run(one, other, "-o", pairs, clusters)
    assert "4 rader uten navn og nummer er ikke regnet med." in done.output
    assert "4 rader er 2 ulike." in done.output
    assert "1 står i mer enn én fil." in done.output
    told = rows(clusters)
    assert [row["Avtale"] for row in told] == ["A", "B", "", "C", "D", "E", "", ""]
    assert [bool(row["cluster_id"]) for row in told] == [True, False, False, True, False, True, True, False]
    assert told[0]["cluster_id"] == told[5]["cluster_id"] == told[6]["cluster_id"] != told[3]["cluster_id"]
    held = {(row["file_1"], row["row_1"], row["file_2"], row["row_2"]) for row in rows(pairs)}
    assert ("en.csv", "2", "en.csv", "7") in held
    assert any(pair[2:] == ("to.csv", "2") for pair in held)


def test_what_speaks_against_a_pair_says_so(tmp_path: Path) -> None:
    path, pairs = tmp_path / "to.csv", tmp_path / "pairs.csv"
    path.write_text(
        "Leverandør;Org.nr;Poststed\nSkogly Møbler AS;923609016;Voss\nSkogly Møbler ASA;923609016;Bodø\n",
        encoding="utf-8",
    )
    done = run(path, "-o", pairs, tmp_path / "clusters.csv")
    assert done.exit_code == 0, done.output
    (pair,) = rows(pairs)
    said = pair["reasons"].split("; ")
    assert {"samme organisasjonsnummer", "samme navn", "mot: ulik selskapsform"} <= set(said)
    assert "ulik selskapsform" not in said
    assert not [part for part in said if part.startswith("mot: samme")]
