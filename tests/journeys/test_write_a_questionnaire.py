"""The secretariat writes a new edition of the simplified form; another there reads and publishes it, and a supplier
reads what it will be asked."""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
WRITER, READER, SUPPLIER = "siri@sekretariatet.example", "sol@sekretariatet.example", "nora@nordhav.example"


def sound(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def main(page: Page) -> str:
    return page.locator("main").inner_text()


def test_one_writes_an_edition_and_another_publishes_it(sign_in: SignIn) -> None:
    siri = sign_in(WRITER)
    siri.goto("/katalog/")
    with turning(siri):
        siri.get_by_role("link", name="Skjemaene for egenrapport").click()
    sound(siri)
    with turning(siri):
        siri.get_by_role("button", name="Lag utkast til ny utgave: Forenklet skjema").click()
    sound(siri)
    draft = siri.url
    with turning(siri):
        siri.get_by_role("link", name="Nytt spørsmål", exact=True).click()
    sound(siri)

    # Half a question is kept and says what it lacks.
    siri.get_by_label("Kode").fill("S-9.1")
    siri.get_by_label("Spørsmålet på bokmål").fill("Hvem hos dere svarer på spørsmål om kjeden?")
    siri.get_by_label("Slags svar").select_option("text")
    siri.get_by_label("Spørres bare når").fill("hvis det passer")
    with turning(siri):
        siri.get_by_role("button", name="Lagre spørsmålet").click()
    assert "Vilkåret kan ikke leses" in main(siri)
    assert siri.get_by_label("Spørsmålet på bokmål").input_value().startswith("Hvem hos dere")
    sound(siri)
    siri.get_by_label("Spørres bare når").fill("")
    with turning(siri):
        siri.get_by_role("button", name="Lagre spørsmålet").click()
    assert "Spørsmålet mangler tekst på bokmål, nynorsk eller engelsk." in main(siri)
    assert siri.get_by_role("button", name="Send til gjennomlesing").get_attribute("aria-disabled") == "true"
    sound(siri)

    with turning(siri):
        siri.get_by_role("link", name="Endre S-9.1").click()
    siri.get_by_label("Spørsmålet på nynorsk").fill("Kven hos dykk svarar på spørsmål om kjeda?")
    siri.get_by_label("Spørsmålet på engelsk").fill("Who answers questions about your chain?")
    siri.get_by_role("group", name="Hvilke punkter i vilkårene").get_by_label("3.1").check()
    with turning(siri):
        siri.get_by_role("button", name="Lagre spørsmålet").click()
    with turning(siri):
        siri.get_by_role("button", name="Flytt S-9.1 opp").click()
    siri.get_by_label("Hva er nytt?").fill("Ett nytt spørsmål om hvem vi spør.")
    with turning(siri):
        siri.get_by_role("button", name="Send til gjennomlesing").click()
    assert siri.get_by_role("button", name="Publiser utgaven").get_attribute("aria-disabled") == "true"
    assert "En annen må lese og publisere den." in main(siri)
    sound(siri)

    sol = sign_in(READER, width=390, dark=True)
    sol.goto(draft)
    with turning(sol):
        sol.get_by_role("link", name="Hva utgaven endrer").click()
    assert "1 nytt spørsmål" in main(sol)
    sound(sol)
    sol.goto(draft)
    sound(sol)
    with turning(sol):
        sol.get_by_role("button", name="Publiser utgaven").click()
    assert "Utgaven er publisert." in main(sol)
    sound(sol)

    nora = sign_in(SUPPLIER, width=390)
    for language, text in (("nb", "Hvem hos dere svarer"), ("nn", "Kven hos dykk svarar"), ("en", "Who answers")):
        nora.goto(f"{draft}slik-leverandoren-ser-det/?sprak={language}")
        assert text in main(nora)
    sound(nora)


@pytest.mark.parametrize("language", ["nn", "en"])
def test_no_barrier_in_the_other_languages(sign_in: SignIn, language: str) -> None:
    page = sign_in("ingrid@oslo.example", width=320, language=language)
    page.goto("/skjemaer/")
    sound(page)
    with turning(page):
        page.locator("main .lead a").first.click()
    sound(page)
