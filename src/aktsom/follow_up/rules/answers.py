"""What may stand in an answer, how it is read, and how it is frozen when it is handed in."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from aktsom.follow_up.rules.conditions import Given
from aktsom.follow_up.states import AnswerType

YES, NO = "yes", "no"
DAY_COLUMNS = frozenset({"date", "due_date", "until"})
SECRETS_COLUMNS = frozenset({"question_id", "passage", "reason"})  # of the list that marks passages of other answers
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_MARK = re.compile(r"\[\[(\d+)\]\]")


@dataclass(frozen=True, slots=True)
class Secret:
    """A passage held to be a trade secret, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as somebody writes it; the fields are those of `models.Answer`."""

    value: str = ""
    explanation: str = ""
    rows: tuple[Mapping[str, str], ...] = ()
    statement: str = ""
    place: str = ""
    secret: tuple[Secret, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.value.strip() or self.explanation.strip() or self.rows or self.statement.strip())

    @property
    def texts(self) -> list[str]:
        return [self.value, self.explanation, *(cell for row in self.rows for cell in row.values())]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field of an answer, as a code that pages put into words."""

    field: str
    code: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a text, how many rows of a list, and how long a cell may be, in characters."""

    text: int
    rows: int
    cell: int


def tidied(type_: AnswerType, columns: Sequence[str], said: Said) -> Said:
    """As it is kept: numbers and days in one form, no empty rows, no cells of other columns, no spaces around."""
    rows = [{name: _cell(name, str(row.get(name, ""))) for name in columns} for row in said.rows]
    return Said(
        value=_value(type_, said.value),
        explanation=said.explanation.strip(),
        rows=tuple(row for row in rows if any(row.values())) if type_ == AnswerType.LIST else (),
        statement=said.statement.strip(),
        place=said.place.strip(),
        secret=tuple(Secret(one.text.strip(), one.reason.strip()) for one in said.secret if one.text.strip()),
    )


def _value(type_: AnswerType, text: str) -> str:
    text = text.strip()
    if type_ == AnswerType.NUMBER:
        plain = "".join(text.split()).replace(",", ".")
        return plain if _NUMBER.fullmatch(plain) else text
    if type_ == AnswerType.DATE:
        return as_day(text) or text
    return "" if type_ in (AnswerType.LIST, AnswerType.FILE) else text


def _cell(name: str, text: str) -> str:
    text = " ".join(text.split())
    return (as_day(text) or text) if name in DAY_COLUMNS else text


def as_day(text: str) -> str:
    """ISO, from ISO or as Norwegians write days (3.2.2026); empty for what is no day."""
    if found := _DAY.fullmatch(text):
        text = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def problems(type_: AnswerType, columns: Sequence[str], said: Said, limits: Limits) -> list[Problem]:
    """Of what has been tidied; an empty answer has none. Nothing that cannot be read later is taken in."""
    found = [Problem(name, "too_long") for name in ("value", "explanation") if len(getattr(said, name)) > limits.text]
    found += [Problem("value", code) for code in _of_value(type_, columns, said.value)]
    if len(said.rows) > limits.rows:
        found.append(Problem("rows", "too_many_rows", str(len(said.rows))))
    found += [
        Problem("rows", "cell_too_long", str(number))
        for number, row in enumerate(said.rows, 1)
        if any(len(cell) > limits.cell for cell in row.values())
    ]
    if said.statement and not _is_address(said.statement):
        found.append(Problem("statement", "not_address"))
    return found + [problem for one in said.secret for problem in _of_secret(one, said, limits)]


def _of_value(type_: AnswerType, columns: Sequence[str], value: str) -> list[str]:
    if not value:
        return []
    match type_:
        case AnswerType.NUMBER:
            return [] if _NUMBER.fullmatch(value) and len(value) <= 20 else ["not_number"]
        case AnswerType.DATE:
            return [] if as_day(value) else ["not_day"]
        case AnswerType.YES_NO | AnswerType.YES_NO_FILE:
            return [] if value in (YES, NO) else ["not_choice"]
        case AnswerType.SCALE:
            return [] if value in columns else ["not_choice"]
        case _:
            return []


def _is_address(text: str) -> bool:
    if len(text) > 400 or any(sign.isspace() for sign in text):
        return False
    try:
        found = urlsplit(text)
    except ValueError:
        return False
    return found.scheme in ("http", "https") and "." in (found.hostname or "")


def _of_secret(one: Secret, said: Said, limits: Limits) -> list[Problem]:
    if not one.reason:
        return [Problem("secret", "reason_lacks", one.text[:60])]
    if not any(one.text in text for text in said.texts):
        return [Problem("secret", "passage_not_there", one.text[:60])]
    return [Problem("secret", "too_long")] if len(one.reason) > limits.cell else []


def given(said: Said, files: int = 0, expires_on: date | None = None) -> Given:
    """As the conditions read it: a pointer to a published statement counts as a file."""
    return Given(said.value, said.rows, files + bool(said.statement), expires_on)


@dataclass(frozen=True, slots=True)
class Passage:
    code: str
    number: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """`answers` as `models.Submission` keeps them; `passages` are what was taken out of them."""

    answers: dict[str, dict[str, Any]]
    passages: tuple[Passage, ...]


def frozen(asked: Sequence[str], said: Mapping[str, Said], files: Mapping[str, Sequence[str]]) -> Frozen:
    """The answers to what was asked, in that order, with their secret passages taken out."""
    marked = marked_elsewhere(said.values())
    answers: dict[str, dict[str, Any]] = {}
    passages: list[Passage] = []
    for code in asked:
        one = said.get(code, Said())
        elsewhere = _as_written(marked.get(code.casefold(), ()), one)
        secrets = _longest_first({s.text: s for s in (*one.secret, *elsewhere)}.values())
        taken = [Passage(code, len(passages) + n, s.text, s.reason) for n, s in enumerate(secrets, 1)]
        passages += taken
        answers[code] = _without(one, taken) | {"files": list(files.get(code, ()))}
    return Frozen(answers, tuple(passages))


def marked_elsewhere(said: Collection[Said]) -> dict[str, list[Secret]]:
    """Passages that a list of secrets marks in other answers, by the small letters of the question's code."""
    found: dict[str, list[Secret]] = {}
    for one in said:
        for row in one.rows:
            if row.keys() >= SECRETS_COLUMNS and row["passage"] and row["reason"]:
                found.setdefault(row["question_id"].strip().casefold(), []).append(
                    Secret(row["passage"], row["reason"])
                )
    return found


