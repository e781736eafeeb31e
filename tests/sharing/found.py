"""Findings and plans laid down straight in the tables, for the leak matrix and the wall."""

from decimal import Decimal
from typing import Any

from aktsom.findings.models import (
    ActionPlan,
    ColourChange,
    Confirmation,
    Entitlement,
    Extension,
    Finding,
    FindingComment,
    FindingDecision,
    Measure,
    Payment,
    Proof,
    Publication,
    PublicationPassage,
    PublicationVersion,
    PublicResult,
    StatedTotal,
)
from aktsom.follow_up.models import FollowUp
from aktsom.members.models import Member
from aktsom.sharing.audiences import PUBLIC_KEY, is_of_supplier, member_key, supplier_key, team_key
from aktsom.terms.models import TermSet
from tests.cast import NOON, supplier

DAY = NOON.date()
_TEXTS = (
    "title", "text", "severity_reason", "irremediable_reason", "buyers_part_text", "unheard_reason", "closed_reason",
    "reopened_reason", "withdrawn_reason", "lifted_reason",
)  # fmt: skip


_DECIDED = ("corrects", "unshown_reason", "proposal", "sent_back_reason", "embargo_reason", "publish_reason")


def lay_found(world: Any, one: FollowUp, owner: Member, shared_at: Any = None) -> None:
    """A finding that the supplier is heard of, or stands where it is `shared_at`; one that is stopped; and where
    nothing is shared, the plan that the supplier has been asked for, with a measure that it has shown something of."""
    team, of_supplier = team_key(one.team_id or 0), supplier_key(supplier().pk)
    usual = {"follow_up": one, "owner": owner, "team": one.team, "supplier": supplier()}
    both = frozenset({"olga", "nora"})
    state = {"state": "stands", "stood_at": NOON} if shared_at else {"state": "hearing", "hear_by": DAY}
    found = Finding.objects.create(
        kind="deviation", number="1.1", scale=3, scope=2, irremediable=1, buyers_part="price", found_on=DAY,
        made_at=NOON, written_at=NOON, shown_at=NOON, shared_at=shared_at, seen_by=frozenset({team, of_supplier}),
        site_key=world.hide("Finding.site_key", both), site_name=world.hide("Finding.site_name", both),
        **{name: world.hide(f"Finding.{name}", both) for name in _TEXTS}, **state, **usual,
    )  # fmt: skip
    FindingDecision.objects.create(
        finding=found,
        before="allegation",
        after="deviation",
        at=NOON,
        reason=world.hide("FindingDecision.reason", both),
    )
    FindingComment.objects.create(finding=found, text=world.hide("FindingComment.text", both), said_at=NOON)
    world.ids["finding"] = world.hide("Finding.public_id", both, found.public_id)
    _owed(world, found, both)
    ours = frozenset({"olga"})
    stopped = Finding.objects.create(
        kind="observation", found_on=DAY, made_at=NOON, written_at=NOON, seen_by=frozenset({team}), stopped_at=NOON,
        title=world.hide("Finding.title", ours), text=world.hide("Finding.text", ours),
        stopped_reason=world.hide("Finding.stopped_reason", ours), **usual,
    )  # fmt: skip
    world.ids["finding_stopped"] = world.hide("Finding.public_id", ours, stopped.public_id)
    if shared_at is None:
        _plan(world, found, usual, frozenset({team, of_supplier}))
    for term_set in TermSet.objects.all()[:1]:
        keys = frozenset({team, of_supplier, member_key(owner.pk)})
        ColourChange.objects.create(follow_up=one, term_set=term_set, seen_by=keys, colour="yellow", since=DAY, at=NOON)
        if shared_at is None:
            lay_publication(world, usual, term_set, frozenset({team, of_supplier}))


def lay_publication(world: Any, usual: dict[str, Any], term_set: TermSet, shown: frozenset[int]) -> None:
    """One that the supplier is shown, with a passage that is left out; and one that is out already, which everybody
    reads the public row of."""
    both, ours = frozenset({"olga", "nora"}), frozenset({"olga"})
    made = Publication.objects.create(
        term_set=term_set, seen_by=shown, made_at=NOON,
        withdrawn_reason=world.hide("Publication.withdrawn_reason", both), **usual,
    )  # fmt: skip
    world.ids["publication"] = world.hide("Publication.public_id", both, made.public_id)
    version = PublicationVersion.objects.create(
        publication=made, number=1, state="shown", seen_by=shown, buyers_year=2025, made_at=NOON, shown_at=NOON,
        answer_by=DAY, facts=_facts(term_set, world.hide("PublicationVersion.facts", both)),
        statement=world.hide("PublicationVersion.statement", both),
        next_step=world.hide("PublicationVersion.next_step", both),
        comment=world.hide("PublicationVersion.comment", both),
        **{name: world.hide(f"PublicationVersion.{name}", both) for name in _DECIDED},
    )  # fmt: skip
    facts = {
        "number": world.hide("PublicationPassage.facts", both),
        "on": DAY.isoformat(),
        "due_on": "",
        "closed_on": "",
    }
    told = {"version": version, "kind": "deviation", "facts": facts}
    PublicationPassage.objects.create(
        seen_by=shown, position=0, source="a", text=world.hide("PublicationPassage.text", both), **told
    )
    left_out = PublicationPassage.objects.create(
        seen_by=shown - {key for key in shown if is_of_supplier(key)}, position=1, source="b", ground="offl-24-3",
        text=world.hide("PublicationPassage.text", ours),
        ground_reason=world.hide("PublicationPassage.ground_reason", ours), **told,
    )  # fmt: skip
    world.ids["publication_passage"] = world.hide("PublicationPassage.public_id", ours, left_out.public_id)
    PublicResult.objects.get_or_create(
        page="pub-open000000", number=1,
        defaults={
            "seen_by": frozenset({PUBLIC_KEY}), "language": "nb", "published_at": NOON, "withdrawn_at": NOON,
            "withdrawn_reason": "Det var feil.",
        },
    )  # fmt: skip


