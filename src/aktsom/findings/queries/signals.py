"""Reads of signals, for those who take them in; and the talk, for whoever holds the receipt code."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.core.wall import lowered
from aktsom.findings.models import Signal, SignalMessage
from aktsom.findings.rules.receipts import hash_of
from aktsom.findings.signal_states import WAITING, SignalState
from aktsom.findings.signal_tables import signal_kinds
from aktsom.follow_up.models import Evidence
from aktsom.members.models import Person
from aktsom.members.permissions import keeps_network
from aktsom.sharing.keys import may_see
from aktsom.teams.models import CategoryTeam
from aktsom.teams.states import TeamState

SHOWN = 100
LEAST = 1  # of the gravity of a kind that is in the table no more


def taken_in(viewer: Actor) -> Q:
    """Rows that the viewer takes in: the secretariat all, a team those that it is given."""
    return Q() if keeps_network(viewer) else may_see(viewer)


def signals_for(viewer: Actor) -> QuerySet[Signal]:
    return Signal.objects.filter(taken_in(viewer)).select_related("team", "inquiry", "evidence")


def signal(viewer: Actor, public_id: str) -> Signal:
    """Raises NotVisible."""
    found = signals_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def inbox(viewer: Actor, *, over: bool = False) -> list[Signal]:
    """The gravest first, danger before all, then the oldest, so that no number of others hides them; those that are
    over newest first."""
    states = [s for s in SignalState if (s in WAITING) != over]
    grave = Case(*(When(kind=one.id, then=one.severity) for one in signal_kinds().values()), default=LEAST)
    order = ["-received_on"] if over else ["-in_danger", grave.desc(), "received_on"]
    return list(signals_for(viewer).filter(state__in=states).order_by(*order, "public_id")[:SHOWN])


def gravity(one: Signal) -> int:
    known = signal_kinds().get(one.kind)
    return known.severity if known else LEAST


def waiting_count(viewer: Actor) -> int:
    return signals_for(viewer).filter(state__in=WAITING).count()


def messages_of(one: Signal) -> list[SignalMessage]:
    return list(one.messages.all())


def unanswered(viewer: Actor, ones: Collection[Signal]) -> frozenset[int]:
    """Keys of those whose sender spoke last."""
    ours = SignalMessage.objects.filter(signal__in=signals_for(viewer).filter(pk__in=[one.pk for one in ones]))
    last = dict(ours.order_by("number").values_list("signal_id", "from_sender"))
    return frozenset(key for key, sender in last.items() if sender)


def sender_waits() -> bool:
    """Whether any sender spoke last, whatever has become of the signal. The platform's own reading."""
    last = SignalMessage.objects.filter(signal=OuterRef("pk")).order_by("-number").values("from_sender")[:1]
    return Signal.objects.annotate(spoke_last=Subquery(last)).filter(spoke_last=True).exists()


def waiting_senders(viewer: Actor) -> int:
    """How many, of signals that the viewer takes in and that no longer stand among those that wait."""
    last = SignalMessage.objects.filter(signal=OuterRef("pk")).order_by("-number").values("from_sender")[:1]
    rows = signals_for(viewer).exclude(state__in=WAITING).annotate(spoke_last=Subquery(last))
    if not keeps_network(viewer):  # a team reads on what it has handed over, and no longer answers it
        rows = rows.filter(team_id__in=viewer.team_ids)
    return rows.filter(spoke_last=True).count()


def archived_copies(viewer: Actor) -> list[Evidence]:
    """Evidence that the viewer sees and that nobody has replaced, newest first."""
    seen = Evidence.objects.visible_to(viewer).filter(replaced_by__isnull=True)
    return list(seen.order_by("-id")[:50])


def copy_of(viewer: Actor, one: Signal) -> Evidence | None:
    """Where what a signal says was archived, for who may open it, however much has been archived since."""
    return Evidence.objects.visible_to(viewer).filter(pk=one.evidence_id or 0).first()


@dataclass(frozen=True)
class Written:
    """What whoever wrote in a signal sees of it afterwards: as much as a sender with a code does."""

    kind: str
    received_on: date
    state: str


def written_by(viewer: Actor) -> list[Written]:
    """Signals that the viewer wrote in itself, newest first."""
    if viewer.person_id is None:
        return []
    with lowered():
        rows = Signal.objects.filter(made_by_id=viewer.person_id).order_by("-received_on", "public_id")
        return [Written(*row) for row in rows.values_list("kind", "received_on", "state")[:SHOWN]]


def writer_of(one: Signal) -> tuple[str, str]:
    """Name and body of who wrote it in; empty for what came by the form."""
    row = Person.objects.filter(pk=one.made_by_id or 0).values_list("name", "home__name").first()
    return (row[0], row[1] or "") if row else ("", "")


def teams_to_give() -> list[CategoryTeam]:
    return list(CategoryTeam.objects.exclude(state=TeamState.CLOSED).order_by("group_id", "id"))


def secretariats_people() -> list[Person]:
    people = Person.objects.filter(is_active=True, memberships__role="secretariat")
    return list(people.distinct().order_by("id"))


@dataclass(frozen=True)
class Talk:
    """What whoever holds the code sees: nothing of the signal itself, so that who comes upon a code learns little."""

    signal_id: str
    state: str
    language: str
    messages: tuple[tuple[date, bool, str], ...]  # day, whether the sender's own, text


def talk_of_code(code: str) -> Talk | None:
    return _talk(receipt_hash=hash_of(code)) if code else None


def talk_of(signal_id: str) -> Talk | None:
    """For who has shown the code already; the page that asks vouches for it."""
    return _talk(public_id=signal_id) if signal_id else None


def _talk(**which: str) -> Talk | None:
    with lowered():
        one = Signal.objects.exclude(receipt_hash="").filter(**which).first()
        if one is None:
            return None
        told = tuple((row.said_on, row.from_sender, row.text) for row in one.messages.all())
    return Talk(one.public_id, one.state, one.language, told)
