"""Opening + new - closed = closing, for any history and for any cut of it."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from aktsom.effects.rules.ledger import Column, Concern, History, Line, Turn, entries, for_members, in_group, line

DAY_0 = datetime(2025, 1, 1, tzinfo=UTC)
moments = st.integers(0, 60).map(lambda days: DAY_0 + timedelta(days=days))
turns = st.builds(Turn, moments, st.booleans(), st.booleans())


@st.composite
def concerns(draw: st.DrawFn) -> Concern:
    since = draw(moments)
    length = draw(st.none() | st.integers(0, 30))
    return Concern(draw(st.integers(1, 3)), since, None if length is None else since + timedelta(days=length))


@st.composite
def histories(draw: st.DrawFn) -> list[History]:
    return [
        History(
            f"r{number}",
            tuple(draw(st.lists(turns, max_size=6))),
            tuple(draw(st.lists(concerns(), max_size=4))),
            draw(st.sampled_from(("health", "medical", ""))),
        )
        for number in range(draw(st.integers(0, 6)))
    ]


spans = st.tuples(moments, moments).map(sorted)
members = st.frozensets(st.integers(1, 3))


def cuts(found: list[History], member_ids: frozenset[int], group: str) -> list[list[History]]:
    ours = list(for_members(found, member_ids))
    return [found, ours, list(in_group(found, group)), list(in_group(ours, group))]


@given(histories(), spans, members, st.sampled_from(("health", "medical", "")))
def test_it_adds_up_for_any_history_and_any_cut(
    found: list[History], span: list[datetime], member_ids: frozenset[int], group: str
) -> None:
    for cut in cuts(found, member_ids, group):
        assert line(entries(cut, *span)).adds_up


@given(histories(), moments, moments, moments, members)
def test_what_is_open_when_a_period_ends_is_open_when_the_next_begins(
    found: list[History], one: datetime, other: datetime, third: datetime, member_ids: frozenset[int]
) -> None:
    first, middle, last = sorted((one, other, third))
    for cut in cuts(found, member_ids, ""):
        before, after, whole = (line(entries(cut, *span)) for span in ((first, middle), (middle, last), (first, last)))
        assert before.closing == after.opening
        assert (whole.opening, whole.closing) == (before.opening, after.closing)
        assert (whole.added, whole.closed) == (before.added + after.added, before.closed + after.closed)


@given(histories(), spans)
def test_categories_add_up_to_the_whole(found: list[History], span: list[datetime]) -> None:
    whole = line(entries(found, *span))
    parts = [line(entries(in_group(found, group), *span)) for group in ("health", "medical", "")]
    assert whole == Line(*(sum(getattr(part, name) for part in parts) for name in Line.__slots__))


@given(histories(), spans, members)
def test_what_is_open_is_what_each_record_says_at_that_moment(
    found: list[History], span: list[datetime], member_ids: frozenset[int]
) -> None:
    """Reckoned anew without the rule: the last turn before the moment, and whether it concerned one of them then."""

    def is_open(one: History, at: datetime) -> bool:
        before = [turn for turn in sorted(one.turns, key=lambda turn: turn.at) if turn.at < at]
        return bool(before) and before[-1].is_open

    def concerned(one: History, at: datetime) -> bool:
        just_before = at - timedelta(seconds=1)
        return any(
            each.member_id in member_ids
            and each.since <= just_before
            and (each.until is None or each.until > just_before)
            for each in one.concerns
        )

    whole, ours = line(entries(found, *span)), line(entries(for_members(found, member_ids), *span))
    for column, at in (("opening", span[0]), ("closing", span[1])):
        assert getattr(whole, column) == sum(is_open(one, at) for one in found)
        assert getattr(ours, column) == sum(is_open(one, at) and concerned(one, at) for one in found)


def test_each_number_is_its_records() -> None:
    def on(day: int) -> datetime:
        return DAY_0 + timedelta(days=day)

    found = [
        History("old", (Turn(on(1), True), Turn(on(12), False))),
        History("again", (Turn(on(11), True), Turn(on(13), False), Turn(on(14), True))),
        History("gone", (Turn(on(11), True), Turn(on(15), False, dropped=True))),
        History("over", (Turn(on(1), True), Turn(on(5), False))),
        History("later", (Turn(on(30), True),)),
    ]
    rows = list(entries(found, on(10), on(20)))
    assert line(rows) == Line(opening=1, added=3, reopened=1, closed=3, dropped=1, closing=1)
    assert Counter((row.column, row.key) for row in rows) == {
        (Column.OPENING, "old"): 1,
        (Column.ADDED, "again"): 2,
        (Column.ADDED, "gone"): 1,
        (Column.CLOSED, "old"): 1,
        (Column.CLOSED, "again"): 1,
        (Column.CLOSED, "gone"): 1,
        (Column.CLOSING, "again"): 1,
    }
