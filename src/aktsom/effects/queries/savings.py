"""Hours saved, as a range with what it rests on.

What one activity takes a member alone is read from its own entries on such activities and from its baseline; where it
has neither, from at least three other members' means, to the half hour. Where there is nothing, it is said so, and what
was avoided is counted apart: no figure stands without a basis. Money is for a member's own people alone, by the hourly
cost it has entered.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from aktsom.core.actor import PLATFORM, Actor
from aktsom.core.errors import NotVisible
from aktsom.core.wall import lowered
from aktsom.effects.effort_states import JointKind
from aktsom.effects.models import Baseline, EffortEntry, HourlyCost
from aktsom.effects.queries.alone import others_spans, own_spans, spent
from aktsom.effects.queries.baselines import hourly_cost
from aktsom.effects.queries.duplicates import JointActivity, by_kind, every_activity, joint_activities
from aktsom.effects.queries.effort import EffortScope, entries_for
from aktsom.effects.rules.folding import Tally
from aktsom.effects.rules.hours import NOTHING, Saved, Span, saved
from aktsom.effects.rules.telling import told
from aktsom.sharing.rules import Withheld
from aktsom.sharing.viewing import sees_network


@dataclass(frozen=True, slots=True)
class Money:
    """By `hourly` in the currency for an hour, as the member has entered it from the day `since` on."""

    low: Decimal
    high: Decimal
    currency: str
    hourly: Decimal
    since: date
    said_by: str


@dataclass(frozen=True, slots=True)
class SavedOfKind:
    """One member's of one kind. `span` is what one takes alone and `saved` what it comes to; both are none where there
    is no basis, and `avoided` then stands alone. `activities` are the rows it is made of; `spent` is the member's own
    hours on them, `spent_on` on how many of them it has written any."""

    kind: JointKind
    activities: list[JointActivity]
    contracts: int
    avoided: int
    span: Span | None
    saved: Saved | None
    spent: Decimal
    spent_on: int
    money: Money | None


@dataclass(frozen=True, slots=True)
class MemberSavings:
    """`reckoned_on` is the day that what members have said was read."""

    member_id: int
    scope: EffortScope
    reckoned_on: date
    kinds: list[SavedOfKind]

    @property
    def total(self) -> Saved | None:
        """Of the kinds with a basis; none where nothing has one."""
        found = [each.saved for each in self.kinds if each.saved is not None]
        return sum(found, NOTHING) if found else None

    @property
    def avoided(self) -> int:
        return sum(each.avoided for each in self.kinds)

    @property
    def without_basis(self) -> int:
        """What was avoided of the kinds that `total` does not hold."""
        return sum(each.avoided for each in self.kinds if each.saved is None)

    @property
    def money(self) -> Money | None:
        found = [each.money for each in self.kinds if each.money is not None]
        if not found:
            return None
        low, high = (sum((getattr(each, end) for each in found), Decimal(0)) for end in ("low", "high"))
        return Money(low, high, found[0].currency, found[0].hourly, found[0].since, found[0].said_by)


def member_savings(viewer: Actor, scope: EffortScope, today: date) -> MemberSavings:
    """Of `scope.member_id`, which has to be one of the viewer's own. Raises NotVisible."""
    member_id = scope.member_id
    if member_id is None or member_id not in viewer.member_ids:
        raise NotVisible
    grouped = by_kind(joint_activities(viewer, scope))
    own = own_spans({member_id}, entries_for(viewer), Baseline.objects.all(), today)
    spans = {kind: own[member_id, kind] for kind in grouped if (member_id, kind) in own}
    spans |= others_spans(member_id, grouped.keys() - spans.keys(), today)
    cost = hourly_cost(viewer, member_id, min(today, scope.last))
    every = [one for ones in grouped.values() for one in ones]
    written = spent(every, entries_for(viewer).filter(member=member_id))
    hours = {subject: of_it for (_, subject), of_it in written.items()}
    rows = [_of_kind(member_id, ones, spans.get(kind), hours, cost) for kind, ones in grouped.items()]
    return MemberSavings(member_id, scope, today, rows)


