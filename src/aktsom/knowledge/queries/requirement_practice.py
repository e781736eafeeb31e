"""How usual it is among the other members to take each text into a tender in a category: whether most of them do, and
only over so many that nobody can be worked out from it. Never how many: of three of three one would know each."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.core.wall import lowered
from aktsom.knowledge.models import ChosenRequirement
from aktsom.sharing.rules import total_limits
from aktsom.sharing.viewing import sees_network


@dataclass(frozen=True)
class Practice:
    """`enough` is whether so many others have kept a choice in the category that something may be told; `most` {text:
    whether at least half of them use it}, a text that none uses among those of which it is not so."""

    enough: bool
    most: Mapping[str, bool]


def practice(viewer: Actor, group_id: str) -> Practice:
    """Of the newest of those choices that continue one another. Raises NotVisible outside the network."""
    if not sees_network(viewer):
        raise NotVisible
    newest = ChosenRequirement.objects.filter(choice__group_id=group_id, choice__continued__isnull=True)
    with lowered():
        rows = set(newest.values_list("code", "choice__member_id"))
    members = {member_id for _code, member_id in rows} - viewer.member_ids
    if len(members) < total_limits().minimum_contributors:
        return Practice(False, {})
    used: dict[str, set[int]] = defaultdict(set)
    for code, member_id in rows:
        if member_id in members:
            used[code].add(member_id)
    return Practice(True, {code: 2 * len(by) >= len(members) for code, by in used.items()})
