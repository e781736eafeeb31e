"""The list of cases."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from aktsom.findings.permissions.signals import takes_in
from aktsom.findings.queries.board import open_in
from aktsom.findings.queries.colours import colours_now
from aktsom.follow_up.queries.beginning import teams_of
from aktsom.follow_up.queries.cases import cases as all_cases
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.cases import words
from aktsom.web.cases.board import boards_of
from aktsom.web.findings import words as finding_words
from aktsom.web.teams.words import group_namer


@takes_part
@require_safe
def cases(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    found = all_cases(request.actor, today)
    left = open_in(request.actor, [case.follow_up for case in found.ended], today)
    shown = [case.follow_up for case in (*found.ours, *found.for_us, *found.others, *found.ended)]
    context = {
        "cases": found,
        "left": left,
        "unsettled": [case for case in found.ended if case.follow_up.pk in left],
        "ended": [case for case in found.ended if case.follow_up.pk not in left],
        "today": today,
        "colours": colours_now(request.actor, shown),
        "finding_words": finding_words,
        "boards": boards_of(request.actor),
        "teams": teams_of(request.actor),
        "group_name": group_namer(),
        "states": words.STATES,
        "by_whom": words.by_whom,
        "takes_in": takes_in(request.actor) is None,
    }
    return render(request, "cases/list.html", context)
