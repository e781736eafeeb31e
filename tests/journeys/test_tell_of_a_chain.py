"""A supplier answers by spreadsheet with errors, mends them on the page, and sends from a phone; the buyer sees it."""

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def _checked(page: Page) -> None:
    assert violations(page) == []
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0


def _filled(path: Path) -> None:
    """Two rows more: a country that does not exist, and a delivery to nobody."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    at = {str(cell.value).removesuffix(" *"): cell.column for cell in sheet[1]}
    line = sheet.max_row + 1
    rows = [
        {"Ledd": "Komponent", "Navn på stedet": "Rajana Latex", "Land": "Tailandia", "Leverer til": "Lembayung Gloves"},
        {"Ledd": "Råvare", "Navn på stedet": "Songkhla Rubber", "Land": "Thailand", "Leverer til": "Rajana Lateks"},
    ]
    for number, row in enumerate(rows):
        for heading, text in row.items():
            sheet.cell(line + number, at[heading], text)
    book.save(path)


def test_a_chain_is_told_by_spreadsheet_mended_and_sent(sign_in: SignIn, tmp_path: Path) -> None:
    nora = sign_in("nora@nordhav.example")
    with turning(nora):
        nora.get_by_role("link", name="Vår kjede").first.click()
    nora.wait_for_url("**/kjede/sup-*/")
    assert "Hvor kommer nitrilen fra?" in nora.locator("main").inner_text()
    _checked(nora)
    with turning(nora):
        nora.get_by_role("link", name="Svar på spørsmålet").click()
    _checked(nora)
    with nora.expect_download() as loading:
        nora.get_by_role("link", name="Last ned skjemaet").click()
    path = tmp_path / "kjeden.xlsx"
    loading.value.save_as(path)
    _filled(path)
    nora.get_by_label("Utfylt skjema").set_input_files(path)
    with turning(nora):
        nora.get_by_role("button", name="Last opp").click()
    nora.wait_for_url("**/skriv/**")
    text = nora.locator("main").inner_text()
    assert "Vi kjenner ikke landet «Tailandia»." in text
    assert "Ingen rad har stedet «Rajana Lateks»." in text
    _checked(nora)
    _mend(nora, "Rajana Latex", "Land", "Thailand")
    _mend(nora, "Songkhla Rubber", "Leverer til", "Rajana Latex")
    with turning(nora):
        nora.get_by_role("link", name="Se over og send").click()
    _checked(nora)
    assert "må sende inn" in nora.locator("main").inner_text()

    aksel = sign_in("aksel@nordhav.example", width=390, dark=True)
    aksel.goto("/kjede/")
    _checked(aksel)
    with turning(aksel):
        aksel.get_by_role("link", name="Svar på spørsmålet").click()
    with turning(aksel):
        aksel.get_by_role("link", name="Se over og send").click()
    _checked(aksel)
    with turning(aksel):
        aksel.get_by_role("button", name="Send inn").click()
    aksel.wait_for_url("**/kjede/sup-*/")
    assert "Kjeden er sendt." in aksel.locator("body").inner_text()
    address = aksel.url.replace("/kjede/", "/kjede/bak/")

    ingrid = sign_in("ingrid@oslo.example")
    ingrid.goto(address)
    seen = ingrid.locator("main").inner_text()
    assert "Songkhla Rubber" in seen
    assert "leverandøren sier at den ikke vet" in seen or "resten vet leverandøren ikke" in seen
    _checked(ingrid)


def _mend(page: Page, place: str, label: str, text: str) -> None:
    card = page.locator("li.card").filter(has=page.get_by_role("heading", name=place))
    card.get_by_label(label, exact=True).fill(text)
    with turning(page):
        card.get_by_role("button", name="Lagre raden").click()
    page.wait_for_url("**/skriv/**")


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_no_barrier_around_a_chain(sign_in: SignIn, width: int, dark: bool) -> None:
    nils = sign_in("nils@lomseth.example", width=width, dark=dark)
    nils.goto("/kjede/")
    _checked(nils)
    supplier = nils.url.rstrip("/").rpartition("/")[2]
    with turning(nils):
        nils.get_by_role("link", name="Se svaret dere sendte").click()
    _checked(nils)
    nils.goto("/kjede/")
    with turning(nils):
        nils.get_by_role("link", name="Inviter leddet bak dere").click()
    _checked(nils)
    nils.get_by_role("button", name="Send invitasjonen").click()
    _checked(nils)
    ingrid = sign_in("ingrid@oslo.example", width=width, dark=dark)
    ingrid.goto(f"/kjede/bak/{supplier}/")
    assert "Kildene sier ulikt" in ingrid.locator("main").inner_text()
    _checked(ingrid)
    ingrid.goto(f"/kjede/bak/{supplier}/spor/")
    _checked(ingrid)
