"""What is out is read by a stranger, corrected by the team, read and commented by the supplier, let out by the
secretariat, downloaded, and taken back."""

import json

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import SignIn, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
LEAD, SUPPLIES, SECRETARIAT = "marte@sykehus.example", "vera@tindholt.example", "siri@sekretariatet.example"
WHY = "Flere kjøper av den samme leverandøren."


def sound(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def stranger(browser: Browser, site: str, address: str, **like: object) -> Page:
    """Without script, and with nothing stored."""
    context = browser.new_context(java_script_enabled=False, locale="nb-NO", **like)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{site}{address}")
    assert context.cookies() == []
    return page


def says(page: Page, button: str, text: str) -> None:
    """Fills the text of the form that holds the button, and presses it."""
    form = page.locator("form", has=page.get_by_role("button", name=button, exact=True))
    form.locator("textarea[name=text]").fill(text)
    form.get_by_role("button", name=button, exact=True).click()


def test_from_what_is_out_to_what_is_taken_back(site: str, browser: Browser, sign_in: SignIn) -> None:
    reader = stranger(browser, site, "/om/", viewport={"width": 390, "height": 800})
    reader.get_by_role("link", name="Se hva som følges opp").click()
    reader.get_by_role("table").get_by_role("link").first.click()
    public_id = reader.url.rstrip("/").split("/")[-1]
    for address in ("/om/", "/resultater/", f"/resultater/{public_id}/", "/resultater/data/", "/resultater/omrader/"):
        for dark in (False, True):
            looked = browser.new_page(
                bypass_csp=True, color_scheme="dark" if dark else "light", viewport={"width": 390, "height": 800}
            )
            looked.goto(f"{site}{address}")
            sound(looked)
            looked.close()

    marte = sign_in(LEAD)
    at = f"{site}/publisering/{public_id}/"
    marte.goto(at)
    sound(marte)
    marte.get_by_text("Rett det som er publisert").click()
    says(marte, "Sett opp en ny utgave", "Et punkt skal holdes tilbake.")
    sound(marte)
    marte.get_by_role("link", name="Skriv i utkastet").click()
    marte.get_by_label("Hva vil dere si om resultatet?").fill("Prisen var 500 kr per plagg.")
    marte.get_by_role("button", name="Lagre").click()
    assert marte.get_by_text("Priser og beløp publiseres aldri").first.is_visible()
    sound(marte)
    marte.get_by_label("Hva vil dere si om resultatet?").fill("Vi har sett på rekrutteringen en gang til.")
    marte.get_by_role("button", name="Lagre").click()
    marte.get_by_role("link", name="Endre", exact=False).last.click()
    marte.get_by_label("Hold det tilbake med hjemmel i").select_option("fvl-13-1-2")
    marte.get_by_label("Hvorfor holdes det tilbake?").fill("Det røper en forretningshemmelighet.")
    sound(marte)
    marte.get_by_role("button", name="Lagre").click()
    assert marte.get_by_text("1 punkt er ikke omtalt").is_visible()
    marte.get_by_role("button", name="Vis leverandøren").click()

    vera = sign_in(SUPPLIES, width=390)
    vera.goto(at)
    sound(vera)
    assert vera.get_by_text("1 punkt er ikke omtalt").is_visible()
    assert not vera.get_by_text("Det røper en forretningshemmelighet.").is_visible()
    says(vera, "Send svaret", "Vi betaler tilbake etter planen.")

    marte.goto(at)
    says(marte, "Send til sekretariatet", WHY)
    siri = sign_in(SECRETARIAT)
    siri.goto(f"{site}/publisering/")
    sound(siri)
    siri.goto(at)
    sound(siri)
    says(siri, "Publiser", WHY)

    # Somebody who has not been there: a browser may keep a page that it has read for some minutes.
    reader = stranger(browser, site, f"/resultater/{public_id}/")
    assert reader.get_by_text("Vi betaler tilbake etter planen.").is_visible()
    assert reader.get_by_text("utgave 2").first.is_visible()
    reader.goto(f"{site}/resultater/{public_id}/utgave/1/")
    assert reader.get_by_text("Denne utgaven er rettet").is_visible()
    told = json.loads(reader.request.get(f"{site}/resultater/data/resultater.json").text())
    assert [row["version"] for row in told["results"] if row["id"] == public_id] == [2]
    assert public_id in reader.request.get(f"{site}/resultater/data/resultater.csv").text()

    siri.goto(at)
    siri.get_by_text("Trekk det som er publisert").click()
    says(siri, "Trekk det", "Rapporten det bygde på, er trukket.")
    reader = stranger(browser, site, f"/resultater/{public_id}/")
    assert reader.get_by_text("Dette resultatet er trukket").is_visible()
    assert not reader.get_by_text("Vi betaler tilbake etter planen.").is_visible()
    vera.goto(at)
    sound(vera)
