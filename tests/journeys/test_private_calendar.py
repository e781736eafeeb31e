"""A private address for one's own calendar: made, fetched without a log-in, renewed and deleted."""

import pytest
from playwright.sync_api import Browser, Page

from tests.interop.calendar.reading import read
from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def sound(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def fetched(browser: Browser, address: str) -> tuple[int, bytes]:
    stranger = browser.new_context()
    answer = stranger.request.get(address)
    found = (answer.status, answer.body())
    assert stranger.cookies() == []
    stranger.close()
    return found


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_it_is_made_fetched_renewed_and_deleted(sign_in: SignIn, browser: Browser, width: int, dark: bool) -> None:
    page = sign_in("frida@flo.example", width=width, dark=dark)
    page.goto("/konto/")
    with turning(page):
        page.get_by_role("link", name="Kalenderen min").click()
    sound(page)
    with turning(page):
        page.get_by_role("button", name="Lag en privat adresse").click()
    sound(page)
    first = page.get_by_label("Adressen til kalenderen").input_value()
    status, told = fetched(browser, first)
    assert status == 200
    assert any(one.name == "VEVENT" for one in read(told).inner)

    page.get_by_role("button", name="Lag en ny adresse").click()
    sound(page)
    with turning(page):
        page.get_by_role("button", name="Lag ny adresse").click()
    second = page.get_by_label("Adressen til kalenderen").input_value()
    assert [fetched(browser, one)[0] for one in (first, second)] == [404, 200]

    page.get_by_role("button", name="Slett adressen").first.click()
    with turning(page):
        page.get_by_role("dialog").get_by_role("button", name="Slett adressen").click()
    assert fetched(browser, second) == fetched(browser, first)
    assert fetched(browser, second)[0] == 404
    sound(page)
