"""A stranger goes through the open pages: nothing follows, nothing bars, and the map stands in another site's frame."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
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
  const here = document.activeElement, look = getComputedStyle(here), been = "been" in here.dataset;
  const ring = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0;
  here.dataset.been = "";
  return [here === document.body || been, ring || look.boxShadow !== "none"];
}"""


def goes_by_keyboard(page: Page) -> None:
    """From the top through all of it by Tab alone, seeing where one is, and round again."""
    stops = page.locator("a[href]:visible, button:visible, input:visible, select:visible, summary:visible").count()
    page.evaluate("document.activeElement.blur()")
    for number in range(stops + 20):
        page.keyboard.press("Tab")
        outside, seen = page.evaluate(STOPS)
        if outside:
            assert number >= stops - 1, page.evaluate("document.activeElement.outerHTML")
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


@contextmanager
def another_site(body: str) -> Iterator[str]:
    """Of another origin, on a port of its own."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Nothing: the test's own output is enough."""

    server = HTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_the_map_stands_in_the_frame_of_another_site(site: str, browser: Browser) -> None:
    frames = "".join(
        f'<iframe sandbox="allow-popups" width="420" height="320" src="{site}{address}"></iframe>'
        for address in ("/resultater/omrader/kart/?sprak=en", "/resultater/omrader/?sprak=en")
    )
    page = browser.new_page()
    with another_site(f"<!doctype html>{frames}") as address:
        page.goto(address)
        shown, barred = page.frames[1:]
        # A sandboxed frame runs nothing, so it is asked through the page around it alone.
        page.frame_locator("iframe >> nth=0").get_by_role("heading", name="Where raw materials come from").wait_for()
        assert shown.url.endswith("/resultater/omrader/kart/?sprak=en")
        assert not page.frame_locator("iframe >> nth=1").get_by_role("heading").count()
        assert barred.url.startswith("chrome-error:")
    page.close()
