"""A team plans its year, writes a plan for the supplier that comes first, and announces it; others then see it."""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def sound(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_first_in_the_list_is_planned_and_announced(sign_in: SignIn) -> None:
    eli = sign_in("eli@statsbygg.example")
    eli.goto("/saker/")
    sound(eli)
    with turning(eli):
        eli.get_by_role("link", name="Planlegg året").first.click()
    sound(eli)
    supplier = eli.locator("table tbody th a").first.inner_text()
    with turning(eli):
        eli.get_by_role("link", name="Planlegg", exact=True).first.click()
    assert f"Følg opp {supplier}" in eli.locator("h1").inner_text()
    sound(eli)
    eli.get_by_label("Møte").check()
    with turning(eli):
        eli.get_by_role("button", name="Lagre planen").click()
    assert "Ingen andre vet om den før dere varsler." in eli.locator("main").inner_text()
    sound(eli)

    amir = sign_in("amir@statsbygg.example", width=390, dark=True)
    answer = amir.goto(eli.url)
    assert answer is not None
    assert answer.status == 404

    with turning(eli):
        eli.get_by_role("button", name="Varsle oppfølgingen").click()
    assert "Varslet" in eli.locator("main").inner_text()
    amir.goto(eli.url)
    assert supplier in amir.locator("h1").inner_text()
    assert amir.get_by_role("button", name="Avlys oppfølgingen").count() == 0
    sound(amir)
    with turning(eli):
        eli.goto("/saker/")
    assert supplier in eli.locator("main").inner_text()
    sound(eli)


@pytest.mark.parametrize("language", ["nn", "en"])
def test_no_barrier_in_the_other_languages(sign_in: SignIn, language: str) -> None:
    page = sign_in("eli@statsbygg.example", width=390, language=language)
    page.goto("/saker/")
    sound(page)
    with turning(page):
        page.locator("main a[href^='/saker/plan/']").first.click()
    sound(page)
