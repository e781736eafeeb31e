"""One follow-up as the supplier reads it: what waits for it, and its part of the story."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from aktsom.core.actor import Actor
from aktsom.findings.queries.inquiries import asked_meanwhile
from aktsom.findings.queries.story import found_story
from aktsom.follow_up.queries.supplier_story import story_to_supplier
from aktsom.sanctions.queries.followed import Followed, followed_in
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.cases.story import SHOWN, Event, newest_first, told_to_supplier
from aktsom.web.findings.story import events as found_events
from aktsom.web.followed.words import name_of, who
from aktsom.web.home.requests import requests_to
from aktsom.web.home.views import SHOWN as ROWS
from aktsom.web.inquiries.story import asked
from aktsom.web.letters.story import events as letters
from aktsom.web.publications.story import events as published
from aktsom.web.steps.story import events as moved


@signed_in
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    actor, found = request.actor, followed_in(request.actor, public_id)
    story = newest_first(_events(actor, found))
    mine = [row for row in requests_to(actor, timezone.localdate()) if _is_of(row.follow_up, row.decision, found)]
    context = {
        "one": found,
        "who": who(found),
        "name": name_of(found),
        "waiting": [row for row in mine if row.open],
        "answered": [row for row in mine if not row.open],
        "story": story[:SHOWN],
        "rest": story[SHOWN:],
        "shown": ROWS,
    }
    return render(request, "followed/one.html", context)


def _is_of(follow_up: int | None, decision: int | None, found: Followed) -> bool:
    return follow_up == found.pk or decision in found.decisions


def _events(actor: Actor, found: Followed) -> list[Event]:
    who_else = who(found)
    return [
        *(told_to_supplier(each, found.supplier, who_else) for each in story_to_supplier(actor, found.pk)),
        *found_events(found_story(actor, found.pk), to_supplier=True),
        *moved(actor, found.pk, to_supplier=True),
        *letters(actor, found.pk, to_supplier=True),
        *published(actor, found.pk, to_supplier=True),
        *_asked(actor, found),
    ]


def _asked(actor: Actor, found: Followed) -> list[Event]:
    """Inquiries in which it has been asked meanwhile. That others are alerted is not told to it."""
    return [
        event
        for row in asked_meanwhile(actor, found.company_id, found.since, found.until)
        if row.asked_at is not None
        for event in asked(row, reverse("inquiries_branch", kwargs={"public_id": row.public_id}), "")
    ]
