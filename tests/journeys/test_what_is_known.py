"""A search finds guidance by a misspelt word; a question is asked where nothing was found, answered, and accepted."""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def sound(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_a_search_to_an_answer_that_helped(sign_in: SignIn) -> None:
    ingrid = sign_in("ingrid@oslo.example")
    ingrid.goto("/")
    ingrid.keyboard.press("/")
    ingrid.keyboard.type("spineri")
    with turning(ingrid):
        ingrid.keyboard.press("Enter")
    assert "Arbeidsklær og tekstiler: dette ser vi etter" in ingrid.locator("main").inner_text()
    sound(ingrid)
    ingrid.goto("/sok/?q=tepperenseri")
    with turning(ingrid):
        ingrid.get_by_role("link", name="Spør de andre medlemmene").click()
    assert ingrid.get_by_label("Spørsmålet på én linje").input_value() == "tepperenseri"
    ingrid.get_by_label("Spørsmålet på én linje").fill("Hvem kjenner et tepperenseri?")
    ingrid.get_by_label("Spørsmålet", exact=True).fill("Vi skal kjøpe rens av tepper.")
    with turning(ingrid):
        ingrid.get_by_role("button", name="Still spørsmålet").click()
    sound(ingrid)
    address = ingrid.url

    marte = sign_in("marte@sykehus.example")
    marte.goto(address)
    marte.get_by_label("Svaret på én linje").fill("Spør om kjemikaliene")
    marte.get_by_label("Svaret", exact=True).fill("Be om listen over løsemidler.")
    with turning(marte):
        marte.get_by_role("button", name="Send svaret").click()
    assert "Be om listen over løsemidler." in marte.locator("main").inner_text()
    sound(marte)

    ingrid.goto(address)
    with turning(ingrid):
        ingrid.get_by_role("button", name="Dette hjalp").click()
    assert "Dette hjalp den som spurte" in ingrid.locator("main").inner_text()
    sound(ingrid)
