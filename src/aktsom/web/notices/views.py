"""The pages of notices: a person's own and nobody else's."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aktsom.members.actions.notices import choose_rhythms, mark_all_read, mark_read
from aktsom.members.letter_topics import Topic, topics
from aktsom.members.queries.notices import notices_of, topics_for
from aktsom.members.states import Rhythm
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.days import is_sensible


@signed_in
@require_safe
def came(request: SignedInRequest) -> HttpResponse:
    unread_only = request.GET.get("vis") == "uleste"
    found = notices_of(request.actor, unread_only=unread_only, before=_moment(request.GET.get("for", "")))
    said = {"vis": "uleste"} if unread_only else {}
    older = urlencode({**said, "for": found.next_before.isoformat()}) if found.next_before else ""
    language = translation.get_language() or "nb"
    context: dict[str, Any] = {
        "rows": found.rows,
        "unread": found.unread,
        "unread_only": unread_only,
        "topics": {code: topic.name[language] for code, topic in topics().items()},
        "older": f"{reverse('notices_list')}?{older}" if older else "",
        "until": found.rows[0].came_at.isoformat() if found.rows else "",
    }
    return render(request, "notices/list.html", context)


@signed_in
@require_POST
def open_one(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Read from now on, and led to where it is answered."""
    found = mark_read(by=request.actor, at=timezone.now(), public_id=public_id)
    return redirect(found.page or "notices_list")


@signed_in
@require_POST
def read_all(request: SignedInRequest) -> HttpResponse:
    until = _moment(request.POST.get("until", ""))
    if until is not None:
        mark_all_read(by=request.actor, at=timezone.now(), until=until)
    return redirect("notices_list")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: SignedInRequest) -> HttpResponse:
    shown = topics_for(request.actor)
    if request.method == "POST":
        wanted = _wanted(request, [topic for topic, _now in shown if not topic.is_fixed])
        changed = choose_rhythms(by=request.actor, at=timezone.now(), rhythms=wanted)
        text = ngettext("%(num)s valg er endret.", "%(num)s valg er endret.", changed) % {"num": changed}
        messages.success(request, text if changed else _("Alt er som det var."))
        return redirect("notices_choices")
    context = {"topics": shown, "rhythms": rhythm_words(), "language": translation.get_language() or "nb"}
    return render(request, "notices/choices.html", context)


def _wanted(request: SignedInRequest, open_: list[Topic]) -> dict[str, Rhythm]:
    """What the form does not say is left as it is; what is no rhythm too."""
    said = {topic.code: request.POST.get(topic.code, "") for topic in open_}
    return {code: Rhythm(rhythm) for code, rhythm in said.items() if rhythm in list(Rhythm)}


def rhythm_words() -> dict[Rhythm, str]:
    return {
        Rhythm.AT_ONCE: _("Med en gang"),
        Rhythm.DAILY: _("Samlet, hver dag"),
        Rhythm.WEEKLY: _("Samlet, hver mandag"),
        Rhythm.NEVER: _("Ikke på e-post"),
    }


def _moment(text: str) -> datetime | None:
    """None for what is no moment that can be meant: at the ends of the calendar there is none in every time zone."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    if found is None or not is_sensible(found.date()):
        return None
    return found if timezone.is_aware(found) else timezone.make_aware(found)
