"""A procurement officer brings in a register and ends with a list, most serious first."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.journeys.conftest import ROOT, SignIn, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def test_register_becomes_a_prioritised_list(sign_in: SignIn, tmp_path: Path) -> None:
    page = sign_in("tora@uib.example")

    # 1. She drops the register that her contract system gave her.
    page.goto("/avtaler/inn/")
    page.locator("input[type=file]").set_input_files(ROOT / "examples" / "uib.ods")
    page.get_by_role("button", name="Last opp og les").click()

    # 2. It is read while she waits, and she sees what needs her.
    page.wait_for_selector("text=/\\d+ rader forstått/", timeout=30_000)
    heading = page.locator("h1").inner_text()
    understood, waiting = map(int, re.findall(r"\d+", heading)[:2])
    assert understood > 140
    assert waiting > 0
    assert violations(page) == []

    # 3. She leaves out the rows that cannot be mended now, and confirms once.
    page.get_by_role("button", name=f"Utelat alle {waiting}").click()
    page.get_by_role("button", name=re.compile(r"Legg \d+ avtaler i registeret")).click()
    page.wait_for_selector("text=/avtaler er lagt|lagt i registeret|Registeret er lest inn/i", timeout=60_000)
    assert violations(page) == []

    # 4. The list begins with what is gravest, and says why on the contract's page.
    page.goto("/avtaler/")
    first = page.locator("table tbody tr").first
    assert "Svært høy" in first.inner_text()
    first.get_by_role("link").first.click()
    page.wait_for_selector("text=Hvorfor avtalen traff")
    assert page.locator("text=/Ordet «|CPV \\d{8}/").count() > 0
    assert violations(page) == []

    # 5. She takes the list with her.
    page.goto("/avtaler/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Last ned som Excel").click()
    path = tmp_path / "list.xlsx"
    download.value.save_as(path)
    sheet = load_workbook(path).active
    assert sheet is not None
    assert sheet.max_row > 50


def test_the_same_file_twice_changes_nothing(sign_in: SignIn) -> None:
    page = sign_in("jonas@bergen.example")
    page.goto("/avtaler/inn/")
    page.locator("input[type=file]").set_input_files(ROOT / "examples" / "bergen-kommune.csv")
    page.get_by_role("button", name="Last opp og les").click()
    page.wait_for_selector("text=/trenger deg/i", timeout=30_000)

    text = page.locator("main").inner_text()

    assert re.search(r"Uendret\s*2\d\d", text)
    assert not re.search(r"Endret\s*[1-9]", text)


@pytest.mark.parametrize("name", sorted(p.name for p in (ROOT / "examples" / "feil").iterdir() if p.suffix != ".md"))
def test_a_bad_file_meets_a_clear_word_and_harms_nothing(sign_in: SignIn, name: str) -> None:
    page = sign_in("ingrid@oslo.example")
    page.goto("/avtaler/inn/")
    page.locator("input[type=file]").set_input_files(ROOT / "examples" / "feil" / name)
    page.get_by_role("button", name="Last opp og les").click()
    page.wait_for_selector(
        "text=/forstått|trenger deg|Vi kunne ikke lese|kan ikke|ikke lest|fant ikke|er tom/i", timeout=30_000
    )

    assert "Noe gikk galt hos oss" not in page.locator("body").inner_text()
    assert violations(page) == []