def _facts(term_set: TermSet, name: str) -> dict[str, Any]:
    outcome = {"term_set": term_set.pk, "colour": "none", "flags": [], "since": "", "history": []}
    return {
        "supplier": name, "audited_on": "", "risk_area": "medical", "sample_product": [],
        "buyers": ["Oslo kommune"], "outcome": outcome,
    }  # fmt: skip


def _owed(world: Any, found: Finding, both: Any) -> None:
    said = {"said_at": NOON}
    line = Entitlement.objects.create(
        finding=found, kind="fees", people=12, amount=Decimal(900), currency="USD",
        note=world.hide("Entitlement.note", both), source=world.hide("Entitlement.source", both), **said,
    )  # fmt: skip
    source = world.hide("Payment.source", both)
    Payment.objects.create(entitlement=line, amount=Decimal(300), paid_on=DAY, source=source, **said)
    source = world.hide("Confirmation.source", both)
    Confirmation.objects.create(
        entitlement=line, amount=Decimal(200), by_whom="union", confirmed_on=DAY, source=source, **said
    )
    StatedTotal.objects.create(
        finding=found, amount=Decimal(10_000), currency="USD",
        source=world.hide("StatedTotal.source", both), **said,
    )  # fmt: skip
    world.ids["entitlement"] = world.hide("Entitlement.public_id", both, line.public_id)


def _plan(world: Any, found: Finding, usual: dict[str, Any], keys: frozenset[int]) -> None:
    both = frozenset({"olga", "nora"})
    plan = ActionPlan.objects.create(
        state="changes", due_on=DAY, asked_at=NOON, seen_by=keys, accepted_at=NOON,
        wanted_text=world.hide("ActionPlan.wanted_text", both), **usual,
    )  # fmt: skip
    texts = ("text", "cause", "who", "proof_wanted", "blocked_reason", "alternative")
    measure = Measure.objects.create(
        plan=plan, finding=found, due_on=DAY, state="blocked",
        **{name: world.hide(f"Measure.{name}", both) for name in texts},
    )  # fmt: skip
    Proof.objects.create(
        measure=measure, text=world.hide("Proof.text", both), given_at=NOON, sufficient=False, judged_at=NOON,
        reason=world.hide("Proof.reason", both), checked_how="meeting",
    )  # fmt: skip
    Proof.objects.create(
        measure=measure, text="Vist", given_at=NOON, sufficient=True, judged_at=NOON, reason="Nok",
        checked_how="meeting", doubted_at=NOON, doubted_reason=world.hide("Proof.doubted_reason", both),
    )  # fmt: skip
    later = DAY.replace(year=DAY.year + 1)
    reason = world.hide("Extension.reason", both)
    Extension.objects.create(measure=measure, before=DAY, after=later, reason=reason, at=NOON)
    _agreed(world, plan, usual, keys)
    world.ids["action_plan"] = world.hide("ActionPlan.public_id", both, plan.public_id)
    world.ids["measure"] = world.hide("Measure.public_id", both, measure.public_id)


def _agreed(world: Any, plan: ActionPlan, usual: dict[str, Any], keys: frozenset[int]) -> None:
    """A measure that has been agreed, of a finding that stands: the supplier can show it, and its day can be moved."""
    both = frozenset({"olga", "nora"})
    stands = Finding.objects.create(
        kind="deviation", number="1.1", scale=2, scope=2, irremediable=1, found_on=DAY, made_at=NOON, written_at=NOON,
        shown_at=NOON, state="stands", stood_at=NOON, seen_by=keys, title=world.hide("Finding.title", both),
        severity_reason=world.hide("Finding.severity_reason", both), **usual,
    )  # fmt: skip
    agreed = Measure.objects.create(
        plan=plan, finding=stands, due_on=DAY, agreed_at=NOON, text=world.hide("Measure.text", both)
    )
    world.ids["measure_agreed"] = world.hide("Measure.public_id", both, agreed.public_id)
