"""Many self-reports dispatched one after the other in the background, each in its own transaction."""

import logging
from collections.abc import Collection
from datetime import datetime

from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, stop_if
from aktsom.core.journal import record
from aktsom.core.outbox import send
from aktsom.follow_up.actions.dispatching import LONGEST_MESSAGE, Dispatch, dispatch_self_report
from aktsom.follow_up.models import DispatchLine, DispatchRound
from aktsom.follow_up.queries.rounds import askable, known_contact
from aktsom.follow_up.states import ROUND, LineState, RoundState
from aktsom.members.letters import take_up_page
from aktsom.members.models import Person
from aktsom.teams.actions.loading import about, note_activity, team_for_change
from aktsom.teams.models import TeamSeat
from aktsom.teams.permissions import mandates as permissions
from aktsom.teams.problems import Wrong

CARRY_ON = "self_reports.round"
log = logging.getLogger(__name__)


@transaction.atomic
def order_round(
    *,
    by: Actor,
    at: datetime,
    team_id: str,
    follow_ups: Collection[str] | None,
    message: str = "",
    contact: str = "",
    uses_contacts: bool = False,
) -> DispatchRound:
    """Of the team's follow-ups that can be asked about now, all of them where none are named. A second press of the
    button meets that the first is under way. Raises Wrong for a field."""
    team = team_for_change(by, team_id)
    stop_if(permissions.work(by, team))
    if DispatchRound.objects.filter(team=team, state=RoundState.RUNNING).exists():
        raise DomainError(_("En utsending er allerede i gang. Vent til den er ferdig, eller stans den."))
    told = storable(message).strip()
    if len(told) > LONGEST_MESSAGE:
        raise Wrong("message", _("Skriv det med høyst {count} tegn.").format(count=LONGEST_MESSAGE))
    chosen = [one for one in askable(by, team) if follow_ups is None or one.public_id in follow_ups]
    if not chosen:
        raise Wrong("chosen", _("Velg minst én oppfølging som er varslet og ikke spurt."))
    made = DispatchRound.objects.create(
        team=team, message=told, contact_id=_contact(team.pk, by, contact), uses_contacts=uses_contacts, ordered_at=at,
        ordered_by_id=by.person_id, body_id=next(iter(by.member_ids)) if len(by.member_ids) == 1 else None, moved_at=at,
    )  # fmt: skip
    DispatchLine.objects.bulk_create(DispatchLine(round=made, follow_up=one) for one in chosen)
    note_activity(team, by=by, at=at)
    record(by=by, at=at, acts=[about(team, "self_reports_ordered", round=made.public_id, count=len(chosen))])
    send(kind=CARRY_ON, payload={"round": made.public_id}, at=at)
    return made


def _contact(team_id: int, by: Actor, public_id: str) -> int | None:
    if not public_id:
        return by.person_id
    seated = TeamSeat.objects.filter(team_id=team_id, left_at__isnull=True, person__public_id=public_id)
    person = seated.values_list("person_id", flat=True).first()
    if person is None:
        raise Wrong("contact", _("Velg en av dem som gjør oppfølgingen."))
    return person


@transaction.atomic
def stop_round(*, by: Actor, at: datetime, round_id: str) -> DispatchRound:
    """What has been asked stays asked; the rest waits until somebody goes on."""
    found = _for_change(by, round_id)
    found.state, found.ended_at = ROUND.after(found.state, "stop"), at
    found.save(update_fields=["state", "ended_at"])
    record(by=by, at=at, acts=[about(found.team, "self_reports_stopped", round=found.public_id)])
    return found


