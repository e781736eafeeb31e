"""Parts of a file taken in, sent again, and cut off in the middle."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.follow_up.storage import parts

CONTENT = bytes(range(256)) * 8


def sent(path: Path, offset: int, received: int, part: bytes, size: int = len(CONTENT)) -> int:
    with parts.held(path) as file:
        return parts.take_in(file, io.BytesIO(part).read, offset=offset, received=received, size=size)[0]


def test_parts_make_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "a" / "part"
    assert sent(path, 0, 0, CONTENT[:500]) == 500
    assert sent(path, 500, 500, CONTENT[500:]) == len(CONTENT)
    assert path.read_bytes() == CONTENT


def test_the_same_part_again_is_answered_alike_and_another_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "part"
    sent(path, 0, 0, CONTENT[:500])
    assert sent(path, 0, 500, CONTENT[:500]) == 500
    assert sent(path, 100, 500, CONTENT[100:300]) == 500
    assert sent(path, 400, 500, CONTENT[400:700]) == 700
    with pytest.raises(parts.Differs):
        sent(path, 0, 700, b"x" * 20)
    assert path.read_bytes() == CONTENT[:700]


def test_what_was_written_and_never_counted_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "part"
    path.write_bytes(CONTENT[:500] + b"half of a part, when the process was killed")
    assert sent(path, 500, 500, CONTENT[500:510]) == 510
    assert path.read_bytes() == CONTENT[:510]


def test_more_than_was_said_is_not_taken(tmp_path: Path) -> None:
    with pytest.raises(parts.TooMuch):
        sent(tmp_path / "part", 0, 0, CONTENT, size=100)


def test_what_came_before_the_sender_was_gone_is_kept(tmp_path: Path) -> None:
    said = iter([CONTENT[:300]])

    def read(_most: int) -> bytes:
        for part in said:
            return part
        raise OSError("gone")

    with parts.held(tmp_path / "part") as file:
        received, gone = parts.take_in(file, read, offset=0, received=0, size=len(CONTENT))
    assert (received, str(gone)) == (300, "gone")


def test_one_at_a_time(tmp_path: Path) -> None:
    with parts.held(tmp_path / "part"), pytest.raises(parts.Busy), parts.held(tmp_path / "part"):
        pass
    with parts.held(tmp_path / "part"):
        pass


@given(cuts=st.lists(st.tuples(st.integers(0, 2048), st.integers(0, 600)), max_size=30))
def test_in_whatever_order_parts_are_sent_again_nothing_is_lost_or_doubled(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[tuple[int, int]]
) -> None:
    path, received = tmp_path_factory.mktemp("any") / "part", 0
    for offset, length in cuts:
        if offset <= received:
            received = sent(path, offset, received, CONTENT[offset : offset + length])
            assert path.read_bytes() == CONTENT[:received]
