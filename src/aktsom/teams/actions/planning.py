"""A plan of teams: made, changed by hand, dropped. What makes teams of it is `adopting`."""

import logging
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import PLATFORM, Actor
from aktsom.core.errors import DomainError, NotVisible, Refusal, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.outbox import send
from aktsom.members.models import Member
from aktsom.teams.models import TeamPlan
from aktsom.teams.permissions import planning as permissions
from aktsom.teams.planning.changing import NoSwap, lead_by, no_swap, swap
from aktsom.teams.planning.plan import Plan
from aktsom.teams.planning.problem import Problem
from aktsom.teams.planning.proposing import Proposal, Stage, propose
from aktsom.teams.planning.solving import SMALL
from aktsom.teams.queries.planning import SeenPlan, plans_seen_by, problem_now, seen
from aktsom.teams.states import PLAN, PlanState

SOLVE_PLAN = "solve_team_plan"
MOMENT = timedelta(minutes=1)
AT_ONCE_SECONDS, WORKER_SECONDS = 5.0, 60.0

log = logging.getLogger(__name__)


class NothingToPlan(DomainError):
    """Told at the choice of categories."""

    def __init__(self) -> None:
        super().__init__(_("Velg minst én kategori som ikke har en gruppe."))


def make_plan(*, by: Actor, at: datetime, today: date, groups: Collection[str] | None = None) -> TeamPlan:
    """A proposal from what is known now. A small one is there at once, a large one is sought by a worker.

    The same facts again within a moment are a second press of the button: the plan is the one just made. The solver
    runs before the transaction, so that nobody waits for it with a lock.
    """
    stop_if(permissions.make_plan(by))
    problem = problem_now(today, groups)
    if not problem.members or not problem.categories:
        raise NothingToPlan
    small = problem.competence.size <= SMALL
    proposal = propose(problem, seconds=AT_ONCE_SECONDS) if small else Proposal(Stage.WORKING)
    return _laid_down(by, at, problem, proposal)


@transaction.atomic
def _laid_down(by: Actor, at: datetime, problem: Problem, proposal: Proposal) -> TeamPlan:
    facts = problem.as_facts()
    # One at a time, so that the second press of a quick pair finds the plan of the first.
    Member.objects.select_for_update(no_key=True).order_by("id").first()
    newest = TeamPlan.objects.first()
    if newest and _just_made(newest, by, at) and newest.facts == facts:
        return newest
    plan = TeamPlan.objects.create(made_at=at, made_by_id=by.person_id, facts=facts, proposal=proposal.kept())
    told = {"members": len(problem.members), "categories": len(problem.categories), "stage": proposal.stage}
    record(by=by, at=at, acts=[Act("team_plan_made", plan.public_id, changes=told)])
    if proposal.stage is Stage.WORKING:
        send(kind=SOLVE_PLAN, payload={"plan": plan.public_id}, at=at)
    return plan


def _just_made(plan: TeamPlan, by: Actor, at: datetime) -> bool:
    untouched = plan.state == PlanState.DRAFT and plan.revision == 1
    return untouched and plan.made_by_id == by.person_id and at - plan.made_at < MOMENT


def finish_plan(*, at: datetime, public_id: str) -> None:
    """The worker's part of a large plan. One that was dropped meanwhile, or is there already, is left as it is."""
    plan = TeamPlan.objects.filter(public_id=public_id).first()
    if plan is None or not _waits(plan):
        return
    try:
        proposal = propose(Problem.from_facts(plan.facts), seconds=WORKER_SECONDS)
    except Exception as error:
        log.exception("solving %s failed: %s", public_id, type(error).__name__)
        proposal = Proposal(Stage.FAILED)
    _settle(at, public_id, proposal)


@transaction.atomic
def _settle(at: datetime, public_id: str, proposal: Proposal) -> None:
    plan = TeamPlan.objects.select_for_update().get(public_id=public_id)
    if _waits(plan):
        _keep(plan, proposal.kept())
        record(by=PLATFORM, at=at, acts=[Act("team_plan_solved", public_id, changes={"stage": proposal.stage})])


def _waits(plan: TeamPlan) -> bool:
    return plan.state == PlanState.DRAFT and Proposal.of(plan.proposal).stage is Stage.WORKING


