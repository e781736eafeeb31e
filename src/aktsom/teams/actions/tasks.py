"""Open work and promises of a team."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refusal, stop_if
from aktsom.core.journal import record
from aktsom.suppliers.models import Supplier
from aktsom.teams.actions.loading import about, note_activity, team_for_change
from aktsom.teams.models import CategoryTeam, TeamTask
from aktsom.teams.permissions import teams as permissions
from aktsom.teams.states import TaskKind

MOMENT = timedelta(minutes=1)
LONGEST = 500


@transaction.atomic
def add_task(
    *,
    by: Actor,
    at: datetime,
    public_id: str,
    kind: TaskKind,
    text: str,
    supplier: Supplier | None = None,
    due_on: date | None = None,
) -> TeamTask:
    """The very same again within a moment is a second press of the button: the task is the one just written."""
    team = team_for_change(by, public_id)
    stop_if(permissions.add_task(by, team))
    text = " ".join(storable(text).split())
    if not text:
        raise DomainError(_("Skriv hva det gjelder."))
    if len(text) > LONGEST:
        raise DomainError(_("Skriv det kortere, med høyst {count} tegn.").format(count=LONGEST))
    same = TeamTask.objects.filter(
        team=team, kind=kind, text=text, supplier=supplier, due_on=due_on, done_at=None, written_at__gt=at - MOMENT
    ).first()
    if same is not None:
        return same
    task = TeamTask.objects.create(
        team=team, kind=kind, text=text, supplier=supplier, due_on=due_on, written_at=at, written_by_id=by.person_id
    )
    note_activity(team, by=by, at=at)
    record(by=by, at=at, acts=[about(team, "task_added", task=task.public_id, kind=kind, due_on=due_on)])
    return task


@transaction.atomic
def finish_task(*, by: Actor, at: datetime, task_public_id: str) -> TeamTask:
    """Done or kept. Whoever is not in the team does not learn that there is such a task."""
    found = TeamTask.objects.filter(public_id=task_public_id, team_id__in=by.team_ids).select_related("team").first()
    if found is None:
        raise NotVisible
    team = team_for_change(by, found.team.public_id)
    task = TeamTask.objects.select_for_update().get(pk=found.pk)
    stop_if(permissions.finish_task(by, team) or _already(task))
    task.done_at, task.done_by_id = at, by.person_id
    task.save(update_fields=["done_at", "done_by_id"])
    note_activity(team, by=by, at=at)
    record(by=by, at=at, acts=[about(team, "task_finished", task=task.public_id, kind=task.kind)])
    return task


def _already(task: TeamTask) -> Refusal | None:
    return Refusal(_("Dette er allerede gjort.")) if task.done_at else None


def open_tasks(team: CategoryTeam) -> list[TeamTask]:
    return list(TeamTask.objects.filter(team=team, done_at__isnull=True).order_by("due_on", "id"))
