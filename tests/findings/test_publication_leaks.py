"""What may never get out in a text, and areas that nobody can be told from: laws, without a database."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.findings.rules.areas import Told, areas_of
from aktsom.findings.rules.leaking import Leak, amounts, leaks
from aktsom.findings.rules.published import Buyers, Outcome, PublicFields, written_by_people
from aktsom.findings.rules.published import Told as Passage

NAME = "Dongguan Yifan Garments Co., Ltd."
WORDS = st.text(st.characters(categories=("L", "N", "P", "Z")), max_size=40)


@given(WORDS, WORDS, st.sampled_from([NAME, NAME.upper(), "dongguan yifan garments", "Dongguan-Yifan  Garments’"]))
def test_a_name_is_found_whatever_stands_around_it(before: str, after: str, written: str) -> None:
    found = leaks([("statement", f"{before} {written} {after}")], [NAME])
    assert any(one.leak is Leak.NAME and one.words == NAME for one in found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tønnesens fabrikk", "Tonnesen AS"),
        ("hos Tonnesen", "Tønnesen AS"),
        ("Dongguan Yi-\nfan var der", "Dongguan Yifan"),
        ("Lodz Tekstils ansatte", "Łódź Tekstil"),
    ],
)
def test_a_name_is_found_in_the_genitive_over_lines_and_with_other_letters(text: str, name: str) -> None:
    assert [one.leak for one in leaks([("statement", text)], [name])] == [Leak.NAME]


@given(st.text("bcdfghjklm ", max_size=60))
def test_no_name_is_found_where_there_is_none(text: str) -> None:
    assert leaks([("statement", text)], [NAME, "Ås", "H M"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "kr 500", "Kr. 1 200 000", "500 kr", "1.200,50 kroner", "NOK 5", "5 NOK", "900 USD", "$900", "€ 9", "900 $",
        "20 millioner kroner", "tusen kroner", "12,-", "1200,–", "RMB 300", "5 000 taka",
        "₹500", "500 EUR",
        "3 mill. kr",
        "\u200bkr\u200b 500", "１２ kr",
    ],
)  # fmt: skip
def test_amounts_are_found(text: str) -> None:
    assert amounts(f"De fikk {text} hver.")


def test_a_long_table_of_figures_is_looked_through_at_once() -> None:
    """As hours or wages that somebody has pasted: the request waits for it."""
    begun = perf_counter()
    assert [amounts(text * 2_500) for text in ("12 4", "8.30 ", "1\n\n\n")] == [[], [], []]
    assert amounts("8 9 10 12 " * 1_000 + "NOK")
    assert perf_counter() - begun < 2  # seconds; it took half a minute


@pytest.mark.parametrize(
    "text", ["Punkt 1.1 i T4", "12 av 40 arbeidere", "innen 1. januar 2027", "krav 5", "nok 3 dager", "70 timer i uken"]
)
def test_other_figures_are_none(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ved yifans anlegg", "Yifan"), ("Æsops fabrikk", "Æsop"), ("Cafe Bar", "Café Bar"),
        ("在东莞制衣厂工作", "东莞制衣厂"),
        ("YI\u00adFAN her", "Yifan"), ("ved Yifan.", "Yifan AS"),
    ],
)  # fmt: skip
def test_other_ways_of_writing_hide_nothing(text: str, name: str) -> None:
    assert leaks([("text", text)], [name])


def test_a_part_of_a_word_is_no_name() -> None:
    assert leaks([("text", "Tekstiler og stoffer")], ["Stoff", "Til"]) == []


@given(st.sampled_from(["statement", "next_step", "comment", "deviation", "conclusion"]), WORDS)
def test_every_text_that_people_write_is_looked_at(field: str, around: str) -> None:
    text = f"{around} {NAME}"
    passage = Passage(kind=field, number="1.1", text=text)
    outcome = {
        "statement": "", "next_step": "", "comment": "", "conclusions": (), "deviations": (), "term_set": "T4",
        "colour": "none", "flags": (), "since": "", "history": (), "left_out": 0,
    }  # fmt: skip
    outcome[f"{field}s" if field in ("deviation", "conclusion") else field] = (
        (passage,) if field in ("deviation", "conclusion") else text
    )
    told = PublicFields("Nordhav AS", "", "medical", (), Buyers((), 2025), Outcome(**outcome))  # type: ignore[arg-type]
    assert leaks(written_by_people(told), [NAME])
    assert PublicFields.read(told.stored()) == told


PLACES = st.builds(
    Told,
    place=st.integers(1, 6),
    country=st.sampled_from(["IN", "CN"]),
    region=st.sampled_from(["", "a", "b"]),
    importer=st.integers(1, 5),
)


@given(st.lists(PLACES, max_size=30))
def test_no_area_is_told_that_few_have_told_of(told: list[Told]) -> None:
    for area in areas_of(told, 3):
        rows = [one for one in told if one.country == area.country and (not area.region or one.region == area.region)]
        assert len({one.importer for one in rows}) >= 3
        assert 0 < area.places <= len({one.place for one in rows})
