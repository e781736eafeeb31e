"""When a question is asked, and which answers must be acted on; every condition of the first questionnaires is read."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.follow_up.rules.conditions import Asked, Given, RuleError, asked_now, condition, meets
from aktsom.follow_up.states import AnswerType
from aktsom.follow_up.tables import first_questions

TODAY = date(2026, 11, 2)
SCALE = ("none", "final", "component", "raw")


def acted_on(test: str, answer: Given, columns: tuple[str, ...] = ()) -> bool:
    return meets(Asked("F-1", AnswerType.TEXT, columns, follow_up_if=condition(test)), answer, TODAY)


@pytest.mark.parametrize(
    ("test", "answer", "expected"),
    [
        ("answer=no", Given("no"), True),
        ("answer=no", Given("yes"), False),
        ("answer=no", Given(), False),
        ("answer=empty", Given(), True),
        ("answer=empty", Given("  "), True),
        ("answer=empty", Given(files=1), False),
        ("answer=yes AND file=none", Given("yes"), True),
        ("answer=yes AND file=none", Given("yes", files=1), False),
        ("answer=yes AND file=none", Given("no"), False),
        ("rows=0", Given(), True),
        ("rows>0", Given(rows=({"site": "x"},)), True),
        ("rows=0 OR past_due", Given(rows=({"due_date": "2026-11-01", "status": "open"},)), True),
        ("rows=0 OR past_due", Given(rows=({"due_date": "2026-11-02", "status": "open"},)), False),
        ("rows=0 OR past_due", Given(rows=({"due_date": "2020-01-01", "status": "done"},)), False),
        ("past_due", Given(rows=({"due_date": "one day", "status": ""},)), False),
        ("age>P2Y", Given("2024-11-01"), True),
        ("age>P2Y", Given("2024-11-02"), False),
        ("age>P2Y", Given("in the spring"), True),
        ("open_findings", Given(rows=({"findings": "7", "closed": "7"},)), False),
        ("open_findings", Given(rows=({"findings": "7", "closed": "6"},)), True),
        ("open_findings", Given(rows=({"findings": "0", "closed": ""},)), False),
        ("open_findings", Given(rows=({"findings": "some", "closed": "yes"},)), False),
        ("certificate_expired", Given("yes", files=1, expires_on=date(2026, 11, 2)), True),
        ("certificate_expired", Given("yes", files=1, expires_on=date(2026, 11, 3)), False),
        ("", Given("no"), False),
    ],
)
def test_what_the_buyer_must_act_on(test: str, answer: Given, expected: bool) -> None:
    assert acted_on(test, answer) is expected


@pytest.mark.parametrize(
    ("step", "below"), [("none", True), ("final", True), ("component", False), ("raw", False), ("", True)]
)
def test_a_step_of_a_scale_is_compared_by_its_place(step: str, below: bool) -> None:
    assert acted_on("answer<component", Given(step), SCALE) is below


@pytest.mark.parametrize(
    "text", ["answer", "answer==no", "rows>few", "age>2 years", "file<none", "F-1.1>yes", "AND", "a=b AND"]
)
def test_what_is_no_condition_is_refused(text: str) -> None:
    with pytest.raises(RuleError):
        condition(text)


def test_a_question_that_hangs_on_one_not_asked_is_not_asked() -> None:
    questions = [
        Asked("A", AnswerType.YES_NO),
        Asked("B", AnswerType.YES_NO, show_if=condition("A=yes")),
        Asked("C", AnswerType.TEXT, show_if=condition("B=yes")),
    ]
    everything = {"A": Given("yes"), "B": Given("yes"), "C": Given("so")}
    assert asked_now(questions, everything) == {"A", "B", "C"}
    assert asked_now(questions, everything | {"A": Given("no")}) == {"A"}  # though B was answered before
    assert asked_now(questions, {}) == {"A"}


def test_every_condition_of_the_tables_is_read() -> None:
    texts = [
        q[name] for questions in first_questions().values() for q in questions for name in ("show_if", "follow_up_if")
    ]
    assert sum(bool(condition(text)) for text in texts) == sum(bool(text) for text in texts) > 60


@given(st.dictionaries(st.sampled_from("ABCDE"), st.sampled_from(["yes", "no", ""])))
def test_more_answers_to_later_questions_never_take_an_earlier_one_away(answers: dict[str, str]) -> None:
    codes = "ABCDE"
    questions = [Asked(codes[0], AnswerType.YES_NO)] + [
        Asked(code, AnswerType.YES_NO, show_if=condition(f"{before}=yes")) for before, code in pairwise(codes)
    ]
    said = {code: Given(value) for code, value in answers.items()}
    for count in range(1, len(codes)):
        first = {code: said[code] for code in codes[:count] if code in said}
        kept = asked_now(questions, said) & set(codes[:count])
        assert kept == asked_now(questions, first) & set(codes[:count])
