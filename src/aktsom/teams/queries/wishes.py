"""What members say of themselves for the plan of teams, and who has said it."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count

from aktsom.categories.entries import Group
from aktsom.categories.queries import current_catalogue
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.members.models import Member
from aktsom.members.permissions import reaches
from aktsom.risk.models import RiskProduct
from aktsom.risk.queries.running import running
from aktsom.sharing.viewing import sees_network
from aktsom.teams.models import TeamCapacity, TeamWish
from aktsom.teams.permissions.planning import say_wishes

NOT_BUYERS = ("association",)  # the secretariat's kind: it has no contracts
ORDINARY_SHARE = Decimal(1)


@dataclass(frozen=True)
class Said:
    """What a member says of itself in one category; `group` is an id of the high-risk list."""

    group: str
    competence: int = 0
    wish: int = 0
    barred: bool = False

    @property
    def says_something(self) -> bool:
        return bool(self.competence or self.wish or self.barred)


@dataclass(frozen=True)
class SheetRow:
    group: Group
    said: Said
    contracts: int  # the member's own running ones


@dataclass(frozen=True)
class WishSheet:
    """`mark` changes when anybody changes what is said: a form carries it, so that nobody overwrites what they have not
    seen. `answered` is whether anything has been said at all."""

    member: Member
    share: Decimal
    answered: bool
    rows: tuple[SheetRow, ...]
    mark: str


@dataclass(frozen=True)
class AnswerRow:
    member: Member
    answered: bool
    share: Decimal
    knows: int  # categories it says it knows
    wants: int
    would_rather_not: int
    barred: int
    contracts: int


def taking_part() -> list[Member]:
    """The members a plan reckons with, by name. A cooperation counts as one with its members behind it: it joined as
    one, and four universities with a share each would carry four times what it has promised."""
    return list(Member.objects.filter(parent__isnull=True).exclude(kind__in=NOT_BUYERS).order_by("name", "id"))


def speaks_for(viewer: Actor) -> list[Member]:
    """Members taking part that the viewer may say the wishes of."""
    return [member for member in taking_part() if not say_wishes(viewer, member.pk) and reaches(viewer, member.pk)]


def bought(today: date) -> dict[tuple[int, str], int]:
    """Running contracts by member taking part and group of the list; a child's are its cooperation's."""
    parents = dict(Member.objects.filter(parent__isnull=False).values_list("id", "parent_id"))
    rows = (
        RiskProduct.objects.filter(running(today, "risk__"))
        .values_list("member_id", "group_id")
        .annotate(contracts=Count("risk", distinct=True))
        .order_by()
    )
    counts: dict[tuple[int, str], int] = defaultdict(int)
    for member, group, contracts in rows:
        counts[parents.get(member, member), group] += contracts
    return dict(counts)


def wish_sheet(viewer: Actor, public_id: str, today: date) -> WishSheet:
    """The member's own sheet. Raises NotVisible for a member that the viewer does not reach or that takes no part."""
    member = next((one for one in taking_part() if one.public_id == public_id), None)
    if member is None or not reaches(viewer, member.pk):
        raise NotVisible
    said, share = said_by(member.pk), share_of(member.pk)
    counts = bought(today)
    rows = tuple(
        SheetRow(group, said.get(group.id, Said(group.id)), counts.get((member.pk, group.id), 0))
        for group in sorted(current_catalogue().groups, key=lambda group: group.order)
    )
    return WishSheet(member, ORDINARY_SHARE if share is None else share, share is not None, rows, mark(said, share))


def said_by(member_id: int) -> dict[str, Said]:
    rows = TeamWish.objects.filter(member_id=member_id).values_list("group_id", "competence", "wish", "barred")
    return {row[0]: Said(*row) for row in rows}


def share_of(member_id: int) -> Decimal | None:
    return TeamCapacity.objects.filter(member_id=member_id).values_list("share", flat=True).first()


def mark(said: Mapping[str, Said], share: Decimal | None) -> str:
    facts = sorted([one.group, one.competence, one.wish, one.barred] for one in said.values() if one.says_something)
    text = json.dumps([facts, None if share is None else f"{share:.2f}"])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def answers(viewer: Actor, today: date) -> list[AnswerRow]:
    """Every member taking part, and whether it has said what it knows and wants: a fact of the network."""
    if not sees_network(viewer):
        raise NotVisible
    said: dict[int, list[TeamWish]] = defaultdict(list)
    for wish in TeamWish.objects.all():
        said[wish.member_id].append(wish)
    shares = dict(TeamCapacity.objects.values_list("member_id", "share"))
    contracts: dict[int, int] = defaultdict(int)
    for (member, _group), count in bought(today).items():
        contracts[member] += count
    return [_answer(member, said[member.pk], shares, contracts[member.pk]) for member in taking_part()]


def _answer(member: Member, said: Iterable[TeamWish], shares: Mapping[int, Decimal], contracts: int) -> AnswerRow:
    rows = list(said)
    return AnswerRow(
        member=member,
        answered=member.pk in shares,
        share=shares.get(member.pk, ORDINARY_SHARE),
        knows=sum(row.competence > 0 for row in rows),
        wants=sum(row.wish > 0 for row in rows),
        would_rather_not=sum(row.wish < 0 for row in rows),
        barred=sum(row.barred for row in rows),
        contracts=contracts,
    )
