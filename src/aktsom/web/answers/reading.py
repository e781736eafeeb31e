"""What a form says of one answer. The fields of question F-1.1 are named F-1.1:value, F-1.1:row-0:tier and so on."""

import re
from collections.abc import Iterator, Mapping

from django.http import QueryDict

from aktsom.follow_up.answer_words import headings_of
from aktsom.follow_up.models import Question
from aktsom.follow_up.rules.answers import Said, Secret
from aktsom.follow_up.rules.pasting import pasted_rows

_ROW = re.compile(r"row-(\d{1,4}):([a-z_]+)")
_SECRET = re.compile(r"secret-(\d{1,3}):(text|reason)")


def said_in(post: QueryDict, question: Question) -> Said:
    """What was pasted comes after the rows that were typed."""
    told = _fields(post, question.code)
    rows = _numbered(told, _ROW)
    columns = tuple(question.columns)
    pasted = pasted_rows(told.get("paste", ""), columns, headings_of(columns)) if told.get("paste") else []
    return Said(
        value=told.get("value", ""),
        explanation=told.get("explanation", ""),
        rows=(*rows, *pasted),
        statement=told.get("statement", ""),
        place=told.get("place", ""),
        secret=tuple(Secret(one.get("text", ""), one.get("reason", "")) for one in _numbered(told, _SECRET)),
    )


def unseen_in(post: QueryDict, code: str) -> list[str]:
    """Fields of the answer that the page did not show: where all questions stand, those are on the question's step."""
    told = _fields(post, code)
    pointed = [name for name in ("statement", "place") if name not in told]
    return pointed if any(_SECRET.fullmatch(name) for name in told) else [*pointed, "secret"]


def is_in(post: QueryDict, code: str) -> bool:
    return f"{code}:revision" in post


def revision_in(post: QueryDict, code: str) -> int:
    text = post.get(f"{code}:revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _fields(post: QueryDict, code: str) -> dict[str, str]:
    start = f"{code}:"
    return {name.removeprefix(start): str(post[name]) for name in post if name.startswith(start)}


def _numbered(told: Mapping[str, str], shape: re.Pattern[str]) -> list[dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for number, name, text in _parts(told, shape):
        found.setdefault(number, {})[name] = text
    return [found[number] for number in sorted(found)]


def _parts(told: Mapping[str, str], shape: re.Pattern[str]) -> Iterator[tuple[int, str, str]]:
    for name, text in told.items():
        if match := shape.fullmatch(name):
            yield int(match[1]), match[2], text
