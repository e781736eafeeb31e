"""With the keyboard alone: what has the focus is in sight, marked, not behind what stands still on the screen, and is
let go again; and nothing is lost when text is set wider."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import SignIn
from tests.journeys.test_open_pages import WIDER

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
PAGES = ("/", "/avtaler/", "/kategorier/", "/saker/", "/effekt/", "/effekt/innsats/", "/kunnskap/", "/kompetanse/",
         "/beskjeder/valg/", "/grupper/", "/konto/")  # fmt: skip
MOST = 500  # stops on a page
# Whether any of five points of what has the focus is in sight, and whether it is marked; dates mark the part one is in.
HERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect();
  const drawn = (shape) => shape.outlineStyle !== "none" || shape.boxShadow !== "none";
  const points = [[.5, .5], [.05, .1], [.95, .1], [.05, .9], [.95, .9]];
  const seen = points.some(([x, y]) => {
    const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    if (!top) return false;
    const around = top.contains(one) && !top.matches("header, nav");
    return one.contains(top) || around || top.closest("label")?.control === one;
  });
  const field = one.closest(".ds-field") ?? one; // a box is marked with its label, as one
  const marked = drawn(getComputedStyle(one)) || drawn(getComputedStyle(field)) || one.type === "date";
  return { name: `${one.tagName} ${one.id} ${(one.innerText || "").slice(0, 40)}`, seen, marked };
}"""


# What reaches beyond the side of the page, if one would have to scroll it sideways.
BEYOND = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth)
  .map((one) => `${one.tagName} ${one.className} ${(one.innerText || "").slice(0, 40)}`)"""


def stops(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for _stop in range(MOST):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None:
            return found
        found.append(here)
    raise AssertionError("no way out of the page by Tab")


def set_wider(page: Page) -> None:
    """In a way that the policy of the platform, which lets no style in, does not stop."""
    page.evaluate(
        "(text) => { const added = new CSSStyleSheet(); added.replaceSync(text);"
        " document.adoptedStyleSheets = [added]; }",
        WIDER,
    )


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("who", ["marte@sykehus.example", "siri@sekretariatet.example"])
def test_what_has_the_focus_is_in_sight(sign_in: SignIn, who: str, width: int) -> None:
    page = sign_in(who, width=width)
    for path in PAGES:
        page.goto(path)
        found = stops(page)
        assert len(found) > 10, path
        assert [one["name"] for one in found if not (one["seen"] and one["marked"])] == [], path
        set_wider(page)
        assert page.evaluate(BEYOND) == [], path
