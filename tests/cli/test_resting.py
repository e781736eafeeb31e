"""What goes wrong beside the letters is told without what anybody wrote, and is tried again after a rest."""

import pytest

from aktsom.cli.resting import FIRST_REST, LONGEST_REST, Rested


class Work:
    def __init__(self) -> None:
        self.now, self.times, self.fails = 0.0, 0, True

    def __call__(self) -> int:
        self.times += 1
        if self.fails:
            raise ValueError("Arbeideren Wei Zhang")
        return 3


def test_it_goes_on_after_a_rest_and_tells_nothing_of_what_was_written(caplog: pytest.LogCaptureFixture) -> None:
    work = Work()
    rested = Rested("the search", work, lambda: work.now)
    assert [rested(), rested()] == [0, 0]
    assert work.times == 1  # the second found it at rest
    work.now = FIRST_REST
    assert (rested(), work.times) == (0, 2)
    work.now += FIRST_REST  # the second rest is twice as long
    assert (rested(), work.times) == (0, 2)
    work.now, work.fails = work.now + FIRST_REST, False
    assert rested() == 3
    assert "ValueError at test_resting.py" in caplog.text
    assert "Wei Zhang" not in caplog.text


def test_no_rest_is_longer_than_the_longest_and_what_went_well_forgets_it() -> None:
    work = Work()
    rested = Rested("the search", work, lambda: work.now)
    for _again in range(20):
        rested()
        work.now += LONGEST_REST
    assert work.times == 20
    work.fails = False
    rested()
    work.fails = True
    rested()
    work.now += FIRST_REST
    times = work.times
    rested()
    assert work.times == times + 1
