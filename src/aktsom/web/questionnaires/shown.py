"""The questions of an edition as pages show them: by step, each with its faults, its conditions in words and the duties
that it serves in each term set."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _

from aktsom.follow_up.models import Question
from aktsom.follow_up.rules.editions import Fault
from aktsom.terms.models import Obligation
from aktsom.web.base.jinja import by_language
from aktsom.web.questionnaires import words
from aktsom.web.questionnaires.answer_words import column_words, condition_words


class Served(NamedTuple):
    """A point of the terms with its words; `sets` are those that say it in these words."""

    point: str
    sets: str
    text: str


@dataclass(frozen=True)
class Shown:
    question: Question
    type: str
    columns: list[str]
    show_if: str
    follow_up_if: str
    serves: list[Served]
    faults: list[str]
    is_first: bool
    is_last: bool

    @property
    def points(self) -> str:
        return ", ".join(dict.fromkeys(self.question.points))


class ShownStep(NamedTuple):
    number: str
    name: str
    questions: list[Shown]


def steps(
    questions: Sequence[Question], duties: Mapping[str, Sequence[Obligation]], faults: Iterable[Fault] = ()
) -> list[ShownStep]:
    """In the order of the questions: what frames the answer stands before and after the six steps."""
    found = list(faults)
    shown = [_shown(one, duties, found, n == 0, n == len(questions) - 1) for n, one in enumerate(questions)]
    by_step = groupby(shown, key=lambda one: one.question.step)
    return [ShownStep(number, _named(number, n), list(rows)) for n, (number, rows) in enumerate(by_step)]


def _named(number: str, before: int) -> str:
    return _("Til slutt") if before and not number else str(words.STEPS.get(number, number))


def _shown(
    one: Question, duties: Mapping[str, Sequence[Obligation]], faults: list[Fault], is_first: bool, is_last: bool
) -> Shown:
    return Shown(
        question=one,
        type=str(words.TYPES.get(one.answer_type, one.answer_type)),
        columns=[column_words(code) for code in one.columns],
        show_if=condition_words(one.show_if),
        follow_up_if=condition_words(one.follow_up_if),
        serves=[served for point in one.points for served in serves(point, duties.get(point, ()))],
        faults=[words.fault_words(fault) for fault in faults if fault.code == one.code],
        is_first=is_first,
        is_last=is_last,
    )


def serves(point: str, rows: Sequence[Obligation]) -> list[Served]:
    """Once for each wording, with the sets that have it."""
    by_text: dict[str, list[str]] = {}
    for row in rows:
        by_text.setdefault(by_language(row, "text"), []).append(row.term_set_id)
    return [Served(point, ", ".join(sets), text) for text, sets in by_text.items()]
