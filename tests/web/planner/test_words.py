"""Clashes and reasons as sentences with names."""

import pytest
from django.utils import translation

from aktsom.teams.planning.clashes import Clash, ClashFact, Fact, Kind, Statement, find_clash
from aktsom.teams.planning.plan import Plan
from aktsom.teams.planning.problem import Pair
from aktsom.teams.planning.scoring import task_of
from aktsom.web.planner.words import Telling, listed, quality, share_text
from tests.teams.planning.problems import problem

GROUPS = {"c0": "Møbler", "c1": "Mat", "c2": "Biler"}


def telling(members: int = 5, categories: int = 3) -> Telling:
    return Telling(problem([1.0] * members, categories), GROUPS)


def test_categories_alike_are_told_of_together() -> None:
    facts = (
        *(ClashFact(Fact.SEATS, j, (), 3) for j in (0, 1, 2)),
        ClashFact(Fact.BARRED, 0, (3, 4)),
        ClashFact(Fact.BARRED, 1, (3, 4)),
        ClashFact(Fact.BARRED, 2, (2, 3, 4)),
        ClashFact(Fact.CEILING, None, (0,), 120),
        ClashFact(Fact.FLOOR, None, (4,), 240),
    )
    assert telling().clash(Clash((Statement(Kind.TOGETHER, facts),), more=2)) == [
        "«Møbler» og «Mat» skal ha 3 medlemmer, og M3 og M4 kan ikke sitte der.",
        "«Biler» skal ha 3 medlemmer, og bare M0 og M1 kan sitte der.",
        "M0 har plass til høyst 10 i arbeid.",
        "M4 skal ta minst 20 i arbeid.",
        "Og 2 til.",
    ]


@pytest.mark.parametrize(
    ("shares", "pairs", "text"),
    [
        ([1, 1, 0], {}, "En gruppe trenger 3 medlemmer, og bare 2 medlemmer kan ta noe. M2 kan ikke ta noe nå."),
        (
            [1, 1, 1, 0],
            {(0, 0): Pair(barred=True)},
            "«Møbler» trenger 3 medlemmer, og bare 2 kan sitte der. M0 kan ikke sitte i «Møbler». "
            "M3 kan ikke ta noe nå.",
        ),
    ],
)
def test_clash_in_plain_sentences(shares: list[float], pairs: dict[tuple[int, int], Pair], text: str) -> None:
    made = problem(shares, 1, pairs)
    clash = find_clash(made, task_of(made))
    assert clash is not None
    assert Telling(made, GROUPS).clash(clash) == [text]


def test_room_and_floor_in_plain_sentences() -> None:
    room = Statement(Kind.TOO_LITTLE_ROOM, (ClashFact(Fact.CEILING, None, (0,), 120),), 240, 120)
    fill = Statement(Kind.CANNOT_FILL, (ClashFact(Fact.FLOOR, None, (1,), 240),), 240, 60)
    assert telling().clash(Clash((room, fill))) == [
        "Gruppene krever 20 i arbeid, og medlemmene har plass til 10. Plassen er: M0 10.",
        "M1 skal ta minst 20 i arbeid, men gruppene medlemmet kan sitte i, gir høyst 5.",
    ]


def test_gap_in_words() -> None:
    assert quality(Plan((), 100, 100, 0.1)) == "Bevist best"
    assert quality(Plan((), 99_900, 100_000, 0.1)) == "Høyst 0,10 % fra det beste som er mulig"
    assert quality(Plan((), 100_000, 100_001, 0.1)) == "Høyst 0,01 % fra det beste som er mulig"
    assert quality(Plan((), 95, 100, 0.1, by_hand=True)) == "Endret for hånd. 5,00 % under det beste som er mulig"


def test_lists_and_shares_in_the_readers_language() -> None:
    assert listed(["A", "B", "C"]) == "A, B og C"
    with translation.override("en"):
        assert listed(["A", "B", "C"]) == "A, B and C"
        assert share_text(0.5) == "Half a share"
    assert share_text(1) == "En vanlig del"
    assert share_text(0.75) == "0,75 av en del"


def test_group_that_has_left_the_list_is_called_by_its_id() -> None:
    made = problem([1, 1, 1], 1)
    assert Telling(made, {}).group(0) == "c0"
