"""A buyer takes requirements that fit the risk into a tender, sees what a team can, and gathers its letters."""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def sound(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_chosen_kept_and_told_of(sign_in: SignIn, width: int, dark: bool) -> None:
    page = sign_in("ingrid@oslo.example", width=width, dark=dark)
    page.goto("/krav/")
    sound(page)
    with turning(page):
        page.get_by_role("button", name="Se forslag").click()
    page.get_by_label("Egenrapport for produktene som pekes ut", exact=True).check()
    sound(page)
    with turning(page):
        page.get_by_role("button", name="Ta vare på valget").click()
    assert page.get_by_text("Valget er tatt vare på.").is_visible()
    sound(page)
    for path in ("/klausuler/sammenlign/", "/klausuler/na/", "/kompetanse/", "/kompetanse/gruppene/"):
        page.goto(path)
        sound(page)
    page.goto("/beskjeder/valg/")
    group = page.get_by_role("group", name="Funn og tiltaksplaner")
    group.get_by_label("Samlet, hver mandag").check()
    with turning(page):
        page.get_by_role("button", name="Lagre").click()
    assert group.get_by_label("Samlet, hver mandag").is_checked()
    sound(page)
    page.goto("/beskjeder/")
    sound(page)
