"""What one edition changes in another."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from aktsom.follow_up.rules.differences import Change, Changed, Differences, changes, differences
from aktsom.follow_up.rules.editions import Wording
from aktsom.follow_up.states import AnswerType

CODES = st.lists(st.sampled_from([f"F-{n}" for n in range(12)]), unique=True)


def question(code: str) -> Wording:
    return Wording(code, "2.1", False, AnswerType.TEXT, ("a", "b", "c"))


def edition(codes: list[str]) -> list[Wording]:
    return [question(code) for code in codes]


def test_each_field_that_differs_is_told_with_both_values() -> None:
    old = question("F-1")
    new = replace(old, texts=("a", "x", "c"), helps=("", "", "h"), points=("2.1",), is_lead=True)
    assert changes(old, new) == (
        Change("is_lead", False, True),
        Change("text_nn", "b", "x"),
        Change("points", (), ("2.1",)),
        Change("help_en", "", "h"),
    )
    assert differences([old], [new]).changed == (Changed("F-1", changes(old, new)),)


def test_one_that_is_moved_is_told_and_those_it_passes_are_not() -> None:
    found = differences(edition(["A", "B", "C", "D"]), edition(["B", "C", "D", "A"]))
    assert found == Differences(moved=("A",))


def test_what_is_new_or_gone_moves_nothing() -> None:
    assert differences(edition(["A", "B"]), edition(["X", "A", "B"])) == Differences(added=("X",))
    assert differences(edition(["A", "B", "C"]), edition(["A", "C"])) == Differences(removed=("B",))


@given(CODES, CODES)
def test_all_that_differs_is_told_and_nothing_else(old: list[str], new: list[str]) -> None:
    found = differences(edition(old), edition(new))
    assert set(found.added) == set(new) - set(old)
    assert set(found.removed) == set(old) - set(new)
    assert found.changed == ()
    stayed = [code for code in new if code in old and code not in found.moved]
    assert stayed == [code for code in old if code in stayed]
    assert bool(found) == (old != new)
