"""A team plans a follow-up, announces it so that nobody starts a second one, and takes in more contracts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts.models import Contract
from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.outbox import send
from aktsom.follow_up import permissions
from aktsom.follow_up.actions.reported import take_late_joiners
from aktsom.follow_up.actions.withdrawing import withdraw_with
from aktsom.follow_up.models import CoveredContract, FollowUp
from aktsom.follow_up.problems import AlreadyFollowedUp
from aktsom.follow_up.queries.planning import own, proposed_form, runner, same_scope, scope_of, to_cover
from aktsom.follow_up.states import FOLLOW_UP, FollowUpState, Form, Method
from aktsom.members.models import Member, Person
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import ids_called, records
from aktsom.teams.actions.loading import note_activity, team_for_change
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.models import Mandate, TeamSeat
from aktsom.teams.problems import Wrong

ANNOUNCED_MAIL, SECOND_MAIL = "follow_up_announced", "follow_up_second"
SHORTEST_REASON, LONGEST_REASON = 10, 2_000


@dataclass(frozen=True)
class Plan:
    """What is planned. `form` none proposes by the rule; another than proposed needs `form_reason`, and so do other
    `methods` than were `proposed` to whoever plans, where any were. `beside` says why the team follows up though
    somebody does already. `lead` is the public id of somebody in the team."""

    starts_on: date
    ends_on: date
    methods: Sequence[Method]
    lead: str = ""
    products: Collection[str] = ()
    form: Form | None = None
    form_reason: str = ""
    beside: str = ""
    proposed: Sequence[Method] = ()


@transaction.atomic
def plan_follow_up(*, by: Actor, at: datetime, team_id: str, supplier_id: str, plan: Plan) -> FollowUp:
    """By a team, for all whose mandates let it ask. Raises AlreadyFollowedUp, also for the very same plan again: a
    second press of the button makes no second follow-up."""
    team = team_for_change(by, team_id)
    stop_if(permissions.begin(by, team, 0))
    return _planned(FollowUp(team=team, group_id=team.group_id, supplier=_company(supplier_id)), by, at, plan)


@transaction.atomic
def plan_own_follow_up(
    *, by: Actor, at: datetime, member_id: str, group_id: str, supplier_id: str, plan: Plan
) -> FollowUp:
    """By a member alone, for its own contracts with the supplier in the group. Raises AlreadyFollowedUp."""
    member = Member.objects.filter(public_id=member_id, id__in=by.member_ids).first()
    if member is None:
        raise NotVisible
    stop_if(permissions.begin(by, None, member.pk))
    made = FollowUp(member=member, group_id=group_id, supplier=_company(supplier_id))
    if not to_cover(made, day_of(at)):
        raise DomainError(_("Dere har ingen avtale med leverandøren i denne kategorien nå."))
    return _planned(made, by, at, plan)


def _planned(made: FollowUp, by: Actor, at: datetime, plan: Plan) -> FollowUp:
    made.products = sorted(plan.products)
    others = same_scope(by, scope_of(made))
    made.beside = reason_of("beside", plan.beside) if plan.beside.strip() else ""
    if others and (not made.beside or any(other.is_own for other in others)):
        raise AlreadyFollowedUp(others)
    contracts = [contract for contract, _mandate in to_cover(made, day_of(at))]
    proposed = proposed_form(by, made.supplier, contracts)
    made.form_proposed, made.form_ground = proposed.form, proposed.ground
    made.made_at, made.made_by_id = at, by.person_id
    _take_in(made, plan, proposed.form)
    made.save()
    joined = _cover(made, at)
    _note(made, by, at)
    record(by=by, at=at, acts=[_act("follow_up_planned", made), *joined])
    for other in others:
        send(kind=SECOND_MAIL, payload={"follow_up": made.public_id, "to": other.by}, at=at)
    return made


@transaction.atomic
def change_plan(*, by: Actor, at: datetime, follow_up_id: str, revision: int, plan: Plan) -> FollowUp:
    """Days, people, methods and form, also after it was announced; the scope stays."""
    one = follow_up_for_change(by, follow_up_id, revision)
    stop_if(permissions.run(by, one, "drop"))  # as long as it can be dropped, it can be changed
    before = {name: getattr(one, name) for name in _CHANGED}
    _take_in(one, plan, Form(one.form_proposed))
    told = {name: [_plain(before[name]), _plain(getattr(one, name))] for name in _CHANGED}
    save_follow_up(
        one, by, at, Act("follow_up_changed", one.public_id, changes={k: v for k, v in told.items() if v[0] != v[1]})
    )
    return one


@transaction.atomic
def announce(*, by: Actor, at: datetime, follow_up_id: str, revision: int) -> FollowUp:
    """From now on it is known in the network; members that buy from the supplier are written to."""
    one = follow_up_for_change(by, follow_up_id, revision)
    stop_if(permissions.run(by, one, "announce"))
    others = [other for other in same_scope(by, scope_of(one), one) if not other.is_own]
    if others and not one.beside:
        raise AlreadyFollowedUp(others)
    one.state, one.announced_at = FOLLOW_UP.after(one.state, "announce"), at
    save_follow_up(one, by, at, _act("follow_up_announced", one))
    send(kind=ANNOUNCED_MAIL, payload={"follow_up": one.public_id}, at=at)
    return one


@transaction.atomic
def drop_follow_up(*, by: Actor, at: datetime, follow_up_id: str, revision: int, reason: str) -> FollowUp:
    one = follow_up_for_change(by, follow_up_id, revision)
    stop_if(permissions.run(by, one, "drop"))
    one.dropped_reason = reason_of("reason", reason)
    one.state, one.ended_at = FOLLOW_UP.after(one.state, "drop"), at
    withdraw_with(one, by, at, one.dropped_reason)
    save_follow_up(one, by, at, _act("follow_up_dropped", one))
    return one


@transaction.atomic
def cover_more(*, by: Actor, at: datetime, follow_up_id: str) -> int:
    """Take in the contracts whose owners have given a mandate since, also after the whole is concluded; returns how
    many. Late joiners are marked so: they get the results, each judged by its own terms, and a self-report that the
    supplier was asked for is asked for them too."""
    one = follow_up_for_change(by, follow_up_id)
    stop_if(permissions.cover(by, one))
    joined = _cover(one, at)
    asked = take_late_joiners(one, at)
    if joined or asked:
        save_follow_up(one, by, at, *joined, *asked)
    return len(joined)


def follow_up_for_change(by: Actor, public_id: str, revision: int | None = None) -> FollowUp:
    """The team's own, locked, its team and supplier read along. Raises Stale."""
    locked = FollowUp.objects.select_for_update(of=("self",), no_key=True).select_related("team", "member", "supplier")
    one = locked.filter(own(by), public_id=public_id).first()
    if one is None:
        raise NotVisible
    if revision is not None and one.revision != revision:
        raise Stale
    return one


