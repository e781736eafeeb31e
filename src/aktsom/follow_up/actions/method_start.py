"""A follow-up runs from the first time that the supplier is met or asked, by whichever method."""

from datetime import datetime
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.follow_up.methods import held, may_begin
from aktsom.follow_up.models import Audit, AuditReport, DocumentReview, FollowUp, Meeting
from aktsom.follow_up.permissions.follow_ups import run
from aktsom.follow_up.queries.planning import own
from aktsom.follow_up.states import FOLLOW_UP, FollowUpState, Method
from aktsom.suppliers.queries.identity import records
from aktsom.teams.actions.loading import note_activity
from aktsom.teams.actions.loading_mandates import day_of

_Row = TypeVar("_Row", Meeting, DocumentReview, Audit, AuditReport)


def follow_up_for_method(by: Actor, at: datetime, public_id: str, method: Method) -> FollowUp:
    """The actor's own, locked, that the method may be used in today. Raises NotVisible and Refused."""
    locked = FollowUp.objects.select_for_update(of=("self",), no_key=True).select_related("team", "member", "supplier")
    one = locked.filter(own(by), public_id=public_id).first()
    if one is None:
        raise NotVisible
    stop_if(run(by, one))
    stop_if(may_begin(one, method, day_of(at)))
    return one


def to_change(by: Actor, rows: QuerySet[_Row], public_id: str, revision: int | None = None) -> _Row:
    """A locked row of those that the actor sees already: whoever is only shown it has no part in it. Raises Refused,
    and Stale where it is another than the page showed."""
    one = rows.select_for_update(of=("self",)).filter(held(by), public_id=public_id).first()
    if one is None:
        raise Refused(Refusal(_("Bare de som følger opp, kan gjøre dette.")))
    if revision is not None and one.revision != revision:
        raise Stale
    return one


def saved(one: Meeting | DocumentReview | Audit, by: Actor, at: datetime, *acts: Act) -> None:
    """As changed by those who follow up, or by the supplier or auditor who answers."""
    one.revision += 1
    one.save()
    note(one, by, at)
    record(by=by, at=at, acts=acts)


def begun(one: FollowUp) -> list[Act]:
    """The supplier is told now; the follow-up runs if it did not."""
    if one.state != FollowUpState.ANNOUNCED:
        return []
    one.state = FOLLOW_UP.after(one.state, "begin")
    one.revision += 1
    one.save(update_fields=["state", "revision"])
    told = {"supplier": records(one.supplier.identity_id)[0].public_id}
    return [Act("follow_up_begun", one.public_id, one.member_id, changes=told)]


def note(one: FollowUp | Meeting | DocumentReview | Audit, by: Actor, at: datetime) -> None:
    """That the team is at work. Whoever answers does not sit in it, and does not see it either."""
    if one.team_id in by.team_ids and one.team is not None and not by.is_platform:
        note_activity(one.team, by=by, at=at)
