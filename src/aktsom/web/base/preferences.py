"""Language and theme: kept in cookies, switched by a small form, back to the page one came from."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from aktsom.web.base.page import THEMES

A_YEAR = 365 * 24 * 60 * 60


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    return _remember(
        request,
        settings.LANGUAGE_COOKIE_NAME,
        request.POST.get("language", ""),
        [code for code, _ in settings.LANGUAGES],
    )


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    return _remember(request, "theme", request.POST.get("theme", ""), list(THEMES))


def _remember(request: HttpRequest, cookie: str, value: str, known: list[str]) -> HttpResponse:
    """An unknown value changes nothing; a way back that leads to another host is not followed."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if value in known:
        response.set_cookie(cookie, value, max_age=A_YEAR, samesite="Lax", secure=settings.HTTPS, httponly=True)
    return response
