"""The map of areas that are published, as a page that other sites may show within theirs: no script, no cookie, and
all of it in one answer, since a frame without an origin gets nothing more from us but the looks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from csp.constants import NONE, SELF
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from aktsom.findings.models import PublicArea
from aktsom.findings.queries.public_results import areas_told
from aktsom.web.base.jinja import country_name
from aktsom.web.public import words
from aktsom.web.public.open_pages import open_page, show

WORLD = Path(__file__).parents[1] / "static" / "world.svg"
FRAMED_BY_ANYBODY = {
    "default-src": [NONE],
    "style-src": [SELF],
    "font-src": [SELF],
    "img-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": ["*"],
}
NOBODY = None  # an open page is asked for by nobody
FEW, SOME = 5, 20  # places, by which a country is drawn the darker


@dataclass(frozen=True, slots=True)
class Country:
    """`shape` is its piece of the map, empty where the map has none."""

    code: str
    name: str
    places: int
    groups: tuple[str, ...]
    shape: Markup

    @property
    def depth(self) -> str:
        return "few" if self.places < FEW else "some" if self.places < SOME else "many"


def countries(areas: Iterable[PublicArea]) -> list[Country]:
    """The places of all groups together, most first."""
    by_code: dict[str, list[PublicArea]] = {}
    for row in areas:
        by_code.setdefault(row.country, []).append(row)
    found = [
        Country(
            code,
            country_name(code),
            sum(row.places for row in rows),
            tuple(sorted({words.area(row.group_id) for row in rows})),
            _world()[1].get(code, Markup()),
        )
        for code, rows in by_code.items()
    ]
    return sorted(found, key=lambda one: (-one.places, one.name))


@open_page
@require_safe
def framed(request: HttpRequest) -> HttpResponse:
    told = areas_told(NOBODY)
    context = {
        "countries": countries(told),
        "land": _world()[0],
        "published_on": max((row.published_at for row in told), default=None),
    }
    response = show(request, "public/map.html", context)
    response._csp_config = FRAMED_BY_ANYBODY  # type: ignore[attr-defined]  # read by the policy
    response.xframe_options_exempt = True
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@cache
def _world() -> tuple[Markup, dict[str, Markup]]:
    """(all land, each country's own piece), as our own file has them."""
    text = WORLD.read_text(encoding="utf-8")
    pieces = re.findall(r'<(path|circle)(?: id="(\w\w)")?( [^>]*?)/>', text)
    drawn = {code: _piece(kind, rest) for kind, code, rest in pieces if code}
    return Markup().join(_piece(kind, rest) for kind, _code, rest in pieces if kind == "path"), drawn


def _piece(kind: str, rest: str) -> Markup:
    return Markup(f"<{kind}{rest}/>")  # noqa: S704  nobody else's words are in the file
