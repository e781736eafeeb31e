"""Two read apart from each other, and one score comes of it."""

from hypothesis import given
from hypothesis import strategies as st

from aktsom.follow_up.judging_tables import answer_scale
from aktsom.follow_up.rules.reading import DONE, FIRST, SECOND, ReadStanding, Scores, progress

score = st.none() | st.integers(0, 3)
scores = st.builds(Scores, score, score, score, st.booleans())


@given(scores)
def test_there_is_a_score_exactly_when_the_reading_of_it_is_done(one: Scores) -> None:
    assert (one.holds is not None) == (one.standing in DONE)


@given(scores, st.sampled_from([FIRST, SECOND]))
def test_nobody_sees_the_others_score_before_both_have_scored(one: Scores, place: int) -> None:
    other = SECOND if place == FIRST else FIRST
    seen = one.seen_from(place)
    assert seen.of(place) == one.of(place)
    assert seen.of(other) == (one.of(other) if one.of(place) is not None else None)
    bystander = one.seen_from(None)
    if one.first is None or one.second is None:
        assert (bystander.first, bystander.second) == (None, None)


@given(st.lists(st.sampled_from(list(ReadStanding))))
def test_progress_adds_up(found: list[ReadStanding]) -> None:
    made = progress(found)
    assert made.read + found.count(ReadStanding.UNREAD) + found.count(ReadStanding.HALF) == made.total == len(found)
    assert made.is_done == all(each in DONE for each in found)


def test_the_scale_is_whole() -> None:
    assert [step.score for step in answer_scale()] == [0, 1, 2, 3]
    assert all(all(step.name) and all(step.guidance) for step in answer_scale())
