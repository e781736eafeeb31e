"""A row's words understood, whatever is written, and every complaint in words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aktsom.interop.chains.problems import CODES, describe
from aktsom.interop.chains.rows import KEPT, Known, understood
from aktsom.supply_chain.rules.rows import FIELDS, RELATION_CODES, RowProblem, facts_from

KNOWN = Known({"hansker": "gloves", "gloves": "gloves"})
GOOD = {"stage": "Råvare", "name": "Trang Rubber", "country": "Thailand"}


def _codes(**said: str) -> dict[str, str]:
    return {problem.field: problem.code for problem in understood({**GOOD, **said}, KNOWN).problems}


def test_words_of_three_languages() -> None:
    for stage in ("Råvare", "raw", "Raw material", "RÅMATERIALE", "råvare "):
        assert understood({**GOOD, "stage": stage}, KNOWN).facts.stage == "raw"
    read = understood({**GOOD, "country": "Kina", "product": "Hansker", "workers": "1 200"}, KNOWN).facts
    assert (read.country, read.product_id, read.workers_band) == ("CN", "gloves", "1000-4999")
    assert understood({**GOOD, "workers": "100–499"}, KNOWN).facts.workers_band == "100-499"


def test_unknown_is_an_answer() -> None:
    read = understood({"stage": "Råvare", "unknown": "ja"}, KNOWN)
    assert read.facts.unknown
    assert read.problems == ()
    assert _codes(unknown="ja") == {"unknown": "unknown_with_name"}
    assert _codes(unknown="kanskje") == {"unknown": "not_yes_or_no"}


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        ("91", "200", {"latitude": "position_impossible"}),
        ("90,4", "23,8", {"latitude": "position_turned"}),
        ("0", "0", {"latitude": "position_zero"}),
        ("23,8", "", {"longitude": "half_a_position"}),
        ("23,8", "181", {"longitude": "position_impossible"}),
        ("nord", "4", {"latitude": "not_degrees"}),
        ("1e9", "4", {"latitude": "not_degrees"}),
        ("NaN", "4", {"latitude": "not_degrees"}),
        ("23.8103", "90.4125", {}),
        ("-34,6°", "-58,4", {}),
    ],
)
def test_positions(latitude: str, longitude: str, code: dict[str, str]) -> None:
    assert _codes(latitude=latitude, longitude=longitude) == code


def test_a_position_is_kept_as_it_was_said() -> None:
    facts = understood({**GOOD, "latitude": "23,810300001", "longitude": "100"}, KNOWN).facts
    assert (facts.latitude, facts.longitude) == ("23.8103", "100")


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("country", "Atlantis", "not_a_country"),
        ("country", "Kina, India", "several_countries"),
        ("stage", "midten", "not_a_stage"),
        ("product", "romferger", "not_a_product"),
        ("workers", "mange", "not_workers"),
        ("workers", "0", "not_workers"),
        ("valid_to", "31.02.2026", "not_a_day"),
        ("os_id", "12", "not_an_os_id"),
        ("site", "con-1", "site_unknown"),
        ("name", "---", "no_letters"),
        ("name", "x" * 301, "too_long"),
        ("address", "x" * 401, "too_long"),
    ],
)
def test_what_cannot_be_used_is_told(field: str, text: str, code: str) -> None:
    assert _codes(**{field: text})[field] == code


def test_names_in_one_script_are_names() -> None:
    for name in ("广州手套厂", "Фабрика перчаток", "مصنع القفازات", "Ægir Øst"):
        assert _codes(name=name) == {}


def test_letters_that_cannot_be_seen_are_taken_out_and_told_of() -> None:
    read = understood({**GOOD, "name": "Trang\u202e rebbuR\u200b\u0000"}, KNOWN)
    assert read.facts.name == "Trang rebbuR"
    assert [(problem.code, problem.blocks) for problem in read.problems] == [("hidden_characters", False)]
    assert understood({**GOOD, "name": "\u202e\u200b"}, KNOWN).problems[-1].code == "name_missing"


def test_a_name_that_mixes_alphabets_is_looked_at_and_not_stopped() -> None:
    read = understood({**GOOD, "name": "Trаng Rubber"}, KNOWN)  # with a Cyrillic letter
    assert [(problem.code, problem.blocks) for problem in read.problems] == [("mixed_alphabets", False)]
    assert read.facts.name == "Trаng Rubber"


def test_a_name_of_a_megabyte_is_cut_and_told_of() -> None:
    read = understood({**GOOD, "name": "x" * 1_000_000}, KNOWN)
    assert len(read.words["name"]) == KEPT
    assert {problem.code for problem in read.problems} == {"too_long", "text_cut"}


words = st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=30) | st.sampled_from(["ja", "91", "-1", "Kina"]))


@given(words)
@settings(max_examples=300)
def test_nothing_breaks_it_and_what_is_kept_comes_back(said: dict[str, str]) -> None:
    read = understood(said, KNOWN)
    assert facts_from(read.facts.to_json()) == read.facts
    assert understood(read.words, KNOWN).facts == read.facts
    for problem in read.problems:
        described = describe(problem.to_json())
        assert described.what
        assert described.mend


def test_every_problem_between_rows_has_words() -> None:
    assert RELATION_CODES <= CODES
    for code in CODES:
        params = dict.fromkeys(("value", "row", "count", "length", "limit"), 1)
        assert describe(RowProblem("name", code, params=params).to_json()).what