@transaction.atomic
def swap_seat(*, by: Actor, at: datetime, public_id: str, revision: int, group: str, out: str, into: str) -> TeamPlan:
    """One member in another's place in the group's team; it takes over the lead with the seat. `out` and `into` are
    public ids. What it does to the balance is shown before: a person may decide for less of it."""
    found = plan_for_change(by, public_id, revision)
    stop_if(permissions.change_plan(by, found.plan))
    category, leaver, comer = category_of(found, group), _member(found, out), _member(found, into)
    before = _ready(found)
    if refused := no_swap(found.problem, before, category, leaver, comer):
        stop_if(why_no_swap(refused))
    after = swap(found.problem, before, category, leaver, comer)
    told = {"group": group, "member": [out, into]}
    return _changed(by, at, found, after, Act("team_plan_seat_swapped", public_id, changes=told))


@transaction.atomic
def name_lead(*, by: Actor, at: datetime, public_id: str, revision: int, group: str, member: str) -> TeamPlan:
    """Another of the team's members leads. The one that leads already changes nothing."""
    found = plan_for_change(by, public_id, revision)
    stop_if(permissions.change_plan(by, found.plan))
    category, chosen = category_of(found, group), _member(found, member)
    before = _ready(found)
    team = before.team(category)
    if chosen not in team.members:
        stop_if(why_no_swap(NoSwap.NOT_THERE))
    if team.lead == chosen:
        return found.plan
    told = {"group": group, "lead": [found.problem.members[team.lead].id, member]}
    after = lead_by(found.problem, before, category, chosen)
    return _changed(by, at, found, after, Act("team_plan_lead_named", public_id, changes=told))


@transaction.atomic
def drop_plan(*, by: Actor, at: datetime, public_id: str, revision: int) -> TeamPlan:
    """A plan that nobody will use; one that is still being worked on is stopped by it."""
    found = plan_for_change(by, public_id, revision)
    stop_if(permissions.drop_plan(by, found.plan))
    return decide(by, at, found.plan, "drop", "team_plan_dropped")


def plan_for_change(by: Actor, public_id: str, revision: int) -> SeenPlan:
    """Locked, as the viewer may see it. Raises NotVisible and Stale."""
    plan = TeamPlan.objects.select_for_update().filter(plans_seen_by(by), public_id=public_id).first()
    if plan is None:
        raise NotVisible
    if plan.revision != revision:
        raise Stale
    return seen(plan)


def decide(by: Actor, at: datetime, plan: TeamPlan, verb: str, act: str, **told: Any) -> TeamPlan:
    before, plan.state = plan.state, PLAN.after(plan.state, verb)
    plan.decided_at, plan.decided_by_id, plan.revision = at, by.person_id, plan.revision + 1
    plan.save(update_fields=["state", "decided_at", "decided_by_id", "revision"])
    record(by=by, at=at, acts=[Act(act, plan.public_id, changes={"state": [before, plan.state], **told})])
    return plan


def category_of(found: SeenPlan, group: str) -> int:
    """The group's position in the plan. Raises NotVisible for one that is not in it."""
    for position, category in enumerate(found.problem.categories):
        if category.id == group:
            return position
    raise NotVisible


def _member(found: SeenPlan, public_id: str) -> int:
    for position, member in enumerate(found.problem.members):
        if member.id == public_id:
            return position
    raise NotVisible


def why_no_swap(refused: NoSwap) -> Refusal:
    reasons = {
        NoSwap.NOT_THERE: _("Medlemmet sitter ikke i denne gruppen."),
        NoSwap.THERE_ALREADY: _("Medlemmet sitter allerede i gruppen."),
        NoSwap.BARRED: _("Medlemmet har sagt at det ikke kan sitte i denne gruppen."),
        NoSwap.NO_SHARE: _("Medlemmet har sagt at det ikke kan ta noe nå."),
    }
    return Refusal(reasons[refused])


def _ready(found: SeenPlan) -> Plan:
    if found.proposal.plan is None:
        raise NotVisible
    return found.proposal.plan


def _changed(by: Actor, at: datetime, found: SeenPlan, after: Plan, act: Act) -> TeamPlan:
    _keep(found.plan, Proposal(Stage.READY, plan=after).kept())
    record(by=by, at=at, acts=[act])
    return found.plan


def _keep(plan: TeamPlan, proposal: dict[str, Any]) -> None:
    plan.proposal, plan.revision = proposal, plan.revision + 1
    plan.save(update_fields=["proposal", "revision"])
