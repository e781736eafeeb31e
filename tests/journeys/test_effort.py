"""Hours from the page where the work is done to what they come to: written in two clicks, timed, and looked at for
barriers on a phone, in the dark and in another language."""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
MINE = "/effekt/innsats/"


def sound(page: Page, path: str = "") -> None:
    if path:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_hours_are_written_where_the_work_is_done_and_read_with_what_they_rest_on(sign_in: SignIn) -> None:
    marte = sign_in("marte@sykehus.example", width=390)
    marte.goto("/saker/")
    concluded = marte.locator("a", has_text="Tindholt").first.get_attribute("href")  # among those that are over
    marte.goto(concluded or "")
    case = marte.url
    marte.get_by_text("Skriv ned tid", exact=True).click()
    sound(marte)
    with turning(marte):
        marte.get_by_role("button", name="Skriv ned", exact=True).click()
    assert marte.url == case
    with turning(marte):
        marte.get_by_role("button", name="Start tidtaker").click()
    sound(marte, MINE)
    with turning(marte):
        marte.get_by_role("button", name="Stopp og skriv ned").first.click()
    assert marte.get_by_text("er skrevet ned").count() == 1
    with turning(marte):
        marte.get_by_role("link", name="Planlegge").first.click()
    sound(marte)

    guri = sign_in("guri@sykehus.example", dark=True)
    for page in ("", "for/", "spart/", "andeler/"):
        sound(guri, f"{MINE}{page}")
    answer = sign_in("guri@sykehus.example", language="en").goto(f"{MINE}spart/")
    assert answer is not None
    assert "Hours saved" in answer.text()
