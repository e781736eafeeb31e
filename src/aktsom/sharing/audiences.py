"""The five audiences, and the one test of who sees what.

Everything shareable carries **keys**: small whole numbers that say who may see it. An actor holds keys by its ids and
roles. Somebody sees a thing when it carries a key they hold; there is no other way. Plain values in and out, so that
the same rule serves the pages, the exports and the database's own wall.
"""

from collections.abc import Collection
from enum import StrEnum

from aktsom.core.actor import Actor
from aktsom.members.roles import Permission, permissions_of


class Audience(StrEnum):
    """From the narrowest to the widest."""

    WORKER_PROTECTED = "worker_protected"  # could expose a worker or defender
    CASE_TEAM = "case_team"
    LINKED_BUYERS = "linked_buyers"  # members with a contract it concerns
    MEMBERS = "members"
    PUBLIC = "public"

    @property
    def width(self) -> int:
        return list(Audience).index(self)


def narrower(one: Audience, other: Audience) -> Audience:
    return one if one.width <= other.width else other


PUBLIC_KEY = 1
NETWORK_KEY = 2
# The last digit says what kind of id stands before it.
_MEMBER, _TEAM, _LEADERS, _SUPPLIER, _POST, _SEAT, _ENGAGED = 3, 4, 5, 6, 7, 8, 9
_AUDITOR = "auditor"
_PEOPLE = 2**30  # above every person's id: a pair of ids in one key still fits the database's large whole numbers


def member_key(member_id: int) -> int:
    """Held by people whose roles read the member's own records."""
    return member_id * 10 + _MEMBER


def team_key(team_id: int) -> int:
    return team_id * 10 + _TEAM


def leaders_key(team_id: int) -> int:
    """Held by the lead and the deputy of a category team."""
    return team_id * 10 + _LEADERS


def supplier_key(supplier_id: int) -> int:
    return supplier_id * 10 + _SUPPLIER


def is_of_supplier(key: int) -> bool:
    return key % 10 == _SUPPLIER


def post_key(member_id: int, person_id: int) -> int:
    """Held by one person, as long as its roles read the member's own records."""
    return (member_id * _PEOPLE + person_id) * 10 + _POST


def seat_key(team_id: int, person_id: int) -> int:
    """Held by one person, as long as it sits in the team, or sat there when it was closed. There is no key of a person
    alone: who leaves a team or a body loses what it wrote there too."""
    return (team_id * _PEOPLE + person_id) * 10 + _SEAT


def auditor_key(member_id: int, person_id: int) -> int:
    """Held by one person, as long as it is an auditor engaged by the member."""
    return (member_id * _PEOPLE + person_id) * 10 + _ENGAGED


def keys_held(viewer: Actor | None) -> frozenset[int]:
    """None is somebody who has not signed in. The platform holds no keys: it does not ask."""
    if viewer is None or viewer.person_id is None:
        return frozenset({PUBLIC_KEY})
    person = viewer.person_id
    held = {PUBLIC_KEY, *(key for id_ in viewer.member_ids for key in (member_key(id_), post_key(id_, person)))}
    held |= {team_key(id_) for id_ in viewer.case_team_ids}
    held |= {seat_key(id_, person) for id_ in viewer.team_ids | viewer.closed_team_ids}
    held |= {leaders_key(id_) for id_ in viewer.led_team_ids | viewer.closed_led_team_ids}
    held |= {supplier_key(id_) for id_ in viewer.supplier_ids}
    held |= {auditor_key(id_, person) for id_, role in viewer.held if role == _AUDITOR}
    if Permission.READ_NETWORK in permissions_of(viewer.roles):
        held.add(NETWORK_KEY)
    return frozenset(held)


def keys_carried(
    audience: Audience,
    *,
    owner_id: int,
    author_id: int | None = None,
    team_id: int | None = None,
    linked_ids: Collection[int] = (),
    supplier_id: int | None = None,
) -> frozenset[int]:
    """The keys of a thing with this audience; a wider audience carries all keys of the narrower.

    `owner_id` is the body that the thing belongs to, `linked_ids` the members with a contract it concerns. Within a
    team's case the team sees it and not the owner's other people: to belong to a body is no reason to see a case
    (forvaltningsloven § 13, need in the case); outside a team it is the owner's own people who do. The narrowest is
    seen by the team's leaders and by its author while it sits there; outside a team by the author alone, and by the
    owner's people where there is none. `supplier_id` is set when the supplier it concerns has been shown it.
    """
    carried: set[int] = set()
    if team_id is not None:
        carried |= {leaders_key(team_id), *(() if author_id is None else (seat_key(team_id, author_id),))}
    else:
        carried.add(member_key(owner_id) if author_id is None else post_key(owner_id, author_id))
    if audience.width >= Audience.CASE_TEAM.width:
        carried.add(member_key(owner_id) if team_id is None else team_key(team_id))
    if audience.width >= Audience.LINKED_BUYERS.width:
        carried |= {member_key(owner_id), *(member_key(id_) for id_ in linked_ids)}
    if supplier_id is not None and audience is not Audience.WORKER_PROTECTED:
        carried.add(supplier_key(supplier_id))
    if audience.width >= Audience.MEMBERS.width:
        carried.add(NETWORK_KEY)
    if audience is Audience.PUBLIC:
        carried.add(PUBLIC_KEY)
    return frozenset(carried)
