"""Dated histories of records, from the moments they carry and from the journal: what ledgers are reckoned from.

The journal is asked with the database's wall lowered, for nothing but when records that the viewer sees anyway came
into which state: its entries belong to whoever follows up, and those whose contracts are covered meet the same turns
on the record's own page."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from aktsom.core.among import among
from aktsom.core.models import JournalEntry
from aktsom.core.wall import lowered
from aktsom.effects.indicators import Narrowed, midnight
from aktsom.effects.rules.ledger import Concern, History, Turn
from aktsom.findings.models import ActionPlan, Finding, Inquiry, InquiryMember, Signal
from aktsom.findings.states import FindingKind, FindingState, PlanState
from aktsom.follow_up.models import CoveredContract, FollowUp
from aktsom.follow_up.states import FollowUpState
from aktsom.sanctions.models import DecisionMade, Recommendation

Said = tuple[datetime, Mapping[str, Any]]  # when, and what the entry says
MANY = 2_000  # subjects that the journal is asked for at once


def deviations(to: Narrowed) -> Iterator[History]:
    """Open from when it stands as a deviation and is shared, until it is closed. What is found to be no deviation after
    all, or is withdrawn, has gone."""
    was_one = Q(kind=FindingKind.DEVIATION) | Q(decisions__before=FindingKind.DEVIATION)
    shared = Finding.objects.filter(was_one, shared_at__isnull=False, stood_at__isnull=False).distinct()
    rows = list(_of(shared, to).select_related("follow_up").order_by("id"))
    said = _journal([row.public_id for row in rows], "finding")
    concerns = _concerns(rows)
    for row in rows:
        turns = [_finding_turn(at, what) for at, what in said.get(row.public_id, ())]
        yield _history(row.public_id, turns or list(_as_it_is(row)), row.follow_up, concerns)


def _finding_turn(at: datetime, what: Mapping[str, Any]) -> Turn:
    is_open = what.get("state") == FindingState.STANDS and what.get("kind") == FindingKind.DEVIATION
    return Turn(at, is_open, dropped=what.get("state") != FindingState.CLOSED)


def _as_it_is(row: Finding) -> Iterator[Turn]:
    """Of a record that the journal does not know."""
    if row.stood_at is not None and row.kind == FindingKind.DEVIATION:
        yield Turn(row.stood_at, True)
        if row.closed_at is not None:
            yield Turn(row.closed_at, False)


def plans(to: Narrowed) -> Iterator[History]:
    """Open from when it is agreed on, until all in it has been verified."""
    rows = list(_of(ActionPlan.objects.filter(shared_at__isnull=False), to).select_related("follow_up").order_by("id"))
    said = _journal([row.public_id for row in rows], "plan", "proof", "measure")
    concerns = _concerns(rows)
    for row in rows:
        known = [(at, what.get("state")) for at, what in said.get(row.public_id, ())]
        first = next((at for at, state in known if state == PlanState.ACCEPTED), row.accepted_at)
        if first is not None:
            later = [Turn(at, state != PlanState.ENDED) for at, state in known if at > first]
            yield _history(row.public_id, [Turn(first, True), *later], row.follow_up, concerns)


def follow_ups(to: Narrowed) -> Iterator[History]:
    """Open from when it is announced."""
    rows = list(_follow_ups(to).order_by("id"))
    concerns = _concerns(rows)
    for row in rows:
        turns = [Turn(row.announced_at, True)] if row.announced_at else []
        if row.ended_at is not None:
            turns.append(Turn(row.ended_at, False, dropped=row.state == FollowUpState.DROPPED))
        yield _history(row.public_id, turns, row, concerns)


def decisions(to: Narrowed) -> Iterator[History]:
    """What owners of contracts have yet to decide on: open from when it is recommended and the contract is covered, and
    again where what was decided is withdrawn. A recommendation that is replaced or withdrawn waits for nobody."""
    rows = list(_of(Recommendation.objects.all(), to).select_related("follow_up").order_by("id"))
    made = defaultdict(list)
    for one in DecisionMade.objects.filter(recommendation__in=[row.pk for row in rows]).order_by("id"):
        made[one.recommendation_id, one.contract_id].append(one)
    covered = _covered({row.follow_up_id for row in rows})
    for row in rows:
        for contract in covered[row.follow_up_id]:
            turns = _decided(row, made[row.pk, contract.contract_id])
            concern = Concern(contract.member_id, contract.joined_at, contract.left_at)
            key = f"{row.public_id} {contract.contract_id}"
            yield History(key, turns, (concern,), *_whose(row.follow_up))


def _decided(row: Recommendation, made: Sequence[DecisionMade]) -> tuple[Turn, ...]:
    turns = [Turn(row.made_at, True)]
    for one in made:
        turns.append(Turn(one.shared_at, False))
        if one.ended_at is not None:  # where another took its place, that stands in the same moment
            turns.append(Turn(one.ended_at, True))
    turns.sort(key=lambda turn: turn.at)
    if row.ended_at is not None:
        turns = [turn for turn in turns if turn.at < row.ended_at] + [Turn(row.ended_at, False, dropped=True)]
    return tuple(turns)


def inquiries(to: Narrowed) -> Iterator[History]:
    """Open from when it is opened, for each member from when it is told that it is touched."""
    rows = Inquiry.objects.select_related("team").order_by("id")
    if to.member_ids is not None:
        rows = rows.filter(Exists(InquiryMember.objects.filter(inquiry=OuterRef("pk"), member__in=to.member_ids)))
    if to.team_id is not None:
        rows = rows.filter(team_id=to.team_id)
    found = list(rows)
    concerns = defaultdict(list)
    for inquiry_id, member_id, told_at in InquiryMember.objects.filter(inquiry__in=found).values_list(
        "inquiry_id", "member_id", "told_at"
    ):
        concerns[inquiry_id].append(Concern(member_id, told_at))
    for row in found:
        turns = [Turn(row.opened_at, True)] + ([Turn(row.closed_at, False)] if row.closed_at else [])
        group = row.team.group_id if row.team else ""
        yield History(row.public_id, tuple(turns), tuple(concerns[row.pk]), group, row.team_id)


def signals(to: Narrowed) -> Iterator[History]:
    """Open from the day on which it came, until it is joined to an inquiry, set aside or forwarded. No member's."""
    rows = Signal.objects.select_related("team").order_by("public_id")
    found = list(rows.filter(team_id=to.team_id) if to.team_id is not None else rows)
    said = _journal([row.public_id for row in found], "signal", verbs=tuple(_SIGNAL))
    for row in found:
        came = midnight(row.received_on)
        turns = [Turn(at, *_SIGNAL[what["verb"]]) for at, what in said.get(row.public_id, ())]
        group = row.team.group_id if row.team else ""
        yield History(row.public_id, (Turn(came, True), *turns), (), group, row.team_id)


