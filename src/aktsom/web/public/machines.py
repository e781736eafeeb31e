"""For programs that go through the web: what they may read, where the pages are, and whom to tell of holes."""

from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from aktsom.core.errors import NotVisible
from aktsom.effects.queries.public_figures import editions
from aktsom.findings.queries.public_results import standing_results
from aktsom.web.public.open_pages import LANGUAGES, open_page, site

NOBODY = None
PAGES = (
    "public_start", "public_list", "public_who", "public_figures", "public_areas", "public_data", "public_say_from",
    "public_privacy", "public_accessibility",
)  # fmt: skip
MOST = 10_000  # results in one sitemap: the format takes 50 000 addresses
ROBOTS = """User-agent: *
Disallow: /
Allow: /om/
Allow: /resultater/
Allow: /si-fra/
Allow: /static/

Sitemap: {site}/sitemap.xml
"""


@open_page
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS.format(site=site(request)), content_type="text/plain; charset=utf-8")


@open_page
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Each page once, with where it is in each language."""
    found: list[tuple[str, str]] = [(reverse(name), "") for name in PAGES]
    found += [(reverse("public_figures_year", kwargs={"year": row.year}), "") for row in editions(NOBODY)]
    found += [
        (reverse("public_result", kwargs={"page": row.page}), timezone.localdate(row.published_at).isoformat())
        for row in standing_results(NOBODY)[:MOST]
    ]
    context = {"pages": found, "site": site(request), "languages": LANGUAGES}
    return render(request, "public/sitemap.xml", context, content_type="application/xml; charset=utf-8")


@open_page
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Not there until somebody has said whom to tell."""
    if not settings.SECURITY_CONTACT:
        raise NotVisible
    said = settings.SECURITY_CONTACT
    contact = f"mailto:{said}" if "@" in said and ":" not in said else said
    lines = [
        f"Contact: {contact}",
        f"Expires: {_expires(timezone.localdate()).isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: nb, nn, en",
        f"Canonical: {site(request)}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _expires(today: date) -> datetime:
    """Half a year on from the month's first day, so that the answer is the same for a month."""
    return datetime.combine(today.replace(day=1) + timedelta(days=182), time(), UTC)
