"""A supplier answers on a phone with a line that comes and goes: nothing is lost, colleagues share the work, and an
approver hands in what those who asked then read."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def sound(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_the_inbox_to_the_receipt(sign_in: SignIn) -> None:
    nils = sign_in("nils@lomseth.example", width=390)
    with turning(nils):
        nils.locator("main a[href^='/svar/srp-']").first.click()
    address = nils.url
    assert "Hvem leser svaret" in nils.locator("main").inner_text()
    sound(nils)
    with turning(nils):
        nils.get_by_role("link", name="Forankring").click()
    sound(nils)
    saved = nils.locator("#lagring")

    responsible = nils.locator("[name='F-1.7:value'][value='yes']")
    responsible.check()
    expect(saved).to_have_text("Alt er lagret.", timeout=15_000)

    # The line is gone: what is written waits, survives the page being opened anew, and is sent when it is back.
    text = nils.locator("[id='q-F-1.4-value']")
    nils.context.set_offline(True)
    text.fill("Innkjøpssjefen, nå med et helt årsverk.")
    expect(saved).to_contain_text("Uten nett", timeout=15_000)
    nils.context.set_offline(False)
    expect(saved).to_have_text("Alt er lagret.", timeout=20_000)
    nils.route("**/svar/F-1.4/", lambda route: route.abort())
    text.fill("Innkjøpssjefen, med to årsverk.")
    expect(saved).to_contain_text("Uten nett", timeout=15_000)
    nils.reload()
    expect(nils.locator("[id='q-F-1.4-value']")).to_have_value("Innkjøpssjefen, med to årsverk.")
    nils.unroute("**/svar/F-1.4/")
    expect(saved).to_have_text("Alt er lagret.", timeout=20_000)
    nils.reload()
    expect(nils.locator("[id='q-F-1.4-value']")).to_have_value("Innkjøpssjefen, med to årsverk.")

    # A question that hangs on another comes when it is asked, without the page being sent.
    level = nils.locator("[id='F-1.2b']")
    expect(level).to_be_visible()
    nils.locator("[name='F-1.1:value'][value='no']").check()
    expect(level).to_be_hidden(timeout=15_000)
    nils.locator("[name='F-1.1:value'][value='yes']").check()
    expect(level).to_be_visible(timeout=15_000)

    # A colleague writes in the same answer: both stand until one is chosen.
    astrid = sign_in("astrid@lomseth.example")
    astrid.goto(address)
    assert "spørsmål er gitt til deg" in astrid.locator("main").inner_text()
    sound(astrid)
    astrid.goto(nils.url)
    astrid.locator("[id='q-F-1.4-value']").fill("Astrid skrev dette.")
    expect(astrid.locator("#lagring")).to_have_text("Alt er lagret.", timeout=15_000)
    nils.locator("[id='q-F-1.4-value']").fill("Nils skrev dette.")
    mine = nils.get_by_role("button", name="Behold mitt")
    expect(mine).to_be_visible(timeout=15_000)
    assert "Astrid skrev dette." in nils.locator("main").inner_text()
    mine.click()
    expect(saved).to_have_text("Alt er lagret.", timeout=15_000)

    for code in ("F-2.1", "F-3.1", "F-4.1", "F-5.1", "F-6.1"):
        with turning(nils):
            nils.goto(f"{address}steg/2.{code[2]}/")
        nils.locator(f"[name='{code}:value'][value='{'no' if code == 'F-6.1' else 'yes'}']").check()
        expect(nils.locator("#lagring")).to_have_text("Alt er lagret.", timeout=15_000)
    nils.goto(f"{address}se-over/")
    assert "Den som godkjenner for leverandøren, må sende inn." in nils.locator("main").inner_text()
    sound(nils)

    astrid.goto(f"{address}se-over/")
    assert "1 nei må rettes" in astrid.locator("main").inner_text()
    sound(astrid)
    astrid.get_by_label("Navn og stilling").fill("Astrid Lomseth, daglig leder")
    with turning(astrid):
        astrid.get_by_role("button", name="Send inn").click()
    assert re.search(r"/svar/srp-\w+/sendt/1/$", astrid.url)
    assert "Nils skrev dette." in astrid.locator("main").inner_text()
    sound(astrid)

    marte = sign_in("marte@sykehus.example", dark=True)
    marte.goto(astrid.url)
    shown = marte.locator("main").inner_text()
    assert "Nils skrev dette." in shown
    assert "et brudd som skal rettes" in shown
    sound(marte)


@pytest.mark.parametrize("language", ["nn", "en"])
def test_no_barrier_in_the_other_languages(sign_in: SignIn, language: str) -> None:
    page = sign_in("nora@nordhav.example", width=390, language=language)
    page.goto("/")
    sound(page)
