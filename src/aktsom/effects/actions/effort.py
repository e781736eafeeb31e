"""Hours and costs are written down, corrected and struck. What was written is never changed: a correction is a new
entry that takes the place of the old one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.public_ids import proposed_id
from aktsom.effects.effort_states import OF_MEMBERS, OF_SUPPLIERS, Basis
from aktsom.effects.effort_tables import currencies, effort_limit, typical_effort
from aktsom.effects.models import EffortEntry, EffortOwnFacts
from aktsom.effects.permissions import effort as permissions
from aktsom.effects.queries.effort import entry
from aktsom.effects.subjects import Subject, subject
from aktsom.follow_up.wording import reason_in, text_in
from aktsom.sharing.audiences import member_key, supplier_key, team_key
from aktsom.sharing.viewing import sees_network
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.models import TeamSeat
from aktsom.teams.problems import Wrong

LONGEST_NOTE = 500
HIGHEST = Decimal(100_000_000)


class AlreadyWritten(DomainError):
    """The same form was sent twice: the first stands, and there is no second."""

    def __init__(self) -> None:
        super().__init__(_("Dette er skrevet ned allerede."))


@dataclass(frozen=True, slots=True)
class EffortSaid:
    """`subject` is a public id, empty for work on nothing in particular. `entry_id` is the id that the form was given,
    so that a form sent twice makes one entry; empty for a new one."""

    activity: str
    on: date
    hours: Decimal
    subject: str = ""
    cost: Decimal | None = None
    currency: str = "NOK"
    note: str = ""
    entry_id: str = ""


@transaction.atomic
def write_down(*, by: Actor, at: datetime, said: EffortSaid) -> EffortEntry:
    """As a member's, or as stated by the supplier that the actor answers for."""
    on = subject(by, said.subject) if said.subject else None
    made = _made(by, at, on, said)
    made.public_id = proposed_id("eff", said.entry_id)
    _check(made, said, day_of(at))
    _keep(made, by, said)
    record(by=by, at=at, acts=[act_of("effort_written", made)])
    return made


def _made(by: Actor, at: datetime, on: Subject | None, said: EffortSaid) -> EffortEntry:
    suppliers = on is not None and permissions.is_suppliers(by, on)
    if suppliers and on is not None:
        stop_if(permissions.state(by, on))
        whose = {"supplier_id": on.supplier_id}
    else:
        if not sees_network(by):
            raise NotVisible
        stop_if(permissions.write(by))
        whose = {"member_id": body_of(by, on)}
    return EffortEntry(
        **whose,
        follow_up_id=on.follow_up_id if on else None,
        subject=said.subject,
        seen_by=keys_of(on, whose),
        activity=said.activity,
        on=said.on,
        hours=said.hours,
        basis=_basis(said),
        made_at=at,
        made_by_id=by.person_id,
    )


def body_of(by: Actor, on: Subject | None) -> int:
    """The member whose hours they are: the one that the person sits in the team for, whose own case it is, or the one
    that the person is at home in."""
    if on is not None and on.team_id in by.team_ids:
        seats = TeamSeat.objects.filter(team=on.team_id, person_id=by.person_id or 0, left_at__isnull=True)
        seat = seats.values_list("member_id", flat=True).first()
        if seat is not None:
            return seat
    if on is not None and on.member_id in by.member_ids and on.member_id is not None:
        return on.member_id
    if by.member_id is not None and (by.member_id in by.member_ids or len(by.member_ids) != 1):
        return by.member_id
    if not by.member_ids:
        raise NotVisible
    return min(by.member_ids)


def keys_of(on: Subject | None, whose: dict[str, int | None]) -> frozenset[int]:
    """The own people, and those whose case it is."""
    own = {member_key(whose["member_id"] or 0)} if "member_id" in whose else {supplier_key(whose["supplier_id"] or 0)}
    if on is not None and on.team_id is not None:
        own.add(team_key(on.team_id))
    elif on is not None and on.member_id is not None:
        own.add(member_key(on.member_id))
    return frozenset(own)


def _basis(said: EffortSaid) -> Basis:
    known = typical_effort().get(said.activity)
    return Basis.TYPICAL if known is not None and known.hours == said.hours else Basis.SAID


