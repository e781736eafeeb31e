"""The list as it ships, and what is said of a list that cannot be used."""

import re
import shutil
from pathlib import Path

import pytest

from aktsom.categories.catalogue import REFERENCE, Catalogue, read_catalogue, read_rows
from aktsom.categories.entries import Name
from aktsom.categories.levels import Level, Stage
from aktsom.categories.readers import READERS
from aktsom.categories.tables import CatalogueError

CPV_COLUMNS = READERS["high_risk_cpv"].columns


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue()


def test_the_shipped_list_has_ten_groups_and_says_where_it_comes_from(catalogue: Catalogue) -> None:
    assert [group.id for group in catalogue.groups] == [
        "textile",
        "office",
        "furniture",
        "ict",
        "construction",
        "medical",
        "vehicles",
        "play-sport",
        "food",
        "conflict-minerals",
    ]
    assert catalogue.version
    assert catalogue.source


def test_every_product_has_all_three_stages_and_a_name_in_three_languages(catalogue: Catalogue) -> None:
    for product in catalogue.products:
        assert set(product.stages) == set(Stage)
        assert all(product.name.in_language(language) for language in ("nb", "nn", "en"))


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("Engangshansker", "engangshansker"),
        ("IKT-utstyr", "IKT-utstyr"),
        ("PC-er", "PC-er"),
        ("Å", "å"),
    ],
)
def test_a_name_within_a_sentence_keeps_the_capitals_of_an_abbreviation(name: str, within: str) -> None:
    assert Name(name, "", "").within("nb") == within
    assert Name("Hansker", "", name).within("en") == within


def test_the_present_level_is_shown_where_it_is_known(catalogue: Catalogue) -> None:
    assert catalogue.product["desks-tables"].stages[Stage.FINAL].level is Level.MEDIUM


def test_the_earlier_level_is_shown_with_its_date_where_the_present_one_is_unknown(catalogue: Catalogue) -> None:
    risk = catalogue.product["protective-gloves"].stages[Stage.RAW]
    assert (risk.level, risk.as_of) == (Level.VERY_HIGH, "2018-11-02")


def test_missing_rights_come_from_the_other_generation(catalogue: Catalogue) -> None:
    assert catalogue.product["batteries"].stages[Stage.FINAL].rights == ("FL", "CL", "LW", "WH", "HS", "FA", "MW")


def test_missing_rights_and_countries_come_last_from_the_whole_group(catalogue: Catalogue) -> None:
    general = catalogue.product["textile-general"].stages[Stage.FINAL]
    shoes = catalogue.product["safety-shoes"].stages[Stage.FINAL]
    assert (shoes.rights, shoes.countries) == (general.rights, general.countries)


def test_every_code_of_the_mapping_has_a_name_of_our_own(catalogue: Catalogue) -> None:
    codes = {rule.code for rule in catalogue.cpv_rules} | {rule.code for rule in catalogue.group_cpv_rules}
    assert codes == set(catalogue.cpv_names)


def test_a_list_built_from_rows_is_the_list_read_from_files(catalogue: Catalogue) -> None:
    built = Catalogue.from_rows(
        read_rows(), version=catalogue.version, as_of=catalogue.as_of, source=catalogue.source, notes=catalogue.notes
    )
    assert built == catalogue