def not_held(asked: Sequence[str], said: Mapping[str, Said], listed: Said) -> list[Problem]:
    """Rows of a list of secrets that would hide nothing: one takes for held back what all would read."""
    codes = {code.casefold(): code for code in asked}
    found = []
    for row in listed.rows:
        if not row.keys() >= SECRETS_COLUMNS or not row["passage"]:
            continue
        code, passage = codes.get(row["question_id"].strip().casefold()), row["passage"]
        if code is None:
            found.append(Problem("rows", "no_such_question", passage[:60]))
        elif not row["reason"]:
            found.append(Problem("rows", "reason_lacks", passage[:60]))
        elif not any(_wherever(passage).search(text) for text in said.get(code, Said()).texts):
            found.append(Problem("rows", "passage_not_there", passage[:60]))
    return found


def _wherever(passage: str) -> re.Pattern[str]:
    """Also where a line is broken within it: the cells of a list hold one line."""
    return re.compile(r"\s+".join(map(re.escape, passage.split())) or r"(?!)")


def _as_written(marked: Iterable[Secret], said: Said) -> list[Secret]:
    """The passages as they stand in the answer."""
    return [
        replace(one, text=found[0])
        for one in marked
        for text in said.texts
        for found in _wherever(one.text).finditer(text)
    ]


def _longest_first(secrets: Collection[Secret]) -> list[Secret]:
    """So that one that lies within another does not break it up."""
    return sorted(secrets, key=lambda one: (-len(one.text), one.text))


def _without(one: Said, taken: Sequence[Passage]) -> dict[str, Any]:
    hides = any(row.keys() >= SECRETS_COLUMNS for row in one.rows)
    numbers = {passage.text: passage.number for passage in taken}
    any_of_them = re.compile("|".join(map(re.escape, numbers)) or r"(?!)")  # the longest first, each place once

    def cut(text: str) -> str:
        return any_of_them.sub(lambda found: f"[[{numbers[found[0]]}]]", text)

    rows = [{name: "" if hides and name == "passage" else cut(cell) for name, cell in row.items()} for row in one.rows]
    return {
        "value": cut(one.value),
        "explanation": cut(one.explanation),
        "rows": rows,
        "statement": one.statement,
        "place": cut(one.place),
    }


def restored(answer: Mapping[str, Any], passages: Mapping[int, str]) -> Said:
    """A frozen answer with its own passages put back, for those who may read them; the marks of others stay."""

    def whole(text: str) -> str:
        return _MARK.sub(lambda found: passages.get(int(found[1]), found[0]), text)

    return Said(
        value=whole(answer["value"]),
        explanation=whole(answer["explanation"]),
        rows=tuple({name: whole(cell) for name, cell in row.items()} for row in answer["rows"]),
        statement=answer["statement"],
        place=whole(answer["place"]),
    )


def carried(answer: Mapping[str, Any], passages: Sequence[Passage]) -> Said:
    """What was handed in last time, as it can be handed in again: with its secrets still marked."""
    said = restored(answer, {one.number: one.text for one in passages})
    return replace(said, secret=tuple(Secret(one.text, one.reason) for one in passages))


def breaches(leads: Collection[str], answers: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Codes of the lead questions answered with no: each is a breach to be corrected."""
    return [code for code, answer in answers.items() if code in leads and answer["value"] == NO]
