"""All category teams, and the categories that nobody follows up."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from aktsom.teams.permissions.teams import keeps_network
from aktsom.teams.queries.teams import TeamRow, teams_of_network
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.teams import words


@signed_in
@require_safe
def teams(request: SignedInRequest) -> HttpResponse:
    found = teams_of_network(request.actor, timezone.localdate())
    attention = [row for row in found.live if row.flagged or row.over or row.state != "active"]
    name = words.group_namer()
    context = {
        "teams": [_shown(row, name(row.group_id)) for row in found.live],
        "closed": [_shown(row, name(row.group_id)) for row in found.closed],
        "orphaned": found.orphaned,
        "attention": len(attention),
        "forms": keeps_network(request.actor),
    }
    return render(request, "teams/list.html", context)


def _shown(row: TeamRow, name: str) -> dict[str, object]:
    return {
        "row": row,
        "name": name,
        "state": words.state_word(row),
        "kind": words.state_kind(row),
        "flag": words.flag_text(row),
        "open": words.open_text(row),
    }
