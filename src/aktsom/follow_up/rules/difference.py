"""What the supplier has to look at, of all that is asked: a team never asks for what it already has."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aktsom.follow_up.rules.conditions import NOTHING, Asked, Given, asked_now, meets


class Need(StrEnum):
    SENT_BACK = "sent_back"  # somebody read it and misses something
    EMPTY = "empty"
    LOOK_AGAIN = "look_again"  # as last time, and then it was one that the buyer must act on, or it has grown old
    HELD = "held"  # as last time, and good as it is
    ANSWERED = "answered"
    NOT_ASKED = "not_asked"  # as the answers stand


TO_DO = (Need.SENT_BACK, Need.EMPTY, Need.LOOK_AGAIN)


@dataclass(frozen=True, slots=True)
class Standing:
    """One answer as it stands: whether it is carried from last time, and sent back and not written on since."""

    given: Given = NOTHING
    is_carried: bool = False
    is_sent_back: bool = False


def needs(questions: Sequence[Asked], standings: Mapping[str, Standing], today: date) -> dict[str, Need]:
    """For each question that is asked as the answers stand, in its order."""
    answers = {code: one.given for code, one in standings.items()}
    asked = asked_now(questions, answers)
    return {
        one.code: _need(one, standings.get(one.code, Standing()), today, answers)
        for one in questions
        if one.code in asked
    }


def _need(one: Asked, standing: Standing, today: date, answers: Mapping[str, Given]) -> Need:
    if standing.is_sent_back:
        return Need.SENT_BACK
    if standing.given.is_empty:
        return Need.EMPTY
    if not standing.is_carried:
        return Need.ANSWERED
    return Need.LOOK_AGAIN if meets(one, standing.given, today, answers) else Need.HELD


def open_codes(needed: Mapping[str, Need], sent_back: Collection[str] | None) -> frozenset[str]:
    """Which answers may be written: all of them the first time (`sent_back` none); later those that were sent back,
    and what is asked because of them."""
    if sent_back is None:
        return frozenset(needed)
    return frozenset(code for code, need in needed.items() if code in sent_back or need is Need.EMPTY)
