"""Whatever is done in whichever order: what was open and came, less what went, is what is open, for every cut of it;
members' parts are the whole; nothing is saved that was not avoided, and nobody is said to be paid more than is owed."""

from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError
from aktsom.effects.actions.reckoning import reckon_all
from aktsom.effects.indicators import READS as INDICATORS
from aktsom.effects.indicators import Narrowed, Span
from aktsom.effects.queries.duplicates import every_activity, network_duplicates, summed
from aktsom.effects.queries.effort import EffortScope
from aktsom.effects.queries.histories import READS
from aktsom.effects.queries.ledger import cut
from aktsom.effects.queries.savings import member_savings
from aktsom.effects.rules.folding import fold
from aktsom.effects.rules.ledger import entries, line
from aktsom.findings.models import Finding
from aktsom.findings.queries.remedies import ledgers
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member
from tests.effects import recomputed, year_acts
from tests.effects.stored import stored_years_meet
from tests.effects.year_acts import ALL, World
from tests.factories.dispatches import dispatched, told
from tests.factories.mandates import OWNERS, granted, team
from tests.follow_up.methods import ALL as METHODS
from tests.follow_up.test_planning import gloves, planned

pytestmark = pytest.mark.django_db
SOME = settings(
    max_examples=10, deadline=None, phases=[each for each in Phase if each is not Phase.explain],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
DAY = timedelta(days=1)
Move = tuple[Any, int, int]  # an act, which of several it is done to, days later
moves = st.lists(st.tuples(st.sampled_from(ALL), st.integers(0, 30), st.integers(0, 25)), min_size=3, max_size=14)
A_DEVIATION = ((year_acts.find, 0, 0), (year_acts.hear, 0, 1), (year_acts.stand, 0, 1))
AGREED = (*A_DEVIATION, (year_acts.agree, 0, 3))
RIGHTED = (*AGREED, (year_acts.prove, 1, 3), (year_acts.close, 0, 1))


def _world(*owners: str) -> World:
    ours = team()
    for owner in owners:
        granted(ours, gloves(owner, term_set="T4"))
    one = told(planned(of=ours, methods=METHODS))
    report = dispatched(one)
    one.refresh_from_db()
    names = ("bjarne", "mons", "nora", "sekka", *OWNERS.values())
    return World(one, report, {name: actor(name) for name in names})


@beginning(after=commons.terms)
def world() -> World:
    """Oslo has two contracts in it, Bergen and Stavanger one each."""
    return _world("oslo", "oslo", "bergen", "stavanger")


@beginning(after=commons.terms)
def alone() -> World:
    return _world("oslo")


def done(world: World, tried: list[Move]) -> datetime:
    """The moment after the last."""
    at = NOON
    for act, pick, later in tried:
        at += later * DAY + timedelta(minutes=1)
        with suppress(DomainError), transaction.atomic():
            act(world, at, pick)
    return at + DAY


@SOME
@given(moves, st.integers(0, 300))
@example([*RIGHTED, (year_acts.reopen, 0, 5)], 3)
@example([*RIGHTED, (year_acts.reopen, 0, 5), (year_acts.prove, 1, 1), (year_acts.close, 0, 1)], 6)
@example([*AGREED, (year_acts.prove, 1, 1), (year_acts.doubt, 0, 2), (year_acts.drop, 0, 1)], 4)
@example([*A_DEVIATION, (year_acts.stop, 0, 1), (year_acts.lift, 0, 4)], 2)
@example(
    [(year_acts.hear_of, 0, 1), (year_acts.set_aside, 0, 2), (year_acts.take_up, 0, 3), (year_acts.hand_on, 0, 1)], 3
)
@example(
    [*A_DEVIATION, (year_acts.recommend, 0, 1), (year_acts.decide, 0, 1), (year_acts.decide, 1, 1),
     (year_acts.undo, 0, 1), (year_acts.take_back, 0, 2)], 3,
)  # fmt: skip
def test_what_was_open_and_came_less_what_went_is_what_is_open(world: World, tried: list[Move], parted: int) -> None:
    with transaction.atomic():
        end = done(world, tried)
        middle = NOON + (end - NOON) * parted / 300
        journal = recomputed.Journal()
        for kind, read in READS.items():
            found = list(read(Narrowed()))
            for to in (Narrowed(), Narrowed(group_id=world.one.group_id),
                       *(Narrowed(frozenset({member(name).pk})) for name in OWNERS)):  # fmt: skip
                histories = list(cut(iter(found), to))
                first, last, whole = (
                    line(entries(histories, *span)) for span in ((NOON - DAY, middle), (middle, end), (NOON - DAY, end))
                )
                assert first.adds_up
                assert last.adds_up
                assert whole.adds_up
                assert (first.closing, whole.closing) == (last.opening, last.closing)
                assert first.added + last.added == whole.added
                if to == Narrowed():
                    own = recomputed.line(journal.spells(kind), NOON - DAY, end)
                    assert (own.opening, own.new, own.closed, own.closing) == (
                        whole.opening, whole.added, whole.closed, whole.closing,
                    ), kind  # fmt: skip
        transaction.set_rollback(True)


@SOME
@given(moves, st.integers(0, 8))
@example(
    [(year_acts.answer, 0, 25), (year_acts.meet, 0, 25), (year_acts.meet, 0, 7), *A_DEVIATION], 0
)  # on its last day
@example([(year_acts.recommend, 0, 25), *A_DEVIATION, (year_acts.recommend, 0, 25), (year_acts.decide, 0, 2)], 3)
def test_a_stored_year_ends_as_the_next_begins(world: World, tried: list[Move], hours: int) -> None:
    """Reckoned as each night does it, by a worker that begins some hours into the day."""
    with transaction.atomic():
        at = NOON
        last_of_year = NOON.replace(month=12, day=31, hour=22)  # an hour before midnight in Norway
        nights = [last_of_year - DAY, last_of_year + timedelta(hours=1 + hours), last_of_year + 40 * DAY]
        for act, pick, later in [*tried, *[(year_acts.find, 1, 25)] * 3]:
            at += later * DAY + timedelta(minutes=1)
            while nights and nights[0] < at:
                reckon_all(nights.pop(0))
            with suppress(DomainError), transaction.atomic():
                act(world, at, pick)
        for night in (*nights, at + DAY):
            reckon_all(night)
        assert stored_years_meet()
        transaction.set_rollback(True)


def scope(at: datetime, name: str = "") -> EffortScope:
    return EffortScope(NOON.date() - DAY, at.date(), member_id=member(name).pk if name else None)


@SOME
@given(moves)
@example([(year_acts.answer, 0, 1), (year_acts.meet, 0, 1), (year_acts.took_before, 3, 0), (year_acts.spend, 3, 0)])
@example([(year_acts.withdraw_mandate, 1, 1), (year_acts.meet, 0, 0), (year_acts.meet, 0, 2)])
def test_what_is_saved_is_of_what_was_avoided(world: World, tried: list[Move]) -> None:
    with transaction.atomic():
        end = done(world, tried)
        activities = every_activity(PLATFORM, scope(end))
        rows, network = summed(activities), network_duplicates(PLATFORM, scope(end))
        assert all(row.avoided >= 0 for row in rows)
        assert sum(row.avoided for row in rows) == sum(one.avoided for one in network.values())
        assert sum(row.contracts for row in rows) == sum(one.contracts for one in network.values())
        assert {kind.value: one.avoided for kind, one in network.items()} == {
            kind: count for kind, count in recomputed.Journal().avoided(NOON - DAY, end).items() if count
        }
        assert len([one for one in activities if one.kind == "meeting"]) == year_acts.meetings_held(world)
        for name, owner in OWNERS.items():
            found = member_savings(world.people[owner], scope(end, name), end.date())
            for kind in found.kinds:
                if kind.saved is not None and kind.span is not None:
                    assert 0 <= kind.saved.low <= kind.saved.high <= kind.contracts * kind.span.high
        transaction.set_rollback(True)


@SOME
@given(moves)
@example([(year_acts.answer, 0, 1), (year_acts.meet, 0, 1), (year_acts.cover, 0, 1)])
def test_what_is_done_for_a_single_contract_avoids_nothing(alone: World, tried: list[Move]) -> None:
    with transaction.atomic():
        end = done(alone, tried)
        assert all(one.avoided == 0 for one in every_activity(PLATFORM, scope(end)))
        transaction.set_rollback(True)


@SOME
@given(moves)
@example([*A_DEVIATION, (year_acts.owe, 1, 1), (year_acts.pay, 5, 1), (year_acts.pay, 5, 1), (year_acts.state, 0, 1)])
def test_nobody_is_said_to_be_paid_more_than_is_owed(world: World, tried: list[Move]) -> None:
    """And what is said in the news beside it is never mixed into it."""
    with transaction.atomic():
        end = done(world, [*A_DEVIATION, (year_acts.owe, 1, 0), *tried])
        span = Span(end.year, end.date())
        for tally in fold(INDICATORS["remedied_sums"](span).read()).values():
            assert 0 <= tally.counted <= tally.of
        for found in ledgers(PLATFORM, Finding.objects.filter(follow_up=world.one)).values():
            for sums in found.sums:
                differs = sums.stated is not None and sums.owed is not None and sums.stated != sums.owed
                assert (sums.mismatch is not None) == differs
                if sums.owed is not None:
                    assert sums.left == sums.owed - sums.paid
                    assert sums.owed >= Decimal(0)
        transaction.set_rollback(True)