_CHANGED = ("starts_on", "ends_on", "methods", "lead_id", "form", "form_reason")


def _company(public_id: str) -> Supplier:
    """The record that stands for the company, locked, so that two who open a follow-up of it come one by one."""
    ids = ids_called(public_id)
    if not ids:
        raise NotVisible
    first = records(Supplier.objects.get(public_id=public_id).identity_id).select_for_update(no_key=True)
    return first[0]


def _take_in(one: FollowUp, plan: Plan, proposed: Form) -> None:
    if plan.ends_on < plan.starts_on:
        raise Wrong("ends_on", _("Siste dag kan ikke være før første dag."))
    if not plan.methods:
        raise Wrong("methods", _("Velg minst én måte å følge opp på."))
    form = plan.form or proposed
    one.starts_on, one.ends_on = plan.starts_on, plan.ends_on
    one.methods = [method for method in Method if method in plan.methods]
    one.lead_id = _lead(one, plan.lead)
    one.form = form if Method.SELF_REPORT in plan.methods else ""
    deviates = form != proposed or bool(plan.proposed and set(plan.methods) != set(plan.proposed))
    one.form_reason = reason_of("form_reason", plan.form_reason) if deviates else ""


def _lead(one: FollowUp, public_id: str) -> int | None:
    if not public_id:
        return None
    person = Person.objects.filter(public_id=public_id, is_active=True).first()
    if person is None or not _sits(one, person):
        raise Wrong("lead", _("Velg en av dem som gjør oppfølgingen."))
    return person.pk


def _sits(one: FollowUp, person: Person) -> bool:
    if one.team is not None:
        return TeamSeat.objects.filter(team=one.team, person=person, left_at__isnull=True).exists()
    return person.home_id == one.member_id


def reason_of(field: str, text: str) -> str:
    told = storable(text).strip()
    if len(told) < SHORTEST_REASON:
        raise Wrong(field, _("Skriv en begrunnelse, minst {count} tegn.").format(count=SHORTEST_REASON))
    if len(told) > LONGEST_REASON:
        raise Wrong(field, _("Skriv det med høyst {count} tegn.").format(count=LONGEST_REASON))
    return told


def _cover(one: FollowUp, at: datetime) -> list[Act]:
    """The contracts that a mandate lets the team ask about and that are not in yet."""
    there = set(one.covered.filter(left_at__isnull=True).values_list("contract_id", flat=True))
    new = [(contract, mandate) for contract, mandate in to_cover(one, day_of(at)) if contract.pk not in there]
    late = one.state in (FollowUpState.RUNNING, FollowUpState.CONCLUDED)
    CoveredContract.objects.bulk_create(
        CoveredContract(
            follow_up=one, contract=contract, member_id=contract.member_id, mandate=mandate, joined_at=at,
            joined_late=late,
        )
        for contract, mandate in new
    )  # fmt: skip
    return [_joined(one, contract, mandate) for contract, mandate in new]


def _joined(one: FollowUp, contract: Contract, mandate: Mandate | None) -> Act:
    told = {"contract": contract.public_id, "supplier": one.supplier.public_id}
    if mandate is None:
        return Act("follow_up_joined", one.public_id, contract.member_id, changes=told)
    told["mandate"] = mandate.public_id
    return Act("follow_up_joined", one.public_id, contract.member_id, contract.member_id, told)


def _act(verb: str, one: FollowUp) -> Act:
    told = {"by": runner(one).public_id, "supplier": one.supplier.public_id, "ends_on": str(one.ends_on)}
    return Act(verb, one.public_id, one.member_id, changes=told)


def _note(one: FollowUp, by: Actor, at: datetime) -> None:
    if one.team is not None:
        note_activity(one.team, by=by, at=at)


def save_follow_up(one: FollowUp, by: Actor, at: datetime, *acts: Act) -> None:
    one.revision += 1
    one.save()
    _note(one, by, at)
    record(by=by, at=at, acts=acts)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, date) else value
