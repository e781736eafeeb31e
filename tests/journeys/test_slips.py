"""Slips of a tired hand: a button pressed twice, two tabs with the same form."""

import pytest

from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def test_a_button_pressed_twice_sends_once(sign_in: SignIn) -> None:
    page = sign_in("jonas@bergen.example")
    page.goto("/notater/nytt/")
    page.locator("input[name=title]").fill("Presset to ganger")
    page.locator("textarea[name=text]").fill("Det tredje stedet er ikke navngitt.")
    sent = []

    def slowly(route) -> None:
        sent.append(route.request)
        page.wait_for_timeout(300)
        route.continue_()

    page.route("**/notater/nytt/", slowly)
    page.evaluate(
        """() => {
          const press = [...document.querySelectorAll("main form button")].at(-1);
          press.click();
          setTimeout(() => press.click(), 100);
        }"""
    )
    page.wait_for_url("**/notater/not-*/")
    page.unroute("**/notater/nytt/")
    page.goto("/notater/")
    assert len(sent) == 1
    assert page.get_by_role("link", name="Presset to ganger").count() == 1


def test_the_older_of_two_tabs_gives_back_what_was_written(sign_in: SignIn) -> None:
    page = sign_in("jonas@bergen.example", width=390)
    page.goto("/notater/")
    with turning(page):
        page.get_by_role("link", name="Første svar om produksjonssteder").click()
    with turning(page):
        page.get_by_role("link", name="Endre notatet").click()
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("input[name=title]").fill("Første svar om produksjonssteder og lager")
    other.get_by_role("button", name="Lagre").click()
    other.wait_for_url("**/notater/not-*/")

    form = page.url
    page.locator("input[name=title]").fill("Første svar om alle produksjonssteder")
    page.get_by_role("button", name="Lagre").click()
    page.get_by_role("heading", name="Noen kom deg i forkjøpet").wait_for()
    assert page.locator("textarea").input_value() == "Første svar om alle produksjonssteder"
    assert violations(page) == []
    page.get_by_role("link", name="Se den nye utgaven").click()
    page.wait_for_url(form)
    assert page.locator("input[name=title]").input_value() == "Første svar om produksjonssteder og lager"
    page.locator("input[name=title]").fill("Første svar om produksjonssteder")  # as it was, for the other journeys
    page.get_by_role("button", name="Lagre").click()
    page.wait_for_url("**/notater/not-*/")
