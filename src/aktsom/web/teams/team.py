"""The page of one team."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.core.actor import Actor
from aktsom.knowledge.queries.strength import strength_of_team
from aktsom.teams.queries.choices import suppliers_of_group
from aktsom.teams.queries.pages import TeamPage
from aktsom.teams.queries.pages import team as team_page
from aktsom.teams.queries.teams import relying
from aktsom.teams.states import HandoverState, TaskKind, TeamState
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.competence.words import strength_warning
from aktsom.web.teams import words
from aktsom.web.teams.forms import TaskForm
from aktsom.web.teams.story import events


@signed_in
@require_safe
def team(request: SignedInRequest, public_id: str) -> HttpResponse:
    return render(request, "teams/team.html", shown(request.actor, public_id))


def shown(actor: Actor, public_id: str, form: TaskForm | None = None) -> dict[str, Any]:
    today = timezone.localdate()
    found = team_page(actor, public_id, today)
    row = found.row
    waits = next((one for one in found.handovers if one.state == HandoverState.OFFERED), None)
    soonest = min((task.due_on for task in found.tasks if task.due_on), default=None)
    adds = found.refusals["add_task"] is None
    return {
        "found": found,
        "row": row,
        "today": today,
        "name": words.group_name(row.group_id),
        "state_text": words.state_word(row),
        "flag": words.flag_text(row),
        "move": words.whose_move(row, waits.receiver if waits else ""),
        "until": words.until(row, soonest),
        "period": words.period(row),
        "open": words.open_text(row),
        "people": words.faces(row),
        "competence": strength_warning(strength_of_team(actor, public_id, today)),
        "relying": relying(actor, public_id, today),
        "promises": [task for task in found.tasks if task.kind == TaskKind.PROMISE],
        "work": [task for task in found.tasks if task.kind == TaskKind.WORK],
        "steps": words.STEPS,
        "handover_words": words.HANDOVERS,
        "story": events(found.story),
        "next_act_is": next_act(found),
        "moves": any(
            found.refusals[verb] is None for verb in ("wake", "declare_dormant", "continue_bilaterally", "close")
        ),
        "form": form or (TaskForm(suppliers=suppliers_of_group(actor, row.group_id, today)) if adds else None),
    }


def next_act(found: TeamPage) -> tuple[str, str] | None:
    """The one thing that most needs doing for this viewer, (text, address)."""
    row = found.row
    mine = next((one for one in found.handovers if one.for_me), None)
    if mine:
        return _("Svar på overleveringen"), reverse("teams_handover", kwargs={"handover_id": mine.public_id})
    waits = any(one.state == HandoverState.OFFERED for one in found.handovers)
    needs_lead = row.state == TeamState.DORMANT or not row.led
    if needs_lead and not waits and found.refusals["hand_over"] is None:
        return _("Gi gruppen en leder"), reverse("teams_hand_over", kwargs={"public_id": row.public_id})
    if found.refusals["add_task"] is None:
        return _("Skriv opp arbeid eller løfte"), "#nytt"
    return None
