"""What comes first of what holds a text."""

import pytest

from aktsom.core.words import Nearness, nearness_of


@pytest.mark.parametrize(
    ("text", "name", "near"),
    [
        ("st", "Sterilvarden A/S", Nearness.BEGINS),
        ("øst", "ØSTGREND AS", Nearness.BEGINS),
        ("øst", "Asfaltlaget Østgrend AS", Nearness.WORD_BEGINS),
        ("barskog", "Nord-Barskogen", Nearness.WORD_BEGINS),
        ("st", "Asfaltlaget", Nearness.INSIDE),
    ],
)
def test_a_beginning_is_nearer_than_the_beginning_of_a_word(text: str, name: str, near: Nearness) -> None:
    assert nearness_of(text, name) is near
