"""The steps of a follow-up on its page, each method's in one function: state, whose move, and until when."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.follow_up.models import FollowUp


@dataclass(frozen=True, slots=True)
class Step:
    """`state` is a mark: ok, wait, late or none; `move` is who is to act, in words."""

    title: str
    href: str
    state: str
    state_text: str
    move: str = ""
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Beginning:
    """A way to begin a step; `off` says why not now.."""

    text: str
    href: str
    off: Refusal | None = None
    note: str = ""


StepsOf = Callable[[Actor, FollowUp, date], Iterable[Step]]
BeginningsOf = Callable[[Actor, FollowUp, date], Iterable[Beginning]]


def mark(*, over: bool, late: bool, dropped: bool = False) -> str:
    if dropped:
        return "none"
    return "ok" if over else "late" if late else "wait"
