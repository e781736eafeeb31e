"""Wordings with named fields: what is read, what is left out, and where they are broken."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.sanctions.letter_tables import LANGUAGES, example_values, letter_kinds, standard_wording, wording_of
from aktsom.sanctions.writing.filling import Block, filled
from aktsom.sanctions.writing.words import Broken, Fault, Kind, body_of, paragraphs_in, read_wording

NAMES = {"funn": "findings", "leverandør": "supplier", "frist": "time"}
VALUES = {"findings": ("Ett", "To"), "supplier": "Åsen & sønn <AS>", "time": ""}


def blocks(body: str, subject: str = "Emne") -> list[tuple[str, str]]:
    wording = read_wording(subject, body, names=NAMES)
    return [(str(block.kind), block.text) for block in filled(wording, VALUES, and_="og").blocks]


def test_headings_points_and_paragraphs() -> None:
    assert blocks("# Hva\nTil {{ Leverandør }}\nog mer.\n\n- a\n- b\n") == [
        ("heading", "Hva"),
        ("text", "Til Åsen & sønn <AS> og mer."),
        ("point", "a"),
        ("point", "b"),
    ]


def test_a_list_alone_becomes_points_and_in_a_sentence_words() -> None:
    assert blocks("{{funn}}\n\nVi fant {{funn}}.") == [
        ("point", "Ett"),
        ("point", "To"),
        ("text", "Vi fant Ett og To."),
    ]


def test_a_paragraph_with_an_empty_field_is_left_out_and_its_heading_with_it() -> None:
    assert blocks("Først\n\n# Frist\n\nInnen {{frist}}.\n\n# Slutt\n\nHei") == [
        ("text", "Først"),
        ("heading", "Slutt"),
        ("text", "Hei"),
    ]


def test_a_line_that_leads_to_nothing_is_left_out() -> None:
    assert blocks("# Hva\n\nInnen:\n\n{{frist}}\n\nHei") == [("heading", "Hva"), ("text", "Hei")]
    assert blocks("Vi fant:\n\n{{funn}}") == [("text", "Vi fant:"), ("point", "Ett"), ("point", "To")]
    assert blocks("Vi vil:\n- {{frist}}\n- ha svar") == [("text", "Vi vil:"), ("point", "ha svar")]
    assert blocks("Vi vil:\n- {{frist}}\n\nHei") == [("text", "Hei")]
    assert blocks("Hilsen:") == [("text", "Hilsen:")]


@pytest.mark.parametrize(
    ("subject", "body", "fault", "place", "text"),
    [
        ("Emne", "Hei\n\nTil {{leverandr}}", Fault.UNKNOWN_FIELD, 2, "leverandr"),
        ("Emne", "Hei {{funn", Fault.UNCLOSED, 1, "{{funn"),
        ("Emne", "Hei funn}} der", Fault.UNOPENED, 1, "Hei funn}}"),
        ("{{noe}}", "Hei", Fault.UNKNOWN_FIELD, 0, "noe"),
        ("", "Hei", Fault.NO_SUBJECT, 0, ""),
        ("Emne", " \n", Fault.NO_TEXT, None, ""),
        ("Emne", "Hei {{funn.__class__}}", Fault.UNKNOWN_FIELD, 1, "funn.__class__"),
        ("Emne", "Hei {{ 7 * 7 }}", Fault.UNKNOWN_FIELD, 1, "7 * 7"),
    ],
)
def test_what_is_broken_says_where(subject: str, body: str, fault: Fault, place: int | None, text: str) -> None:
    with pytest.raises(Broken) as caught:
        read_wording(subject, body, names=NAMES)
    assert (caught.value.fault, caught.value.place, caught.value.text) == (fault, place, text)


def test_a_wording_without_what_a_letter_needs() -> None:
    with pytest.raises(Broken) as caught:
        wording_of("correction", "Emne", "Hei")
    assert caught.value.fault is Fault.MISSING_FIELD


def test_code_of_other_template_languages_is_plain_text() -> None:
    said = "{% for x in y %} ${7*7} #{7*7} <%= 7 %> #eval(1)"
    assert blocks(said) == [("text", said)]


@given(st.text(max_size=200), st.text(max_size=60))
def test_values_are_never_read_as_fields(value: str, other: str) -> None:
    wording = read_wording("Emne", "Til {{leverandør}}!", names=NAMES)
    said = filled(wording, {"supplier": f"{{{{frist}}}}{value}", "time": other}, and_="og").blocks
    assert said[0].text == f"Til {{{{frist}}}}{value}!"


@given(
    st.lists(st.tuples(st.sampled_from(Kind), st.text("abc æøå", min_size=1).map(str.strip).filter(bool)), min_size=1)
)
def test_what_is_written_out_is_read_back(parts: list[tuple[Kind, str]]) -> None:
    tidied = [(kind, " ".join(text.split())) for kind, text in parts]
    assert list(paragraphs_in(body_of(iter(tidied)))) == tidied


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(letter_kinds()))
def test_the_first_letter_that_is_written_names_none_before_it(kind: str, language: str) -> None:
    values = {**example_values(language), "earlier_letters": []}
    told = filled(wording_of(kind, *standard_wording(kind, language)), values, and_="og").blocks
    ends = [block for block, after in pairwise([*told, Block(Kind.HEADING, "")]) if after.kind is not Kind.POINT]
    assert [block.text for block in ends if block.text.endswith(":") and len(block.text) < 60] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(letter_kinds()))
def test_every_standard_letter_is_whole_and_says_nothing_of_compliance(kind: str, language: str) -> None:
    wording = wording_of(kind, *standard_wording(kind, language))
    told = filled(wording, example_values(language), and_="og")
    said = " ".join([told.subject, *(block.text for block in told.blocks)])
    assert "{{" not in said
    assert "complian" not in said.lower()
    assert Block(Kind.HEADING, "") not in told.blocks
    if language == "nn":  # not Bokmål with other endings
        assert not {" ikke ", " hva ", " hvis ", " dere ", " noe ", " fra "} & {
            f" {word} " for word in said.lower().split()
        }
