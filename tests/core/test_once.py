"""What a request reads once."""

import pytest

from aktsom.core.once import forget, once, remembering


def test_read_once_within_and_each_time_outside() -> None:
    read: list[int] = []

    def next_one() -> int:
        read.append(len(read))
        return read[-1]

    assert [once("n", next_one), once("n", next_one)] == [0, 1]
    with remembering():
        assert [once("n", next_one), once("n", next_one), once("other", next_one)] == [2, 2, 3]
        forget("n")
        assert once("n", next_one) == 4
    forget("n")
    assert once("n", next_one) == 5


def test_an_error_leaves_nothing_to_the_next_request() -> None:
    with remembering():
        once("n", lambda: 1)
    with pytest.raises(ZeroDivisionError), remembering():
        once("n", lambda: 1 // 0)
    with remembering():
        assert once("n", lambda: 2) == 2


def test_nothing_is_a_value_too() -> None:
    with remembering():
        assert once("n", lambda: None) is None
        assert once("n", lambda: 1) is None
