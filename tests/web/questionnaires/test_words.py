"""Conditions and faults in words."""

import dataclasses
import inspect

import pytest

from aktsom.follow_up.rules import editions
from aktsom.follow_up.rules.editions import Fault, Wording
from aktsom.follow_up.states import STEPS, AnswerType, EditionState
from aktsom.follow_up.tables import first_questions
from aktsom.web.questionnaires import words
from aktsom.web.questionnaires.answer_words import COLUMNS, condition_words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ""),
        ("F-1.1=yes", "svaret på F-1.1 er ja"),
        ("answer=no", "svaret er nei"),
        ("answer=empty", "det ikke er svart"),
        ("answer<component", "svaret er lavere enn «Til og med komponentene»"),
        ("answer>raw", "svaret er høyere enn «Helt til råvarene»"),
        ("rows=0 OR past_due", "listen er tom, eller et tiltak er over fristen"),
        ("rows>0", "listen har rader"),
        ("rows<3", "listen har færre enn 3 rader"),
        ("rows>1", "listen har flere enn 1 rad"),
        ("answer=yes AND file=none", "svaret er ja og ingenting er lagt ved"),
        ("age>P2Y", "datoen er mer enn 2 år tilbake"),
        ("age>P6M", "datoen er mer enn 6 måneder tilbake"),
        ("age>P10D", "datoen er mer enn 10 dager tilbake"),
        ("open_findings", "det finnes funn som ikke er lukket"),
        ("certificate_expired", "det som er lagt ved, er gått ut på dato"),
        ("if so", "if so"),
    ],
)
def test_a_condition_is_a_sentence(text: str, said: str) -> None:
    assert condition_words(text) == said


def test_every_fault_has_words() -> None:
    named = {part.split('"')[0] for part in inspect.getsource(editions).split('Fault("')[1:]}
    named |= {"no_lead", "two_leads", "columns_lack", "columns_unused"}
    assert len(named) >= 11
    for fault in named:
        assert words.fault_words(Fault(fault, "F-1", "2.1")) != fault


def test_every_code_of_the_first_editions_has_words() -> None:
    codes = {code for rows in first_questions().values() for row in rows for code in row["columns"]}
    assert codes <= COLUMNS.keys()
    assert set(words.TYPES) == set(AnswerType)
    assert set(words.STATES) == set(EditionState)
    assert set(words.STEPS) == {"", *STEPS}
    told = {"texts": {"text_nb", "text_nn", "text_en"}, "helps": {"help_nb", "help_nn", "help_en"}, "code": set()}
    fields = {name for field in dataclasses.fields(Wording) for name in told.get(field.name, {field.name})}
    assert fields == words.FIELDS.keys()
