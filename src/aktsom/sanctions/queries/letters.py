"""Reads of letters: one, those of a decision, a contract or a supplier, and what they show of a contract's standing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.methods import seen
from aktsom.follow_up.models import FollowUp
from aktsom.members.models import Member
from aktsom.sanctions.letter_states import OUT, LetterState
from aktsom.sanctions.letter_tables import LIFTING, letter_limit
from aktsom.sanctions.models import Letter, SanctionDecision, Suspension
from aktsom.sanctions.queries.decisions import decisions_of, steps_taken
from aktsom.sanctions.states import DecisionState
from aktsom.sharing.keys import may_see

NOTICE = "notice-of-breach"


def letters_for(viewer: Actor) -> QuerySet[Letter]:
    """Those it holds a key to, and of others' decisions that are shared with it the letters that have been sent."""
    shared = SanctionDecision.objects.filter(seen(viewer), shared_at__isnull=False)
    rows = Letter.objects.filter(may_see(viewer) | (Q(decision__in=shared) & ~Q(state=LetterState.DRAFT)))
    return rows.select_related("owner", "supplier")


def letter(viewer: Actor, public_id: str) -> Letter:
    """Raises NotVisible."""
    found = letters_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def letters_of(viewer: Actor, decision: SanctionDecision) -> list[Letter]:
    """Oldest first, as they were written."""
    return list(letters_for(viewer).filter(decision=decision).order_by("id"))


def lifting_letters(viewer: Actor, one: Suspension) -> list[Letter]:
    """That tell of its being lifted: the owner's, and for the supplier those that are sent."""
    rows = letters_for(viewer).filter(decision_id=one.decision_id, kind=LIFTING)
    return list(rows.exclude(state=LetterState.WITHDRAWN).order_by("id"))


def notice_decided(viewer: Actor, contract: Contract, one: FollowUp) -> tuple[SanctionDecision, Letter | None] | None:
    """The last decision of the contract's owner to point out a breach, with the letter of it that waits to be sent."""
    taken = [each for each in steps_taken(decisions_of(viewer, contract, one)) if each.step == NOTICE]
    found = next((each for each in reversed(taken) if each.owner_id == contract.member_id), None)
    if found is None:
        return None
    rows = letters_of(viewer, found)
    return found, next((row for row in rows if row.kind == NOTICE and row.state == LetterState.DRAFT), None)


def letters_to(viewer: Actor) -> list[Letter]:
    """For the supplier's own list: what it is to confirm or answer first."""
    rows = letters_for(viewer).filter(supplier_id__in=viewer.supplier_ids).exclude(state=LetterState.DRAFT)
    order = list(LetterState)
    return sorted(rows, key=lambda one: (order.index(LetterState(one.state)), -one.pk))


def language_of(contract: Contract) -> str:
    """Of the last letter in it; nobody has said otherwise in a register. Bokmål before there is one."""
    found = Letter.objects.filter(contract=contract).order_by("-id").values_list("language", flat=True).first()
    return found or "nb"


def unconfirmed(viewer: Actor, today: date) -> list[Letter]:
    """The viewer's own that nobody has confirmed, for so long that the owner is told."""
    long_ago = today - timedelta(days=letter_limit("tell_owner_days"))
    rows = letters_for(viewer).filter(owner_id__in=viewer.member_ids, state=LetterState.SENT, supplier__isnull=False)
    return list(rows.filter(sent_at__date__lte=long_ago).order_by("sent_at"))


def to_sign(viewer: Actor) -> list[Letter]:
    """Joint letters that wait for the viewer's member."""
    waits = Q(signatures__signed_at__isnull=True, signatures__member_id__in=viewer.member_ids)
    return list(letters_for(viewer).filter(waits, state=LetterState.DRAFT).distinct().order_by("id"))


@dataclass(frozen=True, slots=True)
class LetterStanding:
    """What the letters of a contract show, for the preconditions of the ladder. Each with the public ids that show it.

    `notice_sent`: a notice of breach has gone out and stands (precondition `notice-sent`). `heard`: after a letter that
    gave the right to be heard was received, the supplier has answered, or the day has gone (`supplier-heard`).
    `deadline_set`: a letter has set a time to put right, and it has been received, so that it runs until `correct_by`
    (`deadline-set`); `deadline_passed`: that day is over.
    """

    notice_sent: bool = False
    notice_received_on: date | None = None
    heard: bool = False
    heard_by_answer: bool = False
    answer_by: date | None = None
    deadline_set: bool = False
    correct_by: date | None = None
    deadline_passed: bool = False
    shown_by: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def ids(self, precondition: str) -> tuple[str, ...]:
        return dict(self.shown_by).get(precondition, ())


def may_sign(one: FollowUp) -> list[Member]:
    """A joint letter: those with a contract that the follow-up covers. For whoever runs it."""
    ids = one.covered.filter(left_at__isnull=True).values("member_id")
    return list(Member.objects.filter(pk__in=ids).order_by("name"))


def standing_of(contract: Contract, *, today: date) -> LetterStanding:
    """Withdrawn letters, and those of withdrawn decisions, show nothing. To be asked by those who may decide for the
    contract."""
    rows = Letter.objects.filter(contract=contract, state__in=OUT)
    return standing(list(rows.exclude(decision__state=DecisionState.WITHDRAWN).order_by("id")), today)


def standing(letters: Iterable[Letter], today: date) -> LetterStanding:
    rows = list(letters)
    notices = [row for row in rows if row.kind == NOTICE]
    asked = [row for row in rows if row.answer_by is not None]
    heard = [row for row in asked if row.answered_at is not None or (row.answer_by or today) < today]
    set_ = [row for row in rows if row.correct_by is not None]
    correct_by = max((row.correct_by for row in set_ if row.correct_by), default=None)
    shown = {"notice-sent": notices, "supplier-heard": heard, "deadline-set": set_}
    return LetterStanding(
        bool(notices),
        next((row.received_on for row in notices if row.received_on), None),
        bool(heard),
        any(row.answered_at is not None for row in heard),
        max((row.answer_by for row in asked if row.answer_by), default=None),
        bool(set_),
        correct_by,
        correct_by is not None and correct_by < today,
        tuple((name, tuple(row.public_id for row in found)) for name, found in shown.items()),
    )
