"""The few files that browsers and search engines ask for at the root."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static


def robots(_request: HttpRequest) -> HttpResponse:
    """Nothing here is for search engines: all of it stands behind sign-in."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


def favicon(_request: HttpRequest) -> HttpResponse:
    return redirect(static("favicon.svg"), permanent=False)
