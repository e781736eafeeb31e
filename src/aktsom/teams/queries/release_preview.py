"""What a release would do before it is decided: who sees it in addition, by name and number, and what holds it back."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from aktsom.members.models import Member, Person, Representation
from aktsom.members.roles import ROLES, Permission
from aktsom.sharing.audiences import Audience
from aktsom.sharing.releasing import Hold, ReleaseFacts, holds, open_from
from aktsom.teams.queries.memos import MemoView
from aktsom.teams.queries.release_facts import facts_of_passage, facts_of_title

OUTWARD = (Audience.CASE_TEAM, Audience.LINKED_BUYERS, Audience.MEMBERS, Audience.PUBLIC)


@dataclass(frozen=True)
class Gain:
    """`members` get to see it, `people` of them; for the public both say nothing and everybody does."""

    to: Audience
    members: tuple[str, ...]
    people: int


@dataclass(frozen=True)
class HeldBack:
    """One part that cannot go to this audience. `number` of the passage as the reader counts; 0 is the title."""

    number: int
    public_id: str
    to: Audience
    holds: tuple[Hold, ...]
    open_from: date | None


@dataclass(frozen=True)
class Preview:
    gains: tuple[Gain, ...]
    held_back: tuple[HeldBack, ...]


def release_preview(view: MemoView, today: date) -> Preview:
    memo = view.memo
    mine = {one.public_id: one for one in memo.passages.all()}
    parts: list[tuple[int, str, ReleaseFacts]] = [(0, view.public_id, facts_of_title(memo, today))]
    parts += [
        (seen.number, seen.public_id, facts_of_passage(memo, mine[seen.public_id], today)) for seen in view.passages
    ]
    held = [
        HeldBack(number, public_id, to, found, _open_from(found, facts))
        for number, public_id, facts in parts
        for to in OUTWARD
        if to.width > facts.audience.width and (found := holds(facts, to))
    ]
    narrowest = min(facts.audience.width for _number, _id, facts in parts)
    return Preview(tuple(_gain(view, to, today) for to in OUTWARD if to.width > narrowest), tuple(held))


def _open_from(found: tuple[Hold, ...], facts: ReleaseFacts) -> date | None:
    return open_from(facts.shown_on) if Hold.TOO_SOON in found and facts.shown_on else None


def _gain(view: MemoView, to: Audience, today: date) -> Gain:
    match to:
        case Audience.CASE_TEAM:
            return Gain(to, tuple(sorted({one.member for one in view.team})), len(view.team))
        case Audience.LINKED_BUYERS:
            ids = {view.memo.owner_id, *(buyer.id for buyer in view.buyers)}
            names = tuple(Member.objects.filter(id__in=ids).order_by("name").values_list("name", flat=True))
            return Gain(to, names, _people(ids, Permission.READ_REGISTER, today))
        case Audience.MEMBERS:
            roles = _roles(Permission.READ_NETWORK)
            held = Q(memberships__role__in=roles)
            people = Person.objects.filter(held, is_active=True).distinct().count()
            taking_part = Member.objects.filter(memberships__role__in=roles, memberships__person__is_active=True)
            return Gain(to, tuple(taking_part.distinct().order_by("name").values_list("name", flat=True)), people)
    return Gain(to, (), 0)


def _people(member_ids: set[int], permission: Permission, today: date) -> int:
    """Active people whose roles read the members' records: held there, at a cooperation above, or by a mandate."""
    above = Member.objects.filter(children__id__in=member_ids).values_list("id", flat=True)
    valid = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    acting = Representation.objects.filter(
        valid, represented_id__in=member_ids, starts_on__lte=today, withdrawn_at__isnull=True
    ).values_list("acting_id", flat=True)
    reached = {*member_ids, *above, *acting}
    held = Person.objects.filter(
        is_active=True, memberships__member_id__in=reached, memberships__role__in=_roles(permission)
    )
    return held.distinct().count()


def _roles(permission: Permission) -> list[str]:
    return [code for code, role in ROLES.items() if permission in role.may]
