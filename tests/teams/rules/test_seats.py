"""Who may make up a team, and who leads it after a handover."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.teams.rules.bilateral import continue_between
from aktsom.teams.rules.handover import Open, listed, receive, seats_after, take_over_oneself
from aktsom.teams.rules.limits import Limits
from aktsom.teams.rules.seats import (
    Sitting,
    change_part,
    composition,
    kept_reason,
    leave,
    members_of,
    size_unexplained,
)
from aktsom.teams.states import SeatPart

LIMITS = Limits(smallest_team=3, largest_team=4, flagged_after_days=30, dormant_after_days=60)
LEAD, DEPUTY, MEMBER = SeatPart.LEAD, SeatPart.DEPUTY, SeatPart.MEMBER
REASON = "Bare to medlemmer kjøper dette."


@st.composite
def teams(draw: st.DrawFn) -> list[Sitting]:
    """Well-formed teams: one lead, perhaps a deputy, each person once."""
    members = draw(st.lists(st.integers(1, 6), min_size=1, max_size=6))
    deputy = draw(st.booleans())
    parts = [LEAD, DEPUTY if deputy else MEMBER, *[MEMBER] * len(members)]
    return [Sitting(n, member, part) for n, (member, part) in enumerate(zip(members, parts, strict=False), start=1)]


def sit(*members: int) -> list[Sitting]:
    return [Sitting(n, member, LEAD if n == 1 else MEMBER) for n, member in enumerate(members, start=1)]


@pytest.mark.parametrize(
    ("members", "told"),
    [((1,), "færre"), ((1, 2), "færre"), ((1, 2, 3), None), ((1, 2, 3, 4), None), ((1, 2, 3, 4, 5), "flere")],
)
def test_another_size_needs_a_reason(members: tuple[int, ...], told: str | None) -> None:
    said = size_unexplained(sit(*members), "", LIMITS)
    assert (told in str(said)) if told else said is None
    assert size_unexplained(sit(*members), REASON, LIMITS) is None


def test_size_counts_members_not_people() -> None:
    assert size_unexplained(sit(1, 1, 1), "", LIMITS) is not None
    assert size_unexplained(sit(1, 1, 2, 2, 3, 3), "", LIMITS) is None


@pytest.mark.parametrize("reason", ["", "   ", "kort", "x" * 9])
def test_a_reason_says_something(reason: str) -> None:
    assert size_unexplained(sit(1, 2), reason, LIMITS)


def test_a_team_of_the_usual_size_keeps_no_reason() -> None:
    assert kept_reason(sit(1, 2, 3), REASON, LIMITS) == ""
    assert kept_reason(sit(1, 2), f" {REASON} ", LIMITS) == REASON


@pytest.mark.parametrize(
    ("seats", "told"),
    [
        ([], "én leder"),
        ([Sitting(1, 1)], "én leder"),
        ([Sitting(1, 1, LEAD), Sitting(2, 2, LEAD)], "én leder"),
        ([Sitting(1, 1, LEAD), Sitting(2, 2, DEPUTY), Sitting(3, 3, DEPUTY)], "nestleder"),
        ([Sitting(1, 1, LEAD), Sitting(1, 2)], "én plass"),
    ],
)
def test_parts_that_do_not_fit(seats: list[Sitting], told: str) -> None:
    assert told in str(composition(seats))


@given(teams())
def test_a_handover_leaves_exactly_one_lead_and_loses_nobody_else(seats: list[Sitting]) -> None:
    for receiver in [*seats[1:], Sitting(99, 7)]:
        for leads in (True, False):
            after = seats_after(seats, receiver, leads)
            parts = Counter(seat.part for seat in after)
            assert composition(after) is None
            assert parts[LEAD] == 1
            assert after[0].person == receiver.person
            gone = {seat.person for seat in seats} - {seat.person for seat in after}
            assert gone == (set() if leads else {1})


@given(teams())
def test_a_receiver_who_sits_already_keeps_its_member(seats: list[Sitting]) -> None:
    for seat in seats[1:]:
        after = seats_after(seats, Sitting(seat.person, 99))
        assert after[0].member == seat.member
        assert members_of(after) == members_of(seats)


def test_the_lead_does_not_just_leave() -> None:
    assert leave(Sitting(1, 1, LEAD)) is not None
    assert leave(Sitting(1, 1, DEPUTY)) is None
    assert leave(Sitting(1, 1)) is None


@pytest.mark.parametrize(
    ("before", "after", "fine"),
    [(MEMBER, DEPUTY, True), (DEPUTY, MEMBER, True), (MEMBER, LEAD, False), (LEAD, MEMBER, False), (LEAD, LEAD, True)],
)
def test_the_lead_changes_by_handover_alone(before: SeatPart, after: SeatPart, fine: bool) -> None:
    assert (change_part(Sitting(1, 1, before), after) is None) == fine


def test_a_fifth_member_is_explained_before_it_can_lead() -> None:
    four = sit(1, 2, 3, 4)
    assert receive(four, Sitting(9, 9), "", LIMITS) is not None
    assert receive(four, Sitting(9, 9), REASON, LIMITS) is None
    assert receive(four, Sitting(9, 1), "", LIMITS) is None  # another person of a member that sits there
    assert receive(four, Sitting(9, 9), "", LIMITS, leads=False) is None  # the one who no longer may sit goes out
    assert "leder allerede gruppen" in str(receive(four, four[0], "", LIMITS))


def test_nobody_takes_a_team_from_a_lead_who_is_there() -> None:
    assert take_over_oneself(1, 1, led=True) is not None
    assert take_over_oneself(1, 1, led=False) is None
    assert take_over_oneself(1, 2, led=True) is None


@given(st.lists(st.sampled_from(["work", "promise"]), max_size=20), st.integers(0, 5))
def test_a_handover_lists_everything_once(kinds: list[str], steps: int) -> None:
    tasks = [Open(f"tsk-{n}", kind) for n, kind in enumerate(kinds)]
    made = listed(tasks, [f"stp-{n}" for n in range(steps)])
    assert sorted([*made["work"], *made["promise"]]) == sorted(task.id for task in tasks)
    assert len(made["promise"]) == kinds.count("promise")
    assert len(made["steps"]) == steps


@pytest.mark.parametrize(
    ("parties", "lead", "told"),
    [
        ([1], 1, "minst to"),
        ([1, 1], 1, "minst to"),
        ([1, 9], 1, "sitter i gruppen"),
        ([1, 2], 3, "Velg en leder"),
        ([1, 2], 99, "Velg en leder"),
        ([1, 2], 2, None),
        ([1, 2, 3], 1, None),
    ],
)
def test_who_can_go_on(parties: list[int], lead: int, told: str | None) -> None:
    said = continue_between(sit(1, 2, 3), parties, lead)
    assert (told in str(said)) if told else said is None
