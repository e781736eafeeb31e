"""The law of colour, over random sequences of what people do by the real actions and days that pass."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from aktsom.core.errors import DomainError
from aktsom.findings.actions import findings as acts
from aktsom.findings.actions import hearing, plans, proving
from aktsom.findings.actions.colours import note_all
from aktsom.findings.models import ActionPlan, ColourChange, Finding, Measure
from aktsom.findings.states import FindingKind, MeasureState
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.states import Method
from tests.cast import NOON, actor
from tests.findings.made import GRAVE, WHY, said, standing
from tests.follow_up.concluded import report

pytestmark = pytest.mark.django_db
ORDER = {"green": 0, "yellow": 1, "red": 2}
EACH = settings(
    max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@dataclass
class World:
    """What the actions of one sequence work on; `at` moves on as days pass."""

    one: FollowUp
    paper: str
    at: datetime = NOON
    told: list[str] = field(default_factory=list)

    @property
    def day(self) -> date:
        return timezone.localdate(self.at)

    def of(self, number: int) -> Finding | None:
        rows = list(Finding.objects.order_by("id"))
        return rows[number % len(rows)] if rows else None

    def plan(self) -> ActionPlan | None:
        return ActionPlan.objects.first()

    def measure(self, number: int) -> Measure | None:
        rows = list(Measure.objects.order_by("id"))
        return rows[number % len(rows)] if rows else None


Doing = Callable[[World, int], object]


def _note(world: World, number: int) -> object:
    made = acts.note_finding(
        by=actor("mons"), at=world.at, follow_up_id=world.one.public_id,
        said=said(title=f"Funn {number}", found_on=world.day),
    )  # fmt: skip
    acts.show_to_supplier(by=actor("mons"), at=world.at, finding_id=made.public_id, revision=made.revision)
    made.refresh_from_db()
    hearing.comment(
        by=actor("nora"), at=world.at, finding_id=made.public_id, revision=made.revision, text="Uenig.", corrects=True
    )
    made.refresh_from_db()
    return acts.let_stand(by=actor("mons"), at=world.at, finding_id=made.public_id, revision=made.revision)


def _on_finding(act: Callable[..., object], who: str = "mons", **more: object) -> Doing:
    def do(world: World, number: int) -> object:
        one = world.of(number)
        return one and act(by=actor(who), at=world.at, finding_id=one.public_id, revision=one.revision, **more)

    return do


def _decide(after: FindingKind) -> Doing:
    def do(world: World, number: int) -> object:
        more = {"severity": GRAVE, "severity_reason": WHY} if after == FindingKind.DEVIATION else {}
        told = {"after": after, "reason": WHY, "evidence_id": world.paper}
        return _on_finding(hearing.decide_kind, **told, **more)(world, number)

    return do


def _on_plan(act: Callable[..., object], who: str, **more: object) -> Doing:
    def do(world: World, _number: int) -> object:
        one = world.plan()
        return one and act(by=actor(who), at=world.at, plan_id=one.public_id, revision=one.revision, **more)

    return do


def _ask(world: World, _number: int) -> object:
    return plans.ask_for_plan(by=actor("bjarne"), at=world.at, follow_up_id=world.one.public_id)


def _write(world: World, number: int) -> object:
    one, finding = world.plan(), world.of(number)
    if one is None or finding is None:
        return None
    told = plans.MeasureSaid(
        finding.public_id, "Betale", world.day + timedelta(days=number % 40), "Formidleren", "Lederen",
        preventive=number % 5 == 0,
    )  # fmt: skip
    return plans.write_measure(
        by=actor("nora"), at=world.at, plan_id=one.public_id, revision=one.revision, said=told,
        measure_id=_there(world, number),
    )  # fmt: skip


def _there(world: World, number: int) -> str:
    row = world.measure(number)
    return row.public_id if row is not None and number % 2 else ""


def _remove(world: World, number: int) -> object:
    one, row = world.plan(), world.measure(number)
    if one is None or row is None:
        return None
    return plans.remove_measure(
        by=actor("nora"), at=world.at, plan_id=one.public_id, revision=one.revision, measure_id=row.public_id
    )


def _on_measure(act: Callable[..., object], who: str, **more: object) -> Doing:
    def do(world: World, number: int) -> object:
        row = world.measure(number)
        return row and act(by=actor(who), at=world.at, measure_id=row.public_id, revision=row.revision, **more)

    return do


def _extend(world: World, number: int) -> object:
    return _on_measure(proving.extend, "mons", due_on=world.day + timedelta(days=30 + number), reason=WHY)(
        world, number
    )


def _days(world: World, number: int) -> object:
    world.at += timedelta(days=1 + number)
    return note_all(world.at)


# Acts by which somebody other than the supplier finds that something is right, or that it was never wrong.
VERIFIED = {"enough", "close", "no breach"}
# How those who follow up answer a plan that came too late; nothing agreed may be past its day by it.
ANSWERED = {"accept", "changes"}
DOINGS: dict[str, Doing] = {
    "note": _note,
    "no breach": _decide(FindingKind.OBSERVATION),
    "a breach": _decide(FindingKind.DEVIATION),
    "close": _on_finding(acts.close_finding, reason=WHY),
    "reopen": _on_finding(acts.reopen_finding, reason=WHY),
    "withdraw": _on_finding(acts.withdraw_finding, reason=WHY),
    "stop": _on_finding(hearing.stop_finding, reason=WHY),
    "lift": _on_finding(hearing.lift_finding, reason=WHY),
    "show": _on_finding(acts.show_to_supplier),
    "ask": _ask,
    "write": _write,
    "remove": _remove,
    "propose": _on_plan(plans.propose_plan, "nora"),
    "take back": _on_plan(plans.take_back_plan, "nora"),
    "changes": _on_plan(plans.ask_for_changes, "mons", text=WHY),
    "accept": _on_plan(plans.accept_plan, "bjarne"),
    "prove": _on_measure(proving.prove, "nora", text="Gjort."),
    "enough": _on_measure(
        proving.judge_proof, "bjarne", sufficient=True, reason=WHY, checked_how=Method.DOCUMENT_REVIEW
    ),
    "not enough": _on_measure(
        proving.judge_proof, "bjarne", sufficient=False, reason=WHY, checked_how=Method.DOCUMENT_REVIEW
    ),
    "extend": _extend,
    "block": _on_measure(proving.block, "mons", reason=WHY, alternative=WHY),
    "unblock": _on_measure(proving.unblock, "mons"),
    "doubt": _on_measure(proving.doubt, "mons", reason=WHY),
    "days": _days,
}  # fmt: skip
SEQUENCES = st.lists(st.tuples(st.sampled_from(sorted(DOINGS)), st.integers(0, 45)), max_size=14)


def colours() -> dict[str, str]:
    return {row.term_set_id: row.colour for row in ColourChange.objects.order_by("id")}


def a_measure_is_missed(day: date) -> bool:
    open_ = [MeasureState.OPEN, MeasureState.INSUFFICIENT, MeasureState.BLOCKED]
    rows = Measure.objects.filter(agreed_at__isnull=False, preventive=False, finding__state="stands")
    return rows.filter(state__in=open_, due_on__lt=day, finding__kind="deviation").exists()


@EACH
@given(st.booleans(), SEQUENCES)
@example(True, [("extend", 40), ("days", 0)])  # a day is moved after it was missed
def test_a_colour_never_betters_without_somebody_having_verified(
    one: FollowUp, planned: bool, steps: list[tuple[str, int]]
) -> None:
    with transaction.atomic():
        world = World(one, report(one).public_id)
        first = standing(one)
        if planned:  # so that more of the sequences come to the heart of the matter
            begun = [("ask", 0), ("write", 21), ("propose", 0), ("accept", 0), ("days", 25)]
            steps = [*begun, *steps]
        assert first.state == "stands"
        for name, number in steps:
            before, missed = colours(), a_measure_is_missed(world.day)
            try:
                with transaction.atomic():
                    DOINGS[name](world, number)
            except DomainError:
                continue
            world.told.append(name)
            for terms, now in colours().items():
                if ORDER.get(now, 9) < ORDER.get(before.get(terms, ""), -1):
                    assert name in VERIFIED or (name in ANSWERED and not missed), (world.told, before, now)
                    assert now != "green" or name in VERIFIED, world.told
        transaction.set_rollback(True)
