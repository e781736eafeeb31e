"""Whatever anybody does in whichever order: nobody decides for another's contract, no team and no platform ever does,
and no step is taken without what it needs or the ground for setting that aside."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from aktsom.core.actor import PLATFORM, Actor
from aktsom.core.errors import DomainError
from aktsom.core.models import JournalEntry
from aktsom.findings.models import Finding
from aktsom.follow_up.models import FollowUp
from aktsom.members.permissions import has
from aktsom.members.roles import Permission
from aktsom.sanctions.actions import deciding, drafting, recommending
from aktsom.sanctions.models import Recommendation, SanctionDecision
from aktsom.sanctions.queries.preconditions import readiness
from aktsom.sanctions.rules.ladder import Met
from aktsom.sanctions.seams import Case
from aktsom.sanctions.states import Answer
from aktsom.sanctions.tables import ladder, step_called
from tests.cast import actor
from tests.sanctions.made import LATER, OWNERS, TODAY, WHY, answer, contract_of, said_of, unmet

pytestmark = pytest.mark.django_db
STEPS = [step.id for step in ladder()]
TEAM = ("bjarne", "mons")  # its lead and deputy, who also keep Bergen's and Oslo's registers
EVERYBODY = (*TEAM, "olga", "berit", "stina", "dag", "rita", "uma", "sekka", "nora", "-")
SOME = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def who(name: str) -> Actor:
    return PLATFORM if name == "-" else actor(name)


def _said(step: str, choice: Answer, *, full: bool, aside: bool, grave: bool) -> drafting.DecisionSaid:
    told = answer(choice, step, is_grave=grave, deadline_on=TODAY + timedelta(days=9), share=full)
    grounds = {each.id: WHY for each in step_called(step).preconditions} if aside else {}
    written = told.written if full else {}
    return drafting.DecisionSaid(**{**told.__dict__, "aside": grounds, "written": written})


def _begin(one: FollowUp, by: Actor, owner: str, **_told: Any) -> None:
    drafting.begin_decision(by=by, at=LATER, follow_up_id=one.public_id, contract_id=contract_of(one, owner).public_id)


def _newest(one: FollowUp, owner: str) -> SanctionDecision:
    found = SanctionDecision.objects.filter(follow_up=one, contract=contract_of(one, owner)).first()
    if found is None:
        raise DomainError("none")
    return found


def _write(one: FollowUp, by: Actor, owner: str, said: drafting.DecisionSaid, **_told: Any) -> None:
    draft = _newest(one, owner)
    drafting.write_decision(by=by, at=LATER, decision_id=draft.public_id, revision=draft.revision, said=said)


def _decide(one: FollowUp, by: Actor, owner: str, said: drafting.DecisionSaid, **_told: Any) -> None:
    draft = _newest(one, owner)
    deciding.decide(by=by, at=LATER, decision_id=draft.public_id, revision=draft.revision, said=said)


def _decide_what_lies_ready(one: FollowUp, by: Actor, owner: str, **_told: Any) -> None:
    """The step that a manager might take, with all that it needs: whoever may decide at all can decide this."""
    _decide(one, by, owner, answer(Answer.OTHER_STEP, "notice-of-breach"))


def _share(one: FollowUp, by: Actor, owner: str, **_told: Any) -> None:
    made = _newest(one, owner)
    deciding.share_decision(by=by, at=LATER, decision_id=made.public_id, revision=made.revision, shared=True)


def _withdraw(one: FollowUp, by: Actor, owner: str, **_told: Any) -> None:
    made = _newest(one, owner)
    deciding.withdraw_decision(by=by, at=LATER, decision_id=made.public_id, revision=made.revision, reason=WHY)


def _recommend(one: FollowUp, by: Actor, step: str, **_told: Any) -> None:
    on = Recommendation.objects.filter(follow_up=one, state="made").first()
    recommending.recommend(
        by=by, at=LATER, follow_up_id=one.public_id, replaces=on.public_id if on else "",
        said=said_of(*Finding.objects.filter(follow_up=one), step=step),
    )  # fmt: skip


def _take_back(one: FollowUp, by: Actor, **_told: Any) -> None:
    on = Recommendation.objects.filter(follow_up=one, state="made").first()
    if on is not None:
        recommending.withdraw_recommendation(
            by=by, at=LATER, recommendation_id=on.public_id, revision=on.revision, reason=WHY
        )


ACTS: tuple[Callable[..., None], ...] = (
    _begin, _write, _decide, _decide, _decide_what_lies_ready, _decide_what_lies_ready, _share, _withdraw, _recommend,
    _take_back,
)  # fmt: skip
MOVES = st.tuples(
    st.sampled_from(ACTS), st.sampled_from(sorted(OWNERS)), st.sampled_from(STEPS), st.sampled_from(list(Answer)),
    st.booleans(), st.booleans(), st.booleans(),
)  # fmt: skip


def _straight(name: str, owner: str, step: str = "notice-of-breach", act: Any = _decide_what_lies_ready) -> Any:
    """A sequence that is always tried, since one drawn at random seldom comes to the heart of the matter."""
    return [(name, (act, owner, step, Answer.OTHER_STEP, True, True, False))]


def _tried(one: FollowUp, by: Actor, move: Any) -> None:
    act, owner, step, choice, full, aside, grave = move
    said = _said(step, choice, full=full, aside=aside, grave=grave)
    with suppress(DomainError), transaction.atomic():
        act(one, by=by, owner=owner, said=said, step=step)


@pytest.fixture
def case(one: FollowUp) -> FollowUp:
    unmet(one)
    for name in EVERYBODY[:-1]:
        actor(name)
    return one


@SOME
@given(st.lists(st.tuples(st.sampled_from([*TEAM, "-", "uma", "sekka", "rita", "nora"]), MOVES), max_size=12))
@example(_straight("bjarne", "bergen"))  # who manages Bergen's register, and sits in the team
@example(_straight("mons", "oslo"))
@example(_straight("-", "oslo"))
@example(_straight("sekka", "stavanger"))
def test_no_team_and_no_platform_ever_decides(case: FollowUp, moves: list[Any]) -> None:
    """Also with a draft that the owner has written whole lying ready for them."""
    with transaction.atomic():
        for owner, name in OWNERS.items():
            _begin(case, actor(name), owner)
            _write(case, actor(name), owner, answer(Answer.OTHER_STEP, "notice-of-breach"))
        for name, move in moves:
            _tried(case, who(name), move)
        assert not SanctionDecision.objects.exclude(state__in=["draft", "withdrawn"]).exists()
        assert not SanctionDecision.objects.filter(decided_at__isnull=False).exists()
        assert not JournalEntry.objects.filter(verb="sanction_decided").exists()
        transaction.set_rollback(True)


@SOME
@given(st.lists(st.tuples(st.sampled_from([*EVERYBODY, *OWNERS.values(), *OWNERS.values()]), MOVES), max_size=16))
@example(_straight("olga", "oslo"))
@example(_straight("olga", "oslo", "correction", _decide))  # sets aside what it needs, without a grave violation
@example(_straight("berit", "bergen", "termination", _decide))
@example(_straight("olga", "bergen"))
def test_each_decision_is_the_partys_own_and_has_what_it_needs(case: FollowUp, moves: list[Any]) -> None:
    with transaction.atomic():
        _recommend(case, actor("bjarne"), "notice-of-breach")
        for owner, name in OWNERS.items():
            _begin(case, actor(name), owner)
        for name, move in moves:
            before = set(SanctionDecision.objects.exclude(state="draft").values_list("pk", flat=True))
            _tried(case, who(name), move)
            for made in SanctionDecision.objects.filter(state="decided").exclude(pk__in=before):
                _is_lawful(made, who(name))
        for made in SanctionDecision.objects.filter(state="decided").exclude(recommendation=None):
            same = {"contract": made.contract, "recommendation": made.recommendation, "state": "decided"}
            assert SanctionDecision.objects.filter(**same).count() == 1
        transaction.set_rollback(True)


def test_what_lies_ready_is_decided_by_its_owner_and_not_by_the_team(case: FollowUp) -> None:
    """So that the laws above are about something that can be done."""
    _begin(case, actor("berit"), "bergen")
    _tried(case, actor("bjarne"), _straight("bjarne", "bergen")[0][1])
    assert _newest(case, "bergen").state == "draft"
    _tried(case, actor("berit"), _straight("berit", "bergen")[0][1])
    assert (_newest(case, "bergen").state, _newest(case, "bergen").decided_by_id) == (
        "decided",
        actor("berit").person_id,
    )


def _is_lawful(made: SanctionDecision, by: Actor) -> None:
    """As the rules have it, weighed anew from what the platform knows and the decision itself says."""
    assert made.decided_by_id == by.person_id
    assert made.reason
    owner = has(by, Permission.GIVE_MANDATES, made.owner_id)
    manager = has(by, Permission.KEEP_REGISTER, made.owner_id) and made.follow_up.team_id not in by.team_ids
    if not made.step:
        assert owner
        return
    step = step_called(made.step)
    assert owner or (manager and "contract_manager" in step.decided_by)
    weighed = readiness(Case(by, made.follow_up, made.contract, made.recommendation, made, made.step, TODAY),
                        deciding=True)  # fmt: skip
    for row in weighed.rows:
        assert row.met is not Met.NO
        if row.met is Met.SET_ASIDE:
            assert made.is_grave
            assert weighed.gravity
            assert row.precondition.may_be_set_aside
            assert made.aside[row.id].strip()
