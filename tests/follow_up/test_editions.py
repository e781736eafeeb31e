"""What stands in the way of publishing an edition."""

from dataclasses import replace

from aktsom.follow_up.rules.editions import Fault, Wording, faults
from aktsom.follow_up.states import STEPS, AnswerType

POINTS = frozenset({*STEPS, "3.1"})


def whole() -> list[Wording]:
    return [
        Wording(f"F-{n}", step, True, AnswerType.YES_NO, ("a", "b", "c"), points=(step,), follow_up_if="answer=no")
        for n, step in enumerate(STEPS, 1)
    ]


def test_a_whole_one_has_no_faults() -> None:
    assert faults(whole(), POINTS) == []


def test_an_empty_one_says_so_and_nothing_else() -> None:
    assert faults([], POINTS) == [Fault("no_questions")]


def test_each_step_opens_with_one_lead_question() -> None:
    questions = whole()
    other = replace(questions[0], code="F-0", is_lead=False)
    assert faults([other, *questions], POINTS) == [Fault("lead_not_first", "F-1", "2.1")]
    assert faults([*questions, replace(other, is_lead=True)], POINTS) == [Fault("two_leads", about="2.1")]
    assert faults(questions[1:], POINTS) == [Fault("no_lead", about="2.1")]


def test_a_question_says_what_it_serves_in_all_languages() -> None:
    first, *rest = whole()
    assert faults([replace(first, texts=("a", " ", "c")), *rest], POINTS) == [Fault("text_lacks", "F-1")]
    assert faults([replace(first, points=()), *rest], POINTS) == [Fault("no_points", "F-1")]
    assert faults([replace(first, points=("9.9",)), *rest], POINTS) == [Fault("unknown_point", "F-1", "9.9")]


def test_lists_and_scales_alone_have_columns_and_a_lead_is_yes_or_no() -> None:
    first, *rest = whole()
    assert faults([replace(first, columns=("x",)), *rest], POINTS) == [Fault("columns_unused", "F-1")]
    found = faults([replace(first, type=AnswerType.LIST), *rest], POINTS)
    assert found == [Fault("columns_lack", "F-1"), Fault("lead_not_yes_no", "F-1")]


def test_a_question_hangs_on_earlier_ones_alone() -> None:
    questions = whole()
    late = replace(questions[0], code="F-9", is_lead=False, show_if="F-1=yes")
    assert faults([*questions, late], POINTS) == []
    early = replace(late, step="", show_if="F-3=yes")
    assert faults([early, *questions], POINTS) == [Fault("hangs_on_no_earlier", "F-9", "F-3")]
    assert [f.fault for f in faults([*questions, replace(late, show_if="if so")], POINTS)] == ["unreadable"]
