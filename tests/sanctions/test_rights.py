"""Which points of a contract's terms give the right to a step, and what its own deviations do to that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.sanctions.rules.rights import Point, Right, rights_to

POINTS = [
    Point("1.1", "supplier", "notice-of-breach;correction"),
    Point("4.1", "supplier", "suspension-partial"),
    Point("4.2", "right_of_buyer", "suspension-partial;suspension-full"),
    Point("4.4", "right_of_buyer", "termination"),
]


def test_a_duty_of_the_supplier_gives_no_right() -> None:
    assert rights_to("suspension-partial", POINTS, "") == [Right("4.2", deviates=False)]
    assert rights_to("correction", POINTS, "") == []
    assert rights_to("suspension", POINTS, "") == []  # part of a name is no name


def test_a_right_that_is_a_reading_of_the_terms_says_so() -> None:
    read = [Point("4.2", "right_of_buyer", "suspension-full", inferred=True)]
    assert rights_to("suspension-full", read, "") == [Right("4.2", deviates=False, inferred=True)]
    assert not rights_to("suspension-full", POINTS, "")[0].inferred


@pytest.mark.parametrize(("text", "deviates"), [
    ("Punkt 4.2 gjelder ikke.", True), ("4.2", True), ("jf. pkt. 4.2.", True), ("Punkt 14.2 og 4.21", False),
    ("Punkt 4.2.1 er endret", False), ("Punkt 3.1", False), ("", False),
])  # fmt: skip
def test_the_deviations_name_the_point_or_another(text: str, *, deviates: bool) -> None:
    assert rights_to("suspension-partial", POINTS, text) == [Right("4.2", deviates)]


@given(st.text(alphabet="ab 0123456789.", max_size=30))
def test_deviations_never_give_a_right(text: str) -> None:
    assert [each.number for each in rights_to("termination", POINTS, text)] == ["4.4"]
    assert rights_to("dialogue", POINTS, text) == []
