"""Follow-ups that the viewer may see of companies that somebody asks about."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from aktsom.core.actor import Actor
from aktsom.sharing.viewing import sees_network
from aktsom.teams.acts import MandateAct
from aktsom.teams.models import Memo, TeamStep, TeamTask
from aktsom.teams.queries.memos import MemoRow, is_inside, rows_of

SHOWN = 20


@dataclass(frozen=True, slots=True)
class StepTaken:
    """An act of a team towards a supplier: which kind, when and by which group is told to all."""

    done_on: date
    act: MandateAct
    group_id: str
    team: str
    supplier: str
    supplier_id: str


@dataclass(frozen=True, slots=True)
class OpenTask:
    text: str
    group_id: str
    team: str
    due_on: date | None


@dataclass(frozen=True)
class FollowUps:
    """At most `SHOWN` of each, newest first; tasks are those of the viewer's own teams."""

    steps: list[StepTaken]
    memos: list[MemoRow]
    tasks: list[OpenTask]

    def __bool__(self) -> bool:
        return bool(self.steps or self.memos or self.tasks)


def follow_ups(viewer: Actor, supplier_ids: Collection[int]) -> FollowUps:
    ids = list(supplier_ids)[:10_000]
    memos = Memo.objects.visible_to(viewer).filter(supplier_id__in=ids)
    inside = rows_of(memos.filter(is_inside(viewer, memos)), limit=SHOWN)[0]
    return FollowUps(_steps(viewer, ids), inside, _tasks(viewer, ids))


def _steps(viewer: Actor, ids: list[int]) -> list[StepTaken]:
    if not sees_network(viewer):
        return []
    found = TeamStep.objects.filter(supplier_id__in=ids).select_related("team", "supplier")
    return [
        StepTaken(
            step.done_on,
            MandateAct(step.act),
            step.team.group_id,
            step.team.public_id,
            step.supplier.name,
            step.supplier.public_id,
        )
        for step in found.order_by("-done_on", "-id")[:SHOWN]
    ]


def _tasks(viewer: Actor, ids: list[int]) -> list[OpenTask]:
    found = TeamTask.objects.filter(supplier_id__in=ids, team_id__in=viewer.team_ids, done_at__isnull=True)
    rows = found.select_related("team").order_by("due_on", "id")[:SHOWN]
    return [OpenTask(task.text, task.team.group_id, task.team.public_id, task.due_on) for task in rows]
