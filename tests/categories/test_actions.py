from datetime import UTC, datetime
from pathlib import Path

import pytest

from aktsom.categories.actions import (
    CatalogueChanged,
    LabelTaken,
    UnusableCatalogue,
    UnusableCpvList,
    load_cpv_list,
    propose_version,
    take_in_version,
)
from aktsom.categories.levels import Level, Stage
from aktsom.categories.models import CatalogueVersion, CpvCode
from aktsom.categories.versions import LevelChange
from aktsom.core.actor import PLATFORM, Actor
from aktsom.core.errors import Refused
from aktsom.core.models import JournalEntry, OutboxMessage
from tests import catalogues

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SECRETARIAT = Actor(person_id=7, name="Siri", roles=frozenset({"secretariat"}))
MANAGER = Actor(person_id=8, name="Mona", roles=frozenset({"contract_manager"}))

pytestmark = pytest.mark.django_db


def _take_in(folder: Path, by: Actor = SECRETARIAT) -> CatalogueVersion:
    checksum = propose_version(by=by, at=AT, folder=folder).checksum
    return take_in_version(by=by, at=AT, folder=folder, expected_checksum=checksum)


def _raised(tables: dict[str, list[dict[str, str]]]) -> dict[str, list[dict[str, str]]]:
    for row in tables["high_risk_products"]:
        if (row["product_id"], row["stage"]) == ("masks", "raw"):
            row["level"] = "high"
    return tables


def test_first_version_is_taken_in_journalled_and_asks_for_a_new_screen(tmp_path: Path) -> None:
    version = _take_in(catalogues.write(tmp_path))

    entry = JournalEntry.objects.get()
    assert (version.label, str(version.dated_on), version.taken_in_by_id) == ("test-1", "2026-01-01", 7)
    assert (entry.verb, entry.subject, entry.person_id) == ("catalogue_taken_in", version.public_id, 7)
    assert list(OutboxMessage.objects.values_list("kind", "payload")) == [
        ("risk.rescreen_all", {"catalogue": version.public_id})
    ]


def test_same_content_again_changes_nothing(tmp_path: Path) -> None:
    first = _take_in(catalogues.write(tmp_path))

    assert propose_version(by=SECRETARIAT, at=AT, folder=tmp_path).taken_in
    assert _take_in(tmp_path) == first
    assert (CatalogueVersion.objects.count(), JournalEntry.objects.count()) == (1, 1)


def test_proposal_shows_what_would_change_and_writes_nothing(tmp_path: Path) -> None:
    _take_in(catalogues.write(tmp_path / "old"))
    new = catalogues.write(tmp_path / "new", _raised(catalogues.rows()), version="test-2")

    proposal = propose_version(by=SECRETARIAT, at=AT, folder=new)

    assert proposal.difference.levels == (LevelChange("masks", Stage.RAW, Level.MEDIUM, Level.HIGH),)
    assert (proposal.label, proposal.taken_in, CatalogueVersion.objects.count()) == ("test-2", False, 1)


def test_files_changed_since_the_proposal_are_not_taken_in(tmp_path: Path) -> None:
    checksum = propose_version(by=SECRETARIAT, at=AT, folder=catalogues.write(tmp_path)).checksum
    catalogues.write(tmp_path, _raised(catalogues.rows()))

    with pytest.raises(CatalogueChanged):
        take_in_version(by=SECRETARIAT, at=AT, folder=tmp_path, expected_checksum=checksum)
    assert not CatalogueVersion.objects.exists()


def test_one_label_never_names_two_contents(tmp_path: Path) -> None:
    _take_in(catalogues.write(tmp_path))
    catalogues.write(tmp_path, _raised(catalogues.rows()))

    with pytest.raises(LabelTaken):
        _take_in(tmp_path)


@pytest.mark.parametrize("by", [MANAGER, Actor(person_id=9, name="Nobody")])
def test_only_the_secretariat_or_the_platform_keeps_the_catalogue(tmp_path: Path, by: Actor) -> None:
    folder = catalogues.write(tmp_path)

    with pytest.raises(Refused, match="Bare sekretariatet"):
        propose_version(by=by, at=AT, folder=folder)
    with pytest.raises(Refused, match="Bare sekretariatet"):
        take_in_version(by=by, at=AT, folder=folder, expected_checksum="")
    with pytest.raises(Refused, match="Bare sekretariatet"):
        load_cpv_list(by=by, at=AT, path=folder / "cpv.csv")
    assert _take_in(folder, PLATFORM).taken_in_by_id is None


def test_a_broken_table_says_where(tmp_path: Path) -> None:
    tables = catalogues.rows()
    tables["high_risk_keywords"][0]["product_id"] = "nothing"

    with pytest.raises(UnusableCatalogue, match="linje 2, kolonne product_id"):
        propose_version(by=SECRETARIAT, at=AT, folder=catalogues.write(tmp_path, tables))


def test_cpv_list_is_loaded_once_and_renewed_by_difference(tmp_path: Path) -> None:
    path = tmp_path / "cpv.csv"
    path.write_text("code,name_nb,name_en\n33140000,Forbruk,Consumables\n03000000,Landbruk,Farming\n", encoding="utf-8")

    assert [load_cpv_list(by=SECRETARIAT, at=AT, path=path) for _ in range(2)] == [2, 2]
    path.write_text("code,name_nb,name_en\n33140000,Medisinsk,Medical\n", encoding="utf-8")
    load_cpv_list(by=SECRETARIAT, at=AT, path=path)

    assert list(CpvCode.objects.order_by("code").values_list("code", "name_nb")) == [
        ("03000000", "Landbruk"),
        ("33140000", "Medisinsk"),
    ]
    assert list(JournalEntry.objects.order_by("number").values_list("changes", flat=True)) == [
        {"codes": 2, "changed": 2},
        {"codes": 1, "changed": 1},
    ]


@pytest.mark.parametrize("row", ["331400,Forbruk,Consumables", "33140000,,Consumables", "33140000,Forbruk"])
def test_cpv_list_with_a_broken_line_says_which(tmp_path: Path, row: str) -> None:
    path = tmp_path / "cpv.csv"
    path.write_text(f"code,name_nb,name_en\n03000000,Landbruk,Farming\n{row}\n", encoding="utf-8")

    with pytest.raises(UnusableCpvList, match="Linje 3 "):
        load_cpv_list(by=SECRETARIAT, at=AT, path=path)
    assert not CpvCode.objects.exists()


def test_cpv_list_in_another_encoding_says_which_line(tmp_path: Path) -> None:
    path = tmp_path / "cpv.csv"
    path.write_bytes(
        "code,name_nb,name_en\n03000000,Landbruk,Farming\n33140000,Bandasjer på rull,Bandages\n".encode("cp1252")
    )

    with pytest.raises(UnusableCpvList, match="Linje 3 "):
        load_cpv_list(by=SECRETARIAT, at=AT, path=path)
    assert not CpvCode.objects.exists()
