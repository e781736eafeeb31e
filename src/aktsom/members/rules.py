"""Decisions about access: who gives which role, who may not leave, and when something is due. Plain values only."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from aktsom.members.roles import ROLES, GivenBy, Permission
from aktsom.members.states import InvitationState

ADMINISTRATOR = "member_administrator"
# A member without one of these could no longer let anybody in; the secretariat is its own body's.
NEVER_NONE = frozenset(
    code for code, role in ROLES.items() if role.may & {Permission.KEEP_PEOPLE, Permission.KEEP_NETWORK}
)
# People and the network are run by those who answer for them: these are neither lent nor handed down to children.
NOT_LENT = NEVER_NONE
_TURNING = re.compile("[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_ADDRESS = re.compile(r"[^@\s<>(),;:\"\\]+@[^@\s<>(),;:\"\\]+\.[^@\s<>(),;:\"\\.]+")


def may_give(
    role: str, here: frozenset[Permission], anywhere: frozenset[Permission], *, has_administrator: bool
) -> bool:
    """Whether somebody with these permissions, for the member and altogether, gives and takes the role there.

    The secretariat lets the first administrator in, who runs the member's people from then on.
    """
    if role not in ROLES or ROLES[role].given_by is GivenBy.SUPPLIER:
        return False
    if ROLES[role].given_by is GivenBy.SECRETARIAT:
        return Permission.KEEP_NETWORK in here
    if Permission.KEEP_PEOPLE in here:
        return True
    return role == ADMINISTRATOR and Permission.KEEP_NETWORK in anywhere and not has_administrator


def leaves_nobody(holders: Collection[int], leaving: int) -> bool:
    """Whether the last of those who hold a role leaves."""
    return leaving in holders and set(holders) == {leaving}


def lent(roles: Iterable[str]) -> list[str]:
    """The roles that one member may let another hold for it, each once, in the order of the table of roles."""
    asked = set(roles)
    return [code for code in ROLES if code in asked and code not in NOT_LENT and ROLES[code].may]


def makes_circle(parents: Mapping[int, int | None], child: int, parent: int) -> bool:
    """Whether a body would come to stand above itself."""
    above: int | None = parent
    seen = set()
    while above is not None and above not in seen:
        if above == child:
            return True
        seen.add(above)
        above = parents.get(above)
    return False


def name_in(text: str) -> str:
    """A name on one line, without control characters and those that turn the direction of writing: left open, they turn
    what stands beside the name as well."""
    return " ".join(_TURNING.sub("", text).split())


def addresses_in(text: str) -> tuple[list[str], list[str]]:
    """The e-mail addresses in a text that people wrote or pasted, lower case and each once, and what is none.

    "Kari Nordmann <kari@oslo.kommune.no>" is an address with its owner's name before it.
    """
    good: dict[str, None] = {}
    wrong: list[str] = []
    for part in re.split(r"[,;\n]+", text):
        named = re.fullmatch(r".*<([^<>]*)>", part.strip())
        for word in [named[1].strip()] if named else part.split():
            if _ADDRESS.fullmatch(word) and len(word) <= 254:
                good[word.lower()] = None
            else:
                wrong.append(word)
    return list(good), wrong


def stands(state: str, expires_at: datetime, now: datetime) -> bool:
    """Whether an invitation can be taken up."""
    return state == InvitationState.SENT and now < expires_at


@dataclass(frozen=True, slots=True)
class Period:
    """A part of the year that a review of access covers; `code` such as "2026-2", the last day is in it."""

    code: str
    starts_on: date
    ends_on: date


def period_of(day: date, months: int) -> Period:
    """The period that the day lies in; `months` divides twelve."""
    number = (day.month - 1) // months
    first = date(day.year, number * months + 1, 1)
    following = date(day.year + (number + 1) * months // 12, (number + 1) * months % 12 + 1, 1)
    return Period(f"{day.year}-{number + 1}", first, following - timedelta(days=1))


def last_ended(today: date, months: int) -> Period:
    """The period that is to be reviewed now: the newest that is over."""
    return period_of(period_of(today, months).starts_on - timedelta(days=1), months)


def period_called(code: str, months: int) -> Period:
    """The period of a review by its code; raises ValueError for what is none."""
    year, _, number = code.partition("-")
    return period_of(date(int(year), (int(number) - 1) * months + 1, 1), months)


def used_in(period: Period, last_used_on: date | None) -> bool:
    """Use after the period counts too: a role in use today is no sleeping one."""
    return last_used_on is not None and last_used_on >= period.starts_on


def to_be_reviewed(period: Period, given_on: Iterable[date | None]) -> bool:
    """A member whose people all came after the period has nothing to look back on. Unknown counts as before."""
    return any(day is None or day <= period.ends_on for day in given_on)


def overdue(due_on: date, today: date, *, closed: bool) -> bool:
    return not closed and today > due_on
