"""What teams have done towards a supplier, and on behalf of a contract."""

from dataclasses import dataclass
from datetime import date

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import is_own
from aktsom.core.actor import Actor
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import record_ids
from aktsom.teams.acts import MandateAct
from aktsom.teams.models import CategoryTeam, StepContract, TeamStep
from aktsom.teams.problems import EarlierStep

SHOWN = 50


def earlier_steps(
    supplier: Supplier, act: MandateAct, first: date, last: date, team: CategoryTeam
) -> list[EarlierStep]:
    """The same act towards the company between two days, by any team, newest first."""
    company = record_ids(supplier.identity_id)
    found = TeamStep.objects.filter(supplier__in=company, act=int(act), done_on__range=(first, last))
    return [
        EarlierStep(step.public_id, step.team.group_id, step.done_on, step.team_id == team.pk)
        for step in found.select_related("team")[:SHOWN]
    ]


@dataclass(frozen=True)
class StepRow:
    """`what` is for the contract's own member and the team; others see which kind of act."""

    public_id: str
    done_on: date
    act: MandateAct
    group_id: str
    what: str


def steps_of_contract(viewer: Actor, contract: Contract) -> list[StepRow]:
    """What was done in the contract's name, newest first."""
    rows = StepContract.objects.filter(contract=contract).select_related("step__team")
    own = is_own(viewer, contract)
    return [
        StepRow(
            row.step.public_id,
            row.step.done_on,
            MandateAct(row.step.act),
            row.step.team.group_id,
            row.step.what if own or row.step.team_id in viewer.team_ids else "",
        )
        for row in rows.order_by("-step__done_on", "-step_id")[:SHOWN]
    ]
