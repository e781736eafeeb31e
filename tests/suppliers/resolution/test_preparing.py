"""Names made comparable: whatever the words are, and however near they lie to those that tell units apart."""

import string

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.suppliers.resolution.preparing import folded, prepared
from aktsom.suppliers.resolution.tables import words

TELLING_APART = folded(pl.Series(words("unit_words"))).to_list()


@st.composite
def near_unit_words(draw: st.DrawFn) -> str:
    """A word that tells units apart, with a letter put in, left out, changed or moved, or as it stands."""
    word = draw(st.sampled_from(TELLING_APART))
    at = draw(st.integers(0, len(word) - 1))
    letter = draw(st.sampled_from([*string.ascii_lowercase, ""]))
    changed = [word, word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]]
    return draw(st.sampled_from([*changed, word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]]))


@given(st.lists(st.lists(near_unit_words(), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=12))
def test_every_name_near_the_words_of_units_can_be_compared(names: list[str]) -> None:
    frame = prepared(pl.DataFrame({"name": names}))
    assert frame["row"].to_list() == list(range(len(names)))
    told = {word for unit in frame["unit"].drop_nulls() for word in unit.split()}
    assert told <= {*TELLING_APART} | {word for word in told if word.isdigit()}


@pytest.mark.parametrize("name", ["Pedra Norte Lda", "Norte Sul", "Norte Norge North"])
def test_a_word_as_near_to_one_as_to_another_means_one_of_them(name: str) -> None:
    """«norte» is one letter from «norge» and one from «north»."""
    (unit,) = prepared(pl.DataFrame({"name": [name]}))["unit"].to_list()
    assert set(unit.split()) <= {"norge", "north"}
    assert len(unit.split()) == name.count("Nor")


def test_a_word_that_tells_units_apart_means_itself() -> None:
    frame = prepared(pl.DataFrame({"name": [f"Nordhav {word}" for word in TELLING_APART if len(word) > 4]}))
    assert frame["unit"].to_list() == [word for word in TELLING_APART if len(word) > 4]
