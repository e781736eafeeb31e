"""A team announces a follow-up and asks the supplier; the first person there sets up a log-in by the link in the letter
and lands on what is asked."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
ADDRESS = "kari@forste-svar.example"
ANSWERED_FOR = ("Nordhav", "Lomseth")  # the suppliers of the demo that have people of their own


def sound(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def link_in(mail_folder: Path, address: str) -> str:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        for path in sorted(mail_folder.glob("*"), reverse=True) if mail_folder.exists() else []:
            text = path.read_text(errors="replace").replace("=\n", "")
            if f"To: {address}" in text and (found := re.search(r"(/virksomhet/invitasjon/[\w-]+/)", text)):
                return found[1]
        time.sleep(0.3)
    raise AssertionError("no letter")


def test_from_the_plan_to_the_first_answer(sign_in: SignIn, site: str, browser: Browser, mail_folder: Path) -> None:
    marte = sign_in("marte@sykehus.example")
    marte.goto("/saker/")
    with turning(marte):
        marte.locator("main a[href^='/saker/plan/']").first.click()
    rows = marte.locator("table").first.locator("tbody tr")
    wanted = next(
        row
        for row in rows.all()
        if row.locator("td").nth(2).inner_text().strip() not in ("", "0")
        and not any(name in row.inner_text() for name in ANSWERED_FOR)
    )
    with turning(marte):
        wanted.get_by_role("link", name="Planlegg", exact=True).click()
    with turning(marte):
        marte.get_by_role("button", name="Lagre planen").click()
    assert "Varsle oppfølgingen først" in marte.locator("main").inner_text()
    with turning(marte):
        marte.get_by_role("button", name="Varsle oppfølgingen").click()
    sound(marte)
    with turning(marte):
        marte.get_by_role("link", name="Spør om egenrapport").first.click()
    assert "Slik blir brevet" in marte.locator("main").inner_text()
    sound(marte)
    first = marte.get_by_label("E-postadresse", exact=True)
    marte.get_by_label("Navn", exact=True).fill("Kari Nordmann")
    first.fill(ADDRESS)
    marte.get_by_label("Jeg vet at denne personen").check()
    with turning(marte):
        marte.get_by_role("button", name="Spør leverandøren").click()
    assert ADDRESS in marte.locator("main").inner_text()
    sound(marte)

    context = browser.new_context(base_url=site, viewport={"width": 390, "height": 844}, locale="nb", bypass_csp=True)
    context.add_cookies([{"name": "language", "value": "nb", "url": site}])
    kari = context.new_page()
    kari.goto(link_in(mail_folder, ADDRESS))
    assert "Dette spørres dere om" in kari.locator("main").inner_text()
    sound(kari)
    kari.get_by_label("Et passord").check() if kari.get_by_label("Et passord").count() else None
    kari.locator("input[name=password]").fill("en lang setning som huskes")
    with turning(kari):
        kari.get_by_role("button", name="Ta imot").click()
    assert re.search(r"/svar/srp-\w+/$", kari.url)
    sound(kari)
    with turning(kari):
        kari.goto("/")
    assert "Egenrapport om menneskerettigheter" in kari.locator("main").inner_text()
    sound(kari)
    context.close()
