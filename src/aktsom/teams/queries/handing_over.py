"""One handover: what is handed over, as it was listed when it was offered."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal
from aktsom.members.models import Person
from aktsom.teams.models import CategoryTeam, Handover, TeamStep, TeamTask
from aktsom.teams.permissions import teams as permissions
from aktsom.teams.queries.handovers import sees_whole, visible_handovers
from aktsom.teams.queries.pages import HandoverRow, StepRow, TaskRow, handover_row, step_row, task_row
from aktsom.teams.queries.teams import TeamRow, team_rows
from aktsom.teams.states import TaskKind


@dataclass(frozen=True)
class HandoverPage:
    """`whole` is whether the viewer sees what is handed over in words; the others see how much of it there is."""

    row: HandoverRow
    team: TeamRow
    member: str
    note: str
    whole: bool
    work: list[TaskRow]
    promises: list[TaskRow]
    steps: list[StepRow]
    answer: Refusal | None
    take_back: Refusal | None


def handover(viewer: Actor, public_id: str, today: date) -> HandoverPage:
    """Raises NotVisible for all but who gives it, who gets it, the team and the secretariat."""
    found = visible_handovers(viewer).filter(public_id=public_id).select_related("team", "receiver", "member").first()
    if found is None:
        raise NotVisible
    whole = sees_whole(viewer, found)
    giver = Person.objects.filter(pk=found.giver_id or 0).values_list("name", flat=True).first() or ""
    tasks = _tasks(found) if whole else []
    return HandoverPage(
        row=handover_row(viewer, found, giver),
        team=team_rows(viewer, CategoryTeam.objects.filter(pk=found.team_id), today)[0],
        member=found.member.name,
        note=found.note if whole else "",
        whole=whole,
        work=[task for task in tasks if task.kind == TaskKind.WORK],
        promises=[task for task in tasks if task.kind == TaskKind.PROMISE],
        steps=_steps(found) if whole else [],
        answer=permissions.answer(viewer, found, "accept"),
        take_back=permissions.take_back(viewer, found),
    )


def _tasks(found: Handover) -> list[TaskRow]:
    ids = [*found.listed.get("work", ()), *found.listed.get("promise", ())]
    rows = TeamTask.objects.filter(public_id__in=ids).select_related("supplier").order_by("due_on", "id")
    return [task_row(task) for task in rows]


def _steps(found: Handover) -> list[StepRow]:
    rows = TeamStep.objects.filter(public_id__in=found.listed.get("steps", ())).select_related("supplier")
    return [step_row(step, found.team, True) for step in rows.annotate(covered=Count("contracts"))]
