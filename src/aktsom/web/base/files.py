"""The few files that browsers and search engines ask for at the root."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static

from aktsom.web.public.open_pages import OPEN


def robots(_request: HttpRequest) -> HttpResponse:
    """What is published is for everybody; all else stands behind sign-in and is nothing for search engines."""
    allowed = "".join(f"Allow: {start}\n" for start in OPEN)
    return HttpResponse(f"User-agent: *\n{allowed}Disallow: /\n", content_type="text/plain")


def favicon(_request: HttpRequest) -> HttpResponse:
    return redirect(static("favicon.svg"), permanent=False)
