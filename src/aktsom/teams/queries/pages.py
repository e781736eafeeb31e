"""One team as a whole: what it has open, has done and has handed over, and what the viewer may do with it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.core.models import JournalEntry
from aktsom.members.models import Member, Person
from aktsom.teams.models import CategoryTeam, Handover, TeamStep, TeamTask
from aktsom.teams.permissions import teams as permissions
from aktsom.teams.queries.handovers import visible_handovers
from aktsom.teams.queries.teams import TeamRow, team_rows, visible_team
from aktsom.teams.states import HandoverState, TaskKind

STORY = 60  # newest acts shown
FINISHED = 20  # newest finished work and promises shown


@dataclass(frozen=True, slots=True)
class TaskRow:
    public_id: str
    kind: TaskKind
    text: str
    supplier: str
    supplier_id: str
    due_on: date | None
    written_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """A finished step. `what` is for the team alone; `earlier` when a team before this one did it."""

    public_id: str
    act: int
    supplier: str
    supplier_id: str
    done_on: date
    contracts: int
    what: str
    earlier: bool


@dataclass(frozen=True, slots=True)
class HandoverRow:
    public_id: str
    state: HandoverState
    giver: str
    receiver: str
    offered_at: datetime
    answered_at: datetime | None
    work: int
    promises: int
    steps: int
    for_me: bool


@dataclass(frozen=True, slots=True)
class StoryRow:
    """An act on the team. `person` and the names in `named` are as they are called today; "" is the platform."""

    at: datetime
    verb: str
    person: str
    changes: dict[str, Any]
    named: dict[str, str]


@dataclass(frozen=True)
class TeamPage:
    """`tasks` and `finished` are empty for all but the team, who see how many there are in `row`."""

    row: TeamRow
    in_team: bool
    leads: bool
    tasks: list[TaskRow]
    finished: list[TaskRow]
    steps: list[StepRow]
    handovers: list[HandoverRow]
    story: list[StoryRow]
    refusals: dict[str, Refusal | None]


def team(viewer: Actor, public_id: str, today: date) -> TeamPage:
    """Raises NotVisible."""
    found = visible_team(viewer, public_id)
    row = team_rows(viewer, CategoryTeam.objects.filter(pk=found.pk), today)[0]
    inside = viewer.is_platform or found.pk in viewer.team_ids
    tasks = TeamTask.objects.filter(team=found).select_related("supplier")
    return TeamPage(
        row=row,
        in_team=inside,
        leads=permissions.leads(viewer, found),
        tasks=_tasks(tasks.filter(done_at__isnull=True)) if inside else [],
        finished=_tasks(tasks.filter(done_at__isnull=False).order_by("-done_at")[:FINISHED]) if inside else [],
        steps=_steps(found, inside),
        handovers=_handovers(viewer, found),
        story=_story(found, inside),
        refusals=_refusals(viewer, found, row),
    )


def _refusals(viewer: Actor, found: CategoryTeam, row: TeamRow) -> dict[str, Refusal | None]:
    return {
        "seat": permissions.seat(viewer, found),
        "add_task": permissions.add_task(viewer, found),
        "finish_task": permissions.finish_task(viewer, found),
        "hand_over": permissions.hand_over(viewer, found, led=row.led and row.state != "dormant"),
        "keep": permissions.keep(viewer, found),
        "declare_dormant": permissions.declare_dormant(viewer, found),
        "wake": permissions.wake(viewer, found),
        "continue_bilaterally": permissions.continue_bilaterally(viewer, found),
        "close": permissions.close(viewer, found),
    }


def _tasks(tasks: QuerySet[TeamTask]) -> list[TaskRow]:
    """Soonest due first; what has no day stands last."""
    rows = [task_row(task) for task in tasks]
    return sorted(rows, key=lambda row: (row.done_at is None, row.due_on is None, row.due_on or date.max))


def task_row(task: TeamTask) -> TaskRow:
    supplier = task.supplier
    return TaskRow(
        public_id=task.public_id,
        kind=TaskKind(task.kind),
        text=task.text,
        supplier=supplier.name if supplier else "",
        supplier_id=supplier.public_id if supplier else "",
        due_on=task.due_on,
        written_at=task.written_at,
        done_at=task.done_at,
    )


def _steps(found: CategoryTeam, inside: bool) -> list[StepRow]:
    """Of this team and of the category's teams before it, so that nobody does a step twice."""
    steps = TeamStep.objects.filter(team__group_id=found.group_id).select_related("supplier")
    return [step_row(step, found, inside) for step in steps.annotate(covered=Count("contracts"))]


def step_row(step: Any, found: CategoryTeam, inside: bool) -> StepRow:
    """`step` carries `covered`, the number of contracts it was done for."""
    return StepRow(
        public_id=step.public_id,
        act=step.act,
        supplier=step.supplier.name,
        supplier_id=step.supplier.public_id,
        done_on=step.done_on,
        contracts=step.covered,
        what=step.what if inside else "",
        earlier=step.team_id != found.pk,
    )


def _handovers(viewer: Actor, found: CategoryTeam) -> list[HandoverRow]:
    rows = list(visible_handovers(viewer).filter(team=found).select_related("receiver"))
    givers = dict(Person.objects.filter(id__in={row.giver_id for row in rows}).values_list("id", "name"))
    return [handover_row(viewer, row, givers.get(row.giver_id or 0, "")) for row in rows]


def handover_row(viewer: Actor, row: Handover, giver: str) -> HandoverRow:
    return HandoverRow(
        public_id=row.public_id,
        state=HandoverState(row.state),
        giver=giver,
        receiver=row.receiver.name,
        offered_at=row.offered_at,
        answered_at=row.answered_at,
        work=len(row.listed.get("work", ())),
        promises=len(row.listed.get("promise", ())),
        steps=len(row.listed.get("steps", ())),
        for_me=row.receiver_id == viewer.person_id and row.state == HandoverState.OFFERED,
    )


def _story(found: CategoryTeam, inside: bool) -> list[StoryRow]:
    """The newest acts on the team. Its tasks and handovers are its own; the network sees the rest."""
    entries = JournalEntry.objects.filter(subject=found.public_id).order_by("-number")
    if not inside:
        entries = entries.exclude(verb__startswith="task_").exclude(verb__startswith="handover_")
    rows = list(entries[:STORY])
    names = _names(rows)
    people = dict(Person.objects.filter(id__in={row.person_id for row in rows}).values_list("id", "name"))
    return [
        StoryRow(timezone.localtime(row.at), row.verb, people.get(row.person_id or 0, ""), row.changes, names)
        for row in rows
    ]


def _names(rows: list[JournalEntry]) -> dict[str, str]:
    """Names of the people and members that the acts tell of, by public id; the journal keeps ids alone."""
    ids = {text for row in rows for value in row.changes.values() for text in _texts(value)}
    people = Person.objects.filter(public_id__in=[one for one in ids if one.startswith("per-")])
    members = Member.objects.filter(public_id__in=[one for one in ids if one.startswith("mem-")])
    return dict(people.values_list("public_id", "name")) | dict(members.values_list("public_id", "name"))


def _texts(value: object) -> list[str]:
    found = value if isinstance(value, list) else [value]
    return [one for one in found if isinstance(one, str)]
