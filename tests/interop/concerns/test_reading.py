import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from aktsom.interop.concerns.reading import Counted, WrongList, checksum_of, read_entries
from aktsom.supply_chain.listed import ListedEntry


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "list"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def entity(schema: str = "Company", entry_id: str = "x-1", **properties: Any) -> str:
    return json.dumps({"id": entry_id, "schema": schema, "properties": properties}, ensure_ascii=False)


def read(path: Path) -> tuple[list[ListedEntry], Counted]:
    counted = Counted()
    return list(read_entries(path, counted)), counted


def test_a_table_with_a_heading_is_a_list(tmp_path: Path) -> None:
    text = (
        "Entity ID;Company name;Aliases;Country;Address;Registration number;Reason\n"
        "F-7;Xinjing Gloves Co., Ltd.;新京手套|Xin Jing;Kina;Fabrikkveien 1;91650100;Statlig arbeidsoverføring\n"
        ";;;;;;\n"
        "F-8;Bomullen SA;;TM;;;\n"
    )
    entries, counted = read(written(tmp_path, "\ufeff" + text))
    assert entries == [
        ListedEntry(
            entry_id="F-7",
            names=("Xinjing Gloves Co., Ltd.", "新京手套", "Xin Jing"),
            countries=("CN",),
            addresses=("Fabrikkveien 1",),
            numbers=("91650100",),
            note="Statlig arbeidsoverføring",
        ),
        ListedEntry(entry_id="F-8", names=("Bomullen SA",), countries=("TM",)),
    ]
    assert counted.entries == 2


def test_a_table_without_ids_numbers_its_rows(tmp_path: Path) -> None:
    entries, _counted = read(written(tmp_path, "name,note\nBomullen SA,\nGarn SA,\n"))
    assert [one.entry_id for one in entries] == ["rad-2", "rad-3"]


def test_entities_are_read_and_people_are_not(tmp_path: Path) -> None:
    lines = [
        entity(
            name=["Xinjing Gloves"],
            alias=["新京手套"],
            country=["cn"],
            address=["Road 1, Ürümqi"],
            registrationNumber=["91650100"],
            topics=["sanction", "debarment"],
            addressEntity=[{"id": "a-1", "schema": "Address"}],
        ),
        entity("Person", "x-2", name=["Ola Normann"]),
        entity("Ownership", "x-3"),
        "",
    ]
    entries, counted = read(written(tmp_path, gzip.compress("\n".join(lines).encode())))
    assert entries == [
        ListedEntry(
            entry_id="x-1",
            names=("Xinjing Gloves", "新京手套"),
            schema="Company",
            countries=("CN",),
            addresses=("Road 1, Ürümqi",),
            numbers=("91650100",),
            topics=("sanction", "debarment"),
        )
    ]
    assert (counted.entries, counted.people, counted.others) == (1, 1, 1)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (entity(name=["A"]) + "\n{oh", "Linje 2: det er ikke et JSON-objekt"),
        (entity(name=["A"]) + "\n[1]", "Linje 2: det er ikke en enhet"),
        (entity(), "Linje 1: enheten mangler navn"),
        (entity(entry_id="", name=["A"]), "Linje 1: enheten mangler «id»"),
        (entity(name=[["A"]]), "feltet «name» er ikke tekst"),
        ("{" + "[" * 5_000, "Linje 1: det er ikke et JSON-objekt"),
        ("name,country\nA,NO,x,y\n", "Linje 2: raden har flere felt enn overskriften"),
        ("name,country\nA,NO\n,NO\n", "Linje 3: raden mangler navn"),
        ("beløp,dato\n1,2\n", "ingen kolonne med navn"),
        ("name\n", "ingen selskaper eller steder"),
        ("", "ingen kolonne med navn"),
        ("name\nBlåbær".encode("latin-1"), "UTF-8"),
        (gzip.compress(("name\n" + "A\n" * 9_000).encode(), mtime=0)[:30], "skadet"),
        ("name\n" + "A" * 200_000, "Linje 2: en celle er for lang."),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, content: str | bytes, words: str) -> None:
    with pytest.raises(WrongList) as raised:
        read(written(tmp_path, content))
    assert words in str(raised.value)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    for act in (checksum_of, read):
        with pytest.raises(WrongList):
            act(tmp_path / "none")


def test_names_hide_no_signs_and_are_cut_where_they_never_end(tmp_path: Path) -> None:
    entries, _counted = read(written(tmp_path, entity(name=["\u202eevil\u202c AS\nx", "N" * 5_000])))
    assert entries[0].names == ("evil AS x", "N" * 400)
