"""The check of a case file: a flipped byte, a file that is missing or too many, and a list that is not the one made."""

import hashlib
import json
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from click.testing import CliRunner

from aktsom.cli.main import main
from aktsom.records.rules.manifest import NAME, Entry, Fault, check, content_sum, summed, written

CONTENT = {
    "sak/a.pdf": b"%PDF-1.7 innhold nummer en",
    "sak/b.csv": "Nr.;Tittel\n1;Brev på norsk\n".encode(),
    "x.xml": b"<a/>",
}


def made(path: Path, content: dict[str, bytes] = CONTENT, listed: dict[str, bytes] = CONTENT, **more: bytes) -> Path:
    with ZipFile(path, "w", ZIP_STORED) as packed:
        for name, said in content.items():
            packed.writestr(name, said)
        packed.writestr(NAME, more.get("manifest") or list_of(listed))
    return path


def list_of(content: dict[str, bytes]) -> bytes:
    return written(entries(content), made_at="2026-11-02T12:00:00+01:00", about={"member": "Oslo kommune"})


def entries(content: dict[str, bytes]) -> list[Entry]:
    return [Entry(name, len(said), hashlib.sha256(said).hexdigest()) for name, said in content.items()]


def faults(path: Path) -> list[tuple[Fault, str]]:
    return [(one.fault, one.path) for one in check(path).problems]


def test_a_whole_file_has_no_fault(tmp_path: Path) -> None:
    found = check(made(tmp_path / "a.zip"))
    assert not found.problems
    assert (found.files, found.size) == (3, sum(map(len, CONTENT.values())))
    assert found.content_sha256 == content_sum(reversed(entries(CONTENT)))


def test_a_flipped_byte_is_found_wherever_it_is(tmp_path: Path) -> None:
    """Every byte of the file, one after the other: each is found, or is none that a reader reads."""
    whole = made(tmp_path / "a.zip").read_bytes()
    start, end = whole.index(b"%PDF"), whole.index(b"PK\x01\x02")
    unseen = []
    for at in range(start, end):
        (tmp_path / "b.zip").write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        if not check(tmp_path / "b.zip").problems:
            unseen.append(at)
    within = [at for name, said in CONTENT.items() for at in range(whole.index(said), whole.index(said) + len(said))]
    assert not set(unseen) & set(within)
    assert len(unseen) < (end - start) / 3  # of local headers and of the words about the file


def test_a_changed_file_says_which(tmp_path: Path) -> None:
    changed = {**CONTENT, "sak/a.pdf": b"%PDF-1.7 innhold nummer to"}
    assert faults(made(tmp_path / "a.zip", changed)) == [(Fault.CHANGED, "sak/a.pdf")]


def test_a_missing_file_and_one_too_many_are_told(tmp_path: Path) -> None:
    content = {"sak/b.csv": CONTENT["sak/b.csv"], "x.xml": b"<a/>", "ekstra.txt": b"?"}
    assert faults(made(tmp_path / "a.zip", content)) == [
        (Fault.MISSING, "sak/a.pdf"),
        (Fault.NOT_LISTED, "ekstra.txt"),
    ]


def test_a_list_that_was_mended_to_hide_a_change_is_found(tmp_path: Path) -> None:
    told = json.loads(list_of(CONTENT))
    told["files"] = [one for one in told["files"] if one["path"] != "sak/a.pdf"]
    rest = {name: said for name, said in CONTENT.items() if name != "sak/a.pdf"}
    path = made(tmp_path / "a.zip", rest, manifest=json.dumps(told).encode())
    assert (Fault.LIST_CHANGED, NAME) in faults(path)


@pytest.mark.parametrize("said", [b"", b"{}", b"[1]", b'{"files": [{}], "content_sha256": ""}', b"\xff\xfe"])
def test_a_list_that_is_none_is_told(tmp_path: Path, said: bytes) -> None:
    path = made(tmp_path / "a.zip", manifest=said or b" ")
    assert (Fault.LIST_CHANGED, NAME) in faults(path)


def test_what_is_no_case_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"ikke en zip")
    assert faults(tmp_path / "a.zip") == [(Fault.UNREADABLE, "")]
    with ZipFile(tmp_path / "b.zip", "w") as packed:
        packed.writestr("a", b"a")
    assert faults(tmp_path / "b.zip") == [(Fault.NO_LIST, NAME)]
    cut = made(tmp_path / "c.zip").read_bytes()
    (tmp_path / "c.zip").write_bytes(cut[: len(cut) // 2])
    assert faults(tmp_path / "c.zip") == [(Fault.UNREADABLE, "")]


def test_the_same_content_has_the_same_sum_whenever_it_is_made() -> None:
    other = written(entries(CONTENT), made_at="2030-01-01T00:00:00+01:00", about={"member": "Oslo kommune"})
    one, two = json.loads(list_of(CONTENT)), json.loads(other)
    assert one.pop("made_at") != two.pop("made_at")
    assert one == two


def test_the_command_says_what_lacks_and_ends_with_one(tmp_path: Path) -> None:
    whole = made(tmp_path / "a.zip")
    told = CliRunner().invoke(main, ["archive", "check", str(whole)])
    assert told.exit_code == 0
    assert "3 files" in told.output
    sum_ = check(whole).content_sha256
    assert CliRunner().invoke(main, ["archive", "check", str(whole), "--sum", sum_]).exit_code == 0
    assert CliRunner().invoke(main, ["archive", "check", str(whole), "--sum", "0" * 64]).exit_code == 1
    broken = made(tmp_path / "b.zip", {"x.xml": b"<b/>"})
    told = CliRunner().invoke(main, ["archive", "check", str(broken)])
    assert told.exit_code == 1
    assert "sak/a.pdf: is missing" in told.output
    assert "x.xml: is not as it was" in told.output


def test_summing_reads_to_the_end(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a" * 3_000_000)
    with (tmp_path / "a").open("rb") as file:
        assert summed(file)[0] == 3_000_000
