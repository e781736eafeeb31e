"""A stranger goes through the open pages: nothing follows, nothing bars, and the map stands in another site's frame."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.journeys.conftest import violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
PAGES = (
    "/om/", "/om/hvem/", "/om/tall/", "/om/si-fra/", "/om/personvern/", "/om/tilgjengelighet/", "/resultater/omrader/",
    "/resultater/omrader/kart/", "/resultater/data/",
)  # fmt: skip
# As WCAG 1.4.12 has it: nothing may be lost when text is set this wide.
WIDER = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
    "p { margin-bottom: 2em !important; }"
)
STOPS = """() => {
  const here = document.activeElement, look = getComputedStyle(here);
  const ring = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0;
  return [here === document.body, ring || look.boxShadow !== "none"];
}"""


def goes_by_keyboard(page: Page) -> None:
    """From the top to the end by Tab alone, seeing where one is, and out again."""
    stops = page.locator("a[href], button, input, select, textarea, summary").count()
    page.evaluate("document.activeElement.blur()")
    for _ in range(stops + 2):
        page.keyboard.press("Tab")
        outside, seen = page.evaluate(STOPS)
        if outside:
            return
        assert seen, page.evaluate("document.activeElement.outerHTML")
    raise AssertionError("no way out of the page by Tab")


def test_a_stranger_reads_all_open_pages(site: str, browser: Browser) -> None:
    asked: set[str] = set()
    for width, dark, language in ((390, True, "nn"), (1280, False, "en")):
        context = browser.new_context(
            bypass_csp=True, color_scheme="dark" if dark else "light", viewport={"width": width, "height": 800}
        )

        def note(request: Request) -> None:
            asked.add(urlsplit(request.url).netloc)

        context.on("request", note)
        page = context.new_page()
        for address in PAGES:
            page.goto(f"{site}{address}?sprak={language}")
            assert violations(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
            if width == 390:
                goes_by_keyboard(page)
                page.add_style_tag(content=WIDER)
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert context.cookies() == []
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        context.close()
    assert asked == {urlsplit(site).netloc}


def test_the_map_stands_in_the_frame_of_another_site(site: str, browser: Browser) -> None:
    page = browser.new_page()
    frames = "".join(
        f'<iframe sandbox="allow-popups" width="420" height="320" src="{site}{address}"></iframe>'
        for address in ("/resultater/omrader/kart/?sprak=en", "/resultater/omrader/?sprak=en")
    )
    page.route("http://other.test/", lambda route: route.fulfill(content_type="text/html", body=frames))
    page.goto("http://other.test/")
    shown, barred = page.frames[1], page.frames[2]
    shown.get_by_role("heading", name="Where raw materials come from").wait_for()
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert shown.evaluate("getComputedStyle(document.querySelector('main')).display") == "flex"  # the looks came too
    assert barred.get_by_role("heading").count() == 0
    page.close()
