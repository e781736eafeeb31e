"""A finished step towards a supplier, done once, on behalf of the contracts whose mandates permit it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts.actions.registering import told_reason
from aktsom.contracts.models import Contract
from aktsom.contracts.rules import storable
from aktsom.contracts.states import ContractState
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, LeftAlone, NotVisible, stop_if
from aktsom.core.journal import Act, record
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import ids_called
from aktsom.teams.actions.loading import note_activity, team_for_change
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.acts import EVERY_ACT, MandateAct
from aktsom.teams.models import CategoryTeam, Mandate, StepContract, TeamStep
from aktsom.teams.permissions import mandates as permissions
from aktsom.teams.problems import AlreadyDone, NotCovered, Wrong
from aktsom.teams.queries.facts import facts_of, parties_of
from aktsom.teams.queries.steps import earlier_steps
from aktsom.teams.rules.mandate_limits import repeat_days
from aktsom.teams.rules.mandates import Hindrance, hindrance, last_moment

LONGEST_WHAT = TeamStep._meta.get_field("what").max_length or 300


@transaction.atomic
def record_step(
    *,
    by: Actor,
    at: datetime,
    team_id: str,
    supplier_id: str,
    act: int,
    what: str,
    done_on: date,
    contracts: Collection[str],
    again_reason: str = "",
) -> TeamStep:
    """The journal gets an entry for each contract, "by X of A on behalf of B", which B sees.

    Raises NotCovered when a contract's mandate does not permit the act on that day, AlreadyDone when the same was done
    towards the supplier not long ago, by this team or another, and no reason is given. Nothing is written then.
    """
    team = team_for_change(by, team_id)
    stop_if(permissions.work(by, team))
    one_act = _checked(act, what, done_on, day_of(at))
    company = _locked_company(supplier_id)
    found = contracts_of_step(company, contracts)
    supplier = _towards(company, found)
    under = mandates_under(team, found, one_act, done_on, at)
    reason = _again(team, supplier, one_act, done_on, again_reason)
    step = TeamStep.objects.create(
        team=team, supplier=supplier, act=int(one_act), what=storable(what).strip(), again_reason=reason,
        done_on=done_on, recorded_at=at, person_id=by.person_id,
    )  # fmt: skip
    rows = [StepContract(step=step, contract=contract, member_id=contract.member_id) for contract in found]
    StepContract.objects.bulk_create(rows)
    note_activity(team, by=by, at=at)
    record(by=by, at=at, acts=[_act(step, contract, under[contract.pk]) for contract in found])
    return step


def _checked(act: int, what: str, done_on: date, today: date) -> MandateAct:
    known = MandateAct(act)
    if known not in list(EVERY_ACT):
        raise Wrong("act", _("Velg én ting som en fullmakt kan omfatte."))
    text = storable(what).strip()
    if not text:
        raise Wrong("what", _("Skriv kort hva dere gjorde."))
    if len(text) > LONGEST_WHAT:
        raise Wrong("what", _("Skriv det med høyst {count} tegn.").format(count=LONGEST_WHAT))
    if done_on > today:
        raise Wrong("done_on", _("Dagen har ikke vært ennå."))
    return known


def _locked_company(supplier_id: str) -> list[Supplier]:
    """All records of the company, in the order of their ids."""
    ids = ids_called(supplier_id)
    if not ids:
        raise NotVisible
    return list(Supplier.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("id"))


def _towards(company: Sequence[Supplier], contracts: Sequence[Contract]) -> Supplier:
    """The oldest record that one of the contracts is with: who answers for another record is not shown the step."""
    with_ = {contract.supplier_id for contract in contracts}
    return next(record for record in company if record.pk in with_)


def contracts_of_step(company: Sequence[Supplier], public_ids: Collection[str]) -> list[Contract]:
    if not public_ids:
        raise Wrong("contracts", _("Velg avtalene dette ble gjort på vegne av."))
    wanted = Contract.objects.filter(public_id__in=list(public_ids), supplier__in=company)
    found = list(wanted.exclude(state=ContractState.STRUCK).select_related("member").order_by("id"))
    if len(found) != len(set(public_ids)):
        raise NotVisible
    return found


def mandates_under(
    team: CategoryTeam, contracts: Sequence[Contract], act: MandateAct, done_on: date, at: datetime
) -> dict[int, Mandate]:
    """The mandate that each contract's part rests on. Locked, so that none is withdrawn between look and write."""
    moment, parties = last_moment(done_on, at), parties_of(team)
    under: dict[int, Mandate] = {}
    why: dict[int, Hindrance] = {}
    rows = Mandate.objects.select_for_update(of=("self",)).filter(team=team, contract__in=contracts)
    for mandate in rows.select_related("contract", "team").order_by("id"):
        stands_in_the_way = hindrance(facts_of(mandate, done_on, parties), act, moment)
        if stands_in_the_way is None:
            under[mandate.contract_id] = mandate
        else:
            why[mandate.contract_id] = stands_in_the_way
    bare = [contract for contract in contracts if contract.pk not in under]
    if bare:
        raise NotCovered([_left(contract, why.get(contract.pk, Hindrance.NOT_GRANTED)) for contract in bare])
    return under


def _left(contract: Contract, why: Hindrance) -> LeftAlone:
    texts = {
        Hindrance.NOT_GRANTED: _("Avtaleeieren har ikke gitt fullmakt."),
        Hindrance.OUT_OF_FORCE: _("Avtalen løper ikke, eller gruppen er avsluttet."),
        Hindrance.OTHER_ACTS: _("Fullmakten omfatter ikke dette."),
        Hindrance.WITHDRAWN: _("Fullmakten er trukket tilbake."),
        Hindrance.NOT_YET: _("Fullmakten gjaldt ikke ennå den dagen."),
        Hindrance.LAPSED: _("Fullmakten var gått ut den dagen."),
    }
    return LeftAlone(contract.public_id, contract.title, texts[why])


def _again(team: CategoryTeam, supplier: Supplier, act: MandateAct, done_on: date, again_reason: str) -> str:
    window = timedelta(days=repeat_days(act))
    earlier = earlier_steps(supplier, act, done_on - window, done_on + window, team)
    if not earlier:
        return ""
    if not again_reason.strip():
        raise AlreadyDone(earlier)
    try:
        return told_reason(again_reason)[: TeamStep._meta.get_field("again_reason").max_length]
    except DomainError as error:
        raise Wrong("again_reason", str(error)) from error


def _act(step: TeamStep, contract: Contract, mandate: Mandate) -> Act:
    told = {
        "act": step.act,
        "supplier": step.supplier.public_id,
        "team": step.team.public_id,
        "contract": contract.public_id,
        "mandate": mandate.public_id,
        "done_on": step.done_on,
    }
    return Act("step_done", step.public_id, contract.member_id, contract.member_id, told)
