"""Those who take in signals note what comes by other ways, look at each, answer the sender and say what becomes of
it."""

from dataclasses import astuple, dataclass, replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.wall import lowered
from aktsom.findings.models import Signal, SignalMessage
from aktsom.findings.models.signals import LONGEST_NAME, LONGEST_SIGNAL
from aktsom.findings.permissions import signals as permissions
from aktsom.findings.queries.signals import signal, taken_in, teams_to_give
from aktsom.findings.rules.receipts import hash_of_form
from aktsom.findings.signal_states import SIGNAL, SignalSource, SignalState
from aktsom.findings.signal_tables import signal_kinds
from aktsom.follow_up.models import Evidence
from aktsom.follow_up.wording import line_in, reason_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.members.permissions import keeps_network
from aktsom.sharing.audiences import team_key
from aktsom.teams.actions.loading import note_activity
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong


@dataclass(frozen=True)
class SignalSaid:
    """`name` of the paper, body or union; `link` and `evidence_id` where it can be read."""

    source: SignalSource
    kind: str
    text: str
    place: str = ""
    name: str = ""
    on: date | None = None
    link: str = ""
    evidence_id: str = ""
    in_danger: bool = False
    looked: str = ""


@transaction.atomic
def note_signal(*, by: Actor, at: datetime, said: SignalSaid, team_id: int | None = None) -> Signal:
    """From media, a union, an NGO, an authority or another buyer. A team notes its own; what others at a buyer write
    down the secretariat alone reads, and is told of as of what came by the form. The very same words by the same
    person on the same day are a second press of the button: the signal that they made is given back."""
    stop_if(permissions.write_in(by))
    if not keeps_network(by) and team_id not in (by.team_ids or {None}):
        raise Refused(Refusal(_("Velg gruppen dere noterer for.")))
    if said.kind not in signal_kinds():
        raise Wrong("kind", _("Velg hva det gjelder."))
    if said.on is not None and said.on > day_of(at):
        raise Wrong("on", _("Dagen kan ikke ligge fram i tid."))
    one = Signal(
        source=said.source, kind=said.kind, in_danger=said.in_danger, received_on=day_of(at), made_by_id=by.person_id,
        team_id=team_id, seen_by=frozenset({team_key(team_id)}) if team_id else frozenset(), source_on=said.on,
        text=text_in("text", said.text, LONGEST_SIGNAL, needed=_("Skriv hva kilden sier.")),
        place=text_in("place", said.place, LONGEST_SIGNAL),
        journalled=True, danger_told=permissions.takes_in(by) is None,
        source_name=line_in("name", said.name, LONGEST_NAME, needed=_("Skriv hvem kilden er.")),
        source_link=_link(said.link), evidence=_evidence(by, said.evidence_id),
    )  # fmt: skip
    stop_if_unlooked({"text": one.text, "place": one.place}, said.looked)
    one.once_hash = hash_of_form(repr((by.person_id, day_of(at), team_id, astuple(replace(said, looked="")))))
    with lowered():  # who writes it in may not see it afterwards
        try:
            with transaction.atomic():
                one.save()
        except IntegrityError:
            if (just_made := Signal.objects.filter(once_hash=one.once_hash).first()) is None:
                raise
            return just_made
    _record(one, by, at, "signal_noted")
    return one


def look_at(*, by: Actor, at: datetime, signal_id: str, revision: int) -> Signal:
    return _moved(by, at, (signal_id, revision), "look", "signal_looked_at")


def take_up(*, by: Actor, at: datetime, signal_id: str, revision: int) -> Signal:
    return _moved(by, at, (signal_id, revision), "take_up", "signal_looked_at")


def set_aside(*, by: Actor, at: datetime, signal_id: str, revision: int, reason: str) -> Signal:
    return _moved(by, at, (signal_id, revision), "set_aside", "signal_set_aside", reason=reason_in("reason", reason))


