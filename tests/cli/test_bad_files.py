"""Whatever is wrong with a file, every command that reads one says so in a sentence, and never with a traceback."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aktsom.cli.main import main

pytestmark = pytest.mark.django_db
REFERENCE = Path(__file__).parents[2] / "examples"
LOAD = ("concerns", "load", "--name", "Liste", "--publisher", "Noen", "--edition", "1")
READING = {
    "match": ("match",),
    "screen": ("screen",),
    "sites import": ("sites", "import"),
    "concerns load": LOAD,
    "companies import": ("companies", "import"),
    "catalogue cpv": ("catalogue", "cpv"),
}
HEADINGS = {
    "match": "Leverandør,Land",
    "screen": "Tittel,Leverandør",
    "sites import": "name,country",
    "concerns load": "name,country",
    "companies import": "organisasjonsnummer,navn",
    "catalogue cpv": "code,name_nb,name_en",
}
# What libraries and the operating system say in their own words.
FOREIGN = ("No such file", "Is a directory", "Permission", "does not exist", "Invalid value", "field larger", "codec")
FOREIGN += ("Schema", "line contains", "Traceback", "Usage:")


def run(command: str, *said: object) -> Result:
    return CliRunner().invoke(main, [*READING[command], *map(str, said)])


def refused(done: Result) -> str:
    assert isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == 1, done.output
    assert not [word for word in FOREIGN if word in done.output], done.output
    assert len(done.output) < 1_000
    return done.output


@pytest.mark.parametrize("command", READING)
def test_a_file_that_is_not_there(command: str, tmp_path: Path) -> None:
    missing = tmp_path / "nope.csv"
    assert f"Fant ikke filen «{missing}»." in refused(run(command, missing))
    assert f"«{tmp_path}» er ikke en fil." in refused(run(command, tmp_path))


@pytest.mark.parametrize("command", READING)
def test_a_file_that_may_not_be_read(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "låst.csv"
    path.write_text(f"{HEADINGS[command]}\n", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda *_said: False)
    assert f"Har ikke lov til å lese «{path}»." in refused(run(command, path))


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"\x00" * 2_000, bytes(range(256)) * 40, "Æøå".encode("utf-16"), b"\xff\xfe\x00", b'"'],
    ids=["empty", "blank", "nulls", "bytes", "another matter", "cut off", "quote"],
)
def test_a_file_without_anything_to_read(command: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(content)
    assert refused(run(command, path)).strip()


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize("cell", ["A" * 1_000_000, "A" * 3_000_000, "æ\x00å" * 50], ids=["1 MB", "3 MB", "nulls"])
def test_a_cell_that_is_too_long_or_has_signs_that_are_not_seen(command: str, cell: str, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text(f"{HEADINGS[command]}\n{cell},NO,x\nB,NO,x\n", encoding="utf-8")
    told_or_done(run(command, path))


@pytest.mark.parametrize("command", READING)
def test_another_encoding(command: str, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(f"{HEADINGS[command]}\nBlåbærsyltetøy,NO\n".encode("windows-1252"))
    told_or_done(run(command, path))


@pytest.mark.parametrize("command", READING)
def test_more_cells_than_headings(command: str, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    rows = [f"Firma {number},NO" for number in range(2_000)]
    for extra in (3, 400, 20_000):
        path.write_text("\n".join([HEADINGS[command], *rows, "A" + ",x" * extra, "B,NO"]), encoding="utf-8")
        told_or_done(run(command, path))


def told_or_done(done: Result) -> None:
    """Read after all, or refused in a sentence; rows of theirs may be told of one by one."""
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code in {0, 1, 3}
    assert not [word for word in FOREIGN if word in done.output], done.output
    assert not any(word in done.output for word in ("ingen rader under", "ingen utfylte celler")), done.output


@pytest.mark.parametrize(
    "path", sorted(one for one in REFERENCE.rglob("*.*") if one.is_file()), ids=lambda one: one.name
)
def test_every_example_is_answered(path: Path) -> None:
    done = run("match", path)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == (1 if path.name in NOT_READ else 0), done.output
    assert len(done.output.splitlines()) <= 3


NOT_READ = {
    "README.md",
    "bare-overskrifter.xlsx",
    "med-passord.xlsx",
    "tom-fil.csv",
    "tomt-ark.xlsx",
    "word-dokument.xlsx",
}


@pytest.mark.parametrize("target", ["nope/ut.csv", "."])
def test_sites_that_cannot_be_written(target: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["sites", "export", str(tmp_path / target)])
    assert "mappen finnes ikke" in refused(done)


def test_sites_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_said: False)
    done = CliRunner().invoke(main, ["sites", "export", str(tmp_path / "ut.csv")])
    assert "Har ikke lov til å skrive" in refused(done)
