"""No trace of who opens the public form: before anything else sees the request, all that tells who or from where is
taken out of it, and nothing goes back that a browser would keep.

What is left for throttling is a digest under a key that lives for minutes in this process's memory and is then thrown
away (`meter`). Since no cookie comes in, nobody is signed in here, and a form sent by another site on somebody's behalf
can do no more than that site could do itself; browsers that say that another site sends it are refused all the same.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from aktsom.web.concerns.meter import METER
from aktsom.web.concerns.quiet_log import FAULTS, PREFIX

LARGEST = 400_000  # bytes: all answers at their longest, in a script of three bytes a letter, signed
FORM = "application/x-www-form-urlencoded"
_TELLS = (
    "REMOTE_ADDR", "REMOTE_HOST", "REMOTE_PORT", "REMOTE_USER", "HTTP_COOKIE", "HTTP_USER_AGENT", "HTTP_REFERER",
    "HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT", "HTTP_VIA",
    "HTTP_AUTHORIZATION", "HTTP_X_REQUEST_ID", "HTTP_X_CORRELATION_ID", "HTTP_CF_CONNECTING_IP", "HTTP_TRUE_CLIENT_IP",
)  # fmt: skip
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
Respond = Callable[[HttpRequest], HttpResponse]


class ConcernRequest(HttpRequest):
    """`place`: where it came from, as a digest that means nothing in ten minutes' time."""

    place: bytes


class WithoutTraceMiddleware:
    """Stands before sessions, languages and everything else that looks at who asks."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        FAULTS.tell_before(timezone.localdate())
        if not request.path.startswith(PREFIX):
            return self.respond(request)
        request.place = METER.place_of(address_of(request.META))  # type: ignore[attr-defined]  # our own
        for name in _TELLS:
            request.META.pop(name, None)
        request.__dict__.pop("COOKIES", None)  # read anew from what is left
        response = self._refused(request) or self.respond(request)
        response._has_been_logged = True  # type: ignore[attr-defined]  # so that Django writes no line of what it refused
        response.cookies.clear()
        for name, value in _HEADERS.items():
            response.headers[name] = value
        response.headers.pop("Vary", None)
        return response

    @staticmethod
    def _refused(request: HttpRequest) -> HttpResponse | None:
        """Before a file of it is laid on disk. In English and plain: no page of ours sends such."""
        if request.method != "POST":
            return None
        size = request.META.get("CONTENT_LENGTH") or ""
        if not size.isdigit() or int(size) > LARGEST:
            return HttpResponse("This is too large. Nothing was kept.", status=413, content_type="text/plain")
        if request.content_type != FORM:
            words = "We take no pictures or files: they can hold hidden facts about you. Nothing was kept."
            return HttpResponse(words, status=415, content_type="text/plain")
        if _sent_by_another(request):
            return HttpResponse("This form was sent by another site. Nothing was kept.", status=403,
                                content_type="text/plain")  # fmt: skip
        return None


def _sent_by_another(request: HttpRequest) -> bool:
    """A browser that keeps our policy says «null» for where it comes from; older ones say nothing of either."""
    site = request.headers.get("Sec-Fetch-Site", "none")
    origin = request.headers.get("Origin", "null")
    ours = {"null", f"https://{request.get_host()}", f"http://{request.get_host()}"}
    return site not in {"same-origin", "none"} or origin not in ours


def address_of(meta: dict[str, Any]) -> str:
    """As sign-in has it: what the outermost of our own proxies saw."""
    proxies: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    seen = [part.strip() for part in str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",") if part.strip()]
    if proxies and len(seen) >= proxies:
        return seen[-proxies]
    return str(meta.get("REMOTE_ADDR", ""))
