"""Whatever anybody does in whichever order: nobody decides for another's contract, no team and no platform ever does,
and no step is taken, lifted or let go of without what that needs or the ground for setting it aside."""

from contextlib import suppress
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions.letters import write_letter
from aktsom.sanctions.models import (
    Letter,
    Replacement,
    SanctionDecision,
    Suspension,
    SuspensionStep,
    Termination,
)
from aktsom.sanctions.states import Answer
from aktsom.sanctions.tables import ladder
from tests.cast import actor
from tests.sanctions import acts
from tests.sanctions.acts import Act, Tried, World
from tests.sanctions.hard_steps import PARTIAL, REPLACE, TERMINATE, WHOLE, place_told_of
from tests.sanctions.lawful import is_lawful, what_moves_is_lawful
from tests.sanctions.made import LATER, OWNERS, contract_of, unmet

pytestmark = pytest.mark.django_db
STEPS = [step.id for step in ladder()]
TEAM = ("bjarne", "mons")  # its lead and deputy, who also keep Bergen's and Oslo's registers
NOT_THEIRS = (*TEAM, "-", "uma", "sekka", "rita", "nora")  # nobody here may take any step; "-" is the platform
EVERYBODY = (*NOT_THEIRS, "dag", *OWNERS.values(), *OWNERS.values())
STANDS = {"oslo": WHOLE, "bergen": REPLACE, "stavanger": TERMINATE}
SOME = settings(
    max_examples=25, deadline=None, phases=[each for each in Phase if each is not Phase.explain],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
Move = tuple[str, Act, str, str, Answer, bool, bool, bool]


def moves(people: tuple[str, ...], which: tuple[Act, ...], most: int) -> Any:
    one = st.tuples(
        st.sampled_from(people), st.sampled_from(which), st.sampled_from(sorted(OWNERS)), st.sampled_from(STEPS),
        st.sampled_from(list(Answer)), st.booleans(), st.booleans(), st.booleans(),
    )  # fmt: skip
    return st.lists(one, max_size=most)


def straight(
    name: str, act: Act, owner: str, step: str = "notice-of-breach", choice: Answer = Answer.OTHER_STEP,
    *, full: bool = True, aside: bool = False, grave: bool = False,
) -> Move:  # fmt: skip
    """A move that is always tried, since one drawn at random seldom comes to the heart of the matter."""
    return (name, act, owner, step, choice, full, aside, grave)


def make(world: World, move: Move) -> bool:
    """Whether it could be done."""
    name, act, owner, step, choice, full, aside, grave = move
    with suppress(DomainError), transaction.atomic():
        act(world, Tried(world.people[name], owner, step, choice, full, aside, grave))
        return True
    return False


@pytest.fixture
def world(one: FollowUp) -> World:
    unmet(one)
    people = {name: PLATFORM if name == "-" else actor(name) for name in EVERYBODY}
    return World(one, people, {owner: contract_of(one, owner) for owner in OWNERS}, place_told_of())


@pytest.fixture
def decided(world: World) -> World:
    """Each owner has taken a hard step, and has another ready that nobody has decided; Oslo's letter is written."""
    for owner, name in OWNERS.items():
        assert make(world, straight(name, acts.decide_hard, owner, STANDS[owner]))
        for act in (acts.begin, acts.assess_exit, acts.write_step, acts.write):
            assert make(world, straight(name, act, owner, PARTIAL))
    stopped = SanctionDecision.objects.get(owner=world.contracts["oslo"].member, state="decided")
    write_letter(by=world.people["olga"], at=LATER, decision=stopped)
    return world


def what_owners_say() -> dict[str, list[Any]]:
    """All that only the owner of a contract may bring about. A draft may be written and let go of by a manager too."""
    said = {"decision__decided_at__isnull": False}
    stopped, left = Suspension.objects.filter(**said), Replacement.objects.filter(**said)
    return {
        "decided": list(
            SanctionDecision.objects.exclude(decided_at=None).order_by("pk").values_list("pk", "state", "revision")
        ),
        "stopped": list(stopped.values_list("pk", "starts_on", "ends_on", "whole", "products")),
        "over": list(stopped.filter(state__in=["lifted", "ended", "dropped"]).values_list("pk")),
        "judged": list(SuspensionStep.objects.filter(suspension__in=stopped).exclude(kind="show").values_list("pk")),
        "left": list(left.filter(state__in=["confirmed", "dropped"]).values_list("pk")),
        "refused": list(left.filter(proposed__refused_at__isnull=False).values_list("pk")),
        "terminated": list(Termination.objects.filter(**said).values_list("pk", "state", "from_on")),
        "letters": list(Letter.objects.exclude(state="draft").values_list("pk", "state")),
    }


@SOME
@given(moves(NOT_THEIRS, (*acts.ON_DECISIONS, *acts.ON_STEPS, acts.send_letter), 14))
@example([straight("bjarne", acts.decide_notice, "bergen")])  # who manages Bergen's register, and sits in the team
@example([straight("mons", acts.decide_notice, "oslo"), straight("mons", acts.decide_hard, "oslo", WHOLE)])
@example([straight("-", act, "oslo", PARTIAL) for act in (acts.decide, acts.judge_test, acts.prolong)])
@example([straight("sekka", acts.settle_termination, "stavanger"), straight("-", acts.withdraw_made, "stavanger")])
@example([straight("nora", acts.show_test, "oslo"), straight("mons", acts.judge_test, "oslo")])
@example(
    [
        straight("nora", acts.propose_place, "bergen"),
        straight("bjarne", acts.weigh_place, "bergen"),
        straight("bjarne", acts.confirm_place, "bergen"),
        straight("bjarne", acts.refuse_place, "bergen"),
    ]
)
@example([straight("mons", act, "oslo") for act in (acts.send_letter, acts.share, acts.withdraw_made)])
def test_no_team_and_no_platform_ever_decides(decided: World, tried: list[Move]) -> None:
    """Nor lifts, prolongs, lets go of or takes back what an owner has decided, with all that it takes lying ready."""
    with transaction.atomic():
        before = what_owners_say()
        for move in tried:
            make(decided, move)
        assert what_owners_say() == before
        transaction.set_rollback(True)


def test_the_owner_of_the_contract_does_each_of_them(decided: World) -> None:
    """So that the law above is about what can be done."""
    before = what_owners_say()
    for move in (
        straight("olga", acts.decide, "oslo", PARTIAL), straight("olga", acts.judge_test, "oslo"),
        straight("olga", acts.judge_test, "oslo", full=False), straight("olga", acts.prolong, "oslo"),
        straight("olga", acts.share, "oslo"), straight("olga", acts.withdraw_made, "oslo"),
        straight("olga", acts.send_letter, "oslo"), straight("berit", acts.withdraw_made, "bergen"),
        straight("stina", acts.settle_termination, "stavanger"), straight("stina", acts.withdraw_made, "stavanger"),
    ):  # fmt: skip
        with transaction.atomic():
            assert make(decided, move), move
            assert what_owners_say() != before, move
            transaction.set_rollback(True)


@SOME
@given(moves(EVERYBODY, (*acts.ON_DECISIONS, *acts.ON_DECISIONS, *acts.ON_STEPS), 16))
@example([straight("olga", acts.decide_notice, "oslo")])
@example([straight("olga", acts.decide, "oslo", "correction", aside=True)])  # without a grave violation
@example([straight("berit", acts.decide, "bergen", TERMINATE, aside=True, grave=True)])  # nothing written of it
@example([straight("olga", acts.decide_notice, "bergen"), straight("olga", acts.decide_hard, "bergen", WHOLE)])
@example([straight("olga", acts.write_step, "oslo", WHOLE), straight("olga", acts.decide, "oslo", WHOLE)])  # no exit
@example(
    [
        straight("olga", acts.assess_exit, "oslo"),
        straight("olga", acts.write_step, "oslo", WHOLE),
        straight("olga", acts.decide, "oslo", WHOLE, full=False, aside=True, grave=True),
    ]
)
@example(
    [
        straight("olga", acts.decide_hard, "oslo", WHOLE),
        straight("olga", acts.begin, "oslo"),
        straight("olga", acts.decide, "oslo", choice=Answer.DECLINE),
    ]
)  # to decline lifts nothing
@example(
    [
        straight("olga", acts.decide_hard, "oslo", PARTIAL),
        straight("olga", acts.end_suspension, "oslo"),
        straight("olga", acts.judge_test, "oslo", full=False),
        straight("olga", acts.judge_test, "oslo"),
    ]
)
@example(
    [
        straight("berit", acts.decide_hard, "bergen", REPLACE),
        straight("berit", acts.propose_place, "bergen"),
        straight("berit", acts.confirm_place, "bergen"),
        straight("berit", acts.weigh_place, "bergen"),
        straight("berit", acts.confirm_place, "bergen"),
    ]
)
@example(
    [
        straight("stina", acts.decide_hard, "stavanger", TERMINATE),
        straight("stina", acts.begin, "stavanger"),
        straight("stina", acts.decide, "stavanger", choice=Answer.AWAIT),
        straight("stina", acts.withdraw_made, "stavanger"),
    ]
)
def test_each_decision_is_the_partys_own_and_has_what_it_needs(world: World, tried: list[Move]) -> None:
    with transaction.atomic():
        make(world, straight("bjarne", acts.recommend, "oslo"))
        for owner, name in OWNERS.items():
            make(world, straight(name, acts.begin, owner))
        for move in tried:
            before = set(SanctionDecision.objects.exclude(state="draft").values_list("pk", flat=True))
            make(world, move)
            for made in SanctionDecision.objects.filter(state="decided").exclude(pk__in=before):
                is_lawful(made, world.people[move[0]])
        what_moves_is_lawful(world)
        for made in SanctionDecision.objects.filter(state="decided").exclude(recommendation=None):
            same = {"contract": made.contract, "recommendation": made.recommendation, "state": "decided"}
            assert SanctionDecision.objects.filter(**same).count() == 1
        transaction.set_rollback(True)


def test_what_lies_ready_is_decided_by_its_owner_and_not_by_the_team(world: World) -> None:
    """So that the laws are about something that can be done, for each step and under each of the term sets."""
    for (owner, name), step in product(OWNERS.items(), (PARTIAL, *STANDS.values())):
        with transaction.atomic():
            for act in (acts.begin, acts.assess_exit, acts.write_step):
                assert make(world, straight(name, act, owner, step))
            for other in (*TEAM, "-", "dag"):
                assert not make(world, straight(other, acts.decide, owner, step))
            assert make(world, straight(name, acts.decide, owner, step))
            transaction.set_rollback(True)
