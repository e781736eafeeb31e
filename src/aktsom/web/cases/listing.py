"""The list of cases."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from aktsom.findings.permissions.signals import takes_in
from aktsom.follow_up.queries.beginning import teams_of
from aktsom.follow_up.queries.cases import cases as all_cases
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.cases import words
from aktsom.web.cases.board import boards_of
from aktsom.web.teams.words import group_namer


@takes_part
@require_safe
def cases(request: SignedInRequest) -> HttpResponse:
    context = {
        "cases": all_cases(request.actor, timezone.localdate()),
        "boards": boards_of(request.actor),
        "teams": teams_of(request.actor),
        "group_name": group_namer(),
        "states": words.STATES,
        "by_whom": words.by_whom,
        "takes_in": takes_in(request.actor) is None,
    }
    return render(request, "cases/list.html", context)
