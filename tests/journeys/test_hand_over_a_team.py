"""The secretariat forms a team; its lead writes a promise and hands the team over; the new lead is bound by it."""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

PROMISE = "Sende et sammendrag av møtet om rekrutteringsavgifter"
GROUP = "vehicles"


def choose(page: Page, name: str, person: str) -> None:
    field = page.locator(f"select[name={name}]")
    field.select_option(value=field.locator("option", has_text=person).first.get_attribute("value"))


def sound(page: Page) -> None:
    page.wait_for_load_state()
    assert violations(page) == []


def form_team(page: Page) -> None:
    page.goto(f"/kategorier/{GROUP}/")
    with turning(page):
        page.get_by_role("link", name="Dann en gruppe").click()
    sound(page)
    choose(page, "lead", "Marte Haugen")
    choose(page, "deputy", "Jonas Lie")
    choose(page, "member_1", "Ingrid Solheim")
    page.locator("select[name=fallback]").select_option(label="Statsbygg")
    with turning(page):
        page.get_by_role("button", name="Dann gruppen").click()
    page.wait_for_url("**/grupper/tea-*/")
    sound(page)


def test_a_promise_goes_with_the_team(sign_in: SignIn) -> None:
    siri = sign_in("siri@sekretariatet.example")
    form_team(siri)
    address = siri.url
    assert "Gruppen er dannet." in siri.locator("main").inner_text()

    marte = sign_in("marte@sykehus.example", width=390)
    marte.goto(address)
    marte.get_by_role("link", name="Skriv opp arbeid eller løfte").click()
    marte.locator("details#nytt summary").click()
    marte.get_by_label("Et løfte til en leverandør eller et medlem").check()
    marte.get_by_label("Hva gjelder det?").fill(PROMISE)
    sound(marte)
    with turning(marte):
        marte.get_by_role("button", name="Skriv opp").click()
    assert PROMISE in marte.locator("main").inner_text()

    # Outside the team one sees that there is a promise, and not what it is.
    siri.goto(address)
    assert "1 løfte" in siri.locator("main").inner_text()
    assert PROMISE not in siri.content()

    # What goes with it stands before the click.
    with turning(marte):
        marte.get_by_role("link", name="Lever over gruppen").click()
    sound(marte)
    assert PROMISE in marte.locator("main").inner_text()
    choose(marte, "person", "Jonas Lie")
    marte.get_by_label("Noe den nye lederen bør vite?").fill("Ring leverandøren før du skriver.")
    with turning(marte):
        marte.get_by_role("button", name="Send overleveringen").click()
    marte.wait_for_url("**/overlevering/**")
    sound(marte)

    jonas = sign_in("jonas@bergen.example", dark=True)
    jonas.goto(address)
    with turning(jonas):
        jonas.get_by_role("link", name="Svar på overleveringen").click()
    sound(jonas)
    text = jonas.locator("main").inner_text()
    assert PROMISE in text
    assert "Ring leverandøren før du skriver." in text
    with turning(jonas):
        jonas.get_by_role("button", name="Ta over gruppen").click()
    jonas.wait_for_url(address)
    sound(jonas)
    text = jonas.locator("main").inner_text()
    assert "Du leder gruppen nå." in text
    assert PROMISE in text
    assert "Bergen kommune, leder (deg)" in text

    # And kept, it stands among what is finished.
    with turning(jonas):
        jonas.get_by_role("button", name="Holdt").click()
    assert "Løftet er holdt." in jonas.locator("main").inner_text()

    barriers(siri, address)


def barriers(page: Page, team: str) -> None:
    """Each page of teams as the secretariat meets it, on a phone too; then the team is closed, as it was before."""
    for width in (1440, 360):
        page.set_viewport_size({"width": width, "height": 900})
        for path in ("/grupper/", "/grupper/ny/", team, f"{team}plasser/", f"{team}rammer/", f"{team}tilstand/"):
            page.goto(path)
            assert violations(page) == [], path
            wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wider) <= 0, f"{path} is wider than {width}"
    page.get_by_role("button", name="Avslutt gruppen", exact=True).click()
    sound(page)  # it asks first
    with turning(page):
        page.get_by_role("button", name="Ja, avslutt gruppen").click()
    page.wait_for_url(team)
    sound(page)
