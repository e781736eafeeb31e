"""How an open page is answered: as if nobody was signed in, with no cookie, and so that anybody may keep it a while."""

import hashlib
from collections.abc import Callable, Mapping
from functools import wraps
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import get_conditional_response

from aktsom.core.errors import NotVisible

OPEN = ("/resultater/", "/om/", "/robots.txt", "/sitemap.xml", "/.well-known/security.txt")
LANGUAGES = (("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English"))
KEPT = 300  # seconds that others may keep a page: a withdrawal is seen by all after that
Respond = Callable[[HttpRequest], HttpResponse]


class OpenPagesMiddleware:
    """Stands outside the session. What a browser says of who it is never comes in, so a page of ours is the same for
    everybody, and no cookie goes out."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(OPEN):
            return self.respond(request)
        request.META.pop("HTTP_COOKIE", None)
        response = self.respond(request)
        response.cookies.clear()
        response.headers["Vary"] = "Accept-Language"
        return response


def open_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """In the language of the address (`?sprak=nn`), else the browser's. What is not there is told on an open page."""

    @wraps(view)
    def answered(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponseBase:
        asked = request.GET.get("sprak", "")
        known = {code for code, _name in settings.LANGUAGES}
        language = asked if asked in known else (translation.get_language() or "nb")
        request.chosen_language = asked if asked in known else ""  # type: ignore[attr-defined]  # our own
        with translation.override(language):
            try:
                response = view(request, *args, **kwargs)
            except NotVisible:
                response = show(request, "public/none.html", {}, status=404)
            response.headers["Content-Language"] = language
        return _kept(request, response)

    return answered


def _kept(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    if response.status_code != 200:
        response.headers["Cache-Control"] = "no-store" if response.status_code >= 400 else f"public, max-age={KEPT}"
        return response
    response.headers["Cache-Control"] = f"public, max-age={KEPT}"
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    return cast(HttpResponseBase, get_conditional_response(request, etag=etag, response=response))


def show(request: HttpRequest, template: str, context: Mapping[str, object], status: int = 200) -> HttpResponse:
    """`suffix` goes on links to other open pages, so that a chosen language stays chosen."""
    chosen = getattr(request, "chosen_language", "")
    told = {
        "language": translation.get_language() or "nb",
        "suffix": f"?sprak={chosen}" if chosen else "",
        "languages": _languages(request),
        "site": site(request),
        # A list that is searched in, or one page of many, is not a page of its own to those who search the web.
        "own_address": request.path if status == 200 and set(request.GET) <= {"sprak"} else "",
    }
    return render(request, template, {**told, **context}, status=status)


def site(request: HttpRequest) -> str:
    """What addresses begin with that are used from elsewhere."""
    return settings.SITE or request.build_absolute_uri("/")[:-1]


def _languages(request: HttpRequest) -> list[tuple[str, str, str]]:
    """(code, name, this page in it)."""
    query = request.GET.copy()
    found = []
    for code, name in LANGUAGES:
        query["sprak"] = code
        found.append((code, name, f"{request.path}?{query.urlencode()}"))
    return found
