"""A request for access is answered: what is suggested is decided, the supplier has been asked, the letter is made and
noted as sent; and a case is taken out for the archive and checked."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from aktsom.records.rules.manifest import check
from tests.journeys.conftest import SignIn, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
OWNER, SUPPLIES = "guri@sykehus.example", "vera@tindholt.example"
WHY = "Navnet på fabrikken er en forretningshemmelighet, resten er åpent."


def sound(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_the_supplier_asked_to_the_answer_sent(site: str, sign_in: SignIn, tmp_path: Path) -> None:
    vera = sign_in(SUPPLIES)
    vera.goto(f"{site}/")
    vera.get_by_role("link", name="Kan et dokument gis ut?").first.click()
    sound(vera)
    vera.get_by_label("Ja, alt").check()
    vera.get_by_role("button", name="Send svaret").click()
    vera.get_by_text("Takk. Svaret er gitt").wait_for()

    guri = sign_in(OWNER)
    guri.goto(f"{site}/innsyn/")
    sound(guri)
    guri.get_by_role("table", name="Krav som ikke er besvart").get_by_role("link").first.click()
    sound(guri)
    at = guri.url
    documents = guri.get_by_role("table", name="Dokumentene, og hva som gjøres").get_by_role("rowheader")
    for number in range(documents.count()):
        guri.goto(at)
        documents.nth(number).get_by_role("link").click()
        sound(guri)
        for held in guri.get_by_label("Hold tilbake", exact=True).all():
            held.check()
        guri.get_by_role("button", name="Lagre stedene").click()
        guri.get_by_text("Lagret.", exact=True).wait_for()
        if guri.get_by_text("Vi fant ingenting å foreslå").count():
            guri.get_by_label("Gis ut", exact=True).check()
            guri.get_by_role("button", name="Avgjør", exact=True).click()
    guri.goto(at)
    guri.get_by_role("link", name="Skriv svaret").click()
    sound(guri)
    guri.get_by_label("Begrunnelse").fill(WHY)
    guri.get_by_role("button", name="Lag brevet").click()
    sound(guri)
    guri.get_by_role("button", name="Svaret er sendt").click()
    guri.get_by_text("Besvart", exact=True).first.wait_for()

    guri.goto(f"{site}/arkiv/")
    sound(guri)
    guri.get_by_role("row").filter(has_text="/118").get_by_role("link").click()
    sound(guri)
    guri.get_by_role("button", name="Ta ut saken").click()
    download = guri.get_by_role("link", name="Last ned")
    download.wait_for(timeout=60_000)
    sound(guri)
    with guri.expect_download() as fetched:
        download.click()
    fetched.value.save_as(tmp_path / "sak.zip")
    found = check(tmp_path / "sak.zip")
    assert found.problems == ()
    assert found.files > 10
