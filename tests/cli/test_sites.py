"""`aktsom sites`: a public list in, told row by row what could not be used, and out again."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from aktsom.cli.sites import sites
from aktsom.supply_chain.models import Site

pytestmark = pytest.mark.django_db
LIST = "country,name,address,sector\nTH,Trang Rubber,99 Moo 4,Rubber\nAtlantis,Nowhere,x,\n"


def test_in_and_out_again(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    first = CliRunner().invoke(sites, ["import", str(path), "--source", "A brand"])
    assert first.exit_code == 1
    assert "line 3 Nowhere: Vi kjenner ikke landet «Atlantis»." in first.output
    assert "1 new, 0 changed, 0 as before, 1 could not be used." in first.output
    again = CliRunner().invoke(sites, ["import", str(path), "--source", "A brand"])
    assert "0 new, 0 changed, 1 as before" in again.output
    out = tmp_path / "out.csv"
    assert "1 places written" in CliRunner().invoke(sites, ["export", str(out)]).output
    assert Site.objects.get().public_id in out.read_text(encoding="utf-8-sig")


def test_a_file_that_is_no_list(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    told = CliRunner().invoke(sites, ["import", str(path)])
    assert told.exit_code == 1
    assert "country og name" in told.output