_SIGNAL = {
    "signal_looked_at": (True,),
    "signal_joined": (False,),
    "signal_forwarded": (False,),
    "signal_set_aside": (False, True),
}


def _follow_ups(to: Narrowed) -> QuerySet[FollowUp]:
    """Announced ones."""
    rows = FollowUp.objects.filter(announced_at__isnull=False)
    if to.member_ids is not None:
        ours = CoveredContract.objects.filter(follow_up=OuterRef("pk"), member__in=to.member_ids, left_at__isnull=True)
        rows = rows.filter(Exists(ours))
    if to.team_id is not None:
        rows = rows.filter(team_id=to.team_id)
    return rows


def _of(rows: QuerySet[Any], to: Narrowed) -> QuerySet[Any]:
    """What belongs to these follow-ups."""
    return rows if to == Narrowed() else rows.filter(follow_up__in=_follow_ups(to))


def _history(key: str, turns: Sequence[Turn], one: FollowUp, concerns: Mapping[int, tuple[Concern, ...]]) -> History:
    return History(key, tuple(turns), concerns.get(one.pk, ()), *_whose(one))


def _whose(one: FollowUp) -> tuple[str, int | None, int | None]:
    return one.group_id, one.team_id, one.supplier_id


def _concerns(rows: Iterable[Any]) -> dict[int, tuple[Concern, ...]]:
    """By follow-up, the members that have a contract covered. Whose contract has left sees nothing of it any more."""
    ids = {row.pk if isinstance(row, FollowUp) else row.follow_up_id for row in rows}
    found = {}
    for id_, covered in _covered(ids).items():
        since: dict[int, datetime] = {}
        for one in covered:
            if one.left_at is None:
                since[one.member_id] = min(one.joined_at, since.get(one.member_id, one.joined_at))
        found[id_] = tuple(Concern(member_id, at) for member_id, at in since.items())
    return found


def _covered(follow_up_ids: Iterable[int]) -> dict[int, list[CoveredContract]]:
    found = defaultdict(list)
    rows = CoveredContract.objects.filter(among("follow_up_id", follow_up_ids)).order_by("id")
    for one in rows:
        found[one.follow_up_id].append(one)
    return found


def _journal(subjects: Sequence[str], *about: str, verbs: tuple[str, ...] = ()) -> dict[str, list[Said]]:
    """In order. Entries whose verb begins with one of the words and that say the state they led to, or those of the
    verbs."""
    begins = Q(*(("verb__startswith", word) for word in about), _connector=Q.OR)
    found: dict[str, list[Said]] = defaultdict(list)
    for first in range(0, len(subjects), MANY):
        rows = JournalEntry.objects.filter(begins, subject__in=subjects[first : first + MANY]).order_by("number")
        with lowered():
            said = list(rows.values_list("subject", "at", "verb", "changes"))
        for subject, at, verb, changes in said:
            if verb in verbs or (not verbs and "state" in changes):
                found[subject].append((at, {**changes, "verb": verb}))
    return found


READS: dict[str, Callable[[Narrowed], Iterator[History]]] = {
    "deviations": deviations,
    "follow_ups": follow_ups,
    "plans": plans,
    "inquiries": inquiries,
    "decisions": decisions,
    "signals": signals,
}