def forward(*, by: Actor, at: datetime, signal_id: str, revision: int, to: str, reason: str) -> Signal:
    """Noted that it has been handed on, by other ways than this platform."""
    told = line_in("to", to, LONGEST_NAME, needed=_("Skriv hvem det er sendt videre til."))
    why = reason_in("reason", reason)
    return _moved(by, at, (signal_id, revision), "forward", "signal_forwarded", reason=why, forwarded_to=told)


@transaction.atomic
def give_to_team(*, by: Actor, at: datetime, signal_id: str, revision: int, team_id: str) -> Signal:
    """By the team's public id; whichever team had it before reads it no longer."""
    one = signal_for_change(by, signal_id, revision)
    stop_if(permissions.give(by, one))
    team = next((each for each in teams_to_give() if each.public_id == team_id), None)
    if team is None:
        raise Wrong("team", _("Velg en gruppe."))
    one.team, one.seen_by = team, frozenset({team_key(team.pk)})
    return _saved(one, by, at, "signal_given")


@transaction.atomic
def answer_sender(*, by: Actor, at: datetime, signal_id: str, revision: int, text: str) -> SignalMessage:
    """Read by whoever holds the code. What a sender writes is never repeated here to anybody else."""
    one = signal_for_change(by, signal_id, revision)
    stop_if(permissions.handle(by, one))
    if not one.receipt_hash:
        raise Refused(Refusal(_("Den som sa fra, har ingen kvitteringskode. Svar på den måten dere kjenner.")))
    said = text_in("text", text, LONGEST_SIGNAL, needed=_("Skriv et svar."))
    made = SignalMessage.objects.create(
        signal=one, number=one.messages.count() + 1, text=said, said_on=day_of(at), said_by_id=by.person_id,
        journalled=True,
    )  # fmt: skip
    if one.state == SignalState.RECEIVED:
        one.state = SIGNAL.after(one.state, "look")
    _saved(one, by, at, "signal_answered")
    return made


def signal_for_change(by: Actor, signal_id: str, revision: int | None = None) -> Signal:
    """Locked. Raises NotVisible and Stale."""
    signal(by, signal_id)
    rows = Signal.objects.select_for_update(of=("self",)).select_related("team")
    one = rows.filter(taken_in(by), public_id=signal_id).first()
    if one is None:
        raise NotVisible
    if revision is not None and one.revision != revision:
        raise Stale
    return one


@transaction.atomic
def _moved(by: Actor, at: datetime, which: tuple[str, int], verb: str, told: str, **more: str) -> Signal:
    """`which` is the signal's public id and the revision that the page showed."""
    one = signal_for_change(by, *which)
    stop_if(permissions.handle(by, one, verb))
    one.state = SIGNAL.after(one.state, verb)
    for name, value in more.items():
        setattr(one, name, value)
    return _saved(one, by, at, told)


def _saved(one: Signal, by: Actor, at: datetime, verb: str) -> Signal:
    one.revision += 1
    one.save()
    _record(one, by, at, verb)
    return one


def _record(one: Signal, by: Actor, at: datetime, verb: str) -> None:
    """Which signal and what was done: neither what it says nor about whom."""
    if one.team is not None:
        note_activity(one.team, by=by, at=at)
    record(by=by, at=at, acts=[Act(verb, one.public_id)])


def _link(text: str) -> str:
    told = text.strip()
    if not told:
        return ""
    try:
        URLValidator(schemes=["http", "https"])(told)
    except ValidationError as error:
        raise Wrong("link", _("Skriv hele adressen, den begynner med https://.")) from error
    return line_in("link", told, 500)


def _evidence(by: Actor, public_id: str) -> Evidence | None:
    if not public_id:
        return None
    found = Evidence.objects.visible_to(by).filter(public_id=public_id).first()
    if found is None:
        raise Wrong("evidence", _("Velg en kopi som ligger i dokumentasjonen."))
    return found
