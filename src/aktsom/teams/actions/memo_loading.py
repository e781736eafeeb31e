"""Loading memos for a change: locked, visible to the actor, and with the journal's line for what is done to them."""

from typing import Any

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Stale, stop_if
from aktsom.core.journal import Act
from aktsom.sharing.viewing import sees_network
from aktsom.teams.models import CategoryTeam, Memo, MemoPassage, TeamSeat
from aktsom.teams.permissions import memos as permissions


def memo_for_change(by: Actor, memo_id: str, revision: int | None = None) -> Memo:
    """Every write to a memo or its passages locks the memo, so that keys are computed by one at a time."""
    visible = Memo.objects.visible_to(by).select_related("team", "supplier")
    memo = visible.select_for_update(of=("self",)).filter(public_id=memo_id).first()
    if memo is None:
        raise NotVisible
    if revision is not None and memo.revision != revision:
        raise Stale
    return memo


def part_for_change(by: Actor, memo_id: str, passage_id: str, revision: int) -> tuple[Memo, MemoPassage]:
    memo = memo_for_change(by, memo_id)
    passage = MemoPassage.objects.visible_to(by).filter(memo=memo, public_id=passage_id).first()
    if passage is None:
        raise NotVisible
    if passage.revision != revision:
        raise Stale
    return memo, passage


def team_to_write_in(by: Actor, team_id: str) -> CategoryTeam:
    """That a team exists is known in the network, and to nobody else."""
    team = CategoryTeam.objects.filter(public_id=team_id).first()
    if team is None or not (sees_network(by) or team.id in by.team_ids):
        raise NotVisible
    stop_if(permissions.write(by, team.id))
    return team


def acting_body(by: Actor, team: CategoryTeam) -> int:
    """The member the person sits in the team for; a keeper of the fallback owner acts for that one."""
    seats = TeamSeat.objects.filter(team=team, left_at__isnull=True)
    seat = None if by.person_id is None else seats.filter(person_id=by.person_id).first()
    body = seat.member_id if seat else team.fallback_id
    if body is None:
        raise NotVisible
    return body


def told(by: Actor, memo: Memo, verb: str, subject: str, **changes: Any) -> Act:
    """Ids, codes and days only; never a text."""
    body = None if by.is_platform else acting_body(by, memo.team)
    on_behalf = body if body != by.member_id else None
    return Act(verb, subject, memo.owner_id, on_behalf_of_id=on_behalf, changes={"memo": memo.public_id, **changes})
