"""Hours, costs, what was before and what is owed, laid down straight in the tables for the leak matrix and the wall."""

from decimal import Decimal
from typing import Any

from aktsom.effects.models import (
    Baseline,
    CostShare,
    EffortEntry,
    EffortOwnFacts,
    HourlyCost,
    JointCost,
    RunningTimer,
    ShareTrace,
)
from aktsom.follow_up.models import FollowUp
from aktsom.members.models import Member
from aktsom.sharing.audiences import member_key, supplier_key, team_key
from tests.cast import NOON, person, supplier

DAY = NOON.date()


def lay_efforts(world: Any, one: FollowUp, owner: Member, debtor: Member, writer: str, own: frozenset[str]) -> None:
    """In a team's follow-up: hours of `writer` for `owner`, corrected once, and of the supplier; what the owner did
    before; a cost that it paid and that `debtor` owes a part of. `own` are those who read what is the owner's own."""
    team = team_key(one.team_id or 0)
    ours, theirs = member_key(owner.pk), supplier_key(supplier().pk)
    _entries(world, one, owner, person(writer).pk, own, frozenset({team, ours}))
    _stated(world, one, own, frozenset({team, theirs}))
    RunningTimer.objects.create(
        person_id=person(writer).pk, member=owner, subject=one.public_id, activity="reading", started_at=NOON
    )
    made = Baseline.objects.create(
        member=owner, activity="reading", year=2024, per_year=7, hours_each=Decimal("31.5"), made_at=NOON,
        said_by=world.hide("Baseline.said_by", own), note=world.hide("Baseline.note", own),
    )  # fmt: skip
    world.ids["baseline"] = world.hide("Baseline.public_id", own, made.public_id)
    cost = HourlyCost.objects.create(
        member=owner, since=DAY, amount=Decimal("987.65"), made_at=NOON, said_by=world.hide("HourlyCost.said_by", own)
    )
    world.hide("HourlyCost.public_id", own, cost.public_id)
    _shared(world, one, owner, debtor, own)


def _entries(world: Any, one: FollowUp, owner: Member, by: int, own: frozenset[str], keys: frozenset[int]) -> None:
    old: EffortEntry | None = None
    for ended in (NOON, None):
        made = EffortEntry.objects.create(
            member=owner, follow_up=one, subject=one.public_id, seen_by=keys, activity="planning", on=DAY,
            hours=Decimal("4.25"), basis="said", replaces=old, made_at=NOON, made_by_id=by, ended_at=ended,
        )  # fmt: skip
        EffortOwnFacts.objects.create(
            entry=made, member=owner, seen_by=frozenset({member_key(owner.pk)}), person_id=by, cost=Decimal("543.21"),
            note=world.hide("EffortOwnFacts.note", own), ended_reason=world.hide("EffortOwnFacts.ended_reason", own),
        )  # fmt: skip
        old = made
    world.ids["effort"] = made.public_id


def _stated(world: Any, one: FollowUp, own: frozenset[str], keys: frozenset[int]) -> None:
    """By the supplier, which its own people and the team read."""
    readers = own | {"nora"}
    made = EffortEntry.objects.create(
        supplier=supplier(), follow_up=one, subject="srp-0000000000", seen_by=keys, activity="answering", on=DAY,
        hours=Decimal("6.75"), basis="said", made_at=NOON, made_by_id=person("nora").pk,
    )  # fmt: skip
    EffortOwnFacts.objects.create(
        entry=made, supplier=supplier(), seen_by=keys, person_id=person("nora").pk,
        note=world.hide("EffortOwnFacts.note", readers),
    )  # fmt: skip


def _shared(world: Any, one: FollowUp, owner: Member, debtor: Member, own: frozenset[str]) -> None:
    keys = frozenset({team_key(one.team_id or 0), member_key(owner.pk)})
    cost = JointCost.objects.create(
        follow_up=one, owner=owner, supplier=supplier(), seen_by=keys, kind="interpreter", amount=Decimal(1000),
        paid_by=owner, on=DAY, rule="equal", made_at=NOON, title=world.hide("JointCost.title", own),
        rule_note=world.hide("JointCost.rule_note", own), ended_reason=world.hide("JointCost.ended_reason", own),
    )  # fmt: skip
    world.ids["joint_cost"] = world.hide("JointCost.public_id", own, cost.public_id)
    for body in (owner, debtor):
        readers = own | ({"berit"} if body == debtor else frozenset())
        share = CostShare.objects.create(
            cost=cost, member=body, creditor=owner, supplier=supplier(), seen_by=keys | {member_key(body.pk)}, on=DAY,
            rule="equal", weight=1, amount=Decimal(500), title=world.hide("CostShare.title", readers),
        )  # fmt: skip
        ShareTrace.objects.create(
            share=share, verb="say_paid", note=world.hide("ShareTrace.note", readers), at=NOON, person_id=1
        )
        world.ids["cost_share"] = world.hide("CostShare.public_id", readers, share.public_id)
