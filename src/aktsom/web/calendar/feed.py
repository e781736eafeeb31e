"""The calendar itself, fetched by programs: no cookie, no sign-in, only the secret in the address."""

from datetime import datetime

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.core.once import remembering
from aktsom.follow_up.queries.calendar import Holder, holder_of
from aktsom.interop.calendar.writing import CONTENT_TYPE, written
from aktsom.members.actions.calendar import note_fetched
from aktsom.members.limits import limit
from aktsom.sharing.wall import behind
from aktsom.web.calendar.holding import event, held, span

# An address that opens by itself is kept out of caches, of search engines and of where the next page is told from.
KEPT_OUT = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    holder = holder_of(secret)
    answer = _of(request, holder) if holder else _nothing()
    for name, value in KEPT_OUT.items():
        answer.headers[name] = value
    return answer


def _nothing() -> HttpResponse:
    """For programs, and the same whatever is wrong with the address."""
    return HttpResponse(_("Ingen kalender har denne adressen."), content_type="text/plain; charset=utf-8", status=404)


def _of(request: HttpRequest, holder: Holder) -> HttpResponse:
    if not _within_limits(request, holder):
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    language = holder.language or settings.LANGUAGE_CODE
    now = timezone.now()
    first, last = span(today := timezone.localdate(now))
    with translation.override(language), remembering(), behind(holder.actor):
        events = [event(one) for one in held(holder.actor, today, first, last)]
        text = written(events, name="Aktsom", language=language, at=_morning(now))
        note_fetched(at=now, link=holder.link)
    return HttpResponse(
        text,
        content_type=f"{CONTENT_TYPE}; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="aktsom.ics"', "Content-Language": language},
    )


def _morning(now: datetime) -> datetime:
    """What has not changed is told alike all day, so that a calendar does not take it for news at each fetch."""
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def _within_limits(request: HttpRequest, holder: Holder) -> bool:
    """By the address itself: those who fetch for many people, such as mail services, come from one place."""
    rates = {"calendar": f"{limit('calendar_fetches_a_minute')}/m/key"}
    key = holder.link.public_id
    return bool(ratelimit.consume(request, app="aktsom", action="calendar", key=key, config=rates, limit_get=True))