def _check(made: EffortEntry, said: EffortSaid, today: date) -> None:
    allowed = OF_SUPPLIERS if made.supplier_id else OF_MEMBERS
    if said.activity not in [each.value for each in allowed]:
        raise Wrong("activity", _("Velg hva tiden gikk til."))
    longest = effort_limit("longest_entry_hours")
    if not said.hours.is_finite() or not 0 <= said.hours <= longest:
        raise Wrong("hours", _("Skriv timer fra 0 til {count}.").format(count=longest))
    if said.hours == 0 and said.cost is None:
        raise Wrong("hours", _("Skriv hvor mange timer det tok."))
    if said.on > today:
        raise Wrong("on", _("Dagen har ikke vært ennå."))
    if said.on < today - timedelta(days=effort_limit("oldest_entry_days")):
        raise Wrong("on", _("Det er for lenge siden. Sjekk året."))
    if said.cost is not None and not (said.cost.is_finite() and 0 < said.cost < HIGHEST):
        raise Wrong("cost", _("Skriv hva det kostet, eller la det stå tomt."))
    if said.currency not in currencies():
        raise Wrong("currency", _("Velg en valuta."))


def _keep(made: EffortEntry, by: Actor, said: EffortSaid) -> None:
    made.hours = made.hours.quantize(Decimal("0.01"))
    if entry_known(by, made.public_id):
        raise AlreadyWritten
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:  # both clicks at the same moment
        raise AlreadyWritten from error
    own = {member_key(made.member_id)} if made.member_id else set(made.seen_by)
    EffortOwnFacts.objects.create(
        entry=made,
        member_id=made.member_id,
        supplier_id=made.supplier_id,
        seen_by=frozenset(own),
        person_id=made.made_by_id,
        cost=said.cost,
        currency=said.currency,
        note=text_in("note", said.note, LONGEST_NOTE),
    )


def entry_known(by: Actor, public_id: str) -> bool:
    try:
        entry(by, public_id)
    except NotVisible:
        return False
    return True


def act_of(verb: str, one: EffortEntry) -> Act:
    """Hours are the member's own, and so is the entry of the journal; costs and notes stand in neither."""
    told = {"activity": one.activity, "subject": one.subject, "on": one.on, "hours": one.hours, "basis": one.basis}
    if one.replaces_id is not None and one.replaces is not None:
        told["replaces"] = one.replaces.public_id
    return Act(verb, one.public_id, one.member_id, changes=told)


@transaction.atomic
def correct(*, by: Actor, at: datetime, entry_id: str, said: EffortSaid, reason: str) -> EffortEntry:
    """The old entry stays readable and counts no longer. Whoever's hours they are stays the same, and so does what they
    went to; `said.subject` is not read."""
    old = _ended(by, at, entry_id, reason)
    made = EffortEntry(
        member_id=old.member_id,
        supplier_id=old.supplier_id,
        follow_up_id=old.follow_up_id,
        subject=old.subject,
        seen_by=old.seen_by,
        activity=said.activity,
        on=said.on,
        hours=said.hours,
        basis=_basis(said),
        replaces=old,
        made_at=at,
        made_by_id=old.made_by_id,
    )
    _check(made, said, day_of(at))
    _keep(made, by, said)
    record(by=by, at=at, acts=[act_of("effort_corrected", made)])
    return made


@transaction.atomic
def strike(*, by: Actor, at: datetime, entry_id: str, reason: str) -> EffortEntry:
    old = _ended(by, at, entry_id, reason)
    record(by=by, at=at, acts=[Act("effort_struck", old.public_id, old.member_id, changes={"hours": old.hours})])
    return old


def _stale_if_ended(one: EffortEntry) -> None:
    if one.ended_at is not None:
        raise Stale(_("Linjen er rettet eller strøket allerede. Se på den nye."))


def _ended(by: Actor, at: datetime, entry_id: str, reason: str) -> EffortEntry:
    """Locked; of two tabs the second is told that it is stale. Whoever only reads it may not lock it either."""
    known = entry(by, entry_id)
    _stale_if_ended(known)
    stop_if(permissions.change(by, known))
    old = EffortEntry.objects.select_for_update(of=("self",)).get(pk=known.pk)
    _stale_if_ended(old)
    told = reason_in("reason", reason)
    old.ended_at, old.ended_by_id = at, by.person_id
    old.save(update_fields=["ended_at", "ended_by_id"])
    EffortOwnFacts.objects.filter(entry=old).update(ended_reason=told)
    return old
