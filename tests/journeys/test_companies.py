"""A bankruptcy met at home, a contact written down, a likeness to a list judged and taken back; without barriers."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def test_a_bankruptcy_leads_from_home_to_the_supplier_and_a_contact(sign_in: SignIn) -> None:
    page = sign_in("ingrid@oslo.example")
    page.goto("/")
    with turning(page):
        page.get_by_role("link", name="Se leverandøren").first.click()
    page.get_by_role("heading", name="Sterilvarden A/S").wait_for()
    expect(page.get_by_text("Leverandøren er slått konkurs")).to_be_visible()
    with turning(page):
        page.get_by_role("link", name="Legg til en kontakt").click()
    page.get_by_label("Navn").fill("Randi Boe")
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("E-post").fill("randi@boet.example")
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text("Randi Boe")).to_be_visible()


def test_a_likeness_is_judged_and_taken_back(sign_in: SignIn) -> None:
    page = sign_in("siri@sekretariatet.example")
    page.goto("/leverandorer/lister/")
    with turning(page):
        page.get_by_role("link", name="Tindholt Tekstil AS").click()
    page.get_by_label("Nei, to ulike").check()
    page.get_by_label("Hva bygger du det på?").fill("Et annet selskap i Moss")
    with turning(page):
        page.get_by_role("button", name="Lagre vurderingen").click()
    page.get_by_text("Vurderingen er lagret.").wait_for()
    with turning(page):
        page.get_by_role("link", name="Vurdert som ulike").click()
    with turning(page):
        page.get_by_role("link", name="Tindholt Tekstil AS").click()
    with turning(page):
        page.get_by_role("button", name="Ta vurderingen tilbake").click()
    expect(page.get_by_text("Likheten venter igjen.")).to_be_visible()


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_no_barrier_on_the_pages_of_companies(sign_in: SignIn, width: int, dark: bool) -> None:
    page = sign_in("ingrid@oslo.example", width=width, dark=dark)
    page.goto("/sok/?q=Nordhav")
    href = page.locator("a[href^='/leverandorer/sup-']").first.get_attribute("href")
    assert href
    found = []
    for path in (href, f"{href}opplysninger/", f"{href}kontakt/"):
        page.goto(path)
        if path.endswith("opplysninger/"):
            for heading in page.locator("details > summary").all():
                heading.click()
        found += [f"{path}: {line}" for line in violations(page)]
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [f"{path}: {wider} px wider than the screen"] if wider > 0 else []
    page = sign_in("siri@sekretariatet.example", width=width, dark=dark)
    page.goto("/leverandorer/lister/")
    found += violations(page)
    with turning(page):
        page.locator("table a").first.click()
    found += violations(page)
    page = sign_in("nora@nordhav.example", width=width, dark=dark)
    page.goto("/")
    with turning(page):
        page.get_by_role("link", name="Kontaktperson og redegjørelse").click()
    found += violations(page)
    assert found == []
