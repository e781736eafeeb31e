"""What may stand in an answer, what is taken out of it, and what of it has to be looked at again."""

import re
from datetime import date

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from aktsom.follow_up.rules.answers import (
    Said,
    Secret,
    as_day,
    breaches,
    carried,
    frozen,
    marked_elsewhere,
    not_held,
    restored,
    tidied,
)
from aktsom.follow_up.rules.conditions import Asked, Given, condition
from aktsom.follow_up.rules.difference import Need, Standing, needs, open_codes
from aktsom.follow_up.rules.pasting import pasted_rows
from aktsom.follow_up.states import AnswerType

TODAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-03-02", "2026-03-02"), ("2.3.2026", "2026-03-02"), ("02/03/2026", "2026-03-02"), ("31.2.2026", ""),
     ("i fjor", ""), ("", ""), ("2026-3-2", "")],
)  # fmt: skip
def test_days_are_read_as_people_write_them(text: str, day: str) -> None:
    assert as_day(text) == day


@pytest.mark.parametrize(
    ("text", "kept"), [("1 250", "1250"), ("12,5", "12.5"), (" 7 ", "7"), ("-3", "-3"), ("mange", "mange")]
)
def test_numbers_are_kept_in_one_form(text: str, kept: str) -> None:
    assert tidied(AnswerType.NUMBER, (), Said(text)).value == kept


def test_empty_rows_and_cells_of_other_columns_are_not_kept() -> None:
    rows = ({"site": " Rød  Tråd ", "date": "1.2.2026", "other": "x"}, {"site": " ", "date": ""})
    assert tidied(AnswerType.LIST, ("site", "date"), Said(rows=rows)).rows == (
        {"site": "Rød Tråd", "date": "2026-02-01"},
    )


WORDS = st.text("abæ1[ .,", min_size=1, max_size=12).map(str.strip).filter(bool)


@drawn(st.lists(WORDS, min_size=1, max_size=6), st.sets(WORDS, max_size=4))
def test_a_secret_never_stands_in_what_is_frozen_and_comes_back_whole(parts: list[str], secrets: set[str]) -> None:
    text = " | ".join([*parts, *secrets])
    said = Said(text, explanation=text, rows=({"site": text},), secret=tuple(Secret(s, "Grunn") for s in secrets))
    whole = frozen(["F-1.4"], {"F-1.4": said}, {})
    answer = whole.answers["F-1.4"]
    for passage in whole.passages:
        for told in (answer["value"], answer["explanation"], answer["rows"][0]["site"]):
            assert passage.text not in re.sub(r"\[\[\d+\]\]", "\n", told)
    back = restored(answer, {one.number: one.text for one in whole.passages})
    assert (back.value, back.explanation, back.rows) == (text, text, ({"site": text},))
    assert {one.text for one in carried(answer, whole.passages).secret} == secrets


def test_a_list_of_secrets_hides_what_it_points_at_and_itself() -> None:
    listed = Said(rows=({"question_id": "f-1.4", "passage": "Røde Tråd", "reason": "Konkurranse", "until": ""},))
    assert marked_elsewhere([listed]) == {"f-1.4": [Secret("Røde Tråd", "Konkurranse")]}
    whole = frozen(["F-1.4", "F-7.2"], {"F-1.4": Said("Sydd hos Røde Tråd"), "F-7.2": listed}, {})
    assert "Røde Tråd" not in str(whole.answers)


def listed(code: str, passage: str, reason: str = "Konkurranse") -> Said:
    return Said(rows=({"question_id": code, "passage": passage, "reason": reason, "until": ""},))


def test_a_listed_secret_is_hidden_also_where_a_line_is_broken_within_it() -> None:
    said = {"F-1.4": Said("Sydd hos Røde\nTråd."), "F-7.2": listed("F-1.4", "Røde Tråd")}
    assert not_held(list(said), said, said["F-7.2"]) == []
    whole = frozen(list(said), said, {})
    assert whole.answers["F-1.4"]["value"] == "Sydd hos [[1]]."
    assert restored(whole.answers["F-1.4"], {1: whole.passages[0].text}).value == "Sydd hos Røde\nTråd."


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (listed("f-1.4", "Røde Tråd"), []),
        (listed("F-9.9", "Røde Tråd"), ["no_such_question"]),
        (listed("", "Røde Tråd"), ["no_such_question"]),
        (listed("F-1.4", "Blå Tråd"), ["passage_not_there"]),
        (listed("F-1.4", "Røde Tråd", ""), ["reason_lacks"]),
        (listed("F-1.4", ""), []),
    ],
)
def test_a_listed_secret_that_hides_nothing_is_told_of(row: Said, wrong: list[str]) -> None:
    said = {"F-1.4": Said("Sydd hos Røde Tråd"), "F-7.2": row}
    assert [problem.code for problem in not_held(list(said), said, row)] == wrong


def test_no_to_a_lead_question_is_a_breach_and_no_to_others_is_not() -> None:
    answers = {"F-1.1": {"value": "no"}, "F-1.3": {"value": "no"}, "F-2.1": {"value": "yes"}}
    assert breaches({"F-1.1", "F-2.1"}, answers) == ["F-1.1"]


YES_NO = Asked("A", AnswerType.YES_NO, follow_up_if=condition("answer=no"))
AFTER = Asked("B", AnswerType.TEXT, show_if=condition("A=yes"), follow_up_if=condition("answer=empty"))


def test_what_was_good_last_time_is_held_and_what_was_weak_is_asked_again() -> None:
    def need(value: str, *, is_carried: bool = True, is_sent_back: bool = False) -> Need:
        return needs([YES_NO], {"A": Standing(Given(value), is_carried, is_sent_back)}, TODAY)["A"]

    assert need("yes") is Need.HELD
    assert need("no") is Need.LOOK_AGAIN
    assert need("no", is_carried=False) is Need.ANSWERED
    assert need("yes", is_sent_back=True) is Need.SENT_BACK
    assert need("") is Need.EMPTY


def test_after_something_was_sent_back_only_that_and_what_hangs_on_it_is_open() -> None:
    standings = {"A": Standing(Given("yes"), is_sent_back=True)}
    needed = needs([YES_NO, AFTER, Asked("C", AnswerType.TEXT)], standings | {"C": Standing(Given("x"))}, TODAY)
    assert open_codes(needed, {"A"}) == {"A", "B"}
    assert open_codes(needed, None) == {"A", "B", "C"}


HEADINGS = {"navn på stedet": "site_name", "land": "country"}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Fabrikk\tMY\nMølle", [{"site_name": "Fabrikk", "country": "MY"}, {"site_name": "Mølle"}]),
        ("Land\tNavn på stedet\nMY\tFabrikk", [{"site_name": "Fabrikk", "country": "MY"}]),
        ("Fabrikk;MY\n\n;\n", [{"site_name": "Fabrikk", "country": "MY"}]),
        ('"Fabrikk ""A""\nlinje to"\tMY', [{"site_name": 'Fabrikk "A"\nlinje to', "country": "MY"}]),
        ("Fabrikk\tMY\tbare i høst\t", [{"site_name": "Fabrikk", "country": "MY, bare i høst"}]),
        ("  \n", []),
    ],
)  # fmt: skip
def test_pasted_rows_find_their_columns(text: str, rows: list[dict[str, str]]) -> None:
    assert pasted_rows(text, ("site_name", "country"), HEADINGS) == rows
