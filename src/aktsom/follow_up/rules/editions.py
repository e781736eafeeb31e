"""What an edition of a questionnaire must hold before it may be published."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from aktsom.follow_up.rules.conditions import Asked, RuleError, condition
from aktsom.follow_up.states import STEPS, AnswerType

OWN_WORDS = frozenset({"answer", "rows", "file", "age"})
NEEDS_COLUMNS = frozenset({AnswerType.LIST, AnswerType.SCALE})


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as it is written: texts and helps by language, conditions as text."""

    code: str
    step: str
    is_lead: bool
    type: AnswerType
    texts: tuple[str, str, str]  # nb, nn, en
    columns: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    show_if: str = ""
    follow_up_if: str = ""
    helps: tuple[str, str, str] = ("", "", "")

    def asked(self) -> Asked:
        """Raises RuleError."""
        return Asked(self.code, self.type, self.columns, condition(self.show_if), condition(self.follow_up_if))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, as a code that the pages put into words; `code` is the question's, empty for the whole edition."""

    fault: str
    code: str = ""
    about: str = ""


def faults(questions: Sequence[Wording], points: Collection[str]) -> list[Fault]:
    """All that stands in the way, in the order of the questions. `points` are those that some term set has."""
    found = [fault for step in STEPS for fault in _of_step(step, questions)]
    earlier: set[str] = set()
    for one in questions:
        found += [*_of_question(one, points), *_of_conditions(one, earlier)]
        earlier.add(one.code)
    return found if questions else [Fault("no_questions")]


def _of_step(step: str, questions: Sequence[Wording]) -> list[Fault]:
    """Each step opens with one lead question: a "no" to it is a breach."""
    of_step = [one for one in questions if one.step == step]
    leads = [one for one in of_step if one.is_lead]
    if len(leads) != 1:
        return [Fault("no_lead" if not leads else "two_leads", about=step)]
    return [] if of_step[0].is_lead else [Fault("lead_not_first", leads[0].code, step)]


def _of_question(one: Wording, points: Collection[str]) -> list[Fault]:
    found = []
    if not all(text.strip() for text in one.texts):
        found.append(Fault("text_lacks", one.code))
    if not one.points:
        found.append(Fault("no_points", one.code))
    found += [Fault("unknown_point", one.code, point) for point in one.points if point not in points]
    if (one.type in NEEDS_COLUMNS) != bool(one.columns):
        found.append(Fault("columns_lack" if one.type in NEEDS_COLUMNS else "columns_unused", one.code))
    if one.is_lead and one.type not in {AnswerType.YES_NO, AnswerType.YES_NO_FILE}:
        found.append(Fault("lead_not_yes_no", one.code))
    return found


def _of_conditions(one: Wording, earlier: Collection[str]) -> list[Fault]:
    try:
        asked = one.asked()
    except RuleError as error:
        return [Fault("unreadable", one.code, str(error))]
    hangs_on = [part.about for parts in asked.show_if for part in parts]
    return [Fault("hangs_on_no_earlier", one.code, about) for about in hangs_on if about not in earlier]
