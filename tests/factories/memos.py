"""Category teams and memos for tests. Teams are laid down by their tables; memos by the actions that people use."""

from datetime import date, datetime, timedelta
from typing import Any

from aktsom.core.actor import Actor
from aktsom.members.models import Member
from aktsom.sharing.audiences import Audience
from aktsom.teams.actions.memo_sharing import link_buyers, release_passages, show_to_supplier
from aktsom.teams.actions.memos import write_memo
from aktsom.teams.models import CategoryTeam, Memo, MemoLink, MemoPassage, TeamSeat
from aktsom.teams.rules.memos import PassageWords
from aktsom.teams.states import SeatPart
from tests.cast import NOON, PEOPLE, actor, member, person, supplier

REASON = "Alle som kjøper dette, må vite det."
LATER = NOON + timedelta(days=20)
SEATS = (("olga", SeatPart.LEAD), ("bjarne", SeatPart.MEMBER))


def team(group: str = "medical", seats: tuple[tuple[str, SeatPart], ...] = SEATS, **said: Any) -> CategoryTeam:
    """A team with Olga of Oslo as its lead and Bjarne of Bergen in it."""
    known = CategoryTeam.objects.filter(group_id=group).first()
    if known is not None:
        return known
    usual = {"starts_on": date(2026, 1, 1), "last_activity_at": NOON, "lead_active_at": NOON, "created_at": NOON}
    made = CategoryTeam.objects.create(group_id=group, **{**usual, **said})
    for name, part in seats:
        seated(made, name, part)
    return made


def seated(of: CategoryTeam, name: str, part: SeatPart = SeatPart.MEMBER) -> TeamSeat:
    at = member(PEOPLE[name][0][0])
    return TeamSeat.objects.create(team=of, person=person(name), member=at, part=part, taken_at=NOON)


def words(text: str = "Fabrikken har ikke betalt overtid.", **said: Any) -> PassageWords:
    return PassageWords(**{"text": text, "audience": Audience.CASE_TEAM, **said})


def memo(
    title: str = "Oppfølging av hansker",
    by: str = "olga",
    at: datetime = NOON,
    about_supplier: bool = False,
    linked: tuple[str, ...] = (),
    **said: Any,
) -> Memo:
    """A memo of the team by Olga; its one passage is `words(**said)`."""
    made = write_memo(
        by=in_team(by),
        at=at,
        team_id=team().public_id,
        title=title,
        first=words(**said),
        supplier_id=supplier().public_id if about_supplier else "",
    )
    for short in linked:
        link(made, member(short))
    return made


def link(made: Memo, one: Member) -> None:
    """Laid down by the table, with no contract needed."""
    from aktsom.teams.actions.seen_by import recompute

    MemoLink.objects.get_or_create(memo=made, member=one)
    recompute(made)


def in_team(name: str) -> Actor:
    team()
    return actor(name)


def first_passage(made: Memo) -> MemoPassage:
    return made.passages.order_by("position")[0]


def shown(made: Memo, at: datetime = NOON) -> Memo:
    made.refresh_from_db()
    ids = list(made.passages.values_list("public_id", flat=True))
    return show_to_supplier(by=actor("olga"), at=at, memo_id=made.public_id, revision=made.revision, passage_ids=ids)


def released(made: Memo, to: Audience, at: datetime = LATER, passages: list[MemoPassage] | None = None) -> Memo:
    """The memo with all (or these) of its passages let out by Olga."""
    made.refresh_from_db()
    chosen = passages if passages is not None else list(made.passages.all())
    release_passages(
        by=actor("olga"),
        at=at,
        memo_id=made.public_id,
        revision=made.revision,
        passage_ids=[one.public_id for one in chosen],
        to=to,
        reason=REASON,
    )
    made.refresh_from_db()
    return made


__all__ = [
    "LATER",
    "REASON",
    "first_passage",
    "in_team",
    "link",
    "link_buyers",
    "memo",
    "released",
    "seated",
    "shown",
    "team",
    "words",
]
