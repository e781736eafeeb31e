"""The pages that say what we do: how to say from, what is kept of people, and how accessible the pages are."""

from collections import Counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from aktsom.web.concerns.texts import languages
from aktsom.web.public import notices
from aktsom.web.public.open_pages import open_page, show


@open_page
@require_safe
def say_from(request: HttpRequest) -> HttpResponse:
    return show(request, "public/say_from.html", {"spoken": languages().values()})


@open_page
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    kept = [(id_, notices.AUDIENCES[id_], rows) for id_, rows in notices.kept_of_people().items() if rows]
    return show(request, "public/privacy.html", {"kept": kept, "bases": notices.bases().values(), **run_by()})


@open_page
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    rows = notices.criteria()
    counted = Counter(row.code for row in rows)
    context = {
        "rows": rows,
        "counted": [(*notices.STANDINGS[code], counted[code]) for code in notices.STANDINGS if counted[code]],
        "short": [row for row in rows if row.code in ("partly", "not")],
        "unchecked": counted["unchecked"],
        "checked_on": max(row.checked_on for row in rows),
        **run_by(),
    }
    return show(request, "public/accessibility.html", context)


def run_by() -> dict[str, str]:
    """Who runs the place and where they are reached; both empty until they have said so."""
    return {"run_by": settings.RUN_BY, "contact": settings.CONTACT}
