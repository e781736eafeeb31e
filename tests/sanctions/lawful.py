"""Whether a decision, and what it has moved, are as the rules have it: weighed anew from what the platform knows and
the rows themselves say, for laws."""

from aktsom.core.actor import Actor
from aktsom.members.permissions import has
from aktsom.members.roles import Permission
from aktsom.sanctions.models import ExitAssessment, Replacement, SanctionDecision, Suspension, Termination
from aktsom.sanctions.queries.preconditions import readiness
from aktsom.sanctions.rules.ladder import Met
from aktsom.sanctions.seams import Case
from aktsom.sanctions.tables import step_called
from tests.sanctions.acts import World
from tests.sanctions.hard_steps import BEGUN, MOVED, PARTIAL, REPLACE, TERMINATE, WHOLE
from tests.sanctions.made import TODAY

ENDS = {Suspension: {PARTIAL, WHOLE, TERMINATE}, Replacement: {REPLACE}, Termination: {TERMINATE}}


def is_lawful(made: SanctionDecision, by: Actor) -> None:
    """Just decided, by `by`."""
    assert made.decided_by_id == by.person_id
    assert made.reason
    owner = has(by, Permission.GIVE_MANDATES, made.owner_id)
    manager = has(by, Permission.KEEP_REGISTER, made.owner_id) and made.follow_up.team_id not in by.team_ids
    if not made.step:
        assert owner
        return
    step = step_called(made.step)
    assert owner or (manager and "contract_manager" in step.decided_by)
    weighed = readiness(Case(by, made.follow_up, made.contract, made.recommendation, made, made.step, TODAY),
                        deciding=True)  # fmt: skip
    for row in weighed.rows:
        assert row.met is not Met.NO
        if row.met is Met.SET_ASIDE:
            assert made.is_grave
            assert weighed.gravity
            assert row.precondition.may_be_set_aside
            assert made.aside[row.id].strip()
    if step.needs_exit_assessment:
        assert ExitAssessment.objects.filter(decision=made).exists()
    for kind in (Suspension, Replacement, Termination):
        moved = kind.objects.filter(decision=made).first()
        assert (moved is not None) is (MOVED.get(made.step) is kind)
        assert moved is None or moved.state == BEGUN[made.step]


def what_moves_is_lawful(world: World) -> None:
    """Nothing stands that no owner decided; nothing is over but by what ends it."""
    owners = {each.person_id: each for each in world.people.values() if not each.is_platform}
    for kind, ends in ENDS.items():
        for moved in kind.objects.select_related("decision"):
            decision = moved.decision
            if decision.decided_at is None:
                assert moved.state in ("drafted", "dropped")
            elif moved.state == "dropped":
                newer = SanctionDecision.objects.filter(supersedes=decision, step__in=ends)
                assert decision.state == "withdrawn" or newer.exclude(decided_at=None).exists()
    for one in Suspension.objects.filter(state="lifted"):
        found = one.steps.last()
        assert (found.kind, found.result, found.by_supplier) == ("lift", "met", False)
        assert has(owners[found.person_id], Permission.GIVE_MANDATES, one.owner_id)
    assert not Suspension.objects.filter(state="ended", ends_on__gte=TODAY).exists()
    for one in Replacement.objects.filter(state="confirmed"):
        [place] = one.proposed.filter(taken_back_at=None, refused_at=None)
        assert place.weighed
        assert has(owners[place.weighed_by_id], Permission.KEEP_REGISTER, one.owner_id)
    for one in Termination.objects.filter(state="settled"):
        assert one.settled_reason
