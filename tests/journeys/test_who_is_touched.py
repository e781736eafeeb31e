"""Something is found at a farm: who is touched, asked from any page, with the keyboard alone, on a phone, in three
languages and in the dark; then the chain behind as a picture, and the place itself."""

import os
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import ROOT, SignIn, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
OLGA = "ingrid@oslo.example"


@pytest.fixture(scope="module")
def farms(site: str, site_environment: dict[str, str]) -> str:
    """A chain behind the demo's supplier of gloves; the id of the farms that it begins with."""
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    laid = subprocess.run(
        [sys.executable, "-m", "tests.factories.demo_chain"],
        env=site_environment | {"PYTHONPATH": path},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return laid.stdout.strip()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_asked_from_any_page_with_the_keyboard_alone(sign_in: SignIn, farms: str) -> None:
    page = sign_in(OLGA)
    page.goto("/avtaler/")
    page.keyboard.press("/")
    page.keyboard.type("trang")
    expect(page.locator(".find .suggestions a").first).to_contain_text("Samvirke Trang")
    page.keyboard.press("ArrowDown")
    assert violations(page) == []
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/berort/hva/sted/{farms}/")
    expect(page.locator(".verdict")).to_contain_text("medlemmer er berørt")
    ways = page.locator(".ways li li")
    assert [one.strip() for one in ways.locator("a").all_inner_texts()] == [
        "Samvirke Trang",
        "Rajana Lateks",
        "Lembayung Gloves",
        "Nordhav Medisinsk AS",
    ]
    with page.expect_download() as sheet:
        page.get_by_role("link", name="Last ned som Excel").click()
    assert sheet.value.suggested_filename.endswith(".xlsx")


def test_escape_closes_what_is_offered(sign_in: SignIn, farms: str) -> None:
    page = sign_in(OLGA)
    page.goto("/berort/")
    page.locator("#touched").press_sequentially("natur")
    offers = page.locator("main .suggestions a")
    expect(offers.first).to_contain_text("Naturgummi")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(offers).to_have_count(0)
    assert page.locator("#touched").evaluate("field => field === document.activeElement")


def test_without_script_it_is_a_plain_search(sign_in: SignIn, farms: str) -> None:
    page = sign_in(OLGA)
    page.route("**/*.js", lambda route: route.abort())
    page.goto("/berort/")
    page.locator("#touched").fill("Thailand")
    page.locator("main").get_by_role("button", name="Søk").click()
    page.locator("main").get_by_role("link", name="Thailand").first.click()
    expect(page.locator(".verdict")).to_contain_text("medlemmer er berørt")


def test_the_chain_as_a_picture_is_opened_by_country_and_walked_by_keyboard(sign_in: SignIn, farms: str) -> None:
    page = sign_in(OLGA)
    page.goto(f"/berort/hva/sted/{farms}/")
    page.locator(".ways").get_by_role("link", name="Nordhav Medisinsk AS").click()
    page.get_by_role("link", name="Se kjeden bak").click()
    picture = page.locator(".chain svg")
    expect(picture).to_be_visible()
    assert page.locator(".tree").is_hidden()
    group = picture.get_by_role("link", name="Vietnam, 12 steder: åpne")
    group.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**apne=*")
    expect(picture.get_by_role("link", name="Pakkeri 2", exact=False).first).to_be_visible()
    node = picture.get_by_role("link", name="Rajana Lateks, Songkhla, Thailand, dokumentert: hvem er berørt")
    node.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/berort/hva/sted/**")
    page.get_by_role("link", name="Om stedet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rajana Lateks")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (1440, True), (390, False), (390, True)])
def test_every_page_is_accessible_and_fits(sign_in: SignIn, farms: str, language: str, width: int, dark: bool) -> None:
    page = sign_in(OLGA, width=width, language=language, dark=dark)
    for address in (
        "/berort/",
        "/berort/?q=le",
        f"/berort/hva/sted/{farms}/",
        f"/berort/sted/{farms}/",
        "/berort/kart/",
    ):
        page.goto(address)
        assert violations(page) == [], address
        assert fits(page), address
    page.goto(f"/berort/hva/sted/{farms}/")
    page.goto(str(page.locator(".ways a").last.get_attribute("href")))
    page.goto(str(page.locator(".head a").first.get_attribute("href")))
    assert page.locator(".chain").is_visible() == (width > 900)
    assert page.locator(".tree").is_visible() == (width <= 900)
    assert violations(page) == []
    assert fits(page)
