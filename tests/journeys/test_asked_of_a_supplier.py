"""Two members ask a supplier the same thing; it meets both in one list on a phone, and answers. Two suppliers that the
matching did not point at are said to be one, and parted again."""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
ONE, OTHER = "Fasadegrep AS", "Fargevold Malermestre AS"


def _checked(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _ask(page: Page, supplier: str, words: str) -> None:
    page.goto(f"/kjede/bak/{supplier}/spor/")
    page.get_by_label("Melding til leverandøren").fill(words)
    with turning(page):
        page.get_by_role("button", name="Spør leverandøren").click()
    again = page.get_by_label("Be om et nytt svar")
    if again.count():  # it answered before, and is asked anew on purpose
        again.check()
        assert page.get_by_label("Melding til leverandøren").input_value() == words
        with turning(page):
            page.get_by_role("button", name="Spør leverandøren").click()
    page.wait_for_url(f"**/kjede/bak/{supplier}/")


def test_two_members_questions_in_one_list_on_a_phone(sign_in: SignIn) -> None:
    astrid = sign_in("astrid@lomseth.example", width=390)
    astrid.goto("/kjede/")
    supplier = astrid.url.rstrip("/").rpartition("/")[2]
    _ask(sign_in("ingrid@oslo.example"), supplier, "Hvor er stoffet vevd?")
    marte = sign_in("marte@sykehus.example")
    _ask(marte, supplier, "Og hvor er bomullen dyrket?")

    astrid.goto("/")
    _checked(astrid)
    row = astrid.locator("li.request").filter(has_text="Fortell hvor varene kommer fra").first
    text = row.inner_text()
    for words in ("Oslo kommune og Sykehusinnkjøp HF spør.", "Hvor er stoffet vevd?", "Og hvor er bomullen dyrket?"):
        assert words in text
    assert "Leses av" in text
    assert "Hvem kan kundene skrive til?" in astrid.locator("main").inner_text()
    with turning(astrid):
        row.get_by_role("link", name="Svar").last.click()
    _checked(astrid)
    with turning(astrid):
        astrid.get_by_role("link", name="Se over og send").click()
    with turning(astrid):
        astrid.get_by_role("button", name="Send inn").click()
    astrid.goto("/")
    answered = astrid.locator("section").filter(has=astrid.get_by_role("heading", name="Besvart"))
    assert "Fortell hvor varene kommer fra" in answered.inner_text()
    waiting = astrid.locator("section").filter(has=astrid.get_by_role("heading", name="Venter på svar fra dere"))
    assert "Fortell hvor varene kommer fra" not in waiting.inner_text()
    _checked(astrid)

    marte.goto(f"/leverandorer/{supplier}/")
    assert "Besvart" in marte.locator("section[aria-labelledby=asked]").inner_text()
    _checked(marte)


def test_two_suppliers_are_pointed_at_as_one_and_parted_again(sign_in: SignIn) -> None:
    siri = sign_in("siri@sekretariatet.example")
    siri.goto(f"/sok/?q={ONE.split(maxsplit=1)[0]}")
    with turning(siri):
        siri.locator("main").get_by_role("link", name=ONE).first.click()
    with turning(siri):
        siri.get_by_role("link", name="Samme selskap som en annen?").click()
    _checked(siri)
    siri.get_by_label("Navn eller organisasjonsnummer").fill("fargevold")
    with turning(siri):
        siri.locator("main").get_by_role("button", name="Søk").click()
    _checked(siri)
    with turning(siri):
        siri.locator("ul.hits").get_by_role("link", name=OTHER).click()
    text = siri.locator("main").inner_text()
    assert ONE in text
    assert OTHER in text
    _checked(siri)
    siri.get_by_label("Hva bygger du det på?").fill("De sier det selv på nettsidene")
    with turning(siri):
        siri.get_by_role("button", name="Ja, de er samme selskap").click()
    assert "De to er nå ett selskap." in siri.locator("main").inner_text()
    written = siri.locator("section[aria-labelledby=written]")
    assert ONE in written.inner_text()
    assert OTHER in written.inner_text()
    _checked(siri)
    with turning(siri):
        siri.get_by_role("link", name="Se hvorfor, og del dem igjen").click()
    newest = siri.locator(".judged > li").first
    assert "De sier det selv på nettsidene" in newest.inner_text()
    newest.locator("summary").click()
    newest.locator("input[name=reason]").fill("Det var en annen")
    with turning(siri):
        newest.get_by_role("button", name="Angre avgjørelsen").click()
    assert "de to er to igjen" in siri.locator("main").inner_text()
    siri.goto(f"/sok/?q={ONE.split(maxsplit=1)[0]}")
    with turning(siri):
        siri.locator("main").get_by_role("link", name=ONE).first.click()
    assert OTHER not in siri.locator("main").inner_text()


@pytest.mark.parametrize(("width", "language"), [(1440, "nn"), (390, "en")])
def test_no_barrier_in_the_suppliers_list_in_the_dark(sign_in: SignIn, width: int, language: str) -> None:
    for email in ("nora@nordhav.example", "nils@lomseth.example"):
        page = sign_in(email, width=width, language=language, dark=True)
        page.goto("/")
        _checked(page)