@pytest.mark.parametrize(
    ("table", "old", "new", "told"),
    [
        ("groups", "textile,", "textile,x,", "groups.csv, linje 2: raden har 8 celler, men overskriften har 7"),
        ("high_risk_products", ",very_high,", ",enormous,", "kolonne level: «enormous» er ikke en av low, medium"),
        ("high_risk_products", "CL;LW;WH", "CL;ZZ;WH", "kolonne rights: «ZZ» finnes ikke i listen"),
        ("high_risk_products", "CN;ID;IN", "CN;Indonesia", "kolonne countries: «Indonesia» er ikke en landkode på to"),
        ("high_risk_cpv", "textile-general,181,", "textile-general,18A,", "kolonne cpv_prefix: «18A» må være 2 til 8"),
        (
            "high_risk_cpv",
            "textile-general,181,",
            "textile-general,191,",
            "«18100000» må være åtte siffer som",
        ),
        (
            "high_risk_cpv",
            "textile-general,181,",
            "nothing,181,",
            "kolonne product_id: «nothing» finnes ikke i listen",
        ),
        (
            "high_risk_keywords",
            "nb,arbeidstøy,",
            "nb,Arbeidstøy,",
            "kolonne keyword: «Arbeidstøy» må ha bare små bokstaver",
        ),
        ("rights", "ILO 138;ILO 182;UN CRC art. 32,4,", "ILO 138,9,", "kolonne severity: må være 1 til 4"),
    ],
)
def test_a_wrong_cell_is_named_with_table_and_column(tmp_path: Path, table: str, old: str, new: str, told: str) -> None:
    folder = tmp_path / "list"
    shutil.copytree(REFERENCE, folder)
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=re.escape(told)):
        read_catalogue(folder)


def test_what_is_wrong_is_told_in_the_readers_language() -> None:
    said = {
        ", linje {line}": ", line {line}",
        ", kolonne {column}": ", column {column}",
        "«{value}» finnes ikke i listen": "‘{value}’ is not in the list",
    }
    with pytest.raises(CatalogueError) as caught:
        Catalogue.from_rows({"high_risk_cpv": [{**dict.fromkeys(CPV_COLUMNS, "{x}")}]}, version="1")
    assert caught.value.described(said.__getitem__) == (
        "high_risk_cpv, line 2, column product_id: ‘{x}’ is not in the list"
    )


def test_the_list_says_why_each_right_has_its_severity_and_where_it_comes_from_in_each_language(
    catalogue: Catalogue,
) -> None:
    told = [right.severity_reason for right in catalogue.rights] + [catalogue.source, catalogue.notes]
    assert all(len({name.nb, name.nn, name.en}) == 3 and all((name.nb, name.nn, name.en)) for name in told)


def test_an_earlier_edition_that_tells_it_in_english_only_is_read() -> None:
    rows = {**read_rows(), "rights": [_without_translation(row) for row in read_rows()["rights"]]}
    reason = Catalogue.from_rows(rows, version="1").right["CL"].severity_reason
    assert reason == Name("Harms a child for life", "Harms a child for life", "Harms a child for life")


def _without_translation(row: dict[str, str]) -> dict[str, str]:
    return {column: cell for column, cell in row.items() if column[-3:] not in ("_nb", "_nn") or column[:4] == "name"}


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    shutil.copytree(REFERENCE, tmp_path / "list")
    (tmp_path / "list" / "rights.csv").unlink()
    with pytest.raises(CatalogueError, match=re.escape("rights.csv: filen mangler")):
        read_catalogue(tmp_path / "list")


def test_rows_without_a_column_are_refused() -> None:
    with pytest.raises(CatalogueError, match="groups, linje 2, kolonne name_nn: kolonnen mangler"):
        Catalogue.from_rows({"groups": [{"group_id": "x", "name_nb": "X"}]}, version="1")


def test_a_table_that_is_no_part_of_the_list_is_refused() -> None:
    with pytest.raises(CatalogueError, match="surprises: listen har ingen slik tabell"):
        Catalogue.from_rows({"surprises": []}, version="1")


def test_every_material_of_the_list_has_a_name_in_each_language() -> None:
    catalogue = read_catalogue()
    materials = {m for p in catalogue.products for risk in p.stages.values() for m in risk.materials}

    assert materials - set(catalogue.material_names) == set()
    assert catalogue.material_name("hides", "nn") == "huder"
    assert catalogue.material_name("unheard of", "nb") == "unheard of"
