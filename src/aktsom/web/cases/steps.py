"""The steps of follow-ups, each kind's in one function for many at once: state, whose move, and until when."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.permissions.follow_ups import run


class Waits(StrEnum):
    """Whom an open step waits for; the values stand in addresses."""

    US = "oss"
    SUPPLIER = "leverandor"
    OWNERS = "avtaleeier"
    AUDITOR = "revisor"
    NOBODY = ""  # over, or its turn has not come


class Kind(StrEnum):
    """What a step is of, in the order in which a follow-up usually goes."""

    ANNOUNCING = "announcing"
    MANDATES = "mandates"
    SELF_REPORT = "self_report"
    READING = "reading"
    MEETING = "meeting"
    DOCUMENT_REVIEW = "document_review"
    AUDIT = "audit"
    CONCLUDING = "concluding"
    FINDINGS = "findings"
    ACTION_PLAN = "action_plan"
    SANCTIONS = "sanctions"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class Step:
    """`state` is a mark: ok, wait, late or none; `move` is who is to act, in words, `people` the persons among those
    who run the follow-up: where it waits for them, `methods.steps_of` puts them into words, once for all steps. `act`
    is what they press, none where there is nothing to do yet."""

    kind: Kind
    title: str
    href: str
    state: str
    state_text: str
    move: str = ""
    until: date | None = None
    note: str = ""
    waits: Waits = Waits.NOBODY
    people: tuple[int, ...] = ()
    act: str = ""

    @property
    def is_open(self) -> bool:
        return self.waits is not Waits.NOBODY


@dataclass(frozen=True, slots=True)
class Beginning:
    """A way to begin a step; `off` says why not now.."""

    text: str
    href: str
    off: Refusal | None = None
    note: str = ""


StepsOf = Callable[[Actor, Sequence[FollowUp], date], Iterable[tuple[int, Step]]]  # (follow-up's key, step)
BeginningsOf = Callable[[Actor, FollowUp, date], Iterable[Beginning]]


def mark(*, over: bool, late: bool, dropped: bool = False) -> str:
    if dropped:
        return "none"
    return "ok" if over else "late" if late else "wait"


def runs(actor: Actor, ones: Iterable[FollowUp]) -> frozenset[int]:
    """Keys of those that the actor runs."""
    return frozenset(one.pk for one in ones if run(actor, one) is None)


def lead_of(one: FollowUp) -> tuple[int, ...]:
    return (one.lead_id,) if one.lead_id else ()