def _of_kind(
    member_id: int, ones: list[JointActivity], span: Span | None, hours: dict[str, Decimal], cost: HourlyCost | None
) -> SavedOfKind:
    """Of activities that each ticked off one of the member's contracts."""
    mine = [(one.ticked[member_id], one.avoided_by_member[member_id], hours.get(one.public_id)) for one in ones]
    parts = [part for ticked, avoids, own in mine if (part := saved(ticked, avoids, own, span)) is not None]
    together = None if span is None else sum(parts, NOTHING)
    written = [own for _, _, own in mine if own is not None]
    return SavedOfKind(
        kind=ones[0].kind,
        activities=ones,
        contracts=sum(ticked for ticked, _, _ in mine),
        avoided=sum(avoids for _, avoids, _ in mine),
        span=span,
        saved=together,
        spent=sum(written, Decimal(0)),
        spent_on=len(written),
        money=_money(together, cost),
    )


def _money(found: Saved | None, cost: HourlyCost | None) -> Money | None:
    if found is None or cost is None:
        return None
    low, high = found.low * cost.amount, found.high * cost.amount
    return Money(low, high, cost.currency, cost.amount, cost.since, cost.said_by)


@dataclass(frozen=True, slots=True)
class SavedPart:
    """What one member saved by one activity; `saved` is none where it has no basis of its own."""

    activity: JointActivity
    member_id: int
    avoided: int
    saved: Saved | None


def parts_of_all(scope: EffortScope, today: date) -> list[SavedPart]:
    """Each member's own, exactly: for the platform, to be put together and told by the rule for totals."""
    activities = every_activity(PLATFORM, scope)
    members = {member_id for one in activities for member_id in one.ticked}
    with lowered():
        spans = own_spans(members, EffortEntry.objects.all(), Baseline.objects.all(), today)
        hours = spent(activities, EffortEntry.objects.all())
    return [
        SavedPart(
            one, member_id, avoids, saved(one.ticked[member_id], avoids, hours.get((member_id, one.public_id)), span)
        )
        for one in activities
        for member_id, avoids in one.avoided_by_member.items()
        for span in (spans.get((member_id, one.kind)),)
    ]


@dataclass(frozen=True, slots=True)
class NetworkSavings:
    """Over all members, as others may know it. `saved` is of the `members` that have a basis of their own, rounded so
    that it leaves none of them (`rules.telling`); where that may not be told it is none, and `withheld` says why. What
    the joint work took beyond it is few members' own, and not told. `avoided` is all there is, `without_basis` what
    lies outside the range. `sizes` are those members' parts, for whoever has to know how large the largest is."""

    reckoned_on: date
    avoided: int
    without_basis: int
    members: int
    saved: Saved | None
    withheld: Withheld | None = None
    sizes: tuple[Decimal, ...] = ()


def network_savings(viewer: Actor, scope: EffortScope, today: date) -> NetworkSavings | None:
    """None for who takes no part. Never money: prices are each member's own."""
    if not sees_network(viewer):
        return None
    parts = parts_of_all(scope, today)
    sizes: dict[int, Decimal] = defaultdict(Decimal)
    total = NOTHING
    for part in parts:
        if part.saved is not None:
            sizes[part.member_id] += part.saved.high
            total += part.saved
    said = told(Tally(total.low, total.high), sizes.values())
    return NetworkSavings(
        reckoned_on=today,
        avoided=sum(part.avoided for part in parts),
        without_basis=sum(part.avoided for part in parts if part.saved is None),
        members=len(sizes),
        saved=Saved(said.counted, said.of) if said.withheld is None else None,
        withheld=said.withheld,
        sizes=tuple(sizes.values()),
    )
