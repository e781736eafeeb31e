"""The open pages: what is followed up, one result, the open data, and what Aktsom is."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from aktsom.findings.models import PublicArea, PublicResult
from aktsom.findings.queries.public_results import (
    areas_told,
    colours_told,
    found_results,
    groups_told,
    result,
    standing_results,
)
from aktsom.findings.rules.published import FIELDS, PublicFields
from aktsom.terms.queries import term_sets
from aktsom.web.findings.words import COLOURS
from aktsom.web.public import words
from aktsom.web.public.map_page import countries
from aktsom.web.public.open_pages import open_page, show, site

ON_A_PAGE = 50
NOBODY = None  # an open page is asked for by nobody


@open_page
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    latest = list(standing_results(NOBODY)[:3])
    return show(request, "public/start.html", {"latest": [_line(row) for row in latest]})


@open_page
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    asked = {name: request.GET.get(name, "").strip()[:100] for name in ("q", "omrade", "farge")}
    rows = found_results(NOBODY, words=asked["q"], group_id=asked["omrade"], colour=asked["farge"])
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("side"))
    query = request.GET.copy()
    query.pop("side", None)
    context = {
        "page_of": page,
        "rows": [_line(row) for row in page.object_list],
        "asked": asked,
        "areas": sorted((words.area(id_), id_) for id_ in groups_told(NOBODY)),
        "colours": [(colour.value, COLOURS[colour]) for colour in colours_told()],
        "query": query.urlencode(),
        "searched": any(asked.values()),
    }
    return show(request, "public/list.html", context)


def _line(row: PublicResult) -> dict[str, object]:
    told = PublicFields.read(row.content)
    return {"row": row, "shown": words.shown(told, row.language), "on": told.audited_on}


@open_page
@require_safe
def one(request: HttpRequest, page: str, number: str = "") -> HttpResponse:
    asked = int(number) if number else None
    found, rows = result(NOBODY, page, asked)
    if found.withdrawn_at is not None:
        response = show(request, "public/withdrawn.html", {"row": found})
        response.headers["X-Robots-Tag"] = "noindex"
        return response
    told = PublicFields.read(found.content)
    context = {
        "row": found,
        "rows": rows,
        "newest": rows[0],
        "fields": [(name, words.FIELD_NAMES[name]) for name in FIELDS],
        "shown": words.shown(told, found.language),
        "told": told,
        "terms": next((one for one in term_sets() if one.code == told.outcome.term_set), None),
    }
    return show(request, "public/one.html", context)


@open_page
@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    """Where raw materials come from: by group, without a place or a company."""
    told = areas_told(NOBODY)
    found: dict[str, list[PublicArea]] = {}
    for row in told:
        found.setdefault(words.area(row.group_id), []).append(row)
    asked = translation.get_language() or "nb"
    address = f"{site(request)}{reverse('public_map')}?sprak={asked}"
    drawn = [
        {"code": one.code, "name": one.name, "text": ", ".join(one.groups), "places": one.places, "depth": one.depth}
        for one in countries(told)
    ]
    return show(
        request, "public/areas.html", {"groups": sorted(found.items()), "countries": drawn, "map_address": address}
    )
