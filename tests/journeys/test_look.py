"""The parts that pages are composed from, in a real browser, before any page uses them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route
from tools.styleguide import WEB, pages

from tests.journeys.conftest import violations

pytestmark = pytest.mark.journey

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'"
)
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
Look = Callable[..., Page]


@pytest.fixture
def look(browser: Browser) -> Iterator[Look]:
    """A function that opens the guide at a width and in a theme, under the platform's policy and without a server."""
    contexts = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("http://look.test/").split("#")[0]
        if path.startswith("static/"):
            file = WEB / path
            route.fulfill(body=file.read_bytes(), content_type=TYPES[Path(path).suffix])
        else:
            headers = {"Content-Security-Policy": STRICT, "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(body=pages("auto")[path or "index.html"], headers=headers)

    def go(name: str = "index.html", *, width: int = 1440, dark: bool = False, bypass: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", bypass_csp=bypass
        )
        contexts.append(context)
        page = context.new_page()
        page.route("**/*", answer)
        page.goto(f"http://look.test/{name}")
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_part_is_barred_to_anybody(look: Look, width: int, dark: bool) -> None:
    assert violations(look(width=width, dark=dark)) == []


@pytest.mark.parametrize("name", ["404.html", "500.html"])
def test_no_error_page_is_barred_to_anybody(look: Look, name: str) -> None:
    assert violations(look(name)) == []


def test_nothing_has_to_be_scrolled_sideways(look: Look) -> None:
    """320 px is what 1280 px become at 400 per cent (WCAG 1.4.10)."""
    page = look()
    too_wide = []
    for width in [1440, 1024, 901, 768, 390, 320]:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            too_wide.append(width)
    assert too_wide == []


def test_the_policy_of_the_platform_blocks_nothing_the_parts_need(look: Look) -> None:
    page = look(bypass=False)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.reload()
    assert said == []


def test_slash_leads_to_the_search_field_and_escape_closes_the_menu(look: Look) -> None:
    page = look(bypass=False)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.click(".menu > summary")
    page.keyboard.press("Escape")
    assert page.evaluate("[document.querySelector('.menu').open, document.activeElement.tagName]") == [False, "SUMMARY"]


def test_a_form_with_errors_starts_at_what_must_be_mended(look: Look) -> None:
    page = look(bypass=False)
    assert page.evaluate("document.activeElement.className") == "ds-error-summary"
