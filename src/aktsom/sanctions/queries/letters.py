"""Reads of letters: one, those of a decision or a supplier, and those that wait for somebody."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.methods import seen
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries import asked_suppliers
from aktsom.members.models import Member
from aktsom.sanctions.letter_states import LetterState
from aktsom.sanctions.letter_tables import LIFTING, letter_limit
from aktsom.sanctions.models import Letter, SanctionDecision, Suspension
from aktsom.sanctions.queries.decisions import decisions_of, steps_taken
from aktsom.sharing.keys import may_see

NOTICE = "notice-of-breach"


def letters_for(viewer: Actor) -> QuerySet[Letter]:
    """Those it holds a key to, and of others' decisions that are shared with it the letters that have been sent."""
    shared = SanctionDecision.objects.filter(seen(viewer), shared_at__isnull=False)
    rows = Letter.objects.filter(may_see(viewer) | (Q(decision__in=shared) & ~Q(state=LetterState.DRAFT)))
    return rows.select_related("owner", "supplier")


def letters_among(viewer: Actor, ids: Collection[str]) -> QuerySet[Letter]:
    """Those of these few that `letters_for` has, with what is shared looked up beforehand and not for each."""
    few = list(Letter.objects.filter(public_id__in=ids).values_list("decision_id", "decision__follow_up_id"))
    rule = seen(viewer, [follow_up for _decision, follow_up in few if follow_up])
    decisions = [decision for decision, _follow_up in few if decision]
    shared = SanctionDecision.objects.filter(rule, shared_at__isnull=False, pk__in=decisions)
    told = Q(decision_id__in=list(shared.values_list("pk", flat=True))) & ~Q(state=LetterState.DRAFT)
    rows = Letter.objects.filter(may_see(viewer) | told, public_id__in=ids)
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
    """Of the last letter in it, which its owner chose: a register does not say. Before there is one, that in which
    the supplier is asked. Whoever writes the letter may choose another."""
    found = Letter.objects.filter(contract=contract).order_by("-id").values_list("language", flat=True).first()
    if found or contract.supplier is None:
        return found or "nb"
    return asked_suppliers.language_of(contract.supplier)


def unconfirmed(viewer: Actor, today: date) -> list[Letter]:
    """The viewer's own that nobody has confirmed, for so long that the owner is told."""
    long_ago = today - timedelta(days=letter_limit("tell_owner_days"))
    rows = letters_for(viewer).filter(owner_id__in=viewer.member_ids, state=LetterState.SENT, supplier__isnull=False)
    return list(rows.filter(sent_at__date__lte=long_ago).order_by("sent_at"))


def to_sign(viewer: Actor) -> list[Letter]:
    """Joint letters that wait for the viewer's member."""
    waits = Q(signatures__signed_at__isnull=True, signatures__member_id__in=viewer.member_ids)
    return list(letters_for(viewer).filter(waits, state=LetterState.DRAFT).distinct().order_by("id"))


def may_sign(one: FollowUp) -> list[Member]:
    """A joint letter: those with a contract that the follow-up covers. For whoever runs it."""
    ids = one.covered.filter(left_at__isnull=True).values("member_id")
    return list(Member.objects.filter(pk__in=ids).order_by("name"))
