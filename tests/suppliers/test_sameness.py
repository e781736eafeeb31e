"""Groups of records by the judgements that stand: order-free, undone without a trace, never two numbers in one."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aktsom.suppliers.resolution.preparing import prepared
from aktsom.suppliers.sameness import Groups, Hindrance, Judged, Standing, relied_on, standing_of

RECORDS = range(1, 9)
_pairs = st.tuples(st.integers(1, 8), st.integers(1, 8)).filter(lambda p: p[0] < p[1])


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[dict[int, str], list[Judged]]:
    """Numbers of some records, and at most one standing judgement a pair; only people find two different."""
    numbers = {record: draw(st.sampled_from(["", "", "A", "B"])) for record in RECORDS}
    judged = []
    for one, other in draw(st.lists(_pairs, unique=True, max_size=14)):
        same, by_person = draw(st.sampled_from([(True, True), (True, False), (False, True)]))
        judged.append(Judged(one, other, same, by_person, draw(st.integers(5, 9))))
    return numbers, judged


@given(ledgers(), st.randoms(use_true_random=False))
def test_joining_is_free_of_order(ledger, random) -> None:  # type: ignore[no-untyped-def]
    numbers, judged = ledger
    turned = list(judged)
    random.shuffle(turned)
    assert Groups(numbers, turned).all() == Groups(numbers, judged).all()


@given(ledgers())
def test_no_group_holds_two_numbers_or_two_that_a_person_found_different(ledger) -> None:  # type: ignore[no-untyped-def]
    numbers, judged = ledger
    groups = Groups(numbers, judged)
    for record in RECORDS:
        held = {numbers[other] for other in RECORDS if groups.of(other) == groups.of(record)} - {""}
        assert len(held) < 2
        assert groups.number(record) == next(iter(held), "")
        assert groups.of(record) == min(other for other in RECORDS if groups.of(other) == groups.of(record))
    for each in judged:
        if not each.same:
            assert groups.of(each.one) != groups.of(each.other)


@given(ledgers())
def test_records_are_together_only_where_judgements_lead(ledger) -> None:  # type: ignore[no-untyped-def]
    numbers, judged = ledger
    groups = Groups(numbers, judged)
    tied = Groups(dict.fromkeys(RECORDS, ""), [each for each in judged if each.same])
    for record in RECORDS:
        assert tied.of(groups.of(record)) == tied.of(record)


@given(ledgers(), _pairs)
def test_joined_by_a_person_without_hindrance_and_undone_is_as_before(ledger, pair) -> None:  # type: ignore[no-untyped-def]
    numbers, judged = ledger
    judged = [each for each in judged if (each.one, each.other) != pair]
    before = Groups(numbers, judged)
    held = before.all()
    if before.hindrance(*pair) is None:
        joined = Groups(numbers, [*judged, Judged(*pair, same=True, by_person=True)]).all()
        assert joined[pair[0]] == joined[pair[1]]
    assert Groups(numbers, judged).all() == held


def test_a_persons_different_beats_what_the_matching_found_and_the_surest_link_stays() -> None:
    found = [Judged(1, 2, True, False, 9.0), Judged(2, 3, True, False, 6.0), Judged(1, 3, False, True)]
    assert Groups(dict.fromkeys((1, 2, 3), ""), found).all() == {1: 1, 2: 1, 3: 3}


def test_what_a_person_joined_stands_before_what_the_matching_found() -> None:
    said = [Judged(1, 3, True, True), Judged(2, 3, True, False, 20.0)]
    assert Groups({1: "A", 2: "B", 3: ""}, said).all() == {1: 1, 2: 2, 3: 1}


def test_why_two_cannot_be_joined() -> None:
    groups = Groups({1: "A", 2: "", 3: "B", 4: ""}, [Judged(1, 2, True, True), Judged(2, 4, False, True)])
    assert groups.hindrance(2, 3) is Hindrance.TWO_NUMBERS
    assert groups.hindrance(1, 4) is Hindrance.JUDGED_DIFFERENT
    assert groups.hindrance(3, 4) is None


def test_where_a_pair_stands() -> None:
    groups = Groups({1: "A", 2: "", 3: "B", 4: "", 5: ""}, [Judged(1, 2, True, True), Judged(4, 5, False, True)])
    said = {"judged": {(1, 2), (4, 5)}, "groups": groups}
    assert standing_of(1, 2, found=True, **said) is Standing.JUDGED
    assert standing_of(2, 4, found=True, **said) is Standing.WAITING
    assert standing_of(2, 4, found=False, **said) is Standing.LAPSED
    assert standing_of(2, 3, found=True, **said) is Standing.LAPSED  # two numbers: nothing to ask


@pytest.mark.parametrize("country", ["NO", "", "SE", "no"])
@settings(deadline=None)  # the first frame of a process is slow
@given(number=st.one_of(st.from_regex(r"(NO )?[0-9 ]{8,11}( MVA)?", fullmatch=True), st.text("0189ANO ", max_size=12)))
def test_a_number_is_relied_on_as_the_matching_does(country: str, number: str) -> None:
    frame = prepared(pl.DataFrame({"name": ["x"], "number": [number], "country": [country]}))
    assert (frame["guarded"][0] or "") == relied_on(number, country)
