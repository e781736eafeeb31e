"""Two people, or a person and the daily work, at one moment, on connections of their own: one thing comes of it, the
other is told so, and nothing is doubled or lost."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError
from aktsom.core.models import JournalEntry
from aktsom.findings.actions import findings as acts
from aktsom.findings.actions import hearing, plans, proving, remedies
from aktsom.findings.actions.colours import note_all
from aktsom.findings.actions.escalating import escalate_all
from aktsom.findings.models import ActionPlan, ColourChange, Extension, Finding, Measure, Proof
from aktsom.findings.states import RemedyKind
from aktsom.follow_up.models import FollowUp
from aktsom.terms.actions import load_terms
from tests import catalogues
from tests.cast import NOON, actor
from tests.committing import a_copy_of_the_database, at_once
from tests.findings.made import DAY, TODAY, WHY, accepted, asked_for, measure, proved, shown, standing
from tests.follow_up.concluded import followed_up

pytestmark = pytest.mark.postgres


@pytest.fixture(autouse=True)
def one(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[FollowUp]:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    with django_db_blocker.unblock(), a_copy_of_the_database():
        catalogues.take_in(tmp_path / "list")
        load_terms(by=PLATFORM, at=NOON)
        yield followed_up(sets={"oslo": "T4"})


def one_of(*doings: Callable[[], Any]) -> DomainError:
    """What the one of them that came too late is told; the others are done."""
    [told] = [result for result in at_once(*doings) if isinstance(result, DomainError)]
    return told


def test_a_plan_is_accepted_once(one: FollowUp) -> None:
    finding = standing(one)
    plan = asked_for(one)
    measure(plan, finding)
    plan.refresh_from_db()
    plan = plans.propose_plan(by=actor("nora"), at=NOON, plan_id=plan.public_id, revision=plan.revision)
    told = {"at": NOON, "plan_id": plan.public_id, "revision": plan.revision}
    bjarne, mons = actor("bjarne"), actor("mons")
    one_of(lambda: plans.accept_plan(by=bjarne, **told), lambda: plans.accept_plan(by=mons, **told))
    assert JournalEntry.objects.filter(verb="plan_accepted").count() == 1
    assert ColourChange.objects.filter(colour="yellow", flags=[]).count() == 1


def test_a_plan_is_accepted_or_taken_back(one: FollowUp) -> None:
    finding = standing(one)
    plan = asked_for(one)
    measure(plan, finding)
    plan.refresh_from_db()
    plan = plans.propose_plan(by=actor("nora"), at=NOON, plan_id=plan.public_id, revision=plan.revision)
    told = {"at": NOON, "plan_id": plan.public_id, "revision": plan.revision}
    bjarne, nora = actor("bjarne"), actor("nora")
    one_of(lambda: plans.accept_plan(by=bjarne, **told), lambda: plans.take_back_plan(by=nora, **told))
    plan.refresh_from_db()
    assert (plan.state == "accepted") == (Measure.objects.get().agreed_at is not None)


def test_a_proof_is_judged_or_replaced(one: FollowUp) -> None:
    accepted(one, standing(one))
    row = proved(Measure.objects.get())
    told = {"at": NOON, "measure_id": row.public_id, "revision": row.revision}
    mons, nora = actor("mons"), actor("nora")
    one_of(
        lambda: proving.judge_proof(by=mons, sufficient=True, reason=WHY, checked_how="audit", **told),
        lambda: proving.prove(by=nora, text="Riktig kvittering.", **told),
    )
    row.refresh_from_db()
    assert Proof.objects.count() == (2 if row.state == "proved" else 1)
    assert Proof.objects.filter(sufficient=True).count() == (1 if row.state == "sufficient" else 0)


def test_a_proof_is_judged_once(one: FollowUp) -> None:
    accepted(one, standing(one))
    row = proved(Measure.objects.get())
    told = {"at": NOON, "measure_id": row.public_id, "revision": row.revision, "reason": WHY, "checked_how": "audit"}
    mons, bjarne = actor("mons"), actor("bjarne")
    one_of(
        lambda: proving.judge_proof(by=mons, sufficient=True, **told),
        lambda: proving.judge_proof(by=bjarne, sufficient=False, **told),
    )
    assert JournalEntry.objects.filter(verb="proof_judged").count() == 1


def test_a_day_is_moved_while_the_daily_work_runs(one: FollowUp) -> None:
    accepted(one, standing(one))
    row = Measure.objects.get()
    late = NOON + timedelta(days=67)
    mons = actor("mons")
    results = at_once(
        lambda: proving.extend(
            by=mons, at=late, measure_id=row.public_id, revision=row.revision, due_on=TODAY + 120 * DAY, reason=WHY
        ),
        lambda: escalate_all(late.date(), late),
        lambda: note_all(late),
        lambda: escalate_all(late.date(), late),
    )
    assert not any(isinstance(result, DomainError) for result in results)
    row.refresh_from_db()
    assert (Extension.objects.count(), row.due_on, row.escalated_on) == (1, TODAY + 120 * DAY, None)
    assert JournalEntry.objects.filter(verb="plan_escalated").count() <= 1
    reds = list(ColourChange.objects.filter(colour="red").values_list("term_set", "flags"))
    assert len(reds) == 1


def test_two_workers_tell_of_the_same_once(one: FollowUp) -> None:
    for number in range(3):
        standing(one, title=f"Funn {number}")
    day = TODAY + 30 * DAY
    counts = at_once(*[lambda: escalate_all(day, NOON)] * 3)
    assert sum(counts) == 3
    assert Finding.objects.filter(escalated_on=day).count() == 3


def test_a_finding_stands_once_and_a_comment_is_not_lost(one: FollowUp) -> None:
    made = shown(one, at=NOON - 20 * DAY, found_on=TODAY - 30 * DAY)
    told = {"at": NOON, "finding_id": made.public_id, "revision": made.revision}
    bjarne, nora = actor("bjarne"), actor("nora")
    one_of(
        lambda: acts.let_stand(by=bjarne, **told),
        lambda: hearing.comment(by=nora, text="Det er feil.", corrects=True, **told),
    )
    made.refresh_from_db()
    assert (made.state == "stands") != made.comments.exists()


def test_a_plan_is_asked_for_while_one_is_judged_and_nobody_waits_for_the_other_for_ever(one: FollowUp) -> None:
    accepted(one, standing(one))
    row = proved(Measure.objects.get())
    standing(one, title="Overtid", number="1.6")
    bjarne, mons = actor("bjarne"), actor("mons")
    at_once(
        lambda: plans.ask_for_plan(by=bjarne, at=NOON, follow_up_id=one.public_id),
        lambda: proving.judge_proof(
            by=mons,
            at=NOON,
            measure_id=row.public_id,
            revision=row.revision,
            sufficient=True,
            reason=WHY,
            checked_how="audit",
        ),
    )
    row.refresh_from_db()
    assert (row.state, ActionPlan.objects.get().state) == ("sufficient", "changes")


def test_a_figure_is_replaced_once_and_what_was_paid_meanwhile_counts(one: FollowUp) -> None:
    made = standing(one)
    bjarne, mons, nora = actor("bjarne"), actor("mons"), actor("nora")
    figure = remedies.EntitledSaid(RemedyKind.FEES, 20, "Revisor", "USD", Decimal(900))
    line = remedies.say_entitled(by=bjarne, at=NOON, finding_id=made.public_id, revision=made.revision, said=figure)
    made.refresh_from_db()
    told = {"at": NOON, "finding_id": made.public_id, "revision": made.revision}
    results = at_once(
        lambda: remedies.say_entitled(by=bjarne, said=figure, instead_of=line.public_id, **told),
        lambda: remedies.say_entitled(by=mons, said=figure, instead_of=line.public_id, **told),
        lambda: remedies.note_payment(
            by=nora, entitlement_id=line.public_id, amount=Decimal(100), paid_on=TODAY, source="Lister", **told
        ),
    )
    assert sum(isinstance(result, DomainError) for result in results) == 2  # each page showed what was there before
    assert made.entitlements.filter(superseded_at__isnull=True).count() == 1
