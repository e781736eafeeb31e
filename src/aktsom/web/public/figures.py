"""Who follows up what, and what it has come to: the open pages of teams and of figures."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from aktsom.effects.queries.public_figures import editions, editions_of, figures_of
from aktsom.findings.queries.public_results import standing_results
from aktsom.findings.rules.colour import Colour
from aktsom.teams.queries.told_to_all import teams_told
from aktsom.web.findings.words import COLOUR_MARKS, COLOURS
from aktsom.web.public import figure_words, words
from aktsom.web.public.open_pages import open_page, show

NOBODY = None  # an open page is asked for by nobody


@open_page
@require_safe
def who(request: HttpRequest) -> HttpResponse:
    rows = sorted(((words.area(row.group_id), row) for row in teams_told(NOBODY)), key=lambda each: each[0])
    return show(request, "public/who.html", {"rows": rows, "told_on": max((r.told_on for _, r in rows), default=None)})


@open_page
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    years = [row.year for row in editions(NOBODY)]
    return _figures(request, years[0] if years else None, 0)


@open_page
@require_safe
def edition(request: HttpRequest, year: int, number: int = 0) -> HttpResponse:
    return _figures(request, year, number)


def _figures(request: HttpRequest, year: int | None, number: int) -> HttpResponse:
    """The newest edition of the year where no number is asked for."""
    rows = editions_of(NOBODY, year) if year is not None else []
    found = next((row for row in rows if number in (0, row.number)), None)
    if year is not None and found is None:
        return show(request, "public/none.html", {}, status=404)
    counted = Counter(row.colour for row in standing_results(NOBODY).only("colour"))
    context = {
        "edition": found,
        "editions": rows,
        "years": [row.year for row in editions(NOBODY)],
        "shown": [figure_words.shown(one) for one in figures_of(found)] if found else [],
        "colours": [(COLOUR_MARKS[one], COLOURS[one], counted[one.value]) for one in Colour if counted[one.value]],
        "published": sum(counted.values()),
    }
    return show(request, "public/figures.html", context)
