"""How long a session lasts: `session_age` at most, and `session_idle` after the last request.

The moment of the last request stands in a signed cookie and not in the database: a page that only reads must not wait
for a register that is being written. Missing or made up, the moment of sign-in counts instead.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from aktsom.core.soft_writes import write_if_free
from aktsom.members.actions.signing_in import note_seen, note_use
from aktsom.members.sign_in_limits import lasts

BEGAN = "signed_in_at"
COOKIE = settings.SEEN_COOKIE_NAME
AFRESH = timedelta(minutes=5)  # how old the noted moment may grow before it is noted anew
WARNED = timedelta(minutes=3)  # ahead of the end, so that a person finds the way back (WCAG 2.2, criterion 2.2.1)


@dataclass(frozen=True, slots=True)
class Warned:
    """When a page has to speak. `idle`: seconds without a request after which it asks whether somebody is there.
    `ends`: the moment, in seconds since 1970, from which it tells that the session ends whatever is done, after `hours`
    in all; a moment, so that the same page is the same each time it is answered."""

    idle: int
    ends: int
    hours: int


def begin(request: HttpRequest, now: datetime) -> None:
    request.session[BEGAN] = now.timestamp()


class SessionLimitsMiddleware:
    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.session.session_key or not request.user.is_authenticated:
            return self.respond(request)
        now, person_id = timezone.now(), request.user.pk
        began = datetime.fromtimestamp(float(request.session.get(BEGAN, 0)), tz=now.tzinfo)
        seen = max(began, self._seen(request) or began)
        if ended_by := over(now, began, seen):
            request.ended_by = ended_by  # type: ignore[attr-defined]  # for the sign-in journal
            logout(request)
            return self.respond(request)
        request.warned = warned(began)  # type: ignore[attr-defined]  # for the frame of the page
        response = self.respond(request)
        # Nothing stays behind on a shared machine when the person has signed out.
        response.headers.setdefault("Cache-Control", "no-store")
        if request.user.is_authenticated and request.session.session_key:
            self._note(request, response, now, seen, person_id)
        return response

    @staticmethod
    def _seen(request: HttpRequest) -> datetime | None:
        said = request.COOKIES.get(COOKIE)
        if not said:
            return None
        try:
            moment = _signer(request).unsign(said)
            return datetime.fromtimestamp(float(moment), tz=timezone.get_current_timezone())
        except (BadSignature, ValueError, OverflowError):
            return None

    @staticmethod
    def _note(request: HttpRequest, response: HttpResponse, now: datetime, seen: datetime, person_id: int) -> None:
        """In the cookie at the first request and then each five minutes; for the lists of sessions and of roles in use
        only as often, and only if nobody else is writing."""
        if COOKIE in request.COOKIES and now - seen < AFRESH:
            return
        response.set_cookie(
            COOKIE,
            _signer(request).sign(str(now.timestamp())),
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
        if now - seen >= AFRESH:
            write_if_free(lambda: _write(str(request.session.session_key), now, seen, person_id))


def _write(session_key: str, now: datetime, seen: datetime, person_id: int) -> None:
    note_seen(at=now, session_key=session_key)
    if timezone.localdate(seen) != timezone.localdate(now):
        note_use(at=now, person_id=person_id)


def over(now: datetime, began: datetime, seen: datetime) -> str:
    """Why the session is over; empty while it lasts."""
    if now - began > lasts("session_age"):
        return "age"
    if now - seen > lasts("session_idle"):
        return "idle"
    return ""


def warned(began: datetime) -> Warned:
    """The moment of the last request is noted each `AFRESH` only, so the session may end as much earlier."""
    idle = lasts("session_idle") - AFRESH - WARNED
    ends = began + lasts("session_age") - WARNED
    hours = round(lasts("session_age") / timedelta(hours=1))
    return Warned(int(idle.total_seconds()), int(ends.timestamp()), hours)


def _signer(request: HttpRequest) -> Signer:
    """For this sign-in alone, so that the cookie of another one does not count; the key of the session may change."""
    return Signer(salt=f"seen-{request.user.pk}-{request.session.get(BEGAN, 0)}")
