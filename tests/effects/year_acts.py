"""What people may do in a year to one supplier, each the act behind a button, for laws about what figures come of it.

An act takes the world, the moment, and a number by which it picks one of what there is. What may not be done, or has
nothing to be done with, raises a DomainError.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError
from aktsom.effects.actions.baselines import BaselineSaid, say_baseline
from aktsom.effects.actions.effort import EffortSaid, strike, write_down
from aktsom.effects.models import EffortEntry
from aktsom.findings.actions import findings, hearing, plans, proving, remedies, signals
from aktsom.findings.models import Entitlement, Finding, Measure, Signal
from aktsom.findings.signal_states import SignalSource
from aktsom.findings.states import RemedyKind
from aktsom.follow_up.actions import meetings
from aktsom.follow_up.actions.minutes import write_minutes
from aktsom.follow_up.actions.planning import cover_more, drop_follow_up
from aktsom.follow_up.models import FollowUp, Meeting, SelfReport
from aktsom.follow_up.states import Method
from aktsom.sanctions.actions import deciding, drafting, recommending
from aktsom.sanctions.models import Recommendation, SanctionDecision
from aktsom.sanctions.states import Answer
from aktsom.teams.actions.answering import withdraw_mandates
from aktsom.teams.models import Mandate
from tests.cast import member
from tests.factories.mandates import OWNERS
from tests.factories.reports import handed_in
from tests.findings.made import WHY, said
from tests.sanctions.made import said_of

ENOUGH = ("1.1", "1.2", "1.6")


@dataclass(frozen=True)
class World:
    """One announced follow-up, asked about; Bjarne leads, Mons sits with him, Nora answers for the supplier."""

    one: FollowUp
    report: SelfReport
    people: dict[str, Actor]


Act = Callable[[World, datetime, int], object]


def _any(rows: Any, pick: int) -> Any:
    found = list(rows.order_by("pk"))
    if not found:
        raise DomainError("none")
    return found[pick % len(found)]


def _finding(world: World, pick: int, **which: Any) -> Finding:
    return _any(Finding.objects.filter(follow_up=world.one, **which), pick)


def _of(one: Any, name: str, by: Actor, at: datetime) -> dict[str, Any]:
    return {"by": by, "at": at, f"{name}_id": one.public_id, "revision": one.revision}


def answer(world: World, at: datetime, _pick: int) -> None:
    handed_in(world.report, at)


def find(world: World, at: datetime, pick: int) -> None:
    """Noted and shown."""
    by = world.people["bjarne"]
    told = said(number=ENOUGH[pick % 3], title=f"Avvik {pick}", found_on=at.date())
    made = findings.note_finding(by=by, at=at, follow_up_id=world.one.public_id, said=told)
    findings.show_to_supplier(**_of(made, "finding", by, at))


def hear(world: World, at: datetime, pick: int) -> None:
    one = _finding(world, pick, state="hearing")
    hearing.comment(**_of(one, "finding", world.people["nora"], at), text="Vi retter det.", corrects=False)


def stand(world: World, at: datetime, pick: int) -> None:
    findings.let_stand(**_of(_finding(world, pick, state="hearing"), "finding", world.people["bjarne"], at))


def close(world: World, at: datetime, pick: int) -> None:
    one = _finding(world, pick, state="stands")
    findings.close_finding(**_of(one, "finding", world.people["bjarne"], at), reason=WHY)


def reopen(world: World, at: datetime, pick: int) -> None:
    one = _finding(world, pick, state="closed")
    findings.reopen_finding(**_of(one, "finding", world.people["bjarne"], at), reason=WHY)


def withdraw(world: World, at: datetime, pick: int) -> None:
    findings.withdraw_finding(**_of(_finding(world, pick), "finding", world.people["bjarne"], at), reason=WHY)


def stop(world: World, at: datetime, pick: int) -> None:
    findings_of = _of(_finding(world, pick), "finding", world.people["bjarne"], at)
    hearing.stop_finding(**findings_of, reason=WHY)


def lift(world: World, at: datetime, pick: int) -> None:
    one = _finding(world, pick, stopped_at__isnull=False)
    hearing.lift_finding(**_of(one, "finding", world.people["bjarne"], at), reason=WHY)


def agree(world: World, at: datetime, pick: int) -> None:
    """A plan asked for, proposed with a measure for each deviation that it may have, and accepted."""
    by, nora = world.people["bjarne"], world.people["nora"]
    plan = plans.ask_for_plan(by=by, at=at, follow_up_id=world.one.public_id)
    for one in Finding.objects.filter(follow_up=world.one, state="stands", measures=None):
        row = plans.MeasureSaid(one.public_id, "Rette det", at.date(), WHY, "Lederen")
        plans.write_measure(**_of(plan, "plan", nora, at), said=row)
        plan.refresh_from_db()
    plan = plans.propose_plan(**_of(plan, "plan", nora, at))
    plans.accept_plan(**_of(plan, "plan", by, at))


def prove(world: World, at: datetime, pick: int) -> None:
    """Shown and found to be enough."""
    row = _any(Measure.objects.filter(plan__follow_up=world.one), pick)
    proving.prove(**_of(row, "measure", world.people["nora"], at), text="Det er gjort.")
    row.refresh_from_db()
    by = world.people["bjarne"]
    proving.judge_proof(
        **_of(row, "measure", by, at), sufficient=bool(pick % 4), reason=WHY, checked_how=Method.MEETING
    )


def doubt(world: World, at: datetime, pick: int) -> None:
    row = _any(Measure.objects.filter(plan__follow_up=world.one, state="sufficient"), pick)
    proving.doubt(**_of(row, "measure", world.people["bjarne"], at), reason=WHY)


def owe(world: World, at: datetime, pick: int) -> None:
    one = _finding(world, pick, state="stands")
    told = remedies.EntitledSaid(RemedyKind.FEES, 1 + pick % 5, "Revisjonen", "USD", Decimal(100) if pick % 3 else None)
    remedies.say_entitled(**_of(one, "finding", world.people["bjarne"], at), said=told)


def pay(world: World, at: datetime, pick: int) -> None:
    """Sometimes more than is owed."""
    line = _any(Entitlement.objects.filter(finding__follow_up=world.one), pick)
    remedies.note_payment(
        **_of(line.finding, "finding", world.people["nora"], at), entitlement_id=line.public_id,
        amount=Decimal(50 + 97 * (pick % 6)), paid_on=at.date(), source="Lønnslister",
    )  # fmt: skip


def state(world: World, at: datetime, pick: int) -> None:
    one = _finding(world, pick, state="stands")
    remedies.state_total(
        **_of(one, "finding", world.people["bjarne"], at), currency="USD", amount=Decimal(400), source="Avisen"
    )


def meet(world: World, at: datetime, _pick: int) -> None:
    """Invited, held, written of and confirmed."""
    by, told = world.people["bjarne"], meetings.MeetingSaid(at, ["Kanal"], place="Video")
    one = meetings.plan_meeting(by=by, at=at, follow_up_id=world.one.public_id, said=told)
    one = meetings.invite(**_of(one, "meeting", by, at))
    texts = {point.public_id: "De lager en." for point in one.points.all()}
    one = write_minutes(**_of(one, "meeting", by, at), ours="Vi", theirs="De", minutes=texts)
    one = meetings.send_minutes(**_of(one, "meeting", by, at))
    meetings.confirm_minutes(**_of(one, "meeting", world.people["nora"], at))


def drop(world: World, at: datetime, _pick: int) -> None:
    one = FollowUp.objects.get(pk=world.one.pk)
    drop_follow_up(**_of(one, "follow_up", world.people["bjarne"], at), reason=WHY)


def cover(world: World, at: datetime, _pick: int) -> None:
    cover_more(by=world.people["bjarne"], at=at, follow_up_id=world.one.public_id)


def recommend(world: World, at: datetime, pick: int) -> None:
    on = Recommendation.objects.filter(follow_up=world.one, state="made").first()
    one = _finding(world, pick, state="stands")
    recommending.recommend(
        by=world.people["bjarne"], at=at, follow_up_id=world.one.public_id, said=said_of(one),
        replaces=on.public_id if on else "",
    )  # fmt: skip


def take_back(world: World, at: datetime, pick: int) -> None:
    on = _any(Recommendation.objects.filter(follow_up=world.one, state="made"), pick)
    recommending.withdraw_recommendation(**_of(on, "recommendation", world.people["bjarne"], at), reason=WHY)


def decide(world: World, at: datetime, pick: int) -> None:
    row = _any(world.one.covered.filter(left_at=None).select_related("contract__member"), pick)
    by = world.people[OWNERS[row.contract.member.slug.split("-")[0]]]
    ids = {"follow_up_id": world.one.public_id, "contract_id": row.contract.public_id}
    draft = drafting.begin_decision(by=by, at=at, **ids)
    told = drafting.DecisionSaid(Answer.DECLINE if pick % 2 else Answer.FOLLOW, reason=WHY)
    deciding.decide(**_of(draft, "decision", by, at), said=told)


def undo(world: World, at: datetime, pick: int) -> None:
    made = _any(SanctionDecision.objects.filter(follow_up=world.one, state="decided").select_related("owner"), pick)
    by = world.people[OWNERS[made.owner.slug.split("-")[0]]]
    deciding.withdraw_decision(**_of(made, "decision", by, at), reason=WHY)


def spend(world: World, at: datetime, pick: int) -> None:
    name = ("bjarne", "mons", "olga")[pick % 3]
    activity = ("asking", "reading", "meeting")[pick // 3 % 3]
    told = EffortSaid(activity, at.date(), Decimal(1 + pick % 7), world.report.public_id)
    write_down(by=world.people[name], at=at, said=told)


def take_off(world: World, at: datetime, pick: int) -> None:
    one = _any(EffortEntry.objects.filter(ended_at=None), pick)
    strike(by=world.people["bjarne"], at=at, entry_id=one.public_id, reason=WHY)


def took_before(world: World, at: datetime, pick: int) -> None:
    name = sorted(OWNERS)[pick % 3]
    told = BaselineSaid("reading", at.year - 1, 10, Decimal(1 + pick % 9), "Innkjøpssjefen")
    say_baseline(by=world.people[OWNERS[name]], at=at, member_id=member(name).pk, said=told)


def hear_of(world: World, at: datetime, pick: int) -> None:
    told = signals.SignalSaid(
        source=SignalSource.NGO, kind="safety", name="En organisasjon", text=f"Dører er låst {pick}", on=at.date(),
        link="https://example.org/rapport", place="Gazipur",
    )  # fmt: skip
    signals.note_signal(by=world.people["sekka"], at=at, said=told)


def set_aside(world: World, at: datetime, pick: int) -> None:
    one = _any(Signal.objects.exclude(state="set_aside"), pick)
    signals.set_aside(**_of(one, "signal", world.people["sekka"], at), reason=WHY)


def hand_on(world: World, at: datetime, pick: int) -> None:
    one = _any(Signal.objects.exclude(state="forwarded"), pick)
    signals.forward(**_of(one, "signal", world.people["sekka"], at), to="Arbeidstilsynet", reason=WHY)


def take_up(world: World, at: datetime, pick: int) -> None:
    one = _any(Signal.objects.all(), pick)
    act = signals.take_up if one.state in ("set_aside", "forwarded") else signals.look_at
    act(**_of(one, "signal", world.people["sekka"], at))


def withdraw_mandate(world: World, at: datetime, pick: int) -> None:
    one = _any(Mandate.objects.filter(state="granted").select_related("contract__member"), pick)
    by = world.people[OWNERS[one.contract.member.slug.split("-")[0]]]
    withdraw_mandates(by=by, at=at, chosen=[(one.public_id, one.revision)], reason=WHY)


def meetings_held(world: World) -> int:
    return Meeting.objects.filter(follow_up=world.one, state="confirmed").count()


FOUND: tuple[Act, ...] = (find, find, hear, hear, stand, stand, close, reopen, withdraw, stop, lift)
RIGHTED: tuple[Act, ...] = (agree, agree, prove, prove, prove, doubt, owe, pay, state)
ALL: tuple[Act, ...] = (
    answer, *FOUND, *RIGHTED, meet, drop, cover, recommend, recommend, take_back, decide, decide, undo, spend,
    take_off, took_before, hear_of, hear_of, set_aside, hand_on, take_up, withdraw_mandate,
)  # fmt: skip