@transaction.atomic
def go_on(*, by: Actor, at: datetime, round_id: str) -> DispatchRound:
    """With what waits, and again with what failed; also where the work was cut off and nobody took it up yet. By the
    one who presses, in that person's roles."""
    found = _for_change(by, round_id)
    others = DispatchRound.objects.filter(team=found.team, state=RoundState.RUNNING).exclude(pk=found.pk)
    if others.exists():
        raise DomainError(_("En utsending er allerede i gang. Vent til den er ferdig, eller stans den."))
    if not found.lines.exclude(state=LineState.ASKED).exists():
        raise DomainError(_("Alle er spurt."))
    found.lines.filter(state=LineState.FAILED).update(state=LineState.WAITING, reason="", at=None)
    found.state, found.ended_at, found.moved_at = ROUND.after(found.state, "go_on"), None, at
    found.ordered_by_id = by.person_id
    found.body_id = next(iter(by.member_ids)) if len(by.member_ids) == 1 else None
    found.save()
    record(by=by, at=at, acts=[about(found.team, "self_reports_resumed", round=found.public_id)])
    send(kind=CARRY_ON, payload={"round": found.public_id}, at=at)
    return found


def _for_change(by: Actor, public_id: str) -> DispatchRound:
    locked = DispatchRound.objects.select_for_update(of=("self",)).select_related("team")
    found = locked.filter(public_id=public_id, team_id__in=by.team_ids).first()
    if found is None:
        raise NotVisible
    stop_if(permissions.work(by, found.team))
    return found


@transaction.atomic
def dispatch_next(*, by: Actor, at: datetime, round_id: str) -> bool:
    """One that waits; returns whether there may be more. Two who work at the same round take different ones, and one
    that was cut off in the middle is found waiting, with nothing of it done."""
    found = DispatchRound.objects.filter(public_id=round_id, state=RoundState.RUNNING).first()
    if found is None:
        return False
    waiting = found.lines.filter(state=LineState.WAITING).select_related("follow_up__supplier").order_by("id")
    skips = connection.features.has_select_for_update_skip_locked
    line = waiting.select_for_update(of=("self",), skip_locked=skips).first()
    if line is None:
        _finish(found, at)
        return False
    line.reason = _tried(line, found, by, at)
    line.state, line.at = LineState.FAILED if line.reason else LineState.ASKED, at
    line.save(update_fields=["state", "reason", "at"])
    DispatchRound.objects.filter(pk=found.pk).update(moved_at=at)
    return True


def _tried(line: DispatchLine, found: DispatchRound, by: Actor, at: datetime) -> str:
    """Why it could not be dispatched, in the language of whoever ordered it; empty when it was."""
    person = Person.objects.filter(pk=found.contact_id or 0).first()
    first = known_contact(by, line.follow_up.supplier) if found.uses_contacts else None
    said = Dispatch(found.message, person.public_id if person else "", first)
    try:
        with transaction.atomic():
            dispatch_self_report(
                by=by, at=at, follow_up_id=line.follow_up.public_id, revision=None, dispatch=said, link=take_up_page()
            )
    except DomainError as error:
        return str(error)
    except DatabaseError:
        raise  # the whole is tried again
    except Exception:
        log.exception("a self-report of round %s could not be dispatched", found.pk)
        return _("Noe gikk galt hos oss. Prøv igjen, eller spør fra siden om oppfølgingen.")
    return ""


def _finish(found: DispatchRound, at: datetime) -> None:
    """Unless another is still at work with the last ones."""
    locked = DispatchRound.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if locked.state == RoundState.RUNNING and not locked.lines.filter(state=LineState.WAITING).exists():
        locked.state, locked.ended_at = ROUND.after(locked.state, "finish"), at
        locked.save(update_fields=["state", "ended_at"])


@transaction.atomic
def give_up(*, round_id: str, at: datetime) -> None:
    """Whoever ordered it is no longer here: somebody else in the team may go on."""
    locked = DispatchRound.objects.select_for_update(of=("self",)).filter(public_id=round_id, state=RoundState.RUNNING)
    for found in locked:
        found.state, found.ended_at = ROUND.after(found.state, "stop"), at
        found.save(update_fields=["state", "ended_at"])
